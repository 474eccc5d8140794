"""Locks between the workers of one machine, kept by its kernel: they go when their holder dies."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

from assistant.service.locks.local import LocalLocks
from assistant.service.storage.sealing import Seal

_STRIPE = slice(0, 2)
"""Of a row's name: conversations share 256 files, so that none has to be made or removed for a turn."""
_WAITING = 32


class FileLocks(LocalLocks):
    """Locks by `flock` on files in `folder`."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        # Threads of their own: who holds a lock must never wait for a thread behind who waits for one.
        self._waiting = ThreadPoolExecutor(_WAITING, thread_name_prefix="slot")

    @asynccontextmanager
    async def _among_workers(self, id: str) -> AsyncIterator[None]:
        with (self._folder / Seal(id).row[_STRIPE]).open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                loop = asyncio.get_running_loop()
                await loop.run_in_executor(self._waiting, fcntl.flock, file, fcntl.LOCK_EX)
            yield

    async def close(self) -> None:
        """End the threads."""
        self._waiting.shutdown(wait=False)
