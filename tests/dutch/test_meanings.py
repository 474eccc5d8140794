"""Where words lie: those that mean about the same lie near each other."""

from __future__ import annotations

import marisa_trie
import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant import places
from assistant.dutch.meanings import Meanings, current

SMALL = Meanings(
    marisa_trie.RecordTrie(
        "<H", [("brood", (0,)), ("broden", (0,)), ("mes", (1,)), ("messen", (1,))]
    ).tobytes(),
    np.array([[1, 0], [0, 1]], dtype=np.int8),
    1.0,
)


def _likeness(one: str, other: str) -> float:
    first, second = current().of(one), current().of(other)
    return float(first @ second / np.linalg.norm(first) / np.linalg.norm(second))


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("mes", "stanleymes", "school"),
        ("wurgt", "verstikken", "gemeente"),
        ("opa", "grootvader", "telefoon"),
        ("bang", "vrees", "termijn"),
        ("baby", "zuigeling", "overleg"),
    ],
)
def test_what_means_about_the_same_lies_near(word: str, near: str, far: str):
    assert _likeness(word, near) > _likeness(word, far) + 0.2


def test_all_forms_of_a_word_lie_in_one_place():
    assert SMALL.of("broden").tolist() == SMALL.of("brood").tolist() == [1, 0]
    assert current().shares("messen") == current().shares("mes")


def test_a_compound_lies_between_its_parts_and_nearer_to_the_last():
    assert SMALL.of("broodmessen").tolist() == pytest.approx([0.45, 0.55])
    assert SMALL.of("broodsmessen").tolist() == pytest.approx([0.45, 0.55])


@pytest.mark.parametrize("word", ["", "x", "xqzvw", "bm", "mesx", "🙂"])
def test_what_nobody_knows_lies_nowhere(word: str):
    assert SMALL.shares(word) == ()
    assert SMALL.of(word).tolist() == [0, 0]


@given(st.text())
def test_shares_are_of_the_table_and_one_together(word: str):
    shares = current().shares(word)
    assert not shares or sum(share for _, share in shares) == pytest.approx(1)
    assert np.isfinite(current().of(word)).all()


def test_every_word_of_our_own_list_has_a_place():
    own = yaml.safe_load((places.project() / "data" / "taal" / "vertalingen.yml").read_text(encoding="utf-8"))
    assert [word for word in own if not current().shares(word)] == []
