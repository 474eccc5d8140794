"""What a net learns from, written for `tools/learn_net.py`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.dutch import meanings
from assistant.dutch.net import words


class Lesson(NamedTuple):
    """A message, the labels that hold for it, and how often it is seen beside others."""

    text: str
    labels: Sequence[str]
    share: float


def write(file: Path, labels: Sequence[str], lessons: Iterable[Lesson]) -> None:
    """Write a line of JSON with `labels`, one with what words mean, and one for each lesson.

    A lesson is its words, its labels by place, and its share; a word means rows of the table of
    `assistant.dutch.meanings`, each with its share. A message without words teaches nothing, and is left out.
    """
    place = {label: at for at, label in enumerate(labels)}
    rows: list[tuple[list[str], list[int], float]] = []
    for lesson in lessons:
        read = words(lesson.text)
        if read:
            rows.append((read, [place[label] for label in lesson.labels], lesson.share))
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [list(labels), _meant(word for read, *_ in rows for word in read), *rows]
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")


def _meant(read: Iterable[str]) -> dict[str, meanings.Shares]:
    table = meanings.current()
    return {word: shares for word in sorted(set(read)) if (shares := table.shares(word))}
