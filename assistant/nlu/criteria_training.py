"""Learning the weights of `criteria_weighing` from example messages, and from what tells of no case.

Run after a change in `criteria-voorbeelden.yml` or in the word groups:
python -m assistant.nlu.criteria_training
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from assistant import places
from assistant.nlu import criteria_weighing
from assistant.nlu.criteria import CriteriaFinder
from assistant.nlu.criteria_features import PIECE
from assistant.nlu.criteria_weighing import Label
from assistant.nlu.phrasings import blocks
from assistant.nlu.reach import TOLD
from assistant.rulebase import current
from assistant.rulebase.problems import Problem, RulebaseError
from assistant.rulebase.yaml_source import Source

_SEEN = 2
"""In how many examples a sign must stand to get a weight."""
_KEPT = 1500
"""How many signs get a weight for each label: those that weigh most, in as many messages as they stand in."""
_EVERY = 6
"""One in so many of them is learned from: about as many as there are messages about a case."""
_FREEDOM = 20.0
"""The inverse strength of regularisation, chosen on messages of writers left out."""


class Example(NamedTuple):
    """A message with all that it settles."""

    text: str
    labels: frozenset[Label]


class Learned(NamedTuple):
    """What is written: the base of every label, and of every sign its rarity and its weights by label."""

    labels: Sequence[Label]
    base: Sequence[float]
    rarity: Mapping[str, float]
    weights: Mapping[str, Mapping[int, float]]


def examples() -> list[Example]:
    """Every example message. Raises RulebaseError on a mistake in the file."""
    folder = places.project() / "data" / "taal"
    source = Source.read(folder / "criteria-voorbeelden.yml", folder)
    known = current.store().criteria
    found: list[Example] = []
    for index, row in enumerate(source.data["voorbeelden"]):
        told = row if isinstance(row, dict) else {}
        named = [*told.get("ja", ()), *told.get("nee", ())]
        if not isinstance(told.get("tekst"), str) or not set(named) <= known.keys():
            line = source.line_of("voorbeelden", index)
            raise RulebaseError([Problem(source.name, line, "een voorbeeld heeft een tekst en criteria.")])
        ja: list[Label] = [(name, "ja") for name in told.get("ja", ())]
        nee: list[Label] = [(name, "nee") for name in told.get("nee", ())]
        found.append(Example(told["tekst"], frozenset((*ja, *nee))))
    return found


def without_a_case(finder: CriteriaFinder) -> list[Example]:
    """Questions and acts of `data/nlu` that tell of no case: from them no criterium may be heard."""
    texts = [
        text
        for block in blocks(places.project() / "data" / "nlu")
        for text in block.texts
        if block.onderwerp != TOLD
    ]
    return [Example(text, frozenset()) for text in texts[::_EVERY] if not finder.worded(text)]


def learn(messages: Sequence[Example], finder: CriteriaFinder) -> Learned:
    """The weight of every sign for every label that the messages have."""
    rows = [sorted({name for name, *_ in finder.signs(message.text)}) for message in messages]
    seen = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer(dtype=np.float32)
    matrix = vectorizer.fit_transform([{name: 1.0 for name in row if seen[name] >= _SEEN} for row in rows])
    names = vectorizer.feature_names_
    rarity = [criteria_weighing.rarity(seen[name], len(rows), PIECE in name) for name in names]
    matrix = normalize(matrix.multiply(np.array(rarity)).tocsr())
    often = np.sqrt(np.asarray(matrix.mean(axis=0)).ravel())
    labels = sorted({label for message in messages for label in message.labels})
    base: list[float] = []
    weights: dict[str, dict[int, float]] = {}
    for number, label in enumerate(labels):
        model = LogisticRegression(C=_FREEDOM, class_weight="balanced", solver="liblinear", random_state=0)
        model.fit(matrix, [label in message.labels for message in messages])
        base.append(float(model.intercept_[0]))
        for column in _heaviest(model.coef_[0], often):
            weights.setdefault(names[column], {})[number] = float(model.coef_[0][column])
    return Learned(labels, base, {n: rarity[c] for c, n in enumerate(names) if n in weights}, weights)


def _heaviest(weights: Any, often: Any) -> list[int]:
    return sorted(np.argsort(-np.abs(weights) * often, kind="stable")[:_KEPT].tolist())


def fingerprint() -> str:
    """What the examples and word groups are like: changes when the weights must be learned anew."""
    folder = places.project() / "data" / "taal"
    digest = hashlib.sha256()
    for name in ("criteria-voorbeelden.yml", "woordgroepen.yml"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def write() -> Path:
    """Learn the weights and write them to their file."""
    store = current.refresh()
    finder = CriteriaFinder(store.criteria, store.verwoordingen.values())
    learned = learn([*examples(), *without_a_case(finder)], finder)
    lines = [
        f"# geleerd uit criteria-voorbeelden.yml, niet met de hand wijzigen: {fingerprint()}",
        "\t".join(("criterium", *map(criteria_weighing.name_of, learned.labels))),
        "\t".join(("basis", *(f"{each:.2f}" for each in learned.base))),
    ]
    for name, of_labels in sorted(learned.weights.items()):
        pairs = (f"{number}:{weight:.2f}" for number, weight in of_labels.items())
        lines.append("\t".join((name, f"{learned.rarity[name]:.2f}", *pairs)))
    file = criteria_weighing.weights_file()
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


if __name__ == "__main__":
    print(f"Geschreven: {write()}")
