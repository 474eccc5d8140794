"""Whom to call, by the clock: now, at another moment, and where a message wasn't understood."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.texts import text
from actions.turn import Turn
from assistant.dutch.dates import as_text
from assistant.dutch.moments import NOON, moment_in
from assistant.reasoning.reachability import VEILIG_THUIS, moment_of, office_hours, reachable
from assistant.rulebase import current

Events = list[dict[str, Any]]

OTHER_MOMENT, THEN = "ander_moment", "dan"
"""The intent of 'en in het weekend?', which no model recognises, and the slot with the moment it names."""
CALLING = "over_bellen"
"""The slot that says that the number to call was said, and nothing was answered since."""
_FEW = 6
"""A message of so many words that names a moment asks nothing beside it."""
_PATIENCE = 2
"""After so many messages that weren't understood, a person is offered."""


def other_moment(said: str, slots: Mapping[str, Any]) -> datetime | None:
    """The moment to come that a message asks about after a question who can be reached; None for all else."""
    if slots.get("vraagt") or slots.get("minderjarig") or len(said.split()) > _FEW:
        return None
    asks = slots.get(CALLING) or _asked_who_can_be_reached(slots.get("laatste_vraag"))
    return moment_in(said, moment_of(slots.get("moment"))) if asks else None


def _asked_who_can_be_reached(last: Mapping[str, Any] | None) -> bool:
    subject = last and current.store().onderwerpen.get(str(last["gaat_over"]["onderwerpen"][0][0]))
    return bool(subject and subject.bereikbaarheid)


class SayHours(Action):
    """Says who answers at the other moment that was asked about."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_ander_moment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        then = tracker.get_slot(THEN)
        _say(Turn(dispatcher, tracker), "dan", "antwoord", datetime.fromisoformat(then))
        return [SlotSet(THEN, None)]


def say_who_answers(turn: Turn) -> None:
    """Say which number to call: now, or at the moment to come that the message names."""
    then = moment_in(turn.message.text, turn.moment)
    _say(turn, "dan" if then else "nu", "antwoord", then)


def hand_over(turn: Turn) -> Events:
    """Say whom to call now, and what to have at hand."""
    who = reachable(turn.store, turn.regio, turn.moment)
    number = turn.store.contacten[VEILIG_THUIS].nummer
    name = "mens_kantoortijd" if who.kantoortijd else "mens_crisisdienst"
    turn.say(turn.vary(name, nummer=number), "doorverwijzing", who.regels)
    return [SlotSet(CALLING, True), *turn.varied()]


def not_understood(turn: Turn) -> Events:
    """Count a message that got no answer; after the second one a person is offered."""
    times = int(turn.tracker.get_slot("niet_begrepen") or 0) + 1
    if times >= _PATIENCE:
        _say(turn, "liever_een_mens", "doorverwijzing")
    return [SlotSet("niet_begrepen", times), SlotSet("buurt", turn.message.reading.get("buurt"))]


def _say(turn: Turn, name: str, soort: str, then: datetime | None = None) -> None:
    """Say the text `name` of the service that is open, now or `then`, with its number and hours."""
    at = then or turn.moment
    who = reachable(turn.store, turn.regio, at)
    hours = office_hours(turn.store, turn.regio)
    said = text(
        f"{name}_{who.route}",
        nummer=turn.store.contacten[VEILIG_THUIS].nummer,
        dagen=text("op_werkdagen" if hours.werkdagen_alleen else "elke_dag"),
        van=_clock(hours.van),
        tot=_clock(hours.tot),
        wanneer=_when(at),
    )
    turn.say(said, soort, who.regels)


def _when(at: datetime) -> str:
    """The day, and the time where one was named: a day by itself stands at noon."""
    day = as_text(at.date())
    return day if at.time() == NOON else text("dan_om", dag=day, tijd=_clock(at.time()))


def _clock(moment: time) -> str:
    """A time as people write it: 9.00."""
    return f"{moment.hour}.{moment:%M}"
