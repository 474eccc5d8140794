"""Learning the weights of `urgency_weighing` from example messages, calm ones and composed ones.

Run after a change in `data/taal/urgentie*.yml`:  python -m assistant.safety.urgency_training
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from assistant import places
from assistant.rulebase.problems import Problem, RulebaseError
from assistant.rulebase.yaml_source import Source
from assistant.safety import urgency_blocks, urgency_rules, urgency_weighing
from assistant.safety.urgency_frames import Frames
from assistant.safety.urgency_matching import Reader
from assistant.safety.urgency_weighing import Weight

LEVELS = ("geen", "acuut", "crisis")
_SEEN = 3
"""In how many messages a feature must stand to get a weight."""
_SEEN_ROW = 6
"""The same for a row of letters."""
_ROWS_KEPT = 30_000
"""How many rows of letters get a weight: those that tell most. Twice as many told no more."""
_FREEDOM = 30.0
"""The inverse strength of regularisation, chosen on examples that weren't learned from."""
_WORDS, _LETTERS = 0.7, 0.5
"""How much the two views of a message count."""
_USUAL = 10.0
"""By what rarity is divided, so that it is near 1; it says nothing in itself."""
_EVERYDAY, _CALM, _BUILT = 4.0, 2.5, 0.4
"""How much an everyday message, a calm one and a composed one count beside an example."""
_FEW, _SHORT = 3, 2.0
"""What a calm message of so few words counts: it says so little that each has to teach more."""
_STRONG = 3
"""The points of a rule that sees danger clearly."""

Row = frozenset[str]
"""The names of what is seen in a message."""


@dataclass(frozen=True)
class Told:
    """A message to learn from, its level, and how much it counts."""

    text: str
    level: str
    share: float = 1.0


def examples(name: str) -> list[tuple[str, str]]:
    """Every message of `urgentie-<name>.yml` with its level. Raises RulebaseError on a mistake in it."""
    folder = places.project() / "data" / "taal"
    source = Source.read(folder / f"urgentie-{name}.yml", folder)
    found: list[tuple[str, str]] = []
    for level in LEVELS:
        for index, text in enumerate(source.data.get(level) or ()):
            if not isinstance(text, str):
                line = source.line_of(level, index)
                raise RulebaseError([Problem(source.name, line, f"‘{text}’ is geen tekst.")])
            found.append((text, level))
    return found


def calm_messages() -> list[str]:
    """What people type when nothing is wrong: the example questions and acts of `data/nlu`.

    Not the questions about emergencies, and no case in which a strong rule sees danger: some are urgent.
    """
    folder = places.project() / "data" / "nlu"
    files = sorted(file for file in (folder / "vragen").rglob("*.yml") if file.stem != "spoed")
    found: list[str] = []
    for file in (*files, folder / "handelingen.yml", folder / "buiten-bereik.yml"):
        for block in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader).get("nlu", ()):
            lines = (line.removeprefix("- ").strip() for line in block["examples"].splitlines())
            is_case = block.get("intent") == "casus"
            found += [line for line in lines if line and not (is_case and _sees_danger(line, _STRONG))]
    return sorted(found)


def _sees_danger(text: str, points: float = math.inf) -> bool:
    """Whether a rule counts in `text` that is sure, or has so many points for acuut."""
    sentences = _reader().read(text)
    frames = Frames(sentences)
    return any(
        (match.rule.zeker or (match.rule.soort == "acuut" and match.rule.punten >= points))
        and frames.of_match(match) is None
        for sentence in sentences
        for match in sentence.matches
    )


def lessons() -> list[Told]:
    """Everything to learn from: examples, calm messages, and what is composed of building blocks.

    Calm messages in which a sure rule sees danger are left out.
    """
    calm = [
        Told(text, "geen", _CALM if len(text.split()) > _FEW else _SHORT)
        for text in calm_messages()
        if not _sees_danger(text)
    ]
    built = [Told(text, level, _BUILT) for text, level in urgency_blocks.compose()]
    told = [Told(text, level) for text, level in examples("voorbeelden")]
    everyday = [Told(text, level, _EVERYDAY) for text, level in examples("alledaags")]
    return [*told, *everyday, *calm, *built]


