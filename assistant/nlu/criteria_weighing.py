"""Weighing which criteria a message speaks of: the second net, beside the wordings of the rule base.

A linear model over the signs of `criteria_features`, one for each value of each criterium. It finds what
no wording puts into words, and doubts a wording where all around it speaks of something else. Its weights
stand in `data/taal/criteria-gewichten.tsv`, learned by `criteria_training` from `criteria-voorbeelden.yml`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
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
    ("ja", "gezegd"): Trust(0.18, 0.80, -1.41),
    ("ja", "tegendeel"): Trust(0.37, 0.90, -4.64),
    ("ja", "niets"): Trust(0.39, 0.93, -3.05),
    ("nee", "gezegd"): Trust(0.28, 0.77, -1.28),
    ("nee", "tegendeel"): Trust(0.33, 1.23, -4.35),
    ("nee", "niets"): Trust(0.38, 0.98, -2.77),
}
"""Fitted by `bench/choices.py`, on messages that neither wordings nor weights were made on. Those of 'ja'
date from before the nets were last learned: fitted anew they gave as much, and plain sentences were lost."""


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

    def weigh(self, signs: Sequence[Sign]) -> Weighed:
        """Weigh the signs of one message, as a whole and two clauses in a row at a time.

        What no example had counts for nothing.
        """
        clauses = sorted({clause for _, clause, _ in signs})
        # One clause alone says too little: it cost precision. Two are the whole where there are no more.
        stretches = [set(clauses), *(map(set, pairwise(clauses)) if len(clauses) > 2 else ())]
        where: dict[int, list[tuple[int, Places]]] = defaultdict(list)
        for name, clause, at in signs:
            row = self._row.get(name)
            if row is not None:
                where[row].append((clause, at))
        rows = np.fromiter(where, dtype=np.int64, count=len(where))
        present = [{clause for clause, _ in at} for at in where.values()]
        shares = np.array([[not seen.isdisjoint(s) for seen in present] for s in stretches], dtype=np.float32)
        shares *= self._rarity[rows]
        lengths = np.sqrt((shares * shares).sum(axis=1, keepdims=True))
        shares /= np.where(lengths, lengths, 1.0)
        weights = self._weights[rows]
        spoken = [(clauses, share) for clauses, share in zip(stretches, shares, strict=True)]
        return Weighed(self._place, shares @ weights + self._base, weights, spoken, list(where.values()))


class Weighed:
    """A message weighed as a whole and by stretches, so that what is plain somewhere doesn't drown."""

    def __init__(
        self,
        place: Mapping[Label, int],
        margins: Array,
        weights: Array,
        stretches: Sequence[tuple[Set[int], Array]],
        where: Sequence[Sequence[tuple[int, Places]]],
    ) -> None:
        """`margins` by stretch and label, `weights` by sign and label; of each sign `where` it stands.

        Of each stretch its clauses, and how much every sign counts in it.
        """
        self._place = place
        self._margins = margins
        self._weights = weights
        self._stretches = stretches
        self._where = where

    def say_nothing(self) -> bool:
        """Whether no label has a chance."""
        return float(self._margins.max()) < _NO_CHANCE

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
        return float(self._margins[:, self._place[label]].max())

    def words(self, label: Label) -> dict[int, dict[int, float]]:
        """How much every word pleads for a label where that is likeliest: by clause, by place in it."""
        column = self._place[label]
        clauses, shares = self._stretches[int(self._margins[:, column].argmax())]
        found: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for gain, where in zip((self._weights[:, column] * shares).tolist(), self._where, strict=True):
            here = [(clause, at) for clause, at in where if clause in clauses]
            for clause, at in here:
                for place in at:
                    found[clause][place] += gain / len(here) / len(at)
        return found


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
