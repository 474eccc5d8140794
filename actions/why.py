"""Why: of a question the reason, of an outcome what decided, of an answer what else stands there."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.outcome import Outcome
from actions.parts import Events, cite
from actions.texts import text
from actions.turn import ANSWER, OUTCOME, Turn
from assistant.dutch.words import analyse, function_words, holds_any, read_language
from assistant.rulebase.schema import Regel

_BACKGROUND = 3
"""How many regels tell of the background of an answer."""
_REASONS, _SHARED = 2, 2
"""How many regels give a reason at most, and how many words these have in common with what it is for."""


class ExplainWhy(Action):
    """Says why the question is asked, or why the outcome or the answer is what it is."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_waarom"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        asked, beslissing = tracker.get_slot("vraagt"), turn.beslissing
        of_answer = bool(turn.cited) and turn.told_answer_last
        if asked and not (of_answer and turn.message.doubts_answer):
            criterium = turn.store.criteria[asked]
            turn.say(criterium.waarom, "antwoord", [turn.store.regel(criterium.regel)])
            return cite([criterium.regel], ANSWER)
        if beslissing is None or of_answer:
            return _say_background(turn)
        return cite(Outcome(turn, beslissing, turn.weigh(beslissing)).say_why(), OUTCOME)


def _say_background(turn: Turn) -> Events:
    """What else the sources say about it: first what gives a reason, else what stands in the same place."""
    if not turn.cited:
        turn.say(text("niets_gevraagd"), "antwoord")
        return []
    first = turn.cited[0]
    known = {regel.id for regel in turn.cited}
    place = turn.store.kies({"bron": first.bron, "vindplaats": first.vindplaats}, turn.layer)
    near = sorted(place, key=lambda regel: regel.onderwerpen[0] != first.onderwerpen[0])
    # A reason that stood further on in the answer is one.
    said = [regel for regel in turn.cited[1:] if _gives_reason(regel)]
    reasons = [*said, *_reasons(turn, first)]
    further = {regel.id: regel for regel in (*reasons, *near) if regel in said or regel.id not in known}
    beside = list(further.values())[: _REASONS if said else _BACKGROUND] or [first]
    opening = "achtergrond_reden" if beside[0] in reasons else "achtergrond"
    lines = [turn.vary(opening), *(regel.tekst for regel in beside)]
    turn.say("\n".join(lines), "antwoord", beside)
    return [*cite([regel.id for regel in beside], ANSWER), *turn.varied()]


def _reasons(turn: Turn, regel: Regel) -> list[Regel]:
    """The regels that give a reason for what `regel` speaks of: those that share most words with it."""
    about = _content(regel)
    same = turn.store.over(regel.onderwerpen[0], turn.layer)
    reasons = (other for other in same if other.bron == regel.bron and _gives_reason(other))
    shared = [(other, len(about & _content(other))) for other in reasons if other.id != regel.id]
    enough = [(other, words) for other, words in shared if words >= _SHARED]
    enough.sort(key=lambda pair: (pair[0].vindplaats != regel.vindplaats, -pair[1]))
    return [other for other, _ in enough[:_REASONS]]


def _gives_reason(regel: Regel) -> bool:
    return holds_any(regel.tekst, read_language("gespreksvoering.yml")["noemt_reden"])


def _content(regel: Regel) -> set[str]:
    return {word.text for word in analyse(regel.tekst)} - function_words()
