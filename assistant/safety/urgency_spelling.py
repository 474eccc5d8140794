"""Typing errors in a message of somebody in a hurry: read as the nearest word of the urgency rules.

More forgiving than `assistant.dutch.spelling`: here a wrong guess costs a false alarm, there it would put
words into somebody's mouth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.dutch.spelling import exists

_SHORTEST = 4
_LONG = 7
"""From so many letters on a word may hold two errors, below it one."""


class HastySpelling:
    """Corrects words that Dutch doesn't have towards a vocabulary; the first letter is trusted."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(vocabulary):
            if len(word) >= _SHORTEST:
                self._by_start[word[0], len(word)].append(word)
        self.correct = lru_cache(maxsize=20_000)(self._correct)

    def _correct(self, word: str) -> str:
        """The word that was meant, or `word` itself when nothing is near or it exists."""
        if len(word) < _SHORTEST or not word.isalpha() or exists(word):
            return word
        most = 2 if len(word) >= _LONG else 1
        best, distance = word, most + 1
        for length in range(len(word) - most, len(word) + most + 1):
            for candidate in self._by_start.get((word[0], length), ()):
                found = OSA.distance(word, candidate, score_cutoff=most)
                if found < distance:
                    best, distance = candidate, found
        return best
