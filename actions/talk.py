"""Everything in a conversation that is no fact and no question: greeting, stopping, a person."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import follow_up
from actions.facts import take_in_region
from actions.minor import say_to_minor
from actions.starting import begin_with_facts
from actions.texts import button, text
from actions.turn import Turn
from assistant.reasoning.reachability import VEILIG_THUIS

_ANSWERS = ("verslag", "wie_ben_je", "privacy")
"""What is said to these is an answer, and no talk."""
_DECISION = ("beslissing", "vraagt", "uitkomst", "gezegde_uitkomst", "laatste", "overgeslagen")
"""The slots of a decision that is being made."""
_CASE = (
    *_DECISION,
    "criteria",
    "geschiedenis",
    "aangehaald",
    "meer",
    "laatste_vraag",
    "niet_begrepen",
)
"""The slots of a case; the region and the moment belong to the conversation."""


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
        name = "begroeting_weer" if turn.intent == "begroeting" else turn.intent
        turn.say(text(name), "antwoord" if turn.intent in _ANSWERS else "smalltalk")
        return []


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
        if turn.asks_whom_to_call or turn.asks_what_to_have_at_hand:
            turn.hand_over()
            return turn.varied()
        followed = follow_up(turn)
        if followed or turn.asks_outcome:
            return followed
        if turn.asks_what_comes_of_it and turn.answers and turn.beslissing is None:
            return begin_with_facts(turn)
        if turn.tells_of_the_case and turn.intent != "andere_taal":
            where = take_in_region(turn)
            if where:
                return where
            turn.say(turn.vary("erbij_gehoord"), "antwoord")
            return turn.varied()
        number = turn.store.contacten[VEILIG_THUIS].nummer
        name = _NO_ANSWER.get(turn.intent)
        said = text(name, nummer=number) if name else turn.vary("buiten_bereik")
        turn.say(said, "buiten-bereik", knoppen=[button("mens")])
        return [*turn.not_understood(), *turn.varied()]


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
        return [SlotSet(name, None) for name in _CASE]


class StopAsking(Action):
    """Leaves the decision; what was established stays."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_stop"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        Turn(dispatcher, tracker).say(text("gestopt"), "antwoord")
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
        turn.hand_over()
        return turn.varied()
