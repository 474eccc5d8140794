"""One process at a time, for what workers that start together would otherwise do through each other."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.database.faults import StorageAway


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """One process at a time opens or replaces `file`. Raises StorageAway where nothing can be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = file.with_name(f"{file.name}.slot").open("a")
    except OSError as error:
        raise StorageAway(type(error).__name__) from None
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
