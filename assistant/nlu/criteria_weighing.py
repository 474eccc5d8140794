"""Weighing which criteria a message speaks of: the second net, beside the wordings of the rule base.

A linear model over the signs of `criteria_features`, one for each value of each criterium. It finds what
no wording puts into words, and doubts a wording where all around it speaks of something else. Its weights
stand in `data/taal/criteria-gewichten.tsv`, learned by `criteria_training` from `criteria-voorbeelden.yml`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np

from assistant import places
from assistant.dutch.patterns import Places

Array = np.ndarray[Any, np.dtype[np.float32]]
Label = tuple[str, Literal["ja", "nee"]]
"""A criterium with a value that it may have."""
Sign = tuple[str, int, Places]
"""A feature, the number of its clause, and where its words stand in that."""
Heard = Literal["gezegd", "tegendeel", "niets"]
"""What the wordings say of a value: this, the opposite, or nothing."""

_NO_CHANCE = -1.5
"""Where no label has higher log odds and no wording speaks, a message isn't read any further."""
_SHARE_OF_PIECES = 0.2
"""What a piece of a word weighs beside a word that is as rare."""


class Trust(NamedTuple):
    """How margins become a belief: what is learned counts so much, on top of what the wordings say."""

    weighed: float
    read: float
    base: float


_TRUST: Mapping[tuple[str, Heard], Trust] = {
    ("ja", "gezegd"): Trust(0.18, 0.71, -0.81),
    ("ja", "tegendeel"): Trust(0.33, 0.94, -4.64),
    ("ja", "niets"): Trust(0.45, 0.78, -2.71),
    ("nee", "gezegd"): Trust(0.20, 0.89, -0.43),
    ("nee", "tegendeel"): Trust(0.37, 0.72, -3.88),
    ("nee", "niets"): Trust(0.50, 0.92, -2.29),
}
"""Fitted by `bench/choices.py`, on messages that neither wordings nor weights were made on."""


class Scale:
    """The weights of signs for every label."""

    def __init__(
        self,
        labels: Sequence[Label],
        base: Sequence[float],
        rarity: Mapping[str, float],
        weights: Mapping[str, Mapping[int, float]],
    ) -> None:
        """`rarity` of every sign; `weights` of it by the number of the label, none where it hardly weighs."""
        self.labels = tuple(labels)
        self._place = {label: number for number, label in enumerate(self.labels)}
        self._base = np.array(base, dtype=np.float32)
        self._row = {name: number for number, name in enumerate(rarity)}
        self._rarity = np.array(list(rarity.values()), dtype=np.float32)
        self._weights = np.zeros((len(rarity), len(self.labels)), dtype=np.float32)
        for name, of_labels in weights.items():
            self._weights[self._row[name], list(of_labels)] = list(of_labels.values())

    def knows(self, criterium: str) -> bool:
        """Whether anything was learned about a criterium."""
        return (criterium, "ja") in self._place

    def weigh(self, signs: Sequence[Sign]) -> Stretches:
        """Weigh the signs of one message, as a whole and two clauses in a row at a time."""
        by_clause: dict[int, list[Sign]] = defaultdict(list)
        for sign in signs:
            by_clause[sign[1]].append(sign)
        # One clause alone says too little: it cost precision. Two are the whole where there are no more.
        pairs = list(pairwise(sorted(by_clause)))
        stretches = [[*by_clause[one], *by_clause[other]] for one, other in pairs] if len(pairs) > 1 else []
        return Stretches([self._weigh(each) for each in (signs, *stretches)])

    def _weigh(self, signs: Iterable[Sign]) -> Weighed:
        """Weigh signs together; what no example had counts for nothing."""
        where: dict[int, list[tuple[int, Places]]] = defaultdict(list)
        for name, clause, at in signs:
            row = self._row.get(name)
            if row is not None:
                where[row].append((clause, at))
        rows = np.fromiter(where, dtype=np.int64, count=len(where))
        shares = self._rarity[rows]
        shares = shares / (math.sqrt(float(shares @ shares)) or 1.0)
        gains = self._weights[rows] * shares[:, None]
        return Weighed(self._place, gains.sum(axis=0) + self._base, gains, list(where.values()))


