"""Reading a message word by word, in order: what words mean by what stands before and after them.

The weighings (`urgency_weighing`, `criteria_weighing`) add up what is seen, wherever it stands. This net
reads the words from left to right and from right to left (a GRU in both directions). Of each word it sees the
letters, so that a typing error still resembles what it is, and what it means, so that a word it never learned
resembles one that it did. It errs on other messages than a weighing does, so the two together err less than
either: figures in `docs/begrip.md`. There are several nets in one, each learned from another start, of which
the mean counts: that errs less again. They are learned by `tools/learn_net.py` from the same messages.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.dutch import meanings
from assistant.dutch.letters import without_marks
from assistant.dutch.meanings import Array, Meanings

_WORDS = re.compile(r"[a-z0-9]+|[?!.,:;'\"()]")
_NUMBER = re.compile(r"\d+")
_PIECES = (3, 4, 5)
"""How many letters the pieces of a word have, its edges counted as one each."""
_PIECES_READ = 40
_READ_AT_ONCE = 240
"""A longer message is read in parts of at most so many words: in one go much of what it tells drowns."""
_MARKS = frozenset(".?!")
_SUREST = 8.0
"""No message is surer than this: beyond it a margin says nothing more."""


def words(text: str) -> list[str]:
    """The words and marks of `text` as the net reads them: lower case, no accents, numbers round."""
    return _WORDS.findall(_NUMBER.sub(_round, without_marks(text.lower())))


def parts(read: list[str]) -> list[list[str]]:
    """The words of a message in the parts that are read at once; each begins halfway the one before.

    A part begins with a sentence where one begins near enough, so that what a sentence says stays together.
    """
    found, start = [], 0
    while start + _READ_AT_ONCE < len(read):
        found.append(read[start : start + _READ_AT_ONCE])
        half = start + _READ_AT_ONCE // 2
        ends = (at + 1 for at in range(half, start, -1) if read[at] in _MARKS)
        start = next(ends, half)
    return [*found, read[start:]]


def pieces(word: str, number: int, rows: int) -> list[int]:
    """The rows, of so many, in which the letters of a word stand: the word, and each of its pieces.

    Pieces that share a row in one net have rows of their own in that of another `number`.
    """
    edged = f"^{word}$"
    found = [edged]
    found += [edged[at : at + size] for size in _PIECES for at in range(len(edged) - size + 1)]
    return [zlib.crc32(piece.encode()) // rows**number % rows for piece in found[:_PIECES_READ]]


def _round(number: re.Match[str]) -> str:
    """A number of which only the first digit counts; who is eighteen or nineteen is like who is twenty."""
    digits = number[0]
    return "20" if digits in ("18", "19") else digits[0] + "0" * (len(digits) - 1)


class Net:
    """Learned nets, of which the mean counts; `load` reads them."""

    def __init__(self, weights: Mapping[str, Array], meant: Meanings) -> None:
        """Of each net `letters` (rows, width), `meaning` (width of `meant`, width), both directions, labels.

        `meant` says what words mean. Raises ValueError when they were learned with another table than that.
        """
        if int(weights["learned_with"]) != meant.digest:
            raise ValueError(
                "Het net is geleerd met een andere tabel van woordbetekenissen: leer het opnieuw."
            )
        self.labels: tuple[str, ...] = tuple(map(str, weights["labels"]))
        self._letters = weights["letters"] * weights["step"][:, None, None]
        self._meaning, self._meant = weights["meaning"], meant
        # Every direction of every net goes its own way, at the same time.
        gates = (weights[name] for name in ("in", "in_base", "back", "back_base"))
        self._gates_in, self._gates_in_base, self._gates_back, self._gates_back_base = (
            each.reshape(-1, *each.shape[2:]) for each in gates
        )
        self._heed, self._heed_base = weights["heed"].swapaxes(1, 2)[:, None], weights["heed_base"]
        of_most, self._of_heeded = np.split(weights["out"], 2, axis=2)
        self._of_most = of_most.swapaxes(1, 2)
        self._base = weights["base"]
        self._of_word = lru_cache(maxsize=20_000)(self._of_letters_and_meaning)

    def margins(self, text: str) -> Array:
        """How `text` reads for each label, where it does most: log odds, from -8 to 8.

        0 for all labels when it has no words.
        """
        read = words(text)
        if not read:
            return np.zeros(len(self.labels), dtype=np.float32)
        most = np.max([self._margins_of(part) for part in parts(read)], axis=0)
        margins: Array = np.clip(most, -_SUREST, _SUREST)
        return margins

    def _margins_of(self, read: list[str]) -> Array:
        """The log odds of each label for one part of a message."""
        margins: Array = self._margins(self._seen(read)[:, None])[0]
        return margins

    def leans_on(self, text: str, label: int) -> list[str]:
        """The words without which `text` reads less like a label (by its number), most needed first."""
        read = max(parts(words(text)), key=lambda part: self._margins_of(part)[label] if part else 0.0)
        if not read:
            return []
        seen = self._seen(read)[:, None]
        # A word that isn't seen is nought while learning, too.
        without = seen * (1 - np.eye(len(read), dtype=np.float32))[..., None]
        lost = self._margins(seen)[0, label] - self._margins(without)[:, label]
        by_need = sorted(range(len(read)), key=lambda place: -lost[place])
        return [read[place] for place in by_need if lost[place] > 0 and read[place].isalnum()]

    def _seen(self, read: list[str]) -> Array:
        """What each net sees of each word: (nets, words, width)."""
        return np.stack([self._of_word(word) for word in read], axis=1)

    def _margins(self, seen: Array) -> Array:
        """For messages of one length, (nets, messages, words, width), the log odds: (messages, labels)."""
        states = self._states(seen)
        heed = states @ self._heed + self._heed_base[:, None, None]
        shares = np.exp(heed - heed.max(axis=2, keepdims=True))
        heeded = np.swapaxes(shares / shares.sum(axis=2, keepdims=True), 2, 3) @ states
        margins: Array = states.max(axis=2) @ self._of_most + (self._of_heeded[:, None] * heeded).sum(axis=3)
        mean: Array = (margins + self._base[:, None]).mean(axis=0)
        return mean

    def _of_letters_and_meaning(self, word: str) -> Array:
        rows = [pieces(word, number, self._letters.shape[1]) for number in range(len(self._letters))]
        letters = [table[at].mean(axis=0) for table, at in zip(self._letters, rows, strict=True)]
        seen: Array = np.stack(letters) + self._meant.of(word) @ self._meaning
        return seen

    def _states(self, seen: Array) -> Array:
        """What is kept in mind at each word, from both directions: (nets, messages, words, 2 x width)."""
        nets, messages, length, width = seen.shape
        ways = np.stack([seen, seen[:, :, ::-1]], axis=1).reshape(2 * nets, messages, length, width)
        gates = ways @ self._gates_in[:, None] + self._gates_in_base[:, None, None]
        state = np.zeros((2 * nets, messages, width), dtype=np.float32)
        states = np.empty((2 * nets, messages, length, width), dtype=np.float32)
        for place in range(length):
            back = state @ self._gates_back + self._gates_back_base[:, None]
            here = gates[:, :, place]
            open_ = 1 / (1 + np.exp(-(here[..., : 2 * width] + back[..., : 2 * width])))
            reset, keep = open_[..., :width], open_[..., width:]
            new = np.tanh(here[..., 2 * width :] + reset * back[..., 2 * width :])
            state = new + keep * (state - new)
            states[:, :, place] = state
        forward, backward = states[0::2], states[1::2, :, ::-1]
        return np.concatenate([forward, backward], axis=3)


def load(file: Path) -> Net:
    """The net whose weights stand in `file`.

    Raises FileNotFoundError when it isn't there, ValueError when it belongs to another table of meanings.
    """
    with np.load(file) as weights:
        return Net(dict(weights), meanings.current())
