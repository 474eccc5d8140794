"""Regels by the place where they stand: as a line of an answer, and by a number that a message names."""

from __future__ import annotations

import re
from itertools import pairwise

from actions.parts import Events, cite
from actions.turn import ANSWER, Turn
from assistant.dutch.words import analyse
from assistant.reasoning.brevity import MOST_WORDS
from assistant.rulebase.schema import LANDELIJK, Regel

_AT_ONCE = 4
"""How many regels of a place are shown."""
_NUMBER = re.compile(r"\b\d(?:\.\d)+(?:\.[a-z])?\b|\b\d\.\d\b")
"""As paragraphs and articles are numbered: 3.2, 3.3.1, 2.1.k."""


def named_place(turn: Turn) -> list[Regel]:
    """The regels of a numbered place that the message names: 'stap 1'.

    In the sources at hand, else in that of the region, else in the only one that has such a place.
    """
    typed = turn.message.text
    words = [word.text for word in analyse(typed)]
    named = {f"{one}-{other}" for one, other in pairwise(words)} | set(_NUMBER.findall(typed.lower()))
    having = {
        bron.id: place.id
        for bron in turn.store.bronnen.values()
        for place in bron.vindplaatsen
        if not named.isdisjoint((place.id, place.id.removeprefix("artikel-")))
    }
    at_hand = next((regel.bron for regel in turn.cited if regel.bron in having), None)
    here = next((id for id in having if turn.store.bronnen[id].regio == turn.regio), None)
    bron = at_hand or here or (next(iter(having)) if len(having) == 1 else None)
    return turn.store.kies({"bron": bron, "vindplaats": having[bron]}, turn.layer) if bron else []


def tell_place(turn: Turn) -> Events | None:
    """What stands in the place that a message names, as far as it fits; None when it names none."""
    heard = turn.message
    names = heard.reading.get("haakt_aan") or _NUMBER.search(heard.text)
    place = named_place(turn) if names else []
    if not place:
        return None
    lines = _short([as_line(turn, regel) for regel in place])
    turn.say("\n".join(lines), "antwoord", place[: len(lines)])
    return cite([regel.id for regel in place[: len(lines)]], ANSWER)


def as_line(turn: Turn, regel: Regel) -> str:
    """The text of a regel; named with its region where the conversation has none yet, or another one.

    What one region writes of a national protocol needs no name while no region is known.
    """
    bron = turn.store.bronnen[regel.bron]
    explains = turn.store.vindplaats(bron.id, regel.vindplaats).landelijke_toelichting
    if bron.regio in (LANDELIJK, turn.regio) or (explains and turn.regio is None):
        return regel.tekst
    return f"{turn.store.regios[bron.regio].naam}: {regel.tekst}"


def _short(lines: list[str]) -> list[str]:
    """The first of `lines`, as many as make a short answer; always one."""
    kept = lines[:1]
    for line in lines[1:_AT_ONCE]:
        if sum(len(other.split()) for other in (*kept, line)) <= MOST_WORDS:
            kept.append(line)
    return kept