def learn(told: Sequence[Told]) -> dict[str, Weight]:
    """The weight of every feature; 'basis' is where they start."""
    rows = [_row(each.text) for each in told]
    levels, shares = np.array([each.level for each in told]), np.array([each.share for each in told])
    urgent = levels != "geen"
    words = _View([row for row, _ in rows], _SEEN)
    letters = _View([row for _, row in rows], _SEEN_ROW)
    likely = _fit(words.matrix, urgent, shares)
    letters = letters.reduced(_fit(letters.matrix, urgent, shares), _ROWS_KEPT)
    likely_by_row = _fit(letters.matrix, urgent, shares)
    rather = _fit(words.matrix[urgent], levels[urgent] == "acuut", shares[urgent])
    weights = {
        name: Weight(_WORDS * likely.coef_[0, at] * rarity, rather.coef_[0, at] * rarity, rarity)
        for at, (name, rarity) in enumerate(zip(words.names, words.rarity, strict=True))
    }
    for at, (name, rarity) in enumerate(zip(letters.names, letters.rarity, strict=True)):
        weights[name] = Weight(_LETTERS * likely_by_row.coef_[0, at] * rarity, 0.0, rarity)
    base = _WORDS * likely.intercept_[0] + _LETTERS * likely_by_row.intercept_[0]
    weights["basis"] = Weight(base, rather.intercept_[0], 0.0)
    return weights


def _row(text: str) -> tuple[Row, Row]:
    """The names of the features of a message in both views."""
    sentences = _reader().read(text)
    words = urgency_weighing.together(urgency_weighing.of_each(sentences, Frames(sentences)))
    return frozenset(words), frozenset(urgency_weighing.letters(sentences))


class _View:
    """Messages as a matrix of the features that enough of them have, weighed by rarity, of length one."""

    def __init__(self, rows: Sequence[Row], enough: int) -> None:
        seen = Counter(name for row in rows for name in row)
        self.names = sorted(name for name, count in seen.items() if count >= enough)
        self.rarity = np.array([_rarity(seen[name], len(rows)) for name in self.names])
        places_of = {name: place for place, name in enumerate(self.names)}
        columns = [sorted(places_of[name] for name in row if name in places_of) for row in rows]
        starts = np.cumsum([0, *map(len, columns)])
        flat = np.array([place for row in columns for place in row], dtype=np.int32)
        shape = (len(rows), len(self.names))
        self._seen = sparse.csr_matrix((np.ones(len(flat)), flat, starts), shape=shape)
        self.matrix = normalize(self._seen.multiply(self.rarity).tocsr())

    def reduced(self, model: LogisticRegression, most: int) -> _View:
        """The same messages with only the features that tell most by this model."""
        spread = np.sqrt(np.asarray(self.matrix.multiply(self.matrix).mean(axis=0)).ravel())
        kept = np.sort(np.argsort(-np.abs(model.coef_[0]) * spread, kind="stable")[:most])
        fewer = copy(self)
        fewer.names, fewer.rarity = [self.names[place] for place in kept], self.rarity[kept]
        fewer.matrix = normalize(self._seen[:, kept].multiply(fewer.rarity).tocsr())
        return fewer


def _fit(matrix: Any, target: Any, shares: Any) -> LogisticRegression:
    """A model that gives both sides of the question as much say."""
    of_side = np.where(target, shares[target].sum(), shares[~target].sum())
    model = LogisticRegression(C=_FREEDOM, solver="liblinear", tol=1e-3, random_state=0)
    return model.fit(matrix, target, sample_weight=shares / of_side * shares.sum() / 2)


def _rarity(seen: int, messages: int) -> float:
    """How much a feature counts that so many of the messages have: little when nearly all do."""
    return math.log((messages + 1) / (seen + 1)) ** 2 / _USUAL


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader(urgency_rules.current())


def fingerprint() -> str:
    """What the examples, groups and rules are like: changes when the weights must be learned anew."""
    folder = places.project() / "data" / "taal"
    digest = hashlib.sha256()
    for name in ("", "-alledaags", "-bouwstenen", "-kaders", "-voorbeelden", "-woorden"):
        digest.update((folder / f"urgentie{name}.yml").read_bytes())
    return digest.hexdigest()[:16]


def write() -> Path:
    """Learn the weights and write them to their file."""
    weights = learn(lessons())
    rows = [f"# geleerd uit de voorbeelden en bouwstenen, niet met de hand wijzigen: {fingerprint()}"]
    rows += [
        f"{name}\t{each.dringend:.2f}\t{each.acuut:.2f}\t{each.rarity:.2f}"
        for name, each in sorted(weights.items())
    ]
    file = urgency_weighing.weights_file()
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


if __name__ == "__main__":
    print(f"Geschreven: {write()}")
