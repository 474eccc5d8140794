"""Waiting a moment for a database that is away, without holding up anybody else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

from assistant.database.faults import StorageAway

PATIENCE = 5.0
"""Seconds; a person waits no longer for an answer, or for being told that there is none."""

_FIRST, _LONGEST = 0.05, 0.5

Result = TypeVar("Result")


async def patiently(action: Callable[..., Result], *args: object, near: bool = False) -> Result:
    """The result of `action`, tried again while the database is away.

    It runs in a thread, unless the database is `near`: what takes a tenth of a millisecond in a file of
    this machine costs more to hand over. Only for what may be done twice. Raises StorageAway after PATIENCE
    seconds.
    """
    latest = time.monotonic() + PATIENCE
    pause = _FIRST
    while True:
        try:
            return action(*args) if near else await asyncio.to_thread(action, *args)
        except StorageAway:
            if time.monotonic() + pause > latest:
                raise
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST)