class Weighed:
    """What the signs of a message, or of a stretch of it, say together of every label."""

    def __init__(
        self,
        place: Mapping[Label, int],
        margins: Array,
        gains: Array,
        where: Sequence[Sequence[tuple[int, Places]]],
    ) -> None:
        self.highest = float(margins.max())
        self._place = place
        self._margins = margins
        self._gains = gains
        self._where = where

    def margin(self, label: Label) -> float:
        """How much everything pleads for a label, as log odds."""
        return float(self._margins[self._place[label]])

    def words(self, label: Label) -> dict[int, dict[int, float]]:
        """How much every word pleads for a label: by clause, by place in it."""
        found: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for gain, where in zip(self._gains[:, self._place[label]], self._where, strict=True):
            for clause, at in where:
                for place in at:
                    found[clause][place] += float(gain) / len(where) / len(at)
        return found


class Stretches:
    """A message weighed as a whole and by stretches, so that what is plain somewhere doesn't drown."""

    def __init__(self, weighed: Sequence[Weighed]) -> None:
        """`weighed` holds the whole, and then its stretches."""
        self._weighed = weighed

    def say_nothing(self) -> bool:
        """Whether no label has a chance."""
        return max(each.highest for each in self._weighed) < _NO_CHANCE

    def belief(self, label: Label, heard: Heard, read: float | None) -> float:
        """How likely a label holds, from 0 to 1, given what wordings say and the net `read` (log odds).

        `read` is None for a label that the net hasn't learned yet: what is weighed counts in its place.
        """
        trust = _TRUST[label[1], heard]
        margin = self.margin(label)
        odds = trust.weighed * margin + trust.read * (margin if read is None else read) + trust.base
        return 1 / (1 + math.exp(-odds))

    def margin(self, label: Label) -> float:
        """How much everything pleads for a label where that is likeliest, as log odds."""
        return self._likeliest(label).margin(label)

    def words(self, label: Label) -> dict[int, dict[int, float]]:
        """How much every word pleads for a label where that is likeliest: by clause, by place in it."""
        return self._likeliest(label).words(label)

    def _likeliest(self, label: Label) -> Weighed:
        return max(self._weighed, key=lambda each: each.margin(label))


def rarity(seen: int, messages: int, piece: bool) -> float:
    """How much a sign counts that `seen` of the messages have: the logarithm of its rareness."""
    weight = math.log((1 + messages) / (1 + seen)) + 1
    return weight * _SHARE_OF_PIECES if piece else weight


def weights_file() -> Path:
    """Where the weights stand."""
    return places.project() / "data" / "taal" / "criteria-gewichten.tsv"


@lru_cache(maxsize=1)
def current() -> Scale:
    """The scale of this project."""
    lines = weights_file().read_text(encoding="utf-8").splitlines()
    heads, rows = lines[1:3], (line.split("\t") for line in lines[3:])
    labels = [label_of(text) for text in heads[0].split("\t")[1:]]
    base = [float(text) for text in heads[1].split("\t")[1:]]
    known: dict[str, float] = {}
    weights: dict[str, dict[int, float]] = {}
    for name, rare, *pairs in rows:
        known[name] = float(rare)
        split = (pair.split(":") for pair in pairs)
        weights[name] = {int(number): float(weight) for number, weight in split}
    return Scale(labels, base, known, weights)


def name_of(label: Label) -> str:
    """How a label is written: `zichtbaar-letsel=ja`."""
    return "=".join(label)


def label_of(text: str) -> Label:
    """The label that is written so."""
    criterium, _, value = text.partition("=")
    return criterium, "ja" if value == "ja" else "nee"
