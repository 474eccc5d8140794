from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.dutch.words import analyse, stem


def clauses(text: str) -> list[str]:
    words = analyse(text)
    numbers = sorted({(word.sentence, word.clause) for word in words})
    return [" ".join(w.text for w in words if (w.sentence, w.clause) == n) for n in numbers]


def test_inflections_of_a_word_share_a_stem():
    for forms in (
        "blauw blauwe",
        "wil willen",
        "plek plekken",
        "ouder ouders",
        "melding meldingen",
        "weigert weigeren weigerden",
        "geschreeuwd schreeuwen",
        "één een",
    ):
        first, *others = [analyse(form)[0].stem for form in forms.split()]
        assert all(other == first for other in others), forms


def test_stem_of_nothing_is_nothing():
    assert stem("") == ""


def test_a_clause_ends_at_punctuation_and_before_a_new_subject():
    text = "Blauwe plek op haar wang, ouders laten niemand binnen en ze is bang maar niet acuut."
    assert clauses(text) == [
        "blauwe plek op haar wang",
        "ouders laten niemand binnen",
        "en ze is bang",
        "maar niet acuut",
    ]


def test_en_between_two_nouns_is_no_new_clause():
    assert clauses("hij is bont en blauw") == ["hij is bont en blauw"]


def test_an_opening_nee_is_a_clause_of_its_own():
    assert clauses("nee ze is bij oma") == ["nee", "ze is bij oma"]


def test_only_the_sentence_with_a_question_mark_asks():
    asks = {word.sentence: word.question for word in analyse("Ze is zwanger. Moet ik melden? Dank.")}
    assert asks == {0: False, 1: True, 2: False}


@given(st.text(max_size=200))
def test_any_text_is_read_and_offsets_hold(text: str):
    for word in analyse(text):
        assert text[word.start : word.end].lower() == word.text


def test_an_age_in_brackets_is_a_number():
    assert [word.text for word in analyse("kind (8) heeft verteld")] == ["kind", "8", "heeft", "verteld"]
