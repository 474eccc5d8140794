"""What the net for criteria learns from; `make criterianet` calls it."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from assistant.dutch.net_lessons import Lesson, write
from assistant.nlu.criteria import CriteriaFinder
from assistant.nlu.criteria_training import examples, without_a_case
from assistant.nlu.criteria_weighing import Label, name_of
from assistant.rulebase import current
from assistant.rulebase.schema import Verwoording

_SHARE = 0.3
"""How often a wording is seen beside an example: there are many, and they are no whole messages."""
_IN_WORDS = re.compile(r"[\w' -]+")
"""A wording without word groups or choices: one that can be said as it stands."""


def lessons() -> list[Lesson]:
    """Every example of a case, what tells of none, and the wordings that can be said as they stand."""
    store = current.store()
    finder = CriteriaFinder(store.criteria, store.verwoordingen.values())
    told = [*examples(), *without_a_case(finder)]
    labels = frozenset(label for each in told for label in each.labels)
    return [
        *(Lesson(each.text, sorted(map(name_of, each.labels)), 1.0) for each in told),
        *_worded(store.verwoordingen.values(), labels),
    ]


def _worded(verwoordingen: Collection[Verwoording], labels: Collection[Label]) -> Iterator[Lesson]:
    for one in verwoordingen:
        yes: Label = (one.criterium, "ja")
        no: Label = (one.criterium, "nee")
        for label, texts in ((yes, (*one.kern, *one.ja)), (no, one.nee)):
            for text in texts if label in labels else ():
                # What stands behind a loose dash is what must not be said.
                said = text.partition(" - ")[0]
                if _IN_WORDS.fullmatch(said):
                    yield Lesson(said.replace("_", " "), [name_of(label)], _SHARE)


if __name__ == "__main__":
    learned = lessons()
    write(Path(sys.argv[1]), sorted({label for lesson in learned for label in lesson.labels}), learned)
