"""Everything in a conversation that is no fact and no question: greeting, stopping, a person."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import emergency
from actions.compare import compare_last, tell_difference
from actions.facts import say_it_belongs, take_in_region
from actions.follow_ups import SayNext
from actions.hours import hand_over, not_understood
from actions.minor import say_to_minor
from actions.noted import noted, open_again
from actions.parts import explain_part
from actions.places import tell_place
from actions.starting import begin_with_facts
from actions.texts import button, text
from actions.turn import CASE, Turn
from assistant.dutch.language import language_named
from assistant.nlu.outcome_parts import MINE
from assistant.reasoning.reachability import VEILIG_THUIS

REPORT = "verslag"
"""The intent of who wants to see what was said, or what was noted."""
_ANSWERS = (REPORT, "wie_ben_je", "privacy")
"""What is said to these is an answer, and no talk."""
_REACTIONS = ("begrepen", "meeleven", "begroeting")
"""What people say while they go on: in an emergency that comes first."""


class Say(Action):
    """Says the sentence that goes with the intent."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_zeg"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        name = turn.message.intent
        if turn.despairs and name in _REACTIONS:
            return emergency.listen(turn)
        if emergency.is_fresh(turn) and name in _REACTIONS:
            return emergency.stay(turn)
        if name == "begroeting" and turn.message.is_new_here:
            return turn.welcome()
        if name == "begroeting":
            name = "vraag_maar" if turn.message.wants_to_ask else "begroeting_weer"
        number = turn.store.contacten[VEILIG_THUIS].nummer
        if name == REPORT and turn.answers:
            turn.say(noted(turn, turn.answers), "antwoord")
        turn.say(
            turn.vary(name, nummer=number), "antwoord" if turn.message.intent in _ANSWERS else "smalltalk"
        )
        return turn.varied()


_USUAL_LANGUAGE = "engels"
_NO_ANSWER = {"andere_taal": "andere_taal", "buiten_bronnen": "onbekend"}
"""What is said to what the sources don't speak of; to anything else that it is out of reach."""


class OutOfScope(Action):
    """Says what the assistant can't help with, and what it can; offers near topics."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_buiten_bereik"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        if turn.minor:
            return say_to_minor(turn)
        at_once = _at_once(turn)
        if at_once is not None:
            return at_once
        if turn.message.asks_what_comes_of_it and turn.answers and turn.beslissing is None:
            return begin_with_facts(turn)
        if turn.tells_of_the_case and turn.message.intent != "andere_taal":
            where = open_again(turn) or take_in_region(turn)
            if where:
                return where
            say_it_belongs(turn)
            return turn.varied()
        number = turn.store.contacten[VEILIG_THUIS].nummer
        name = _NO_ANSWER.get("buiten_bronnen" if turn.asks_further else turn.message.intent)
        said = text(name, nummer=number) if name else turn.vary("buiten_bereik", nummer=number)
        said += _in_own_words(turn, number) if name == "andere_taal" else ""
        turn.say(said, "buiten-bereik", knoppen=[button("mens")])
        return [*not_understood(turn), *turn.varied()]


def _in_own_words(turn: Turn, number: str) -> str:
    """Whom to call, in the language of the message; in English where that isn't known."""
    language = language_named(turn.tracker.get_slot("taal")) or language_named(_USUAL_LANGUAGE)
    return f" {language.zegt.format(nummer=number)}" if language else ""


def _at_once(turn: Turn) -> list[dict[str, Any]] | None:
    """What is said where a number, a place or help is wanted; None for everything else."""
    if turn.message.asks_whom_to_call or turn.message.asks_what_to_have_at_hand:
        return hand_over(turn)
    in_need = emergency.say_what_helps(turn) or emergency.help_beside(turn)
    if in_need is not None:
        return in_need
    if turn.message.is_new_here:
        return turn.welcome()
    if turn.message.intent == "andere_taal":
        return None
    if turn.cannot_wait or turn.doubts or turn.asks_outcome or turn.asks_what_to_do:
        # What to do stands in front already, or what comes of it follows.
        return []
    return compare_last(turn) or tell_difference(turn) or tell_place(turn)


class WhatNow(Action):
    """Says what to do now: the outcome, what is still needed for it, or the first question."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_wat_nu"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        if turn.minor:
            return say_to_minor(turn)
        if emergency.goes_on(turn) or turn.cannot_wait:
            # What comes first was said already.
            return []
        stands = None if tracker.get_slot("gezegde_uitkomst") else tracker.get_slot("noodgeval")
        if stands == emergency.PERHAPS:
            return emergency.say_whom_to_call_now(turn)
        if stands == emergency.HELPED and not turn.told_outcome_last:
            return emergency.say_what_to_do_meanwhile(turn)
        if turn.message.asks_what_follows and turn.told_answer_last and not turn.in_case:
            return SayNext().run(dispatcher, tracker, domain)
        if turn.told_outcome_last and not tracker.get_slot("vraagt"):
            return [] if turn.asks_outcome else explain_part(turn, MINE) or []
        return begin_with_facts(turn) if turn.beslissing is None else []


class StartOver(Action):
    """Forgets the case."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_opnieuw"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        Turn(dispatcher, tracker).say(text("opnieuw"), "begroeting")
        return [SlotSet(name, None) for name in CASE]


class StopAsking(Action):
    """Leaves the decision; what was established stays."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_stop"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        if turn.message.seeks_help:
            return say_to_minor(turn) if turn.minor else hand_over(turn)
        turn.say(text("gestopt"), "antwoord")
        return [
            SlotSet(name, None) for name in ("beslissing", "vraagt", "uitkomst", "laatste", "overgeslagen")
        ]


class HandOver(Action):
    """Gives the number to call now."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_mens"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        if turn.minor:
            return say_to_minor(turn)
        if emergency.goes_on(turn):
            return emergency.stay(turn)
        return hand_over(turn)
