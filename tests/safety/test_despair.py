from __future__ import annotations

import pytest

from assistant.safety.despair import wants_to_die


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
