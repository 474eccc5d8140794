"""Typing errors in towns, organisations and words for people; names and words of their own stay."""

from __future__ import annotations

import pytest

from assistant.safety.name_spelling import NameSpelling, as_person_word, towns


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("velzen", "velsen"), ("beverwijck", "beverwijk"), ("hilverum", "hilversum"), ("amstedam", "amsterdam")],
)
def test_a_mistyped_town_is_that_town(typed, meant):
    assert towns().correct(typed) == meant


@pytest.mark.parametrize("word", ["lauren", "karen", "larsen", "huilen", "moeder", "lotte"])
def test_a_name_or_a_word_is_no_mistyped_town(word):
    assert towns().correct(word) == word


def test_words_for_people_are_read_through_errors():
    assert as_person_word("broetje") == "broertje"
    assert as_person_word("stiefvadr") == "stiefvader"


def test_the_first_letter_is_trusted_and_short_words_stay():
    spelling = NameSpelling(["laren", "mee"])
    assert spelling.correct("baren") == "baren"
    assert spelling.correct("mei") == "mei"
