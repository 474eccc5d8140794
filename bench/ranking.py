"""Which signs lead to the regel that answers, measured on questions held out from training.

`python bench/ranking.py` trains on four fifths of the phrasings five times, ranks the regels for the fifth
that was held out, and prints how often the right place comes first and among five: for each sign alone, for
all of them, and for all but one. It also fits the weights (`WEIGHTS` in `assistant/reasoning/answers.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from report import machine, table
from scipy.optimize import minimize

from assistant import places
from assistant.nlu.phrasings import read
from assistant.nlu.questions import Phrasing, QuestionModel
from assistant.reasoning.answers import WEIGHTS, Signs, candidates, place_of
from assistant.rulebase import current
from assistant.rulebase.schema import LANDELIJK
from assistant.rulebase.store import Layer, RuleStore

_FOLDS = 5
_HELD_OUT = 600
"""How many phrasings of each fold are ranked."""
_KEEP_SMALL = 0.001
"""Pulls the weights towards zero, so that a sign that tells nothing gets no weight."""

_REGIONS = (None, "ijmond", "gooi-en-vechtstreek")
"""From where is asked: a third of the questions from nowhere, national ones from either region."""

Matrix = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Case:
    """A held-out question: the signs of each candidate, which of them are right, and the place of each."""

    signs: Matrix
    right: Matrix
    places: list[str]
    wanted: str


def held_out(store: RuleStore, known: Sequence[Phrasing]) -> list[list[Case]]:
    """Per fold the cases that were not trained on."""
    regels = store.alle(Layer())
    random = np.random.default_rng(0)
    fold = random.integers(_FOLDS, size=len(known))
    cases = []
    for number in range(_FOLDS):
        model = QuestionModel.train([p for p, f in zip(known, fold, strict=True) if f != number], regels)
        asked = [p for p, f in zip(known, fold, strict=True) if f == number]
        chosen = random.choice(len(asked), min(_HELD_OUT, len(asked)), replace=False)
        cases.append([_case(store, model, asked[i], _REGIONS[i % len(_REGIONS)]) for i in chosen])
    return cases


def _case(store: RuleStore, model: QuestionModel, phrasing: Phrasing, regio: str | None) -> Case:
    answer = store.regel(phrasing.regels[0])
    own = store.bronnen[answer.bron].regio
    layer = Layer(regio if own == LANDELIJK or regio is None else own)
    found = candidates(store, phrasing.text, model.believe(phrasing.text), layer)
    return Case(
        np.array([c.signs for c in found]),
        np.array([c.regel.id in phrasing.regels for c in found]),
        [place_of(c.regel) for c in found],
        place_of(answer),
    )


def fit(cases: Sequence[Case], used: Sequence[int]) -> Matrix:
    """The weights under which the right regels are likeliest; zero for signs that aren't `used`."""
    answerable = [case for case in cases if case.right.any()]

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = 0.0, np.zeros_like(weights)
        for case in answerable:
            signs = case.signs[:, used]
            likely = np.exp(signs @ weights - (signs @ weights).max())
            share = likely / likely.sum()
            right = np.where(case.right, likely, 0) / likely[case.right].sum()
            total -= np.log(share[case.right].sum())
            slope += (share - right) @ signs
        size = len(answerable)
        return float(total / size + _KEEP_SMALL * weights @ weights), slope / size + 2 * _KEEP_SMALL * weights

    weights = np.zeros(len(Signs._fields))
    weights[list(used)] = minimize(loss, np.ones(len(used)), jac=True, method="L-BFGS-B").x
    return weights


def score(cases: Sequence[Case], weights: Matrix) -> tuple[float, float]:
    """How often the right place comes first, and among the first five places."""
    first = among = 0
    for case in cases:
        order = np.argsort(-(case.signs @ weights), kind="stable")
        ranked = list(dict.fromkeys(case.places[i] for i in order))
        first += ranked[:1] == [case.wanted]
        among += case.wanted in ranked[:5]
    return first / len(cases), among / len(cases)


def compare(folds: Sequence[Sequence[Case]]) -> list[tuple[str, tuple[str, str]]]:
    """Every choice of signs, its weights fitted on the folds that are not scored."""
    every = range(len(Signs._fields))
    choices = {f"only {name}": [i] for i, name in enumerate(Signs._fields[:4])}
    choices |= {"all": list(every)}
    choices |= {f"all but {name}": [i for i in every if i != left] for left, name in enumerate(Signs._fields)}
    rows = []
    for name, used in choices.items():
        scores = []
        for number, fold in enumerate(folds):
            others = [case for i, other in enumerate(folds) if i != number for case in other[::4]]
            scores.append(score(fold, fit(others, used)))
        first, among = (float(np.mean(column)) for column in zip(*scores, strict=True))
        rows.append((name, (f"{first:.1%}", f"{among:.1%}")))
    return rows


def main() -> None:
    """Measure, and print the figures and the weights."""
    store = current.store()
    known = [p for p in read(places.project() / "data" / "nlu" / "vragen") if p.regels]
    folds = held_out(store, known)
    rows = compare(folds)
    now = np.array(WEIGHTS)
    everything = [case for fold in folds for case in fold]
    first, among = score(everything, now)
    rows.append(("the weights in use", (f"{first:.1%}", f"{among:.1%}")))
    fitted = fit(everything, range(len(Signs._fields)))
    weights = ", ".join(f"{name}={weight:.2f}" for name, weight in zip(Signs._fields, fitted, strict=True))
    title = f"One right place each, {len(everything)} of {len(known)} phrasings held out"
    figures = table(title, ("first", "of five"), rows)
    sys.stdout.write(f"{machine()}\n\n{figures}\n\nFitted on all of them: {weights}\n")


if __name__ == "__main__":
    main()
