"""What is said after 112 was named, while people type on."""

from __future__ import annotations

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import emergency
from actions.facts import TakeInFacts
from actions.message import Message
from actions.talk import WhatNow
from actions.turn import Turn
from assistant.safety.urgency import Urgency

MOMENT = "2026-11-21T22:10:00+01:00"


def turn(text: str, **slots) -> Turn:
    slots = {"moment": MOMENT, "spoed": "geen", "noodgeval": "open", **slots}
    message = {"text": text, "intent": {"name": "casus"}, "lezing": {}}
    tracker = Tracker("1", slots, message, [], False, None, {}, "action_listen")
    return Turn(CollectingDispatcher(), tracker)


def taken_in(text: str, **slots) -> tuple[str, dict]:
    """All that is said to `text`, in lower case, and the slots after it."""
    before = turn(text, **slots)
    dispatcher = CollectingDispatcher()
    events = TakeInFacts().run(dispatcher, before.tracker, {})
    said = "\n".join(message["text"] for message in dispatcher.messages).lower()
    return said, {event["name"]: event["value"] for event in events}


@pytest.mark.parametrize(
    "text",
    [
        "gebeld",
        "112 is gebeld",
        "ze komen",
        "politie is onderweg",
        "ze zijn er nu",
        "112 is gebeld, politie onderweg. wat moet ik straks doorgeven",
        "ambulance is onderweg, ik kan niet bij haar blijven",
    ],
)
def test_help_that_was_called_is_heard(store, text):
    said, slots = taken_in(text)
    assert "goed dat er hulp komt" in said
    assert slots["noodgeval"] == "geholpen"


@pytest.mark.parametrize(
    "text",
    [
        "nee niet gebeld",
        "niemand heeft gebeld",
        "de politie komt niet",
        "als ik bel wordt hij boos",
        "hij bonst",
    ],
)
def test_help_that_was_not_called_is_asked_for_again(store, text):
    said, slots = taken_in(text)
    assert "112" in said
    assert "goed dat er hulp komt" not in said
    assert slots.get("noodgeval") != "geholpen"


def test_danger_that_has_gone_is_heard(store):
    said, slots = taken_in("hij is weg")
    assert "wordt het weer gevaarlijk" in said
    assert slots["noodgeval"] == "geholpen"


@pytest.mark.parametrize("text", ["nee nu niet hij slaapt", "niet acuut denk ik"])
def test_that_nothing_is_going_on_ends_it(store, text):
    _, slots = taken_in(text, criteria={"acute-bedreiging": "ja"})
    assert slots["criteria"]["acute-bedreiging"] == "nee"


def test_a_bare_no_takes_no_danger_away(store):
    said, slots = taken_in("nee", criteria={"acute-bedreiging": "ja"})
    assert slots["criteria"]["acute-bedreiging"] == "ja"
    assert "112" in said


def test_what_now_adds_nothing_to_what_was_said_first(store):
    dispatcher = CollectingDispatcher()
    assert WhatNow().run(dispatcher, turn("wat nu").tracker, {}) == []
    assert dispatcher.messages == []


@pytest.mark.parametrize(
    "slots", [{"noodgeval": None}, {"spoed": "acuut"}, {"criteria": {"acute-bedreiging": "nee"}}]
)
def test_without_an_emergency_that_is_open_none_goes_on(store, slots):
    assert not emergency.goes_on(turn("hij bonst", **slots))


def urgency_after_112(text: str) -> str:
    return emergency.urgency_of(text, {"noodgeval": "open"}).niveau


@pytest.mark.parametrize(
    "text",
    [
        "hij is net meegenomen door de politie",
        "agenten staan nu beneden",
        "de ambulance is er",
        "hij is weg",
        "ik heb 112 aan de lijn",
    ],
)
def test_news_of_help_is_no_new_danger(text):
    assert urgency_after_112(text) == "geen"


@pytest.mark.parametrize(
    "text",
    [
        "hij is weg met de baby en hij heeft een mes",
        "112 gebeld maar er komt niemand en hij slaat haar",
        "ambulance is onderweg, ze ademt niet meer",
    ],
)
def test_danger_told_beside_news_stays(text):
    assert urgency_after_112(text) == "acuut"


