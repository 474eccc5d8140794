from __future__ import annotations

from assistant.dutch.phrases import PhraseBook, clauses, content_stems
from assistant.dutch.words import analyse


def found(book: PhraseBook[str], text: str) -> set[str]:
    return {match.meaning for clause, _ in clauses(analyse(text)) for match in book.matches(clause)}


def test_a_phrase_is_found_whatever_its_order_and_inflection():
    book = PhraseBook([("laat niemand binnen", "geen hulp"), ("blauwe plek", "letsel")])
    assert found(book, "niemand laten ze daar binnen") == {"geen hulp"}
    assert found(book, "twee blauwe plekken") == {"letsel"}


def test_words_far_apart_or_in_different_clauses_are_no_phrase():
    book = PhraseBook([("blauwe plek", "letsel")])
    assert found(book, "een blauwe jas hing daar gewoon boven op die ene plek") == set()
    assert found(book, "zijn jas is blauw, de plek is bekend") == set()


def test_negations_stay_and_function_words_go():
    assert content_stems("de ouders willen niet met ons praten") >= {"niet"}
    assert "de" not in content_stems("de ouders")
    assert content_stems("van hem") == {"van", "hem"}
