"""What a message is made of, for weighing which criteria it speaks of.

Of every clause its words, what stands together in it, the word groups found in it, and pieces of its
words, each marked with the light in which the clause stands: what is asked or supposed is another sign
than what is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.dutch.denial import denial
from assistant.dutch.frames import Clause
from assistant.dutch.patterns import Found, Places
from assistant.dutch.words import function_words

PIECE = "deel:"
"""Before a piece of a word: it counts for less than a word."""

_NEAR = 5
"""How many content words apart two words still stand together."""
_PIECES = (3, 4, 5)
"""How many letters the pieces of a word have, its edges counted as one each."""

Feature = tuple[str, Places]
"""The name of a sign, and where the words that give it stand in their clause."""


def features(clause: Clause, found: Found) -> Iterator[Feature]:
    """The signs in one clause; `found` is what a pattern book finds in it."""
    light = _light(clause)
    for name, places in _words(clause):
        yield light + name, places
    if clause.told:
        for name, places in _groups(clause, found):
            yield light + name, places
        for place, token in enumerate(clause.words):
            for piece in _pieces(token.text):
                yield light + piece, (place,)


def _light(clause: Clause) -> str:
    """A mark for what is not just told of how things are; nothing for what is."""
    if clause.unreal:
        return "verondersteld "
    if not clause.told:
        return "gevraagd "
    if clause.past:
        return "voorbij "
    if clause.doubted:
        return "betwijfeld "
    return "ontkend " if clause.denied else ""


def _words(clause: Clause) -> Iterator[Feature]:
    """Words, two and three in a row, and two content words near each other in any order."""
    roots = [token.keys[0] for token in clause.words]
    for place, root in enumerate(roots):
        yield root, (place,)
    for place, pair in enumerate(pairwise(roots)):
        yield " ".join(pair), (place, place + 1)
    for place in range(len(roots) - 2):
        yield " ".join(roots[place : place + 3]), (place, place + 1, place + 2)
    content = [place for place, token in enumerate(clause.words) if token.text not in function_words()]
    for number, place in enumerate(content):
        for other in content[number + 1 : number + 1 + _NEAR]:
            yield "~".join(sorted((roots[place], roots[other]))), (place, other)


def _groups(clause: Clause, found: Found) -> Iterator[Feature]:
    """The word groups in a clause, and whether what they name is denied."""
    for name, matches in found.items():
        if name.startswith("<") and matches:
            said = denial(clause.words, matches[0])
            yield (name if said == "affirmed" else f"{name} {said}"), matches[0]


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[str, ...]:
    edged = f"^{word}$"
    return tuple(
        PIECE + edged[start : start + size] for size in _PIECES for start in range(len(edged) - size + 1)
    )


def all_features(read: Sequence[Clause], found: Sequence[Found]) -> list[tuple[str, int, Places]]:
    """The signs in all clauses of a message: name, number of the clause, places in it."""
    return [
        (name, number, places)
        for number, (clause, one) in enumerate(zip(read, found, strict=True))
        for name, places in features(clause, one)
    ]
