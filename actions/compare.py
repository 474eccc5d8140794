"""Two answers beside each other: what regions agreed on the same thing, or the last two that were given."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from actions.parts import Events, cite
from actions.places import as_line
from actions.texts import text
from actions.turn import ANSWER, Turn
from assistant.reasoning.answers import Belief, answer
from assistant.reasoning.brevity import MOST_WORDS
from assistant.rulebase.schema import LANDELIJK, Regel
from assistant.rulebase.store import Layer

_SURE = 0.2
"""Below this probability nothing is compared: what was asked wasn't understood."""
_A_REGION = 2
"""How many regels are shown of each region."""


def regions_to_compare(turn: Turn) -> tuple[str, ...]:
    """The ids of the regions that a message asks about together; none when it asks about one."""
    heard = turn.message
    beside: tuple[str, ...] = tuple(heard.reading.get("naast_elkaar") or ())
    if beside:
        return beside
    if heard.asks_of_all_regions:
        return tuple(id for id in turn.store.regios if id != LANDELIJK)
    named = (heard.reading.get("regio") or {}).get("regio")
    if not named and heard.reading.get("haakt_aan"):
        # 'En qua overdracht?' after a comparison compares that.
        return tuple((turn.tracker.get_slot("laatste_vraag") or {}).get("vergeleken") or ())
    other = turn.tracker.get_slot("regio")
    return (other, named) if heard.compares and named and other and named != other else ()


def tell_difference(turn: Turn) -> Events | None:
    """The last two answers beside each other, for whoever asks how they differ; None for anything else."""
    last = turn.tracker.get_slot("laatste_vraag") or {}
    if not turn.message.asks_difference or not last.get("vorige"):
        return None
    found = [
        regel
        for question in (last["vorige"], last)
        for regel in answer(
            turn.store, question["tekst"], Belief(**question["gaat_over"]), turn.layer
        ).regels[:1]
    ]
    turn.say("\n".join(as_line(turn, regel) for regel in found), "antwoord", found)
    return cite([regel.id for regel in found], ANSWER)


def compare_last(turn: Turn) -> Events | None:
    """The last question for the regions that a message names beside each other; None where it names none."""
    regios, last = regions_to_compare(turn), turn.tracker.get_slot("laatste_vraag")
    return compare(turn, last, regios) if regios and last else None


def compare(turn: Turn, question: dict[str, Any], regios: tuple[str, ...]) -> Events | None:
    """Answer a question for each of the regions; None where none of them has an agreement on it."""
    about, words = Belief(**question["gaat_over"]), MOST_WORDS // len(regios)
    found: dict[str, list[Regel]] = {}
    for regio in regios:
        answered = answer(turn.store, question["tekst"], about, Layer(regio, turn.today), words, turn.asker)
        likely = (*answered.regels, *answered.ook, *answered.meer) if answered.helderheid >= _SURE else ()
        own = [regel for regel in likely if turn.store.bronnen[regel.bron].regio == regio]
        found[regio] = own[:_A_REGION]
    if not any(found.values()):
        return None
    for regio, regels in found.items():
        where = turn.store.regios[regio].in_zin
        said = " ".join(regel.tekst for regel in regels)
        name = "in_regio" if regels else "niets_in_regio"
        turn.say(text(name, regio=where, tekst=said), "antwoord", regels)
    cited = cite([regel.id for regels in found.values() for regel in regels], ANSWER)
    return [*cited, SlotSet("laatste_vraag", {**question, "vergeleken": list(regios)}), SlotSet("meer", [])]
