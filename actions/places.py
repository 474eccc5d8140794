"""Regels by the place where they stand: as a line of an answer, and by a number that a message names."""

from __future__ import annotations

from itertools import pairwise

from actions.turn import Turn
from assistant.dutch.words import analyse
from assistant.rulebase.schema import LANDELIJK, Regel


def named_place(turn: Turn) -> list[Regel]:
    """The regels of a numbered place that the message names: 'stap 1'.

    In the sources at hand, else in the only one that has such a place.
    """
    if not turn.cited:
        return []
    words = [word.text for word in analyse(turn.text)]
    named = [f"{one}-{other}" for one, other in pairwise(words)]
    having = {
        bron.id: place.id
        for bron in turn.store.bronnen.values()
        for place in bron.vindplaatsen
        if place.id in named
    }
    at_hand = next((regel.bron for regel in turn.cited if regel.bron in having), None)
    bron = at_hand or (next(iter(having)) if len(having) == 1 else None)
    return turn.store.kies({"bron": bron, "vindplaats": having[bron]}, turn.layer) if bron else []


def as_line(turn: Turn, regel: Regel) -> str:
    """The text of a regel; named with its region where the conversation has none yet."""
    bron = turn.store.bronnen[regel.bron]
    national = (
        bron.regio == LANDELIJK or turn.store.vindplaats(bron.id, regel.vindplaats).landelijke_toelichting
    )
    if national or bron.regio == turn.regio:
        return regel.tekst
    return f"{turn.store.regios[bron.regio].naam}: {regel.tekst}"
