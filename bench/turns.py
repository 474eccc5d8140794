"""How long one turn takes over HTTP: in a new conversation, and deep in a long one.

`python bench/turns.py` prints it beside a stock `rasa init` pipeline (rival.py).
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Sequence

import contest
from arguments import positive
from messages import MESSAGES
from report import percentile, table
from served import Assistant, Failed, Served, serve

DEPTHS = (5, 50, 100, 300)
"""The turns of a conversation around which is measured."""

AROUND = 2
"""Turns before and after each depth that count too, so that there are enough of them for percentiles."""

NEW = "new conversation"


def measure(assistant: Assistant, turns: int) -> dict[str, list[float]]:
    """Milliseconds of each measured turn, for a new conversation and at each depth. Raises Failed.

    Every situation gets every message equally often.
    """
    with serve(assistant) as served:
        _in_new(assistant, served, 1)  # what is made at first use belongs to the start (start.py)
        times = {NEW: _in_new(assistant, served, math.ceil(turns / len(MESSAGES)))}
        return times | _in_long(assistant, served)


def _in_new(assistant: Assistant, served: Served, rounds: int) -> list[float]:
    return [
        _time(assistant, served, assistant.begin(served.client), text)
        for _ in range(rounds)
        for text in MESSAGES
    ]


def _in_long(assistant: Assistant, served: Served) -> dict[str, list[float]]:
    """A long conversation beginning at each message: at every depth all messages are met once."""
    times: dict[str, list[float]] = {label(depth): [] for depth in DEPTHS}
    for offset in range(len(MESSAGES)):
        conversation = assistant.begin(served.client)
        for turn in range(1, max(DEPTHS) + AROUND + 1):
            took = _time(assistant, served, conversation, MESSAGES[(offset + turn) % len(MESSAGES)])
            for depth in DEPTHS:
                if abs(turn - depth) <= AROUND:
                    times[label(depth)].append(took)
    return times


def label(depth: int) -> str:
    """What the turns around a depth are called."""
    return f"turn {depth} (± {AROUND})"


def _time(assistant: Assistant, served: Served, conversation: str, text: str) -> float:
    begun = time.perf_counter()
    assistant.say(served.client, conversation, text)
    return (time.perf_counter() - begun) * 1000


def compare(assistants: Sequence[Assistant], turns: int) -> str:
    """Measure every assistant, and lay the figures out."""
    rows = [
        (f"{assistant.name}, {situation}", (*_percentiles(times), str(len(times))))
        for assistant in assistants
        for situation, times in measure(assistant, turns).items()
    ]
    return table("One turn over HTTP, ms (we ask p50 ≤ 12, p99 ≤ 50)", ("p50", "p95", "p99", "turns"), rows)


def _percentiles(times: Sequence[float]) -> tuple[str, str, str]:
    half, most, nearly_all = (f"{percentile(times, percent):.1f}" for percent in (50, 95, 99))
    return half, most, nearly_all


def main() -> None:
    """Measure, and print the figures."""
    parser = contest.options("Time of one turn over HTTP.")
    parser.add_argument(
        "--turns", type=positive, default=200, metavar="N", help="turns in new conversations (200)"
    )
    chosen = parser.parse_args()
    try:
        heading, assistants = contest.prepare(chosen)
        figures = compare(assistants, chosen.turns)
    except Failed as error:
        sys.exit(str(error))
    sys.stdout.write(f"{heading}\n{len(MESSAGES)} different messages, one after the other\n\n{figures}\n")


if __name__ == "__main__":
    main()
