"""Learning the weights of `urgency_weighing` from the example messages.

Run after a change in `data/taal/urgentie*.yml`:  python -m assistant.safety.urgency_training
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from assistant import places
from assistant.rulebase.problems import Problem, RulebaseError
from assistant.rulebase.yaml_source import Source
from assistant.safety import urgency_rules, urgency_weighing
from assistant.safety.urgency_frames import Frames
from assistant.safety.urgency_matching import Reader
from assistant.safety.urgency_weighing import Weight

LEVELS = ("geen", "acuut", "crisis")
_SEEN = 3
"""In how many examples a feature must stand to get a weight."""
_FREEDOM = 100.0
"""The inverse strength of regularisation, chosen on examples that weren't learned from."""


_USUAL = 10.0
"""By what rarity is divided, so that it is near 1; it says nothing in itself."""
_SHARE = 0.3
"""How much a calm message counts beside an example message."""
_STRONG = 3
"""The points of a rule that sees danger clearly."""


def examples() -> list[tuple[str, str]]:
    """Every example message with its level. Raises RulebaseError on a mistake in the file."""
    folder = places.project() / "data" / "taal"
    source = Source.read(folder / "urgentie-voorbeelden.yml", folder)
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
    for file in (*files, folder / "handelingen.yml"):
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


def learn(messages: list[tuple[str, str]], calm: list[str]) -> dict[str, Weight]:
    """The weight of every feature; 'basis' is where they start.

    Of `calm`, which are geen, those count in which no sure rule sees danger; each for less than a
    message, as there are many and they are easy.
    """
    told = [(text, level, 1.0) for text, level in messages]
    told += [(text, "geen", _SHARE) for text in calm if not _sees_danger(text)]
    rows, levels, shares = [], [], []
    for text, level, share in told:
        sentences = _reader().read(text)
        rows.append(urgency_weighing.whole(sentences, Frames(sentences)))
        levels.append(LEVELS.index(level))
        shares.append(share)
    seen = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [{name: 1.0 for name in sorted(row) if seen[name] >= _SEEN} for row in rows]
    )
    rarity = np.array([_rarity(seen[name], len(rows)) for name in vectorizer.feature_names_])
    target, share_of = np.array(levels), np.array(shares)
    of_level = np.array([share_of[target == level].sum() for level in range(len(LEVELS))])
    model = LogisticRegression(C=_FREEDOM, max_iter=3000)
    model.fit(
        normalize(matrix.multiply(rarity).tocsr()),
        target,
        sample_weight=share_of / of_level[target] * share_of.sum() / len(LEVELS),
    )
    against = model.coef_ - model.coef_[0]
    weights = {
        name: _weight(against[:, column], rarity[column]) for name, column in vectorizer.vocabulary_.items()
    }
    base = model.intercept_ - model.intercept_[0]
    weights["basis"] = Weight(float(base[1]), float(base[2]), 0.0)
    return weights


def _weight(against: Any, rarity: float) -> Weight:
    """The weight of a feature from what the model learned of each of LEVELS."""
    return Weight(float(against[1] * rarity), float(against[2] * rarity), float(rarity))


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
    for name in ("urgentie.yml", "urgentie-kaders.yml", "urgentie-voorbeelden.yml", "urgentie-woorden.yml"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def write() -> Path:
    """Learn the weights and write them to their file."""
    weights = learn(examples(), calm_messages())
    rows = [f"# geleerd uit urgentie-voorbeelden.yml, niet met de hand wijzigen: {fingerprint()}"]
    rows += [
        f"{name}\t{each.acuut:.2f}\t{each.crisis:.2f}\t{each.rarity:.2f}"
        for name, each in sorted(weights.items())
    ]
    file = urgency_weighing.weights_file()
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


if __name__ == "__main__":
    print(f"Geschreven: {write()}")
