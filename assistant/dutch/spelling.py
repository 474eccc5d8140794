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


class Spelling:
    """Corrects words towards a vocabulary."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._words = frozenset(word for word in vocabulary if len(word) >= _SHORTEST)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            self._by_length[len(word)].append(word)
        self.correct = lru_cache(maxsize=20_000)(self._correct)

    def _correct(self, word: str) -> str:
        """The word of the vocabulary that was meant, or `word` itself when nothing is near or it exists."""
        if len(word) < _SHORTEST or not word.isalpha() or word in self._words or exists(word):
            return word
        most = 2 if len(word) >= _LONG else 1
        best, distance = word, most + 1
        for length in range(len(word) - most, len(word) + most + 1):
            for candidate in self._by_length.get(length, ()):
                if candidate[0] != word[0] or candidate[-2:] != word[-2:]:
                    # Words that differ in their ending are forms or other words: 'later', 'laten'.
                    continue
                found = OSA.distance(word, candidate, score_cutoff=most)
                if found < distance:
                    best, distance = candidate, found
        return best


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
