"""When the bureaudienst is there is said by the hours of the region, never by heart."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import hours as hours_of
from actions.hours import say_who_answers
from actions.turn import Turn
from assistant.rulebase.schema import Kantoortijd

WORKING_DAYS = Kantoortijd(van=time(8, 30), tot=time(17, 30))
EVERY_DAY = Kantoortijd(van=time(8, 30), tot=time(21), werkdagen_alleen=False)


@pytest.mark.parametrize("moment", ["2026-03-10T14:10:00+01:00", "2026-03-10T23:10:00+01:00"])
@pytest.mark.parametrize(
    ("hours", "said"),
    [(WORKING_DAYS, "op werkdagen van 8.30 tot 17.30 uur"), (EVERY_DAY, "elke dag van 8.30 tot 21.00 uur")],
)
def test_the_hours_of_the_region_are_said(store, monkeypatch, moment: str, hours: Kantoortijd, said: str):
    monkeypatch.setattr(hours_of, "office_hours", lambda store, regio: hours)
    slots: dict[str, Any] = {"regio": "ijmond", "moment": moment}
    dispatcher = CollectingDispatcher()
    say_who_answers(Turn(dispatcher, Tracker("x", slots, {}, [], False, None, {}, None)))
    (message,) = dispatcher.messages
    assert said in message["text"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [("en in het weekend", "Op zaterdag 14 maart 2026 is het"), ("zaterdag om 22:00", "om 22.00 uur is het")],
)
def test_only_a_time_that_was_named_is_said(store, asked: str, said: str):
    slots: dict[str, Any] = {"moment": "2026-03-10T14:10:00+01:00"}
    dispatcher = CollectingDispatcher()
    tracker = Tracker("x", slots, {"text": asked}, [], False, None, {}, None)
    say_who_answers(Turn(dispatcher, tracker))
    assert said in dispatcher.messages[0]["text"]
