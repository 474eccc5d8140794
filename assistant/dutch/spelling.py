"""Typing errors: a word that no dictionary has is read as the known word that it is nearly.

Only words of the vocabulary are guessed at, and only for words that Dutch doesn't have: 'mishadneld'
is mishandeld, and 'slaap' never becomes slaat.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import marisa_trie
from rapidfuzz.distance import OSA

from assistant import places

_SHORTEST = 5
_LONG = 8
"""From so many letters on a word may hold two errors, below it one."""
_ENDING = 2
"""How many letters at the end must be as they are: 'later' and 'laten' are forms or other words."""


class Spelling:
    """Corrects words towards a vocabulary; the first letter is trusted.

    A `hasty` one also corrects words of one letter less, with two errors in words of one letter less, and
    doesn't trust the ending: for danger, where a wrong guess costs a false alarm and no guess costs more.
    Elsewhere a wrong guess would put words into somebody's mouth.
    """

    def __init__(self, vocabulary: Iterable[str], *, hasty: bool = False) -> None:
        self._shortest, self._long = (_SHORTEST - 1, _LONG - 1) if hasty else (_SHORTEST, _LONG)
        self._ending = 0 if hasty else _ENDING
        self._words = frozenset(word for word in vocabulary if len(word) >= self._shortest)
        self._by_shape: dict[tuple[str, str, int], list[str]] = defaultdict(list)
        for word in sorted(self._words):
            self._by_shape[self._shape(word, len(word))].append(word)
        self.correct = lru_cache(maxsize=20_000)(self._correct)

    def _correct(self, word: str) -> str:
        """The word of the vocabulary that was meant, or `word` itself when nothing is near or it exists."""
        if len(word) < self._shortest or not word.isalpha() or word in self._words or exists(word):
            return word
        most = 2 if len(word) >= self._long else 1
        best, distance = word, most + 1
        for length in range(len(word) - most, len(word) + most + 1):
            for candidate in self._by_shape.get(self._shape(word, length), ()):
                found = OSA.distance(word, candidate, score_cutoff=most)
                if found < distance:
                    best, distance = candidate, found
        return best

    def _shape(self, word: str, length: int) -> tuple[str, str, int]:
        """What a word that is meant must share: its first letter, its trusted ending, and its length."""
        return word[0], word[len(word) - self._ending :], length


def exists(word: str) -> bool:
    """Whether Dutch has the lower case word, by spaCy's table."""
    return word in _dictionary()


@lru_cache(maxsize=1)
def _dictionary() -> marisa_trie.Trie:
    trie = marisa_trie.Trie()
    trie.mmap(str(compile_words()))
    return trie


def words_file() -> Path:
    """Where the words of Dutch stand, or will stand."""
    return places.state() / f"woorden-{version('spacy-lookups-data')}.marisa"


def compile_words() -> Path:
    """Compile all words and lemmas of spaCy's table when that wasn't done yet. Returns their file."""
    file = words_file()
    if not file.is_file():
        from spacy.util import load_language_data, registry

        table: dict[str, str] = load_language_data(registry.lookups.get("nl")["lemma_lookup"])
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(f".{os.getpid()}.tmp")
        marisa_trie.Trie({*table, *table.values()}).save(str(fresh))
        fresh.replace(file)
    return file
