"""Which questions no source answers, measured on questions held out from training; fits the weights.

`python bench/unanswered.py` trains on two thirds of the phrasings and of the questions in
`data/nlu/buiten-bronnen.yml` three times, and looks at the third that was held out: how many of the
unanswered are seen at how many false ones. It also fits the weights (`_KNOWN_WEIGHTS` in
`assistant/nlu/reach.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
import yaml
from report import machine, table
from sklearn.linear_model import LogisticRegression

from assistant import places
from assistant.nlu.acts import ActModel
from assistant.nlu.familiar import Familiar
from assistant.nlu.phrasings import read
from assistant.nlu.questions import Phrasing, QuestionModel
from assistant.nlu.reach import OUT_OF_SCOPE, QUESTION, UNSOURCED, Beliefs
from assistant.rulebase import current
from assistant.rulebase.store import Layer

_FOLDS = 3
_ASKED = 1500
"""How many answered questions of each fold are looked at."""
_FALSE = (0.5, 1, 2, 5)
"""Per cent of the answered questions that may be taken for unanswered."""

Act = tuple[str, str]
"""A text and what it does."""
Row = tuple[float, ...]


def acts() -> list[Act]:
    """Every example of `data/nlu` with its act, but for the questions about a subject."""
    files = sorted((places.project() / "data" / "nlu").glob("*.yml"))
    blocks = [block for file in files for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]]
    return [
        (line.strip().removeprefix("- "), block["intent"])
        for block in blocks
        if "intent" in block
        for line in block["examples"].splitlines()
    ]


def held_out(fold: int) -> tuple[list[Row], list[Row]]:
    """The signs of questions that a source answers and of those that none does, not trained on."""
    known, done = read(places.project() / "data" / "nlu" / "vragen"), acts()
    random = np.random.default_rng(0)
    of_known, of_done = random.integers(_FOLDS, size=len(known)), random.integers(_FOLDS, size=len(done))
    beliefs = _train(
        [phrasing for phrasing, at in zip(known, of_known, strict=True) if at != fold],
        [act for act, at in zip(done, of_done, strict=True) if at != fold],
    )
    asked = [phrasing.text for phrasing, at in zip(known, of_known, strict=True) if at == fold]
    chosen = random.choice(len(asked), min(_ASKED, len(asked)), replace=False)
    left = [act for act, at in zip(done, of_done, strict=True) if at == fold]
    unsourced = [beliefs.known(text) for text, act in left if act == UNSOURCED]
    return [beliefs.known(asked[at]) for at in chosen], unsourced


def _train(known: Sequence[Phrasing], done: Sequence[Act]) -> Beliefs:
    regels = current.store().alle(Layer())
    both = [*done, *((phrasing.text, QUESTION) for phrasing in known)]
    familiar = Familiar.learn(
        [*(text for text, act in both if act != OUT_OF_SCOPE), *(regel.tekst for regel in regels)]
    )
    model = ActModel.train([text for text, _ in both], [act for _, act in both])
    return Beliefs(model, QuestionModel.train(known, regels), familiar)


def fit(answered: Sequence[Row], unanswered: Sequence[Row]) -> LogisticRegression:
    """The weights that tell them apart, both kinds with as much say."""
    rows, target = [*answered, *unanswered], [False] * len(answered) + [True] * len(unanswered)
    return LogisticRegression(C=100, max_iter=5000, class_weight="balanced").fit(rows, target)


def main() -> None:
    """Measure, and print the figures and the weights."""
    folds = [held_out(fold) for fold in range(_FOLDS)]
    rows = []
    for number, (answered, unanswered) in enumerate(folds):
        others = [fold for at, fold in enumerate(folds) if at != number]
        model = fit([row for one, _ in others for row in one], [row for _, one in others for row in one])
        right, wrong = model.predict_proba(answered)[:, 1], model.predict_proba(unanswered)[:, 1]
        limits = [float(np.percentile(right, 100 - false)) for false in _FALSE]
        cells = [f"{(wrong > limit).mean():.0%} ({limit:.2f})" for limit in limits]
        rows.append((f"third {number + 1}, {len(answered)} and {len(unanswered)}", cells))
    model = fit([row for one, _ in folds for row in one], [row for _, one in folds for row in one])
    title = "Unanswered seen (belief asked), when so many answered are taken for it"
    sys.stdout.write(f"{machine()}\n\n{table(title, [f'{false} %' for false in _FALSE], rows)}\n\n")
    weights = ", ".join(f"{weight:.2f}" for weight in model.coef_[0])
    sys.stdout.write(f"Fitted on all of them: {weights}; base {model.intercept_[0]:.2f}\n")


if __name__ == "__main__":
    main()
