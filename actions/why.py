"""Why: of a question the reason, of an outcome what decided, of an answer what else stands there."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.outcome import Outcome
from actions.parts import Events, cite
from actions.texts import text
from actions.turn import ANSWER, OUTCOME, Turn

_BACKGROUND = 3
"""How many regels tell of the background of an answer."""


class ExplainWhy(Action):
    """Says why the question is asked, or why the outcome or the answer is what it is."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_waarom"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        asked, beslissing = tracker.get_slot("vraagt"), turn.beslissing
        of_answer = bool(turn.cited) and tracker.get_slot("laatste") == ANSWER
        if asked and not (of_answer and turn.message.doubts_answer):
            criterium = turn.store.criteria[asked]
            turn.say(criterium.waarom, "antwoord", [turn.store.regel(criterium.regel)])
            return cite([criterium.regel], ANSWER)
        if beslissing is None or of_answer:
            return _say_background(turn)
        return cite(Outcome(turn, beslissing, turn.weigh(beslissing)).say_why(), OUTCOME)


def _say_background(turn: Turn) -> Events:
    """What else stands where the last answer stands: the sources give no other reason."""
    if not turn.cited:
        turn.say(text("niets_gevraagd"), "antwoord")
        return []
    first = turn.cited[0]
    place = turn.store.kies({"bron": first.bron, "vindplaats": first.vindplaats}, turn.layer)
    known = {regel.id for regel in turn.cited}
    near = sorted(place, key=lambda regel: regel.onderwerpen[0] != first.onderwerpen[0])
    beside = [regel for regel in near if regel.id not in known][:_BACKGROUND] or [first]
    lines = [turn.vary("achtergrond"), *(regel.tekst for regel in beside)]
    turn.say("\n".join(lines), "antwoord", beside)
    return [*cite([regel.id for regel in beside], ANSWER), *turn.varied()]
