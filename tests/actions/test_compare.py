"""Two regions, or two answers, beside each other."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.compare import compare, regions_to_compare, tell_difference
from actions.turn import Turn

IJMOND, GOOI = "ijmond", "gooi-en-vechtstreek"


def question(subject: str, text: str) -> dict[str, Any]:
    return {"tekst": text, "gevraagd": text, "gaat_over": {"onderwerpen": [[subject, 1.0]]}}


def turn(text: str, reading: dict[str, Any] | None = None, **slots: Any) -> Turn:
    slots = {"moment": "2026-11-24T10:00:00+01:00", **slots}
    message = {"text": text, "intent": {"name": "vraag"}, "lezing": reading or {}}
    tracker = Tracker("1", slots, message, [], False, None, {}, "action_listen")
    return Turn(CollectingDispatcher(), tracker)


def said(by: Turn) -> list[str]:
    return [message["text"] for message in by._dispatcher.messages]


@pytest.mark.parametrize(
    ("text", "reading", "slots", "regions"),
    [
        ("x", {"naast_elkaar": (IJMOND, GOOI)}, {}, {IJMOND, GOOI}),
        ("hoe is dat per regio", {}, {}, {IJMOND, GOOI}),
        ("wat is het verschil met het gooi", {"regio": {"regio": GOOI}}, {"regio": IJMOND}, {IJMOND, GOOI}),
        ("en in het gooi", {"regio": {"regio": GOOI}}, {"regio": IJMOND}, set()),
        ("wat is het verschil met het gooi", {"regio": {"regio": GOOI}}, {"regio": GOOI}, set()),
        ("wie heeft de regie", {}, {"regio": IJMOND}, set()),
        (
            "en wie heeft de regie",
            {"haakt_aan": True},
            {"laatste_vraag": {"vergeleken": [IJMOND, GOOI]}},
            {IJMOND, GOOI},
        ),
        ("en wie heeft de regie", {"haakt_aan": True}, {"laatste_vraag": {}}, set()),
        ("wat is het addendum", {}, {"laatste_vraag": {"vergeleken": [IJMOND, GOOI]}}, set()),
    ],
)
def test_which_regions_are_asked_about(store, text, reading, slots, regions):
    assert set(regions_to_compare(turn(text, reading, **slots))) == regions


def test_each_region_gets_its_own_regels(store):
    asked = turn("hoe vaak monitort veilig thuis")
    compare(asked, question("monitoren", "hoe vaak monitort veilig thuis"), (IJMOND, GOOI))
    messages = asked._dispatcher.messages
    assert [text.partition(":")[0] for text in said(asked)] == ["In de IJmond", "In Gooi en Vechtstreek"]
    for message, region in zip(messages, (IJMOND, GOOI), strict=True):
        cited = {store.bronnen[place["bron"]].regio for place in message["custom"]["bronnen"]}
        assert cited == {region}


def test_what_no_region_agreed_on_is_not_compared(store):
    asked = turn("appeltaart")
    assert compare(asked, question("nummer-veilig-thuis", "hoe maak ik appeltaart"), (IJMOND, GOOI)) is None
    assert said(asked) == []


def test_the_last_two_answers_stand_beside_each_other(store):
    last = question("voorwaarden-en-vervolg", "en voorwaarden en vervolg")
    last["vorige"] = question("onderzoek", "wat is een onderzoek")
    asked = turn("wat is het verschil", laatste_vraag=last, regio=IJMOND)
    assert tell_difference(asked)
    first, second = said(asked)[0].split("\n")
    assert "onderzoek" in first.lower() and "voorwaarden en vervolg" in second.lower()


@pytest.mark.parametrize("text", ["wat is het verschil tussen advies en melding", "en daarna"])
def test_another_question_is_no_comparison(store, text):
    last = question("onderzoek", "wat is een onderzoek")
    last["vorige"] = question("voorwaarden-en-vervolg", "en voorwaarden en vervolg")
    assert tell_difference(turn(text, laatste_vraag=last)) is None
