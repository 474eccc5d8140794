"""What the net for despair learns from; `make zelfmoordnet` calls it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import cast

import yaml

from assistant import places
from assistant.dutch.net_lessons import Lesson, write
from assistant.dutch.words import read_language
from assistant.safety import urgency_training
from assistant.safety.despair import ANOTHER, WRITER

_EVERY = 4
"""One in so many messages about danger, about cases and about the talk is learned from beside."""


def lessons() -> list[Lesson]:
    """The examples by whom they are about, those that only look like it, and messages about all else."""
    told = read_language("zelfmoord-voorbeelden.yml")
    speak_of_it = read_language("zelfmoord.yml")["spreekt_ervan"]
    cases = cast(list[dict[str, str]], read_language("criteria-voorbeelden.yml")["voorbeelden"])
    other = [each.text for each in urgency_training.lessons()] + [case["tekst"] for case in cases]
    calm = [text for text in other if not any(word in text.lower() for word in speak_of_it)]
    nobody = [*told["niet"], *_acts(), *islice(calm, 0, None, _EVERY)]
    return [
        *(Lesson(text, [who], 1 / len(told[who])) for who in (WRITER, ANOTHER) for text in told[who]),
        *(Lesson(text, [], 1 / len(nobody)) for text in nobody),
    ]


def _acts() -> Iterator[str]:
    """What people say to steer a talk: 'laat maar, stop'. What tells of a case may tell of despair."""
    path = places.project() / "data" / "nlu" / "handelingen.yml"
    for act in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]:
        if act["intent"] not in ("casus", "meeleven"):
            yield from (
                line.strip().removeprefix("- ") for line in act["examples"].splitlines() if line.strip()
            )


if __name__ == "__main__":
    write(Path(sys.argv[1]), [WRITER, ANOTHER], lessons())
