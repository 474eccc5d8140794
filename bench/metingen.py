"""All figures of the running service, beside stock `rasa init`, in docs/metingen.md with a plot.

`make bench` runs it. Close everything else first: whatever runs beside it is in the figures.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import contest
import installed
import load
import matplotlib
import ours
import rival
import start
import turns
from arguments import positive
from report import percentile
from served import Assistant, Failed

matplotlib.use("svg")

import matplotlib.pyplot as plt

DOCS = Path(__file__).resolve().parents[1] / "docs"
PLOT = "metingen.svg"
_COLOURS = ("#154273", "#b36200", "#777777")
"""Of the service and of the rivals; dark enough for both themes."""


@dataclass(frozen=True)
class Measured:
    """Everything that was measured of one assistant."""

    name: str
    from_disk: list[start.Start]
    from_memory: list[start.Start]
    turns: dict[str, list[float]]
    training: float
    """Seconds."""
    size: float
    """MB on disk."""


def measure(assistant: Assistant, runs: int, count: int, training: float, size: float) -> Measured:
    """Start it `runs` times of each kind, and have `count` turns and long conversations. Raises Failed."""
    return Measured(
        assistant.name,
        [start.measure(assistant, from_disk=True) for _ in range(runs)],
        [start.measure(assistant, from_disk=False) for _ in range(runs)],
        turns.measure(assistant, count),
        training,
        size,
    )


def _training() -> float:
    """Seconds to build the rule base and train the model from nothing. Raises Failed."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        ours.make_ready(ours.Ours(Path(folder)))
        return time.perf_counter() - begun


def written(heading: str, all_of: Sequence[Measured], loads: Sequence[load.Load], runs: int) -> str:
    """The page, in Markdown."""
    names = [measured.name for measured in all_of]
    lines = [
        "# Measurements",
        "",
        f"Made by `make bench` on {date.today().isoformat()}; not to be edited. {runs} starts of each kind, "
        "medians. What is measured exactly stands in `bench/README.md`.",
        "",
        *(f"{line}  " for line in heading.splitlines()),
        "",
        *_table(["", "we ask", *names], _of_start(all_of)),
        "",
        "One turn over HTTP, one client, in ms (p50 / p95 / p99):",
        "",
        *_table(["", "we ask", *names], _of_turns(all_of)),
        "",
        f"![A turn by its place in the conversation]({PLOT})",
        "",
        f"{load.AT_ONCE} conversations of 12 turns at once, without pauses; every answer compared:",
        "",
        *_table(["", "we ask", *(f"{one.workers} worker(s)" for one in loads)], _of_load(loads)),
        "",
    ]
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    line = "|" + "---|" * 2 + "---:|" * (len(head) - 2)
    return [f"| {' | '.join(head)} |", line, *(f"| {' | '.join(row)} |" for row in rows)]


def _of_start(all_of: Sequence[Measured]) -> list[list[str]]:
    def middle(starts: Sequence[start.Start], field: str) -> float:
        return statistics.median(getattr(one, field) for one in starts)

    def row(label: str, wanted: str, values: Iterable[float], decimals: int, unit: str) -> list[str]:
        return [label, wanted, *(f"{value:,.{decimals}f} {unit}" for value in values)]

    cold = (middle(measured.from_disk, "seconds") for measured in all_of)
    warm = (middle(measured.from_memory, "seconds") for measured in all_of)
    memory = (middle(measured.from_memory, "resident_later") for measured in all_of)
    return [
        row("First answer, files read from disk", "≤ 7 s", cold, 1, "s"),
        row("First answer, files in memory", "", warm, 1, "s"),
        row(f"Resident after {start.TURNS} turns", "a third", memory, 0, "MB"),
        row("Installed", "", (measured.size for measured in all_of), 0, "MB"),
        row("Training", "", (measured.training for measured in all_of), 0, "s"),
    ]


def _of_turns(all_of: Sequence[Measured]) -> list[list[str]]:
    wanted = {turns.NEW: "p50 ≤ 12, p99 ≤ 50", turns.label(300): "p50 ≤ 1.3 × turn 5"}
    return [
        [situation, wanted.get(situation, ""), *(_percentiles(m.turns[situation]) for m in all_of)]
        for situation in all_of[0].turns
    ]


def _percentiles(times: Sequence[float]) -> str:
    return " / ".join(f"{percentile(times, percent):.1f}" for percent in (50, 95, 99))


def _of_load(loads: Sequence[load.Load]) -> list[list[str]]:
    return [
        ["Turns a second", "≥ 150 with two", *(f"{one.rate:.0f}" for one in loads)],
        ["Waiting, p50 / p99, ms", "", *(_waiting(one.times) for one in loads)],
        ["Memory of all processes before, MB", "", *(f"{one.memory[0][1]:.0f}" for one in loads)],
        ["after half of the turns, MB", "", *(f"{one.memory[len(one.memory) // 2][1]:.0f}" for one in loads)],
        ["after all turns, MB", "steady", *(f"{one.memory[-1][1]:.0f}" for one in loads)],
        ["Turns, none wrong", "20,000", *(f"{one.turns:,}" for one in loads)],
    ]


def _waiting(times: Sequence[float]) -> str:
    return f"{percentile(times, 50):.0f} / {percentile(times, 99):.0f}"


def plot(all_of: Sequence[Measured], file: Path) -> None:
    """A turn by its place in the conversation, as a picture."""
    figure, axes = plt.subplots(figsize=(7, 3.5))
    for measured, colour in zip(all_of, _COLOURS, strict=False):
        middles = [percentile(measured.turns[turns.label(depth)], 50) for depth in turns.DEPTHS]
        axes.plot(turns.DEPTHS, middles, marker="o", color=colour, label=measured.name)
    axes.set_xlabel("turn of the conversation")
    axes.set_ylabel("ms, p50")
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    figure.savefig(file, bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)


def main() -> None:
    """Measure everything, and write docs/metingen.md and its plot."""
    parser = contest.options("All figures of the running service.")
    for name, default, about in (
        ("runs", 5, "starts of each kind"),
        ("turns", 200, "turns in new conversations"),
        ("load", load.TURNS, "turns under load"),
    ):
        parser.add_argument(
            f"--{name}", type=positive, default=default, metavar="N", help=f"{about} ({default})"
        )
    chosen = parser.parse_args()
    try:
        heading, assistants = contest.prepare(chosen)
        all_of = [_measure(assistant, chosen) for assistant in assistants]
        loads = [load.measure(workers, chosen.load) for workers in (1, 2)]
    except Failed as error:
        sys.exit(str(error))
    page = written(heading, all_of, loads, chosen.runs)
    (DOCS / "metingen.md").write_text(page, encoding="utf-8")
    plot(all_of, DOCS / PLOT)
    sys.stdout.write(page)


def _measure(assistant: Assistant, chosen: argparse.Namespace) -> Measured:
    if isinstance(assistant, rival.Rival):
        size, training = installed.folder(rival.environment()), assistant.training.seconds
    else:
        size, training = installed.ours(), _training()
    return measure(assistant, chosen.runs, chosen.turns, training, size)


if __name__ == "__main__":
    main()
