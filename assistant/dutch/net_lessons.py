"""What a net learns from, written for `tools/learn_net.py`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.dutch.net import words


class Lesson(NamedTuple):
    """A message, the labels that hold for it, and how often it is seen beside others."""

    text: str
    labels: Sequence[str]
    share: float


def write(file: Path, labels: Sequence[str], lessons: Iterable[Lesson]) -> None:
    """Write a line of JSON with `labels`, and one for each lesson: its words, its labels by place, its share.

    A message without words teaches nothing, and is left out.
    """
    place = {label: at for at, label in enumerate(labels)}
    rows: list[object] = [list(labels)]
    for lesson in lessons:
        read = words(lesson.text)
        if read:
            rows.append([read, [place[label] for label in lesson.labels], lesson.share])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