def test_who_answers_a_question_that_he_asked_for_is_not_sent_back_to_112(store):
    asked = turn("nee", vraagt="zichtbaar-letsel", criteria={"acute-bedreiging": "ja"})
    asked.message.reading["antwoord"] = "nee"
    assert emergency.goes_on(asked) and not emergency.comes_first(asked)


def test_it_is_said_once_that_112_comes_first(store):
    first, slots = taken_in("ik durf het haast niet te vragen")
    assert "112" in first and slots["noodgeval"] == "gewezen"
    then, _ = taken_in("ze zijn al jaren getrouwd", noodgeval="gewezen")
    assert "is 112 al gebeld" not in then


@pytest.mark.parametrize("text", ["er komt niemand", "ze zeggen geen prioriteit", "niemand neemt op"])
def test_who_waits_for_help_in_vain_is_told_to_call_again(store, text):
    for stands in ("open", "gewezen", "geholpen"):
        said, _ = taken_in(text, noodgeval=stands)
        assert "bel 112 opnieuw" in said


@pytest.mark.parametrize(
    "text", ["ze is nu naar haar zus", "ja veilig", "ik vraag het voor een training", "gevaar nee"]
)
def test_where_everybody_is_safe_ends_it(store, text):
    _, slots = taken_in(text, criteria={"acute-bedreiging": "ja"})
    assert slots["criteria"]["acute-bedreiging"] == "nee"


@pytest.mark.parametrize("text", ["niet veilig bij hem", "ze is nu bij hem en niet veilig nu"])
def test_unsafe_is_not_safe(store, text):
    assert not turn(text).message.says_nothing_is_going_on


def test_danger_in_a_question_is_no_fact(store):
    danger = {"criterium": "acute-bedreiging", "waarde": "ja", "start": 0, "end": 4}
    for asks, noted in ((True, False), (False, True)):
        before = turn("mes", noodgeval=None)
        before.tracker.latest_message["lezing"] = {"criteria": [danger], "in_vraagvorm": asks}
        events = TakeInFacts().run(CollectingDispatcher(), before.tracker, {})
        slots = {event["name"]: event["value"] for event in events}
        assert ("acute-bedreiging" in slots["criteria"]) is noted


def test_who_does_not_want_to_live_is_neither_questioned_nor_shown_back(store):
    said, _ = taken_in("hij slaat me ook", noodgeval=None, wanhoop=True)
    assert "0800-0113" in said and "dit neem ik mee" not in said


def test_a_long_answer_is_shown_back(store):
    for text, shown in (("nee", False), ("nee ze slaapt vannacht bij haar zus", True)):
        before = turn(text, noodgeval=None, vraagt="acute-bedreiging", beslissing="advies-of-melding")
        before.tracker.latest_message["lezing"] = {"antwoord": "nee"}
        dispatcher = CollectingDispatcher()
        TakeInFacts().run(dispatcher, before.tracker, {})
        assert any("geen direct gevaar" in message["text"] for message in dispatcher.messages) is shown


@pytest.mark.parametrize("text", ["hij is terug!", "hij staat er weer", "hij belt aan!!", "hij begint weer"])
def test_danger_that_comes_back_needs_few_words(text):
    for stands in ("open", "gewezen", "geholpen"):
        assert emergency.urgency_of(text, {"noodgeval": stands}).niveau == "acuut"
    assert emergency.urgency_of(text, {}).niveau == "geen"


@pytest.mark.parametrize("text", ["wat als hij terug is", "hij is nog niet terug", "ze belt straks terug"])
def test_what_may_come_back_is_not_back_yet(text):
    assert urgency_after_112(text) != "acuut"


@pytest.mark.parametrize(
    ("denied", "doubt", "heard"), [(True, True, "geen"), (True, False, "acuut"), (False, True, "acuut")]
)
def test_who_denied_danger_hears_no_112_in_doubt(monkeypatch, denied, doubt, heard):
    monkeypatch.setattr(emergency, "assess", lambda said: Urgency("acuut", twijfel=doubt))
    slots = {"criteria": {"acute-bedreiging": "nee"}} if denied else {}
    assert emergency.urgency_of("ze trekt het niet meer", slots).niveau == heard


def test_who_was_in_danger_is_not_invited_as_if_nothing_had_been(store):
    said, _ = taken_in("hij heeft een sleutel", noodgeval="geholpen")
    assert "112" in said and "goed dat je dit vertelt" not in said


