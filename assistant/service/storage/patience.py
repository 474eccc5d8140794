"""Waiting a moment for a database that is away, without holding up anybody else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from assistant.service.storage.database import StorageAway

PATIENCE = 5.0
"""Seconds; a person waits no longer for an answer, or for being told that there is none."""

_FIRST, _LONGEST = 0.05, 0.5

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


async def patiently(
    action: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Result:
    """The result of `action`, which runs in a thread; tried again while the database is away.

    Only for what may be done twice. Raises StorageAway after PATIENCE seconds.
    """
    latest = time.monotonic() + PATIENCE
    pause = _FIRST
    while True:
        try:
            return await asyncio.to_thread(action, *args, **kwargs)
        except StorageAway:
            if time.monotonic() + pause > latest:
                raise
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST)
