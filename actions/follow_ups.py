"""What people ask about an answer: where it stands, more, shorter, once more, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.hours import hand_over
from actions.outcome import Outcome
from actions.parts import cite, explain_part
from actions.places import as_line, named_place, tell_place
from actions.texts import button, text
from actions.turn import ANSWER, Turn, enumerate_phrases
from assistant.nlu.outcome_parts import WHO_DOES_WHAT
from assistant.reasoning.upkeep import due_of
from assistant.rulebase.schema import Regel

_AT_ONCE = 3


class SayWhere(Action):
    """Says in which document and place the last answer stands, and how old that is."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_waar_staat_dat"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        place = tell_place(turn)
        if place is not None:
            return place
        regels = turn.cited[:_AT_ONCE]
        if not regels:
            turn.say(text("niets_aangehaald"), "antwoord")
        lines = _where(turn, regels)
        lines += [warning for regel in regels for warning in _warnings(turn, regel)]
        if lines:
            turn.say("\n".join(dict.fromkeys(lines)), "antwoord", regels)
        return []


def _where(turn: Turn, regels: Sequence[Regel]) -> list[str]:
    """A line for each source, with the places in it."""
    lines = []
    for id in dict.fromkeys(regel.bron for regel in regels):
        bron = turn.store.bronnen[id]
        places = dict.fromkeys(regel.vindplaats for regel in regels if regel.bron == id)
        named = [
            text("vindplaats", vindplaats=place, titel=turn.store.vindplaats(id, place).titel)
            for place in places
        ]
        datum, plaatsen = bron.datum_tekst, enumerate_phrases(named)
        lines.append(text("waar_staat_dat", titel=bron.titel, datum=datum, plaatsen=plaatsen))
    return lines


def _warnings(turn: Turn, regel: Regel) -> list[str]:
    bron = turn.store.bronnen[regel.bron]
    due = due_of(turn.store, bron)
    warnings = []
    if due and due < turn.today:
        warnings.append(text("evaluatie_verlopen", datum=due.strftime("%d-%m-%Y")))
    if regel.controle and regel.controle.status == "nog-niet-tegen-wettekst":
        warnings.append(text("nog_niet_gecontroleerd"))
    return warnings


class SayMore(Action):
    """Tells what stood behind 'meer'."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_meer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        waiting = list(tracker.get_slot("meer") or ())
        shown = [turn.store.regel(id) for id in waiting[:_AT_ONCE]]
        if turn.message.asks_whom_to_call:
            return hand_over(turn)
        if not shown:
            turn.say(text("geen_meer"), "antwoord")
            return []
        knoppen = [button("meer")] if waiting[_AT_ONCE:] else []
        turn.say("\n".join(as_line(turn, regel) for regel in shown), "antwoord", shown, knoppen=knoppen)
        return [SlotSet("aangehaald", waiting[:_AT_ONCE]), SlotSet("meer", waiting[_AT_ONCE:])]


class SayShort(Action):
    """Says the core of the last answer: its first regel."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_kort"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        if turn.told_outcome_last and turn.beslissing:
            Outcome(turn, turn.beslissing, turn.weigh(turn.beslissing)).say_short()
        else:
            _say_again(turn, turn.cited[:1])
        return []


class Repeat(Action):
    """Says the last answer once more; a question that is open is repeated by the decision itself."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_herhaal"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        if not tracker.get_slot("vraagt"):
            _say_again(turn, turn.cited[:_AT_ONCE])
        return []


def _say_again(turn: Turn, regels: list[Regel]) -> None:
    if not regels:
        turn.say(text("niets_aangehaald"), "antwoord")
        return
    turn.say("\n".join(as_line(turn, regel) for regel in regels), "antwoord", regels)


class SayNext(Action):
    """Tells what comes after that of which the last answer spoke: the next step, or the next place."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_daarna"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        if turn.asks_outcome:
            return []
        place = named_place(turn)
        if turn.told_outcome_last and not place:
            return explain_part(turn, WHO_DOES_WHAT) or []
        following = place or _following(turn)
        if not following:
            turn.say(text("geen_vervolg" if turn.cited else "niets_aangehaald"), "antwoord")
            return []
        shown, waiting = following[:_AT_ONCE], [regel.id for regel in following[_AT_ONCE:]]
        opening = [] if place else [_opening(turn, shown[0])]
        lines = [*opening, *(as_line(turn, regel) for regel in shown)]
        turn.say("\n".join(lines), "antwoord", shown, knoppen=[button("meer")] if waiting else [])
        return [*cite([regel.id for regel in shown], ANSWER), SlotSet("meer", waiting), *turn.varied()]


def _following(turn: Turn) -> list[Regel]:
    """The regels of the place that tells what happens next; where none does, what else stands in the same."""
    if not turn.cited:
        return []
    last = turn.cited[0]
    here = turn.store.vindplaats(last.bron, last.vindplaats)
    found = turn.store.kies({"bron": last.bron, "vindplaats": here.daarna or here.id}, turn.layer)
    return [regel for regel in found if regel not in turn.cited]


def _opening(turn: Turn, regel: Regel) -> str:
    """What says that a regel comes next, or that it stands where the last answer stood."""
    if regel.vindplaats == turn.cited[0].vindplaats:
        return text("zelfde_plaats")
    return turn.vary("daarna", plaats=turn.store.vindplaats(regel.bron, regel.vindplaats).titel)
