"""The one loop over decision tables: ask what is still open, or say the outcome."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.outcome import Outcome
from actions.parts import Events, cite
from actions.texts import text
from actions.turn import OUTCOME, Turn, yes_no_buttons
from assistant.reasoning.decisions import Weging
from assistant.rulebase.schema import Beslissing, Grondslag

_PATIENCE = 2
"""So many times a question comes back that isn't answered; then it waits until it is asked for."""


class Continue(Action):
    """Goes on with the decision that is being made; does nothing when there is none."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_vervolg"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        beslissing = turn.beslissing
        if beslissing is None or turn.minor:
            return []
        weging = turn.weigh(beslissing)
        if _in_danger(turn, beslissing):
            return [SlotSet("vraagt", None), SlotSet("uitkomst", _settled(weging))]
        following = None if turn.asks_outcome else _next_question(turn, beslissing, weging)
        if following:
            return _ask(turn, beslissing, following, weging)
        said = tracker.get_slot("gezegde_uitkomst"), tracker.get_slot("uitkomst")
        said_before = not tracker.get_slot("vraagt") and said == (weging.uitkomst.id, weging.uitkomst.id)
        outcome = Outcome(turn, beslissing, weging)
        if not said_before:
            cited = outcome.say()
        elif turn.asks_outcome:
            cited = outcome.say_short("uitkomst")
        else:
            cited = _what_is_new(turn, outcome)
        changes = {"vraagt": None, "uitkomst": weging.uitkomst.id, "gezegde_uitkomst": weging.uitkomst.id}
        events = [SlotSet(slot, value) for slot, value in {**changes, "overgeslagen": None}.items()]
        return [*events, *cite(cited, OUTCOME)]


def _in_danger(turn: Turn, beslissing: Beslissing) -> bool:
    """Whether this turn is about calling 112, and nothing is weighed before that was done."""
    safety = beslissing.eerst_veilig or ""
    answered = turn.tracker.get_slot("vraagt") == safety and turn.answers.get(safety) == "ja"
    return (turn.emergency and turn.answers.get(safety) != "nee") or answered


def _settled(weging: Weging) -> str | None:
    return weging.uitkomst.id if weging.beslist else None


def _next_question(turn: Turn, beslissing: Beslissing, weging: Weging) -> str | None:
    """Danger first, whatever is settled already; then what can still change the outcome."""
    safety = beslissing.eerst_veilig
    if safety and safety not in turn.answers:
        return safety
    if beslissing.alles_vragen:
        return next((name for name in beslissing.criteria if name not in turn.answers), None)
    return weging.van_belang[0] if weging.van_belang else None


def _ask(turn: Turn, beslissing: Beslissing, name: str, weging: Weging) -> Events:
    """Ask; a question that was passed over comes back, but not for ever."""
    asked, passed = turn.tracker.get_slot("vraagt"), int(turn.tracker.get_slot("overgeslagen") or 0)
    tells = turn.reading.get("antwoord") or turn.reading.get("criteria")
    again = name == asked and not tells
    waits = passed >= _PATIENCE and not tells
    if waits or (again and passed + 1 >= _PATIENCE and turn.asks_something):
        if not waits:
            turn.say(text("vraag_blijft_liggen"), "antwoord", knoppen=[_resume(beslissing)])
        changes = {"vraagt": None, "uitkomst": _settled(weging), "overgeslagen": _PATIENCE}
        return [SlotSet(slot, value) for slot, value in changes.items()]
    first = not asked and name == beslissing.eerst_veilig
    criterium = turn.store.criteria[name]
    vraag = criterium.vraag
    lower = vraag[0].lower() + vraag[1:]
    tekst = turn.vary("terug_naar_vraag", vraag=lower) if again else vraag
    tekst = turn.vary("eerst_dit", vraag=lower) if first else tekst
    if beslissing.alles_vragen:
        number, count = beslissing.criteria.index(name) + 1, len(beslissing.criteria)
        tekst = text("vraag_van", nummer=str(number), aantal=str(count), vraag=vraag)
    # The first question tells what the whole decision rests on, the others where they stand themselves.
    grondslag: tuple[Grondslag, ...] = (criterium.grondslag,)
    if first:
        grondslag = (*beslissing.grondslag, criterium.grondslag)
    turn.say(tekst, "vraag", grondslag=grondslag, knoppen=yes_no_buttons())
    counted = passed + 1 if again and turn.asks_something else 0
    changes = {"vraagt": name, "uitkomst": _settled(weging), "overgeslagen": counted}
    return [*(SlotSet(slot, value) for slot, value in changes.items()), *turn.varied()]


def _resume(beslissing: Beslissing) -> dict[str, str]:
    return {"titel": text("verder_met_de_vragen"), "tekst": beslissing.vraag}


def _what_is_new(turn: Turn, outcome: Outcome) -> list[str]:
    """An outcome that was said before isn't said again: only what this message changes about it."""
    if turn.reading.get("criteria"):
        return outcome.say_unchanged({mention["criterium"] for mention in turn.reading["criteria"]})
    return outcome.say_region() if turn.intent == "regio" and turn.told_outcome_last else []


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
        changes = {"criteria": answers, "geschiedenis": history, "vraagt": None, "uitkomst": None}
        return [SlotSet(slot, value) for slot, value in {**changes, "overgeslagen": None}.items()]
