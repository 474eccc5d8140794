"""How the benches say what they measured, and on what machine."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from pathlib import Path


def machine() -> str:
    """The machine in one line: processor, cores, memory, system, Python, and how busy it is by itself."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"Machine: {_processor()}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}; "
        f"load before the bench {os.getloadavg()[0]:.1f}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that `percent` of the values don't exceed, interpolated. Needs two values or more."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def table(title: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Rows of a label and cells, below a title and the columns' names; the cells stand to the right."""
    widths = [
        max(len(cell) for cell in column)
        for column in zip(columns, *(cells for _, cells in rows), strict=True)
    ]
    first = max(len(title), *(len(label) for label, _ in rows))
    lines = [(title, columns), *rows]
    return "\n".join(
        label.ljust(first) + "".join(f"  {cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        for label, cells in lines
    )
