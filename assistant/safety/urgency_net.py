"""Reading a message word by word, in order: what words mean by what stands before and after them.

The weighing (`urgency_weighing`) adds up what is seen, wherever it stands. This net reads the words from
left to right and from right to left (a GRU in both directions, over the letters of each word, so that a
typing error still resembles what it is). It errs on other messages than the weighing does, so the two
together err less than either: figures in `docs/begrip.md`. It is learned by `tools/learn_urgency_net.py`
from the same messages; its weights stand in `data/taal/urgentie-net.npz`.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant import places

_WORDS = re.compile(r"[a-z0]+|[?!.,:;'\"()]")
_DIGIT = re.compile(r"\d")
_PIECES = (3, 4, 5)
"""How many letters the pieces of a word have, its edges counted as one each."""
_PIECES_READ = 40
_WORDS_READ = 80
"""What stands behind so many words isn't read: the weighing still is."""
_SUREST = 8.0
"""No message is surer than this: beyond it a margin says nothing more."""

Array = np.ndarray[Any, np.dtype[np.float32]]


def words(text: str) -> list[str]:
    """The words and marks of `text` as the net reads them: lower case, no accents, each digit a nought."""
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _WORDS.findall(_DIGIT.sub("0", plain))[:_WORDS_READ]


def pieces(word: str, rows: int) -> list[int]:
    """The rows, of so many, in which the letters of a word stand: the word, and each of its pieces."""
    edged = f"^{word}$"
    found = [edged]
    found += [edged[at : at + size] for size in _PIECES for at in range(len(edged) - size + 1)]
    return [zlib.crc32(piece.encode()) % rows for piece in found[:_PIECES_READ]]


class Net:
    """A learned net: `letters` (rows, width) and the weights of both directions, as the file has them."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self._letters = weights["letters"].astype(np.float32) * weights["step"]
        self._gates_in, self._gates_in_base = weights["in"], weights["in_base"]
        self._gates_back, self._gates_back_base = weights["back"], weights["back_base"]
        self._heed, self._heed_base = weights["heed"], float(weights["heed_base"])
        self._out, self._base = weights["out"], float(weights["base"])
        self._of_word = lru_cache(maxsize=20_000)(self._mean_of_pieces)

    def margin(self, text: str) -> float:
        """How urgent `text` reads: log odds, from -8 to 8; 0 when it has no words."""
        read = words(text)
        if not read:
            return 0.0
        states = self._states(np.stack([self._of_word(word) for word in read]))
        heed = states @ self._heed + self._heed_base
        shares = np.exp(heed - heed.max())
        seen = np.concatenate([states.max(axis=0), shares @ states / shares.sum()])
        return float(np.clip(seen @ self._out + self._base, -_SUREST, _SUREST))

    def _mean_of_pieces(self, word: str) -> Array:
        mean: Array = self._letters[pieces(word, len(self._letters))].mean(axis=0)
        return mean

    def _states(self, read: Array) -> Array:
        """What is kept in mind at each word, from both directions: (words, 2 x width)."""
        both = np.stack([read, read[::-1]])
        gates = both @ self._gates_in + self._gates_in_base[:, None]
        width = self._gates_back.shape[1]
        state = np.zeros((2, width), dtype=np.float32)
        states = np.empty((len(read), 2, width), dtype=np.float32)
        for place in range(len(read)):
            back = (state[:, None] @ self._gates_back)[:, 0] + self._gates_back_base
            here = gates[:, place]
            open_ = 1 / (1 + np.exp(-(here[:, : 2 * width] + back[:, : 2 * width])))
            reset, keep = open_[:, :width], open_[:, width:]
            new = np.tanh(here[:, 2 * width :] + reset * back[:, 2 * width :])
            state = new + keep * (state - new)
            states[place] = state
        return np.concatenate([states[:, 0], states[::-1, 1]], axis=1)


def weights_file() -> Path:
    """Where the weights stand."""
    return places.project() / "data" / "taal" / "urgentie-net.npz"


@lru_cache(maxsize=1)
def current() -> Net:
    """The net of this project."""
    with np.load(weights_file()) as weights:
        return Net(dict(weights))
