"""Regels by the place where they stand: as a line of an answer, and by a number that a message names."""

from __future__ import annotations

from itertools import pairwise

from actions.turn import Turn
from assistant.dutch.words import analyse
from assistant.rulebase.schema import LANDELIJK, Regel


def named_place(turn: Turn) -> list[Regel]:
    """The regels of a numbered place that the message names in the source at hand: 'stap 1'."""
    if not turn.cited:
        return []
    bron = turn.cited[0].bron
    places = {place.id for place in turn.store.bronnen[bron].vindplaatsen}
    words = [word.text for word in analyse(turn.text)]
    named = (f"{one}-{other}" for one, other in pairwise(words))
    place = next((name for name in named if name in places), None)
    return turn.store.kies({"bron": bron, "vindplaats": place}, turn.layer) if place else []


def as_line(turn: Turn, regel: Regel) -> str:
    """The text of a regel; named with its region where the conversation has none yet."""
    bron = turn.store.bronnen[regel.bron]
    national = (
        bron.regio == LANDELIJK or turn.store.vindplaats(bron.id, regel.vindplaats).landelijke_toelichting
    )
    if national or bron.regio == turn.regio:
        return regel.tekst
    return f"{turn.store.regios[bron.regio].naam}: {regel.tekst}"
