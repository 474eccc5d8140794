"""A part of the outcome that was said, for whoever asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk.events import SlotSet

from actions.outcome import Outcome
from actions.turn import OUTCOME, Turn
from assistant.nlu.outcome_parts import MINE, asked_part

Events = list[dict[str, Any]]


def cite(regels: Iterable[str], last: str) -> Events:
    """What 'waar staat dat?' and 'hoezo?' are about from now on; nothing changes when nothing was cited."""
    cited = list(regels)
    return [SlotSet("aangehaald", cited), SlotSet("laatste", last)] if cited else []


def wanted_part(turn: Turn) -> str | None:
    """The part of the outcome at hand that a message asks for; None when it asks for none."""
    slots = turn.tracker
    if not slots.get_slot("beslissing") or slots.get_slot("vraagt") or not slots.get_slot("uitkomst"):
        return None
    return None if turn.message.reading.get("criteria") else asked_part(turn.message.text)


def explain_part(turn: Turn, part: str | None = None) -> Events | None:
    """Tell `part` of the outcome, or the one that a message asks for; None when it asks for none.

    Only after an outcome was said: before that, the same words are a question like any other.
    """
    part = part or wanted_part(turn)
    beslissing = turn.beslissing
    if beslissing is None or part is None or not turn.tracker.get_slot("uitkomst"):
        return None
    outcome = Outcome(turn, beslissing, turn.weigh(beslissing))
    return cite(outcome.say_short() if part == MINE else outcome.say_part(part), OUTCOME)