def test_few_words_after_112_are_no_lesser_thing(monkeypatch):
    monkeypatch.setattr(emergency, "assess", lambda said: Urgency("crisis"))
    assert emergency.urgency_of("boven", {"noodgeval": "open"}).niveau == "acuut"
    assert emergency.urgency_of("boven", {}).niveau == "crisis"


@pytest.mark.parametrize("text", ["kan niet praten", "als ik bel wordt hij wakker", "niemand gebeld"])
def test_who_cannot_call_hears_who_can(text):
    said, _ = taken_in(text)
    assert "112" in said and "vraag een ander" in said


def test_that_he_sleeps_is_not_that_there_is_no_danger():
    _, slots = taken_in("hij slaapt nu")
    assert slots.get("criteria", {}).get("acute-bedreiging") != "nee"


def test_after_112_in_doubt_only_news_belongs_to_it():
    assert not emergency.goes_on(turn("ze heeft een intake bij de ggz", noodgeval="misschien"))
    assert emergency.goes_on(turn("112 is gebeld", noodgeval="misschien"))
    assert emergency.is_denied(turn("er is nu geen gevaar", noodgeval="misschien"))


@pytest.mark.parametrize("text", ["en als hij terugkomt", "durf ik niet bellen"])
def test_what_helps_is_said_in_a_case_and_not_without_one(text):
    assert emergency.say_what_helps(turn(text, criteria={"acute-bedreiging": "nee"}))
    assert emergency.say_what_helps(turn(text, noodgeval=None)) is None


def test_who_says_no_when_asked_for_danger_hears_no_112_in_doubt(monkeypatch):
    monkeypatch.setattr(emergency, "assess", lambda said: Urgency("acuut"))
    asked = {"vraagt": "acute-bedreiging"}
    assert emergency.urgency_of("nee gevaar nu niet hij slaapt", asked).niveau == "geen"
    assert emergency.urgency_of("gevaar ja hij slaat haar", asked).niveau == "acuut"
    monkeypatch.setattr(emergency, "assess", lambda said: Urgency("acuut", door_regel=True))
    assert emergency.urgency_of("nee wacht hij heeft een mes", asked).niveau == "acuut"


@pytest.mark.parametrize("text", ["morgen moet ze er weer heen", "vannacht is hij thuis denk ik"])
def test_who_is_soon_unsafe_must_not_wait(text):
    said, _ = taken_in(text, noodgeval=None, criteria={"seksueel-misbruik": "ja"})
    assert "wacht daar niet op" in said and "112" in said
    said, _ = taken_in(text, noodgeval=None, criteria={})
    assert "wacht daar niet op" not in said


@pytest.mark.parametrize(
    ("said", "slots", "likely"),
    [
        ("papa slaat hem zegt hij", {"keren_gevraagd": {"acute-bedreiging": 1}}, True),
        ("papa slaat hem zegt hij", {}, False),
        ("papa slaat hem zegt hij", {"keren_gevraagd": {"acute-bedreiging": 1}, "noodgeval": "open"}, False),
        ("help!", {}, True),
    ],
)
def test_what_no_rule_sees_is_in_doubt_beside_a_weighing_and_as_a_cry(monkeypatch, said, slots, likely):
    monkeypatch.setattr(emergency, "assess", lambda said: Urgency("acuut"))
    heard = emergency.urgency_of(said, slots)
    assert (heard.niveau, heard.only_likely) == ("acuut", likely)
    monkeypatch.setattr(emergency, "assess", lambda said: Urgency("acuut", door_regel=True))
    assert not emergency.urgency_of(said, slots).only_likely


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("hij zit gewoon bij mij in de klas", True),
        ("vader is nu op zijn werk", True),
        ("ze is opgenomen", True),
        ("hij houdt haar vast", False),
        ("hij staat bij ons voor de deur", False),
        ("vader is hier bij ons en schreeuwt", False),
        ("hij zet haar uit huis", False),
        ("ze zitten vast in de kamer", False),
        ("ze is nu bij haar vader", False),
        ("ze is nu bij opa", False),
        ("ze zit in de klas, straks haalt hij haar", False),
    ],
)
def test_where_somebody_is_tells_only_of_safe_places(text, safe):
    assert Message({"text": text}).says_they_are_elsewhere is safe
