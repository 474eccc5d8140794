"""What somebody does while practising, beside answering: going on, not knowing, asking for a hint, stopping.

The phrasings are data: `data/taal/leren.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, get_args

from assistant.dutch.words import read_language
from assistant.learning.light import light_of
from assistant.learning.phrases import is_filler, said_as, words_of

Zet = Literal["stop", "weet_niet", "antwoord", "score", "uitleg", "casus", "volgende", "herhaal", "hint"]
"""Of several in one message the first of these is meant."""

_BREAK = re.compile(r"[,.;:!?\n]+")
_JOINT = re.compile(r"\b(?:maar|en|dus|want)\b")


def move_in(text: str) -> Zet | None:
    """What a message does in an exercise; None when there is more in it than that."""
    whole = _move(text)
    if whole:
        return whole
    moves: set[Zet] = set()
    for piece in _pieces(text):
        move = _move(piece)
        if move:
            moves.add(move)
        elif not _says_nothing(piece):
            return None
    return next((move for move in get_args(Zet) if move in moves), None)


def _pieces(text: str) -> Iterator[str]:
    """The parts of a message between punctuation; where that is no move, in parts of its own."""
    for piece in _BREAK.split(text):
        if _move(piece) or _says_nothing(piece):
            yield piece
        else:
            yield from _JOINT.split(piece)


def _says_nothing(piece: str) -> bool:
    return is_filler(piece) or said_as(piece, "opmerkingen")


def agrees_to_go_on(text: str) -> bool:
    """Whether a message says yes to 'volgende vraag?': 'ja graag', 'oke', 'duidelijk'."""
    return said_as(text, "stemt_in_met_verder")


def declines_to_go_on(text: str) -> bool:
    """Whether a message says no to it."""
    return said_as(text, "wil_niet_verder")


def tries_to_answer(text: str) -> bool:
    """Whether a message is meant as an answer, whatever it says: 'ik denk de school'."""
    spoken = f" {' '.join(words_of(text))} "
    hedged = any(f" {phrase} " in spoken for phrase in read_language("leren.yml")["aarzelt"])
    return hedged and not asks(text)


def asks(text: str) -> bool:
    """Whether a message asks something."""
    words = words_of(text)
    return "?" in text or bool(words and words[0] in _question_words()) or light_of(text).asked


@lru_cache(maxsize=1)
def _question_words() -> frozenset[str]:
    return frozenset(read_language("leren.yml")["vraagt_iets"])


def _move(text: str) -> Zet | None:
    return next((zet for zet in get_args(Zet) if said_as(text, f"zet_{zet}")), None)
