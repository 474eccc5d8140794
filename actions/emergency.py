"""After 112 was named: it stays first until somebody says that help was called, or that danger is over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk.events import SlotSet

from actions.message import Message
from actions.texts import button
from actions.turn import Turn
from assistant.nlu.mentions import DANGER
from assistant.reasoning.reachability import EMERGENCY, VEILIG_THUIS

OPEN, HELPED = "open", "geholpen"
"""How an emergency stands: 112 was named, or somebody said that help was called."""


def goes_on(turn: Turn) -> bool:
    """Whether 112 was named before, and nobody has said since that it was called or isn't needed.

    What comes after help was called still belongs to it, where the message tells of that.
    """
    if turn.answers.get(DANGER) == "nee" or turn.cannot_wait:
        return False
    news = turn.message.called_for_help or turn.message.says_danger_is_over
    return turn.tracker.get_slot("noodgeval") in ((OPEN, HELPED) if news else (OPEN,))


def what_is_left(said: str, slots: Mapping[str, Any]) -> str:
    """What of a message may still tell of danger: after 112 was named no news of help or of its end.

    'Politie is binnen' and 'hij is meegenomen' speak of danger too, where nothing was said before.
    """
    return Message({"text": said}).beside_news if slots.get("noodgeval") else said


def comes_first(turn: Turn) -> bool:
    """Whether nothing but help is spoken of: 112 was named, and the message neither asks nor answers."""
    heard = turn.message
    if not goes_on(turn):
        return False
    if heard.called_for_help or heard.says_danger_is_over:
        return True
    answers = bool(turn.tracker.get_slot("vraagt")) and heard.reading.get("antwoord") in ("ja", "nee")
    asks = bool(heard.reading.get("vragen")) or heard.intent == "start_beslissing"
    return not (answers or asks)


def is_denied(turn: Turn) -> bool:
    """Whether the message says, after 112 was named, that nothing is going on at this moment."""
    return goes_on(turn) and turn.message.says_nothing_is_going_on


def was_settled(turn: Turn) -> bool:
    """Whether this very message said that help was called, and was answered as such."""
    return bool(turn.tracker.get_slot("noodgeval") == HELPED) and turn.message.called_for_help


def stay(turn: Turn) -> list[dict[str, Any]]:
    """Say once more what comes first; or what comes next, when 112 was called."""
    contacts = turn.store.contacten
    number = contacts[VEILIG_THUIS].nummer
    first, after = (turn.store.regel(contacts[name].regel) for name in (EMERGENCY, VEILIG_THUIS))
    heard = turn.message
    for name, said in (("na_112", heard.called_for_help), ("gevaar_geweken", heard.says_danger_is_over)):
        if said:
            turn.say(turn.vary(name, nummer=number), "doorverwijzing", [after])
            return [SlotSet("noodgeval", HELPED), *turn.varied()]
    knoppen = [button("gebeld"), button("geen_gevaar")]
    said_first = turn.vary("noodgeval_eerst", nummer=number)
    turn.say(said_first, "doorverwijzing", [first, after], knoppen=knoppen)
    return turn.varied()
