from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dutch.spelling import Spelling, exists

WORDS = ["mishandeld", "bloeduitstorting", "weigeren", "gestalkt", "striemen", "slaat"]
SPELLING = Spelling(WORDS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mishadneld", "mishandeld"),
        ("mishandled", "mishandled"),
        ("bloeduitsorting", "bloeduitstorting"),
        ("wijgeren", "weigeren"),
        ("gestalkd", "gestalkd"),
        ("slaap", "slaap"),
        ("later", "later"),
        ("tafel", "tafel"),
        ("srtiemen", "striemen"),
    ],
)
def test_only_words_that_dutch_lacks_are_corrected(typed, meant):
    """The first letter and the ending stay as typed: other words differ there."""
    assert SPELLING.correct(typed) == meant


def test_what_exists():
    assert exists("huis")
    assert not exists("mishadneld")


@given(st.text(max_size=30))
def test_any_text_is_itself_or_a_word_of_the_vocabulary(text):
    assert SPELLING.correct(text) in {text, *WORDS}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("mishandled", "mishandeld"), ("gestalkd", "gestalkt"), ("slaap", "slaap"), ("tafel", "tafel")],
)
def test_a_hasty_one_does_not_trust_the_ending(typed, meant):
    assert Spelling(WORDS, hasty=True).correct(typed) == meant
