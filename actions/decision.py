"""The one loop over decision tables: ask what is still open, or say the outcome."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.outcome import Outcome
from actions.texts import text
from actions.turn import Turn, yes_no_buttons
from assistant.nlu.outcome_parts import asked_part
from assistant.reasoning.decisions import Weging
from assistant.rulebase.schema import Beslissing

Events = list[dict[str, Any]]


_BACKGROUND = 3
"""How many regels tell of the background of an answer."""


class Continue(Action):
    """Goes on with the decision that is being made; does nothing when there is none."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_vervolg"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        beslissing = turn.beslissing
        if beslissing is None:
            return []
        weging = turn.weigh(beslissing)
        asked = tracker.get_slot("vraagt")
        following = _next_question(turn, beslissing, weging)
        if following:
            _ask(turn, following, again=following == asked, first=following == beslissing.eerst_veilig)
            return [SlotSet("vraagt", following), SlotSet("uitkomst", _settled(weging))]
        said_before = not asked and tracker.get_slot("uitkomst") == weging.uitkomst.id
        outcome = Outcome(turn, beslissing, weging)
        cited = _what_is_new(turn, outcome) if said_before else outcome.say()
        events = [SlotSet("vraagt", None), SlotSet("uitkomst", weging.uitkomst.id)]
        return [*events, *_cited(cited)]


def _settled(weging: Weging) -> str | None:
    return weging.uitkomst.id if weging.beslist else None


def _cited(regels: Iterable[str]) -> Events:
    """What 'waar staat dat?' is about from now on; nothing changes when nothing was cited."""
    return [SlotSet("aangehaald", list(regels))] if regels else []


def _next_question(turn: Turn, beslissing: Beslissing, weging: Weging) -> str | None:
    """Danger first, whatever is settled already; then what can still change the outcome."""
    safety = beslissing.eerst_veilig
    if safety and safety not in turn.answers:
        return safety
    return weging.van_belang[0] if weging.van_belang else None


def _ask(turn: Turn, name: str, again: bool, first: bool) -> None:
    criterium = turn.store.criteria[name]
    interrupted = again and not turn.reading.get("antwoord")
    template = "terug_naar_vraag" if interrupted else "eerst_dit" if first else None
    vraag = criterium.vraag
    tekst = text(template, vraag=vraag[0].lower() + vraag[1:]) if template else vraag
    turn.say(tekst, "vraag", grondslag=[criterium.grondslag], knoppen=yes_no_buttons())


def _what_is_new(turn: Turn, outcome: Outcome) -> list[str]:
    """An outcome that was said before isn't said again: only what this message changes about it."""
    if turn.reading.get("criteria"):
        return outcome.say_unchanged({mention["criterium"] for mention in turn.reading["criteria"]})
    return outcome.say_region() if turn.intent == "regio" else []


def wanted_part(turn: Turn) -> str | None:
    """The part of the outcome at hand that a message asks for; None when it asks for none."""
    slots = turn.tracker
    if not slots.get_slot("beslissing") or slots.get_slot("vraagt") or not slots.get_slot("uitkomst"):
        return None
    return None if turn.reading.get("criteria") else asked_part(turn.text)


def explain_part(turn: Turn) -> Events | None:
    """Tell the part of the outcome that a message asks for; None when it asks for none.

    Only after an outcome was said: before that, the same words are a question like any other.
    """
    beslissing, part = turn.beslissing, wanted_part(turn)
    if beslissing is None or part is None:
        return None
    outcome = Outcome(turn, beslissing, turn.weigh(beslissing))
    return _cited(outcome.say_part(part))


class StartDecision(Action):
    """Begins a decision on request, or asks which one."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_start_beslissing"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        said = turn.text.lower()
        for beslissing in turn.store.beslissingen.values():
            if any(word in said for word in beslissing.startwoorden):
                return [SlotSet("beslissing", beslissing.id), SlotSet("uitkomst", None)]
        if turn.beslissing:
            return []
        knoppen = [{"titel": b.naam, "tekst": b.vraag} for b in turn.store.beslissingen.values()]
        turn.say(text("beslissing_kiezen"), "keuze", knoppen=knoppen)
        return []


class ExplainWhy(Action):
    """Says why the question is asked, or why the outcome is what it is."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_waarom"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        asked = tracker.get_slot("vraagt")
        if asked:
            criterium = turn.store.criteria[asked]
            turn.say(criterium.waarom, "antwoord", [turn.store.regel(criterium.regel)])
            return _cited([criterium.regel])
        beslissing = turn.beslissing
        if beslissing is None:
            return _say_background(turn)
        return _cited(Outcome(turn, beslissing, turn.weigh(beslissing)).say_why())


def _say_background(turn: Turn) -> Events:
    """What else stands where the last answer stands: the sources give no other reason."""
    if not turn.cited:
        turn.say(text("niets_gevraagd"), "antwoord")
        return []
    first = turn.cited[0]
    place = turn.store.kies({"bron": first.bron, "vindplaats": first.vindplaats}, turn.layer)
    known = {regel.id for regel in turn.cited}
    beside = [regel for regel in place if regel.id not in known][:_BACKGROUND] or [first]
    lines = [text("achtergrond"), *(regel.tekst for regel in beside)]
    turn.say("\n".join(lines), "antwoord", beside)
    return _cited([regel.id for regel in beside])


class GoBack(Action):
    """Takes back the last answer."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_terug"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        history = list(tracker.get_slot("geschiedenis") or ())
        if not history:
            turn.say(text("terug_kan_niet"), "antwoord")
            return []
        name, before = history.pop()
        answers = turn.answers
        answers.pop(name, None)
        if before is not None:
            answers[name] = before
        turn.say(text("terug"), "antwoord")
        return [
            SlotSet("criteria", answers),
            SlotSet("geschiedenis", history),
            SlotSet("vraagt", None),
            SlotSet("uitkomst", None),
        ]
