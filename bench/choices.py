"""What thresholds give, on messages that nothing was learned from; fits how far the nets are trusted.

`python bench/choices.py` reads `bench/keuze/`: messages by writers who saw neither examples nor code, kept to
choose by. Nothing is trained on them, and no figure that is reported comes from them. It prints what is heard
of criteria and of danger at the bounds as they are, and fits `_TRUST` (`assistant/nlu/criteria_weighing.py`).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from report import machine, table
from sklearn.linear_model import LogisticRegression

from assistant.nlu import criteria_net, criteria_weighing
from assistant.nlu.criteria import CriteriaFinder
from assistant.nlu.criteria_weighing import Heard, Label
from assistant.rulebase import current
from assistant.safety import urgency

_SETS = Path(__file__).resolve().parent / "keuze"
_CRITERIA = ("criteria", "criteria-lang")
"""Messages as they mostly are, and those of 60 to 220 words."""
_VALUES = ("ja", "nee")


class Sign(NamedTuple):
    """What pleads for a label in a message, and whether it holds."""

    label: Label
    heard: Heard
    weighed: float
    read: float
    holds: bool


def messages(name: str) -> list[dict[str, Any]]:
    """The messages of a set, with their labels."""
    return [json.loads(line) for line in (_SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def heard_of_criteria(finder: CriteriaFinder) -> str:
    """How much of what is heard is right, and how much of what is told is heard, in each set."""
    rows = [(name, _heard_in(name, finder)) for name in _CRITERIA]
    return table("Criteria", ("precision", "recall", "F1", "wrong ‘nee’"), rows)


def _heard_in(name: str, finder: CriteriaFinder) -> list[str]:
    known = {name for name, _ in criteria_weighing.current().labels}
    right = wrong = missed = wrong_no = 0
    for message in messages(name):
        told = {(name, value) for value in _VALUES for name in message[value]}
        found = {(m.criterium, m.waarde) for m in finder.find(message["tekst"]) if m.criterium in known}
        heard = {each for each in found if each[1] in _VALUES}
        right, wrong, missed = (
            right + len(heard & told),
            wrong + len(heard - told),
            missed + len(told - heard),
        )
        wrong_no += sum(value == "nee" for _, value in heard - told)
    precision, recall = right / (right + wrong), right / (right + missed)
    f1 = 2 * precision * recall / (precision + recall)
    return [f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}", str(wrong_no)]


def heard_of_danger() -> str:
    """How messages of each level are read."""
    told = messages("urgentie")
    read = Counter((message["urgentie"], urgency.assess(message["tekst"]).niveau) for message in told)
    levels = ("acuut", "crisis", "geen")
    rows = [(level, [str(read[level, taken]) for taken in levels]) for level in levels]
    return table("Danger", [f"read as {level}" for level in levels], rows)


def signs(finder: CriteriaFinder) -> Iterator[Sign]:
    """What pleads for every label in every message."""
    scale = criteria_weighing.current()
    for message in (message for name in _CRITERIA for message in messages(name)):
        text = message["tekst"]
        said, weighed = finder.worded(text), scale.weigh(finder.signs(text))
        read = criteria_net.margins(text)
        for label in scale.labels:
            name, value = label
            mention = said.get(name)
            if mention and mention.waarde == "onbekend":
                continue
            same: Heard = "gezegd" if mention and mention.waarde == value else "tegendeel"
            heard: Heard = same if mention else "niets"
            yield Sign(label, heard, weighed.margin(label), read[label], name in message[value])


def trust(finder: CriteriaFinder) -> str:
    """The best `_TRUST` for criteria, by value and by what wordings say of it, and for danger."""
    groups: dict[tuple[str, Heard], list[Sign]] = defaultdict(list)
    for sign in signs(finder):
        groups[sign.label[1], sign.heard].append(sign)
    rows = []
    for (value, heard), group in sorted(groups.items()):
        pleads = [(sign.weighed, sign.read) for sign in group]
        rows.append((f"{value}, {heard}", fitted(pleads, [sign.holds for sign in group])))
    told = messages("urgentie")
    pleads = [urgency.signs(message["tekst"]) for message in told]
    rows.append(("danger", fitted(pleads, [message["urgentie"] != "geen" for message in told])))
    return table("Trust", ("seen", "weighed", "read", "base"), rows)


def fitted(pleads: Sequence[tuple[float, float]], holds: Sequence[bool]) -> list[str]:
    """How much what is weighed and what is read should count."""
    best = LogisticRegression().fit(np.array(pleads), holds)
    return [str(len(holds)), *(f"{number:.2f}" for number in (*best.coef_[0], best.intercept_[0]))]


if __name__ == "__main__":
    store = current.store()
    reads = CriteriaFinder(store.criteria, store.verwoordingen.values())
    print(machine())
    for found in (heard_of_criteria(reads), heard_of_danger(), trust(reads)):
        print(f"\n{found}")
