"""Locks within one process: who waits is woken by who leaves, nobody looks again and again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class LocalLocks:
    """A lock for each conversation that has a turn going on; enough for one worker.

    Other locks build on it: whatever workers agree upon among them, one process asks for a conversation
    once at a time.
    """

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn_of(self, id: str) -> AsyncIterator[None]:
        """Wait until it is this message's turn; `asyncio.Lock` lets them in as they came."""
        lock = self._locks.setdefault(id, asyncio.Lock())
        async with lock, self._among_workers(id):
            yield

    @asynccontextmanager
    async def _among_workers(self, id: str) -> AsyncIterator[None]:
        yield

    async def close(self) -> None:
        """Let go of what was opened."""
