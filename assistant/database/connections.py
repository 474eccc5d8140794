"""Reading and writing in SQLite or PostgreSQL, each in a transaction, without long waits."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool

from assistant.database.faults import faults_as_storage_away

_PRAGMAS = (
    "busy_timeout = 5000",
    "journal_mode = wal",
    "secure_delete = on",
    "synchronous = normal",
    "temp_store = memory",
)
_POSTGRESQL = {"connect_timeout": 3, "options": "-c statement_timeout=10000"}
"""Seconds and milliseconds: better a clear error than a person who waits."""


class Connections:
    """Connections to one database; the faults of its driver come out as StorageAway."""

    def __init__(self, place: Path | str) -> None:
        """Connect to the SQLite file or the PostgreSQL address `place`, when it is first needed."""
        self._file = place if isinstance(place, Path) else None
        self.near = self._file is not None
        """Whether it is on this machine, and answers at once or not at all."""
        self._engine = _engine(place)
        # SQLite reads without a transaction by itself; PostgreSQL's driver has to be told.
        options = {} if self._file else {"isolation_level": "AUTOCOMMIT"}
        self._reader = self._engine.execution_options(**options)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with."""
        with self._watched(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection to write with: everything in the block is stored, or nothing."""
        with self._watched(), self._engine.begin() as connection:
            yield connection

    def check(self) -> None:
        """Raises StorageAway when nothing can be read."""
        with self.reading() as connection:
            connection.exec_driver_sql("select 1")

    def wipe_traces(self) -> bool:
        """Empty SQLite's write-ahead log, in which deleted rows may still stand.

        False when another connection was in the way for too long; the next time will do it.
        """
        if self._file is None:
            return True
        with self.reading() as connection:
            busy: int = connection.exec_driver_sql("pragma wal_checkpoint(truncate)").fetchone()[0]
        return not busy

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        with faults_as_storage_away():
            yield


def _engine(place: Path | str) -> Engine:
    if isinstance(place, str):
        return create_engine(place, pool_size=8, max_overflow=8, pool_timeout=5, connect_args=_POSTGRESQL)
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(place, check_same_thread=False, isolation_level=None),
        poolclass=QueuePool,
        pool_use_lifo=True,
        pool_size=8,
        max_overflow=8,
        pool_timeout=5,
    )
    event.listen(engine, "connect", _prepare)
    # The one who is going to write says so at once: otherwise two that have read can both not go on.
    event.listen(engine, "begin", _begin_to_write)
    return engine


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"pragma {pragma}")


def _begin_to_write(connection: Connection) -> None:
    connection.exec_driver_sql("begin immediate")
