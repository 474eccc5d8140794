"""What Dutch words mean: places in a space in which what means about the same lies near.

Who has learned of a knife knows nothing yet of a scalpel; here both lie side by side. The table in
`data/taal/woordbetekenissen.npz` is made by `tools/make_meanings.py`: every word has the place of its
English translations (a dictionary of FreeDict) among English words (GloVe).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import marisa_trie
import numpy as np

from assistant import places
from assistant.dutch.compounds import cuts

_SHORTEST = 3
"""The first part of a compound has at least so many letters: bad·kamer."""
_OF_LAST = 0.55
"""How much the last part of a compound counts: a kitchen knife is rather a knife than a kitchen."""

Array = np.ndarray[Any, np.dtype[np.float32]]
Shares = Sequence[tuple[int, float]]
"""Rows of the table, and how much each counts; together one."""


class Meanings:
    """A table of places; `current` gives the one of this project."""

    def __init__(self, forms: bytes, vectors: np.ndarray[Any, Any], step: float) -> None:
        """`vectors` (rows, width) in steps, and as a trie the words of each row in all their forms.

        `digest` tells tables apart: a net knows no other than the one that it was learned with.
        """
        self.width = vectors.shape[1]
        self._vectors = vectors
        self._step = step
        self.digest = zlib.crc32(vectors.tobytes(), zlib.crc32(forms))
        self._row_of = marisa_trie.RecordTrie("<H").frombytes(forms)
        self.shares = lru_cache(maxsize=20_000)(self._shares)

    def of(self, word: str) -> Array:
        """Where a word lies, lower case and without accents; nought when nobody knows."""
        place = np.zeros(self.width, dtype=np.float32)
        for row, share in self.shares(word):
            place += share * self._step * self._vectors[row]
        return place

    def _shares(self, word: str) -> Shares:
        if not (word.isascii() and word.isalnum()):
            # The trie keeps other signs for itself.
            return ()
        if word in self._row_of:
            return ((self._row_of[word][0][0], 1.0),)
        for head, tail in cuts(word, _SHORTEST):
            if tail in self._row_of and head in self._row_of:
                first, last = self._row_of[head][0][0], self._row_of[tail][0][0]
                return ((first, 1 - _OF_LAST), (last, _OF_LAST))
        return ()


@lru_cache(maxsize=1)
def current() -> Meanings:
    """The table of this project."""
    with np.load(places.project() / "data" / "taal" / "woordbetekenissen.npz") as table:
        return Meanings(table["forms"].tobytes(), table["vectors"], float(table["step"]))
