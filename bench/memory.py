"""What a process occupies in memory, and which files the machine keeps in memory for it (Linux)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True)
class Memory:
    """Memory of a process and its descendants, in MB of a million bytes."""

    resident: float
    """What is resident now (`VmRSS`)."""
    peak: float
    """The sum of the highest that each has been (`VmHWM`): never less than the true peak."""
    together: float
    """What they occupy with everything that they share counted once (`Pss`)."""


def memory_of(pid: int) -> Memory:
    """The memory of process `pid` and everything it started."""
    tree = _tree(pid)
    fields = [_fields(process, "status") for process in tree]
    shared = [_fields(process, "smaps_rollup") for process in tree]
    return Memory(
        sum(_megabytes(f, "VmRSS") for f in fields),
        sum(_megabytes(f, "VmHWM") for f in fields),
        sum(_megabytes(f, "Pss") for f in shared),
    )


def _tree(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdecimal():
            parents[int(entry.name)] = int(_fields(int(entry.name), "status").get("PPid", "0"))
    tree = [root]
    for pid in tree:  # grows while it is walked, so that children of children are found too
        tree += [child for child, parent in parents.items() if parent == pid]
    return tree


def _fields(pid: int, file: str) -> dict[str, str]:
    """The fields of a file in /proc/<pid>; empty when the process has ended meanwhile."""
    try:
        lines = (_PROC / str(pid) / file).read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _megabytes(status: dict[str, str], field: str) -> float:
    """A field that the kernel gives in kB of 1024 bytes."""
    return int(status.get(field, "0 kB").split()[0]) * 1024 / 1_000_000


def forget_files(folders: Iterable[Path]) -> None:
    """Ask the machine to drop the files below `folders` from memory, so that they are read from disk again.

    It keeps what another running process has mapped.
    """
    os.sync()  # only what is on disk already can be dropped
    for top in folders:
        for folder, _, names in os.walk(top):
            for name in names:
                _forget(Path(folder, name))


def _forget(path: Path) -> None:
    if not path.is_file():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)
