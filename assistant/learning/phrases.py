"""Short phrases of `data/taal/leren.yml`, and whether a message is one of them, whatever filler is in it."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from assistant.dutch.words import read_language
from assistant.learning.light import denies

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ALIKE, _SHORTEST = 91, 8
"""From this likeness (0 to 100) and so many letters on something is a phrase with a typing error."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in lower case."""
    return tuple(_WORD.findall(text.lower()))


def said_as(text: str, name: str) -> bool:
    """Whether a message is one of the phrases of this list: 'oke, volgende dan maar' is 'volgende'."""
    words, phrases = words_of(text), _phrases(name)
    bare = _bare(words)
    return words in phrases or bare in phrases or any(_is_mistyped(bare, one) for one in phrases)


def is_filler(text: str) -> bool:
    """Whether a text holds nothing but words without a meaning here."""
    return not _bare(words_of(text))


def _is_mistyped(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    said, written = " ".join(words), " ".join(phrase)
    # 'Weet ik wel' is nearly 'weet ik niet'.
    same = [word for word in words if denies(word)] == [word for word in phrase if denies(word)]
    return same and min(len(said), len(written)) >= _SHORTEST and fuzz.ratio(said, written) >= _ALIKE


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _filler())


@lru_cache(maxsize=1)
def _filler() -> frozenset[str]:
    return frozenset(read_language("leren.yml")["vulwoorden"])


@lru_cache(maxsize=32)
def _phrases(name: str) -> frozenset[tuple[str, ...]]:
    """The phrases of a list, as they are and without filler; one of filler only stays as it is."""
    written = [words_of(phrase) for phrase in read_language("leren.yml")[name]]
    return frozenset(written) | frozenset(bare for words in written if (bare := _bare(words)))
