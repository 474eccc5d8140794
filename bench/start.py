"""From the start of the process to the first answer: how long, and how much memory it takes then.

`python bench/start.py` prints it beside a stock `rasa init` pipeline (rival.py). What is made
beforehand (rule base, models) is made before the clock runs.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import contest
from arguments import positive
from memory import forget_files, memory_of
from messages import MESSAGES
from report import table
from served import Assistant, Failed, serve

TURNS = 50
"""The turns of one conversation after which memory is read again."""

_FIGURES = (
    ("First answer after the start, s (we ask ≤ 7)", "seconds", 1),
    ("Resident after the first answer, MB (we ask ≤ 450)", "resident_first", 0),
    (f"Resident after {TURNS} turns, MB (we ask ≤ 450)", "resident_later", 0),
    (f"Highest in {TURNS} turns, MB", "highest", 0),
)
"""Title with what the project asks of itself, field of Start, decimals."""


@dataclass(frozen=True)
class Start:
    """One start: seconds to the first answer, and memory in MB of a million bytes."""

    seconds: float
    resident_first: float
    resident_later: float
    highest: float


def measure(assistant: Assistant, from_disk: bool) -> Start:
    """Start the assistant, have a conversation of TURNS turns, and stop it. Raises Failed.

    `from_disk` first makes the machine forget the assistant's files, as a reboot does.
    """
    if from_disk:
        forget_files(assistant.installed)
    with serve(assistant) as served:
        conversation = assistant.begin(served.client)
        assistant.say(served.client, conversation, MESSAGES[0])
        seconds = time.perf_counter() - served.launched
        first = memory_of(served.pid)
        for turn in range(1, TURNS):
            assistant.say(served.client, conversation, MESSAGES[turn % len(MESSAGES)])
        later = memory_of(served.pid)
        return Start(seconds, first.resident, later.resident, later.peak)


def compare(assistants: Sequence[Assistant], runs: int) -> str:
    """Start every assistant `runs` times from disk and `runs` times again, and lay the figures out."""
    starts = {
        f"{assistant.name}, {kind}": [measure(assistant, from_disk) for _ in range(runs)]
        for assistant in assistants
        for kind, from_disk in (("files read from disk", True), ("files in memory", False))
    }
    return "\n\n".join(
        table(
            title,
            ("min", "median", "max"),
            [
                (name, _spread([getattr(s, field) for s in measured], decimals))
                for name, measured in starts.items()
            ],
        )
        for title, field, decimals in _FIGURES
    )


def _spread(values: Sequence[float], decimals: int) -> tuple[str, str, str]:
    least, middle, most = (
        f"{value:.{decimals}f}" for value in (min(values), statistics.median(values), max(values))
    )
    return least, middle, most


def main() -> None:
    """Measure, and print the figures."""
    parser = contest.options("Time to the first answer, and memory.")
    parser.add_argument("--runs", type=positive, default=5, metavar="N", help="starts of each kind (5)")
    chosen = parser.parse_args()
    try:
        heading, assistants = contest.prepare(chosen)
        figures = compare(assistants, chosen.runs)
    except Failed as error:
        sys.exit(str(error))
    sys.stdout.write(f"{heading}\n{chosen.runs} starts of each kind\n\n{figures}\n")


if __name__ == "__main__":
    main()
