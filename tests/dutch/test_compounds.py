from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dutch.compounds import Compounds

WORDS = [
    "veiligheid",
    "voorwaarden",
    "plan",
    "overdracht",
    "formulier",
    "huis",
    "verbod",
    "kinder",
    "mishandeling",
]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("veiligheidsvoorwaarden", ("veiligheid", "voorwaarden")),
        ("veiligheidsplan", ("veiligheid", "plan")),
        ("overdrachtsformulier", ("overdracht", "formulier")),
        ("huisverbod", ("huis", "verbod")),
        ("kindermishandeling", ("kinder", "mishandeling")),
        ("veiligheidsplanformulier", ("veiligheid", "plan", "formulier")),
        ("veiligheid", ()),
        ("planologie", ()),
        ("", ()),
    ],
)
def test_compounds_are_taken_apart(word, parts):
    assert Compounds(WORDS).parts(word) == parts


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=3))
def test_what_was_put_together_comes_apart_into_known_words(words):
    parts = Compounds(WORDS).parts("s".join(words))
    assert parts
    assert set(parts) <= set(WORDS)
