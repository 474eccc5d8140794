"""Whether somebody in a conversation wants to learn. Only short messages that are hardly anything else."""

from __future__ import annotations

from functools import lru_cache

from assistant.dutch.words import analyse, read_language, stem
from assistant.learning.schema import Zinnen
from assistant.learning.understanding import Meanings

_WISH = "wil_leren"
_SURE = 0.75
"""A conversation may be about a child in danger: what is less alike is left to the dialogue."""
_LONGEST = 9
"""In words; who writes more has something else to say."""


def wants_to_learn(text: str) -> bool:
    """Whether a message asks to learn, to practise, or for the next question."""
    words = {word.stem for word in analyse(text)}
    if not 0 < len(analyse(text)) <= _LONGEST or words.isdisjoint(_telling()):
        return False
    return any(heard.zekerheid >= _SURE for heard in _meanings().hear(text, [_WISH]))


def goes_on(text: str) -> bool:
    """Whether a message means 'next', said while learning."""
    return " ".join(word.text for word in analyse(text)) in read_language("leren.yml")["verder"]


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    return frozenset(stem(word) for word in read_language("leren.yml")["leerwoorden"])


@lru_cache(maxsize=1)
def _meanings() -> Meanings:
    lists = read_language("leren.yml")
    wish = Zinnen(zinnen=tuple(lists[_WISH]), maar_niet=tuple(lists["maar_niet"]))
    return Meanings({_WISH: wish}, ())
