from __future__ import annotations

import pytest

from assistant.safety.despair import ANOTHER, WRITER, hinted, wants_to_die


@pytest.mark.parametrize(
    "text",
    [
        "soms wil ik gwn niet meer leven",
        "ik wil dood",
        "ik doe mezelf wat aan als hij blijft",
        "ik denk vaak aan zelfmoord",
        "eerlijk gezegd wil ik er niet meer zijn",
        "ik wil er een eind aan maken",
        "ik sta hier met een mes op mijn pols",
        "ik heb al mijn pillen ingenomen",
        "ik wil eigenlijk niet meer leven sinds hij bij me weg is, tis allemaal mijn schuld",
    ],
)
def test_who_wants_to_die_himself_is_heard(text):
    assert wants_to_die(text)


@pytest.mark.parametrize(
    "text",
    [
        "mijn cliënt wil niet meer leven, moet ik dit melden?",
        "ze zegt dat ze dood wil",
        "is een poging tot zelfmoord een reden om niet direct over te dragen?",
        "ik wil er een melding van maken",
        "ik heb een blauwe plek op mijn pols, zij deed dat",
        "een leerling denkt aan zelfmoord, wie kan ik bellen",
        "",
    ],
)
def test_about_others_it_is_a_question_or_a_case(text):
    assert not wants_to_die(text)


@pytest.mark.parametrize(
    "text",
    [
        "leerling van 14 zegt dat ze er niet meer wil zijn als ze weer naar huis moet",
        "mijn dochter snijdt zichzelf en zegt dat ze niet meer wil leven",
        "vader dreigt zich voor de trein te gooien, hij zit hier op kantoor",
    ],
)
def test_of_another_it_is_heard_too(text):
    assert hinted(text) == ANOTHER
    assert not wants_to_die(text)


@pytest.mark.parametrize(
    "text",
    [
        "ik kan niet meer tegen die administratie",
        "ik ben helemaal klaar met die administratie",
        "ik wil er een punt achter zetten met dit dossier",
        "wie is er voor zelfmoordgedachten bij tieners",
        "hij zegt dat hij haar doodmaakt",
        "ik wil weg bij hem",
    ],
)
def test_what_only_sounds_like_it_is_neither(text):
    assert not wants_to_die(text)
    assert hinted(text) is None


@pytest.mark.parametrize(
    "text",
    ["soms denk ik dat iedereen beter af is zonder mij", "het hoeft voor mij allemaal niet meer"],
)
def test_who_only_hints_at_it_is_heard(text):
    assert hinted(text) == WRITER


def test_further_on_in_a_conversation_it_takes_more_to_hear_it():
    said = "ik wil niet meer"
    assert hinted(said) == WRITER
    assert hinted(said, later=True) is None


@pytest.mark.parametrize("text", ["hij zegt dat hij haar dood gaat maken", "ze maken me dood als ik het zeg"])
def test_who_threatens_another_does_not_want_to_die(text):
    assert hinted(text) is None


def test_who_threatens_another_and_himself_may():
    assert hinted("hij zegt dat hij haar en zichzelf dood gaat maken") == ANOTHER


@pytest.mark.parametrize(
    "text",
    [
        "ik wil niet dat mama t weet",
        "ze wil niet dat ik iemand bel",
        "ik wil niet dat mijn man weet dat ik dit typ",
        "ik heb net mn vrouw een klap gegeven en ik schaam me dood",
        "hij zeg as ik naar me moeder ga dat ie me afmaakt",
    ],
)
def test_a_secret_a_figure_of_speech_and_a_threat_are_no_wish_to_die(text):
    assert hinted(text) is None


@pytest.mark.parametrize(
    "text", ["ik schaam me dood, ik wil er niet meer zijn", "ik wil niet dat ik nog leef, ik wil dood"]
)
def test_a_wish_to_die_beside_them_is_heard(text):
    assert hinted(text) == WRITER
