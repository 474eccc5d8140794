from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dutch.spelling import HastySpelling, Spelling, exists, is_dutch, sound

WORDS = ["mishandeld", "bloeduitstorting", "weigeren", "gestalkt", "striemen", "slaat"]
SPELLING = Spelling(WORDS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mishadneld", "mishandeld"),
        ("mishandled", "mishandeld"),
        ("bloeduitsorting", "bloeduitstorting"),
        ("wijgeren", "weigeren"),
        ("gestalkd", "gestalkt"),
        ("weigren", "weigeren"),
        ("strimen", "striemen"),
        ("weidegrond", "weidegrond"),
        ("slaap", "slaap"),
        ("later", "later"),
        ("tafel", "tafel"),
        ("srtiemen", "striemen"),
    ],
)
def test_only_words_that_dutch_lacks_are_corrected(typed, meant):
    """The first letter stays as typed, and the ending but for a slip: other words differ there."""
    assert SPELLING.correct(typed) == meant


@pytest.mark.parametrize("word", ["gezinnen", "verdiende", "zaken", "gestrekt", "schoolplein", "duinen"])
def test_forms_and_compounds_that_no_table_has_are_dutch(word):
    assert is_dutch(word)


@pytest.mark.parametrize("word", ["pleken", "mishadneld", "veilg"])
def test_slips_are_not(word):
    assert not is_dutch(word)


def test_what_sounds_the_same_is_the_same():
    assert sound("psygoties") == sound("psychotisch")
    assert sound("pleken") == sound("plekken")
    assert sound("slaat") != sound("slaan")


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
    assert HastySpelling(WORDS).correct(typed) == meant
