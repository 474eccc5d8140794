"""Typing errors in names that point at nobody, and in words for people: ‘Velzen’, ‘haar broetje’.

A capital in the middle of a sentence makes a name of a word that no list has; a town or an organisation
with one letter wrong must not become somebody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.dutch.once import once_a_turn
from assistant.dutch.words import read_language
from assistant.safety.name_tables import Known, look_up
from assistant.safety.redact_data import read_redaction

_SHORTEST = 5
_LONG = 9
"""From so many letters on a word may hold two errors, below it one."""
_KNOWN_WELL = 300
"""A word that is as common as this is meant as it stands."""
_SOUNDS = (
    (re.compile(r"z"), "s"),
    (re.compile(r"ck|c(?![hei])"), "k"),
    (re.compile(r"y|ei"), "ij"),
    (re.compile(r"th"), "t"),
    (re.compile(r"dt"), "t"),
    (re.compile(r"(.)\1"), r"\1"),
)


class NameSpelling:
    """Reads a mistyped word as the one of a vocabulary that it nearly is; the first letter is trusted."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._words = frozenset(word for word in words if len(word) >= _SHORTEST)
        for word in sorted(self._words):
            self._by_start[word[0], len(word)].append(word)
        self.correct = once_a_turn(self._correct)

    def _correct(self, word: str) -> str:
        """The word that was meant, or `word` itself when it is a word or a name of its own."""
        known = look_up(word)
        if len(word) < _SHORTEST or word in self._words or _is_meant(word, known):
            return word
        most = 2 if len(word) >= _LONG else 1
        best, distance = word, most + 1
        for length in range(len(word) - most, len(word) + most + 1):
            for candidate in self._by_start.get((word[0], length), ()):
                found = OSA.distance(word, candidate, score_cutoff=most)
                if found < distance and (not known.name or _sound(word) == _sound(candidate)):
                    best, distance = candidate, found
        return best


def _is_meant(word: str, known: Known) -> bool:
    """Whether a word is too well known to be a typing error: a surname may be one of a town still."""
    return (
        known.first_name or known.place or known.count >= _KNOWN_WELL or known.verb or word in _no_mistakes()
    )


def _sound(word: str) -> str:
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=1)
def _no_mistakes() -> frozenset[str]:
    return frozenset(read_language("gemeenten.yml")["geen_typefout"])


@lru_cache(maxsize=1)
def towns() -> NameSpelling:
    """The spelling of the Dutch towns and regions of `data/taal/gemeenten.yml`."""
    data = read_language("gemeenten.yml")
    names = [*data["gemeenten"], *data["plaatsen"], *data["streken"]]
    return NameSpelling(name.lower() for name in names if name.isalpha())


def as_person_word(word: str) -> str:
    """A lower case word, or the word for people (zusje, stiefvader, mevrouw) that it is mistyped for."""
    return _people().correct(word)


@lru_cache(maxsize=1)
def _people() -> NameSpelling:
    kinds = read_redaction("namen.yml")["soorten"]
    return NameSpelling(word for kind in ("titel", "relatie", "rol") for word in kinds[kind])


def is_mistyped_field_word(word: str) -> bool:
    """Whether a lower case word is nearly one of the field that is often mistyped: overdarcht."""
    return _field().correct(word) != word


@lru_cache(maxsize=1)
def _field() -> NameSpelling:
    return NameSpelling(read_redaction("vaktaal.yml")["vaak_verkeerd_getypt"])
