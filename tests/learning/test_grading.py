from __future__ import annotations

import pytest

from assistant.learning.grading import NotAnAnswer, answer_of, chosen, grade
from assistant.learning.opgaven import by_hand
from assistant.learning.schema import Vraag

BASE = {"id": "m.v", "module": "m", "vraag": "Wat?", "uitleg": "Zo.", "regels": ["r.een"]}


def question(**more):
    return by_hand(Vraag.model_validate({**BASE, **more}))


CHOICE = question(
    soort="keuze",
    goed=["het lokale team"],
    fout=[{"tekst": "de politie", "uitleg": "Nee."}, {"tekst": "het gezin"}],
)
SEVERAL = question(soort="meerkeuze", goed=["een", "twee"], fout=[{"tekst": "drie"}, {"tekst": "vier"}])
NUMBER = question(soort="getal", getal=14, eenheid="dagen")
TRUE = question(soort="stelling", klopt=True)
ORDER = question(soort="volgorde", goed=["eerst", "dan", "ten slotte"])


def place(opgave, text: str) -> str:
    return str([keuze.tekst for keuze in opgave.keuzes].index(text) + 1)


def test_a_choice_is_right_or_wrong_with_what_is_wrong():
    assert grade(CHOICE, chosen(CHOICE, [place(CHOICE, "het lokale team")])).goed
    wrong = grade(CHOICE, chosen(CHOICE, [place(CHOICE, "de politie")]))
    assert (wrong.goed, wrong.opmerkingen, wrong.goede_antwoord) == (False, ("Nee.",), ("het lokale team",))


def test_of_several_all_must_be_chosen_and_no_other():
    right = [place(SEVERAL, "een"), place(SEVERAL, "twee")]
    assert grade(SEVERAL, chosen(SEVERAL, right)).goed
    assert not grade(SEVERAL, chosen(SEVERAL, right[:1])).goed
    assert not grade(SEVERAL, chosen(SEVERAL, [*right, place(SEVERAL, "drie")])).goed


def test_of_several_it_is_said_what_was_missed_and_what_was_too_many():
    given = [place(SEVERAL, "een"), place(SEVERAL, "drie")]
    assert grade(SEVERAL, chosen(SEVERAL, given)).opmerkingen == ("Je miste: twee.", "Je koos te veel: drie.")
    right = [place(SEVERAL, "een"), place(SEVERAL, "twee")]
    assert grade(SEVERAL, chosen(SEVERAL, right)).opmerkingen == ()


def test_an_order_is_shown_mixed_and_judged_whole():
    assert tuple(keuze.tekst for keuze in ORDER.keuzes) != ORDER.goede_volgorde
    right = [place(ORDER, text) for text in ORDER.goede_volgorde]
    assert grade(ORDER, chosen(ORDER, right)).goed
    assert not grade(ORDER, chosen(ORDER, right[::-1])).goed


@pytest.mark.parametrize(
    ("opgave", "numbers"),
    [
        (CHOICE, []),
        (CHOICE, ["1", "2"]),
        (CHOICE, ["4"]),
        (CHOICE, ["-1"]),
        (SEVERAL, ["1", "1"]),
        (ORDER, ["1", "2"]),
        (NUMBER, ["veel"]),
        (NUMBER, []),
        (TRUE, ["3"]),
    ],
)
def test_what_is_no_answer_is_refused(opgave, numbers):
    with pytest.raises(NotAnAnswer):
        chosen(opgave, numbers)


@pytest.mark.parametrize(
    ("opgave", "typed", "right"),
    [
        (NUMBER, "14", True),
        (NUMBER, "veertien dagen", True),
        (NUMBER, "binnen 14 dagen", True),
        (NUMBER, "10 dagen", False),
        (TRUE, "klopt", True),
        (TRUE, "Ja.", True),
        (TRUE, "dat klopt niet", False),
        (TRUE, "nee", False),
        (CHOICE, "het lokale team", True),
        (CHOICE, "het locale team", True),
        (CHOICE, "de politie", False),
    ],
)
def test_an_answer_is_typed_in_words(opgave, typed, right):
    given = answer_of(opgave, typed)
    assert given is not None and grade(opgave, given).goed is right


def test_an_answer_is_typed_by_number_or_letter():
    numbers = [place(SEVERAL, "een"), place(SEVERAL, "twee")]
    letters = ["abcd"[int(number) - 1] for number in numbers]
    for typed in (
        " en ".join(numbers),
        ", ".join(numbers),
        " ".join(letters),
        "antwoord " + "+".join(numbers),
    ):
        assert grade(SEVERAL, answer_of(SEVERAL, typed)).goed


@pytest.mark.parametrize("opgave", [CHOICE, SEVERAL, NUMBER, TRUE, ORDER])
@pytest.mark.parametrize(
    "typed", ["kan ik anoniem melden?", "", "9 9 9", "er is een meisje van 8 geslagen", "stop"]
)
def test_something_else_is_no_answer(opgave, typed):
    assert answer_of(opgave, typed) is None


WHO = question(
    soort="keuze",
    goed=["eerst naar Veilig Thuis"],
    fout=[{"tekst": "meteen naar het lokale team"}, {"tekst": "niet naar de huisarts"}],
)


@pytest.mark.parametrize(
    ("opgave", "said", "text"),
    [
        (WHO, "eerst veilig thuis denk ik, want er is letsel", "eerst naar Veilig Thuis"),
        (WHO, "ik denk het lokale team", "meteen naar het lokale team"),
        (TRUE, "ja, want dat staat in de wet", "Klopt"),
        (TRUE, "volgens mij klopt niet", "Klopt niet"),
    ],
)
def test_doubt_and_reasons_are_no_part_of_an_answer(opgave, said, text):
    assert answer_of(opgave, said) == (text,)


def test_a_choice_is_named_by_its_sign_with_words_around_it():
    second = (WHO.keuzes[1].tekst,)
    assert answer_of(WHO, "ik gok b") == answer_of(WHO, "de tweede") == answer_of(WHO, "2 denk ik") == second


@pytest.mark.parametrize(
    "said",
    [
        "moet het eerst naar Veilig Thuis?",
        "naar de huisarts",
        "gisteren belde veilig thuis over een kind dat geslagen werd",
        "veilig thuis of het lokale team",
    ],
)
def test_what_only_has_words_of_a_choice_is_no_answer(said):
    assert answer_of(WHO, said) is None
