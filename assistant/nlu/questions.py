"""What a question is about: subjects, places in the sources, and regels that are spoken of alike."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np
from scipy.sparse import csr_matrix, load_npz, save_npz

from assistant.nlu.coverage import Coverage
from assistant.nlu.features import Features
from assistant.nlu.linear import LinearClassifier
from assistant.reasoning.answers import Belief, place_of
from assistant.rulebase.schema import Regel

Given = ParamSpec("Given")
Learned = TypeVar("Learned")

_TOPICS, _PLACES, _ALIKE = 5, 20, 60
"""How many subjects, places and regels of a belief are kept: what comes after them hardly ever counts."""
_TOPICS_PENALTY, _PLACES_PENALTY = 0.5, 0.3
_LONGEST = 2.0
"""The product of two rows of features that are the same: 1 for their words and 1 for their letters."""


@dataclass(frozen=True)
class Phrasing:
    """A question as people ask it, its subject, and the ids of the regels that answer it, best first."""

    text: str
    onderwerp: str
    regels: Sequence[str] = ()


class QuestionModel:
    """Believes what a question is about; `train` or `load` makes one."""

    def __init__(
        self,
        features: Features,
        topics: LinearClassifier,
        places: LinearClassifier,
        regels: Sequence[str],
        likeness: csr_matrix,
        coverage: Coverage,
    ) -> None:
        """`likeness` holds the features of each regel with what people ask about it, one column a regel."""
        self._features = features
        self._topics = topics
        self._places = places
        self._regels = list(regels)
        self._likeness = likeness
        self._coverage = coverage

    @classmethod
    def train(
        cls, phrasings: Sequence[Phrasing], regels: Iterable[Regel], beside: Executor | None = None
    ) -> QuestionModel:
        """Learn from phrasings, and from the regels themselves; an unknown regel has no place.

        What needs no place is learned in `beside`, when it is given, while places are learned here.
        """
        known = {regel.id: regel for regel in regels}
        texts = [p.text for p in phrasings] + [regel.tekst for regel in known.values()]
        features, read = Features.learn_rows(texts)
        rows = read.each()
        answered = [next((id for id in p.regels if id in known), None) for p in phrasings] + list(known)
        placed = [row for row, id in enumerate(answered) if id]
        where = [place_of(known[id]) for id in answered if id]
        subjects = (rows[: len(phrasings)], [p.onderwerp for p in phrasings], _TOPICS_PENALTY)
        topics = _meanwhile(beside, LinearClassifier.train, *subjects)
        asked: dict[str, list[int]] = defaultdict(list)
        for at, phrasing in enumerate(phrasings):
            for id in phrasing.regels:
                asked[id].append(at)
        spoken = [[at, *asked[id]] for at, id in enumerate(known, len(phrasings))]
        coverage = _meanwhile(
            beside, Coverage.learn, texts[: len(phrasings)], [[texts[at] for at in said] for said in spoken]
        )
        alike = read.together(spoken).T.tocsr()
        places = LinearClassifier.train(rows[placed], where, _PLACES_PENALTY, balanced=False)
        return cls(features, topics(), places, list(known), alike, coverage())

    def believe(self, text: str) -> Belief:
        """What `text` may ask about."""
        row = self._features.rows([text])
        alike = (row @ self._likeness).toarray().ravel() / _LONGEST
        best = np.argsort(-alike)[:_ALIKE]
        return Belief(
            tuple(self._topics.shares(row, _TOPICS)),
            tuple(self._places.shares(row, _PLACES)),
            tuple(
                (self._regels[at], how) for at, how in zip(best, alike[best].tolist(), strict=True) if how > 0
            ),
        )

    def covered(self, text: str) -> float:
        """How much of `text` belongs to one regel, from 0 to 1 (see `Coverage.of`)."""
        return self._coverage.of(text)

    def save(self, folder: Path) -> None:
        """Write the model into `folder`."""
        self._features.save(folder)
        for name, classifier in (("onderwerpen", self._topics), ("plaatsen", self._places)):
            (folder / name).mkdir()
            classifier.save(folder / name)
        (folder / "regels.json").write_text(json.dumps(self._regels), encoding="utf-8")
        save_npz(folder / "gelijkenis.npz", self._likeness)
        self._coverage.save(folder)

    @classmethod
    def load(cls, folder: Path) -> QuestionModel:
        """Read what `save` wrote. Raises FileNotFoundError when it isn't there."""
        topics, places = (LinearClassifier.load(folder / name) for name in ("onderwerpen", "plaatsen"))
        regels = json.loads((folder / "regels.json").read_text(encoding="utf-8"))
        likeness = load_npz(folder / "gelijkenis.npz")
        return cls(Features.load(folder), topics, places, regels, likeness, Coverage.load(folder))


def _meanwhile(
    beside: Executor | None, learn: Callable[Given, Learned], *given: Given.args, **named: Given.kwargs
) -> Callable[[], Learned]:
    """What gives the result of `learn`, which begins at once in `beside`, or else when it is asked for.

    In a process of its own: two threads would draw from one row of random numbers, and no training would be
    like the one before.
    """
    return beside.submit(learn, *given, **named).result if beside else partial(learn, *given, **named)
