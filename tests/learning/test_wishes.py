"""Wishes to practise and what is said in an exercise, written apart from the phrases in the data."""

from __future__ import annotations

import pytest

from assistant.learning.moves import agrees_to_go_on, move_in, tries_to_answer
from assistant.learning.wishes import Wens, names_region_only, wish_in


@pytest.mark.parametrize(
    "said",
    [
        "ik wil even oefenen",
        "test me maar",
        "hoi, ik ben nieuw hier, kan ik ergens oefenen?",
        "zullen we samen een quizje doen",
        "ik zou mezelf graag willen testen",
        "ik wil oefnen",
        "oefenen voor beverwijk graag",
        "kun jij mij eens overhoren vandaag",
    ],
)
def test_questions_are_asked_for(said):
    assert wish_in(said) == Wens("vragen")


@pytest.mark.parametrize(
    "said",
    [
        "met een gesprek",
        "een oefengesprek",
        "ik wil een gesprek oefenen",
        "ik wil oefenen met een gesprek",
        "ik wil leren met een gesprek",
        "oefenen met een boze beller",
        "kunnen we een rollenspel doen, jij bent de beller",
        "heb je ook rollenspellen?",
        "ik wil een telefoongesprek met een bezorgde buurvrouw oefenen",
    ],
)
def test_a_conversation_is_asked_for(said):
    assert wish_in(said) == Wens("gesprek")


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("geef me een casus", Wens(casus=True)),
        ("kun je mij een casus voorleggen", Wens(casus=True)),
        ("mag ik nog een casus krijgen", Wens(casus=True)),
        ("ik wil een oefencasus over ouderenmishandeling", Wens(over=("ouderenmishandeling",), casus=True)),
        ("kan ik hier oefenen met vragen over de meldcode?", Wens(over=("meldcode",))),
        ("overhoor me over de warme overdracht", Wens(over=("warme", "overdracht"))),
    ],
)
def test_a_case_or_a_subject_is_asked_for(said, wish):
    assert wish_in(said) == wish


@pytest.mark.parametrize(
    "said",
    [
        "ik heb een vraag",
        "ik heb een casus",
        "een casus",
        "een casus over mijn buurvrouw",
        "ik wil een oefencasus over mijn buurvrouw",
        "ik wil een casus over ouderenmishandeling bespreken",
        "mag ik je een casus voorleggen",
        "ik geef je een casus",
        "heb je een vraag",
        "stel ik heb een vraag",
        "kun je een vraag beantwoorden",
        "ik wil melden",
        "ik wil niet oefenen",
        "hij oefent druk uit",
        "ze wil leren zwemmen",
        "mijn zoon moet oefenen met lezen",
        "hoe voer ik een gesprek met de ouders",
        "ik wil een gesprek met iemand",
        "kan ik met een gesprek terecht bij veilig thuis",
        "de huisarts doet een test",
        "geef me een voorbeeld",
        "geef me het nummer",
    ],
)
def test_no_wish(said):
    assert wish_in(said) is None


@pytest.mark.parametrize(
    ("said", "move"),
    [
        ("weet ik niet", "weet_niet"),
        ("pff geen idee eigenlijk", "weet_niet"),
        ("ik weet het eerlijk gezegd niet, sorry", "weet_niet"),
        ("wat was het goede antwoord dan", "antwoord"),
        ("geen idee, wat is het goede antwoord?", "weet_niet"),
        ("oke volgende", "volgende"),
        ("snap ik, doe de volgende maar", "volgende"),
        ("volgnde vraag", "volgende"),
        ("ja een casus graag", "casus"),
        ("geef een hint", "hint"),
        ("moeilijk hoor", "hint"),
        ("moeilijk, sla maar over", "volgende"),
        ("hoeveel had ik er goed", "score"),
        ("hoe doe ik het tot nu toe", "score"),
        ("stoppen", "stop"),
        ("dank je, ik moet nu stoppen", None),
        ("genoeg voor vandaag, ik moet weg", "stop"),
        ("leg dat antwoord uit", "uitleg"),
        ("kan ik anoniem melden?", None),
        ("en als het gezin niet meer verder wil", None),
        ("weet ik wel", None),
        ("help", None),
        ("ik wil niet meer", None),
        ("mogen we dan stoppen met de zaak", None),
    ],
)
def test_moves(said, move):
    assert move_in(said) == move


def test_going_on_is_agreed_to_in_few_words():
    assert agrees_to_go_on("ja graag") and agrees_to_go_on("Oké!")
    assert not agrees_to_go_on("ja maar waarom dan")


def test_an_attempt_is_no_question():
    assert tries_to_answer("ik denk de school") and tries_to_answer("de politie dacht ik")
    assert not tries_to_answer("wat denk ik dan verkeerd?") and not tries_to_answer("een kind is geslagen")


@pytest.mark.parametrize(
    "said", ["ijmond", "in het gooi", "doe maar de IJmond", "ik werk in velsen", "haarlem"]
)
def test_a_region_and_nothing_else(said):
    assert names_region_only(said)


@pytest.mark.parametrize("said", ["wat geldt er in de ijmond", "in velsen slaat een vader zijn kind", "ja"])
def test_more_than_a_region_or_none(said):
    assert not names_region_only(said)
