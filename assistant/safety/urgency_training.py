"""Learning the weights of `urgency_weighing` from the example messages.

Run after a change in `data/taal/urgentie*.yml`:  python -m assistant.safety.urgency_training
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

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

LEVELS = ("geen", "acuut", "crisis")
_SEEN = 2
"""In how many examples a feature must stand to get a weight."""
_FREEDOM = 60.0
"""The inverse strength of regularisation, chosen on examples that weren't learned from."""


_SHARE = 0.3
"""How much a plain question counts beside an example message."""


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


def plain_questions() -> list[str]:
    """What people ask when nothing is wrong: the example questions of `data/nlu/vragen`.

    Not those about emergencies: some of them are one.
    """
    found = []
    files = (places.project() / "data" / "nlu" / "vragen").rglob("*.yml")
    for file in sorted(file for file in files if file.stem != "spoed"):
        for block in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader).get("nlu", ()):
            found += [line.removeprefix("- ").strip() for line in block["examples"].splitlines()]
    return sorted(filter(None, found))


def learn(messages: list[tuple[str, str]], questions: list[str]) -> dict[str, tuple[float, float]]:
    """The weights for acuut and crisis, against geen, of every feature; 'basis' is where they start.

    Of `questions`, which are geen, those count in which no sure rule sees danger; each for less than
    a message, as there are many and they are easy.
    """
    reader = Reader(urgency_rules.current())
    rows, levels, shares = [], [], []
    for text, level, share in [(*m, 1.0) for m in messages] + [(q, "geen", _SHARE) for q in questions]:
        sentences = reader.read(text)
        frames = Frames(sentences)
        found = (match for sentence in sentences for match in sentence.matches)
        if share < 1 and any(match.rule.zeker and frames.of_match(match) is None for match in found):
            continue
        rows.append(urgency_weighing.whole(sentences, frames))
        levels.append(LEVELS.index(level))
        shares.append(share)
    seen = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [{name: 1.0 for name in sorted(row) if seen[name] >= _SEEN} for row in rows]
    )
    target, share_of = np.array(levels), np.array(shares)
    of_level = np.array([share_of[target == level].sum() for level in range(len(LEVELS))])
    model = LogisticRegression(C=_FREEDOM, max_iter=3000)
    model.fit(
        normalize(matrix), target, sample_weight=share_of / of_level[target] * share_of.sum() / len(LEVELS)
    )
    against = model.coef_ - model.coef_[0]
    weights = {
        name: (float(against[1, column]), float(against[2, column]))
        for name, column in vectorizer.vocabulary_.items()
    }
    base = model.intercept_ - model.intercept_[0]
    weights["basis"] = (float(base[1]), float(base[2]))
    return weights


def fingerprint() -> str:
    """What the examples, groups and rules are like: changes when the weights must be learned anew."""
    folder = places.project() / "data" / "taal"
    digest = hashlib.sha256()
    for name in ("urgentie.yml", "urgentie-kaders.yml", "urgentie-voorbeelden.yml", "urgentie-woorden.yml"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def write() -> Path:
    """Learn the weights and write them to their file."""
    weights = learn(examples(), plain_questions())
    rows = [f"# geleerd uit urgentie-voorbeelden.yml, niet met de hand wijzigen: {fingerprint()}"]
    rows += [f"{name}\t{acute:.2f}\t{crisis:.2f}" for name, (acute, crisis) in sorted(weights.items())]
    file = urgency_weighing.weights_file()
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


if __name__ == "__main__":
    print(f"Geschreven: {write()}")
