"""Urgency: what is called acuut, crisis or geen, beside what it is, and what a message costs."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from report import percentile, table
from served import Failed

from assistant.safety.urgency import Level, assess, prepare

_SETS = Path(__file__).resolve().parent.parent / "tests" / "understanding"
_SET = _SETS / "urgentie.jsonl"
_ORDINARY = _SETS / "alledaags.jsonl"
"""What people ordinarily type: no danger, and hardly made to look like it."""
_ROUNDS = 3
"""How often each text is timed."""


@dataclass(frozen=True)
class Item:
    """A text of the set and its level."""

    text: str
    level: Level


@dataclass(frozen=True)
class Outcome:
    """The level that each text was given with the rule that decided, and milliseconds a text."""

    levels: list[Level]
    rules: list[str | None]
    times: list[float]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this part."""
    parser.add_argument(
        "--urgency-set", type=Path, default=_SET, metavar="FILE", help="JSON Lines to measure on"
    )
    parser.add_argument(
        "--errors",
        type=Path,
        metavar="FILE",
        help="write the texts that were read wrongly there; a set that was looked into measures no more",
    )


def measure(arguments: argparse.Namespace) -> str:
    """What was found in the set. Raises Failed when it isn't there."""
    items = read(arguments.urgency_set)
    outcome = _assess(items)
    if arguments.errors:
        _write_errors(arguments.errors, items, outcome)
    return f"{report(arguments.urgency_set, items, outcome)}\n\n{_ordinary()}"


def _ordinary() -> str:
    """How often an ordinary message is taken for danger, by what it is about."""
    lines = [json.loads(line) for line in _ORDINARY.read_text(encoding="utf-8").splitlines()]
    alarms = Counter(line["soort"] for line in lines if assess(line["tekst"]).niveau != "geen")
    totals = Counter(line["soort"] for line in lines)
    rows = [
        (f"alarms on {kind}", [f"{alarms[kind]} of {total} ({100 * alarms[kind] / total:.1f} %)"])
        for kind, total in sorted(totals.items())
    ]
    return table(f"Ordinary messages, {len(lines)} of {_ORDINARY.name}", ["bureaudienst"], rows)


def read(file: Path) -> list[Item]:
    """The texts of a set. Raises Failed when there is none."""
    if not file.is_file():
        raise Failed(f"There is no set at {file}; name one with --urgency-set.")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Item(line["tekst"], line["urgentie"]) for line in lines]


def _assess(items: Sequence[Item]) -> Outcome:
    prepare()
    levels: list[Level] = []
    rules: list[str | None] = []
    times = []
    for turn in range(_ROUNDS):
        for item in items:
            begun = time.perf_counter()
            found = assess(item.text)
            times.append((time.perf_counter() - begun) * 1000)
            if turn == 0:
                levels.append(found.niveau)
                rules.append(found.regel)
    return Outcome(levels, rules, times)


def report(file: Path, items: Sequence[Item], outcome: Outcome) -> str:
    """The confusion of levels, the figures that are promised, and the speed."""
    pairs = Counter((item.level, level) for item, level in zip(items, outcome.levels, strict=True))
    names: tuple[Level, ...] = get_args(Level)
    confusion = [(f"is {is_}", [str(pairs[is_, called]) for called in names]) for is_ in names]
    shape = table(
        f"Urgency, {len(items)} texts of {file.name}", [f"called {name}" for name in names], confusion
    )
    alarms = pairs["geen", "acuut"] + pairs["geen", "crisis"]
    rows = [
        ("acuut missed entirely (geen)", [_share(pairs["acuut", "geen"], items, "acuut")]),
        ("acuut called crisis", [_share(pairs["acuut", "crisis"], items, "acuut")]),
        ("crisis missed entirely (geen)", [_share(pairs["crisis", "geen"], items, "crisis")]),
        ("false alarms on geen", [_share(alarms, items, "geen")]),
    ]
    rows += [(f"one text p{p}, ms", [f"{percentile(outcome.times, p):.2f}"]) for p in (50, 95, 99)]
    return f"{shape}\n\n{table('', ['bureaudienst'], rows)}"


def _share(count: int, items: Sequence[Item], level: Level) -> str:
    total = sum(item.level == level for item in items)
    return f"{count} of {total} ({100 * count / max(1, total):.1f} %)"


def _write_errors(file: Path, items: Sequence[Item], outcome: Outcome) -> None:
    wrong = [
        {"tekst": item.text, "is": item.level, "gevonden": level, "regel": rule}
        for item, level, rule in zip(items, outcome.levels, outcome.rules, strict=True)
        if item.level != level
    ]
    file.write_text("".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in wrong), encoding="utf-8")
