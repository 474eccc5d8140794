"""A database: SQLite in one file, or PostgreSQL; opened, repaired, and with what can go wrong told apart."""

from __future__ import annotations

import fcntl
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from assistant.service.storage.migrate import migrate

_PRAGMAS = (
    "busy_timeout = 5000",
    "journal_mode = wal",
    "secure_delete = on",
    "synchronous = normal",
    "temp_store = memory",
)
_POSTGRESQL = {"connect_timeout": 3, "options": "-c statement_timeout=10000"}
"""Seconds and milliseconds: better a clear error than a person who waits."""
_DAMAGED = ("malformed", "not a database")
"""How SQLite says that a file is no longer what it wrote."""

logger = logging.getLogger(__name__)


class StorageAway(Exception):
    """The database can't be reached, or can't write; trying again may help."""


class Database:
    """Reading and writing, each in a transaction; errors of the driver come out as StorageAway."""

    def __init__(self, place: Path | str) -> None:
        """Open the SQLite file or the PostgreSQL address `place`, and bring its tables up to date.

        A SQLite file that is damaged makes way for an empty one: what was in it lives for a day, and an
        assistant that answers matters more. Raises StorageAway when PostgreSQL can't be reached.
        """
        self._file = place if isinstance(place, Path) else None
        self.near = self._file is not None
        """Whether it is on this machine, and answers at once or not at all."""
        self._engine = _engine(place)
        # SQLite reads without a transaction by itself; PostgreSQL's driver has to be told.
        options = {} if self._file else {"isolation_level": "AUTOCOMMIT"}
        self._reader = self._engine.execution_options(**options)
        self._inode: int | None = None
        with self._watched():
            self._open()

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

    def wipe_traces(self) -> bool:
        """Empty SQLite's write-ahead log, in which deleted rows may still stand.

        False when another connection was in the way for too long; the next time will do it.
        """
        if self._file is None:
            return True
        with self.reading() as connection:
            busy: int = connection.execute(text("pragma wal_checkpoint(truncate)")).fetchone()[0]
        return not busy

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _open(self) -> None:
        if self._file is None:
            with self._engine.begin() as connection:
                migrate(connection)
            return
        with _alone(self._file):
            try:
                self._check()
            except DBAPIError as error:
                if not _is_damage(error):
                    raise
                self._begin_anew()
            self._inode = self._file.stat().st_ino

    def _check(self) -> None:
        with self._engine.connect() as connection:
            found = connection.exec_driver_sql("pragma quick_check(1)").scalar()
            if found != "ok":
                raise OperationalError("", None, sqlite3.DatabaseError(_DAMAGED[0]))
        with self._engine.begin() as connection:
            changed = migrate(connection)
        if changed:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("vacuum")
                connection.exec_driver_sql("pragma wal_checkpoint(truncate)")

    def _begin_anew(self) -> None:
        logger.error("Het bestand met gesprekken was beschadigd; ik ben met een leeg bestand begonnen.")
        self._engine.dispose()
        if self._file is not None:
            for suffix in ("", "-wal", "-shm"):
                self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
        self._check()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if _is_damage(error):
                self._repair()
            if _is_damage(error) or isinstance(error, OperationalError) or error.connection_invalidated:
                # Without its cause: that repeats what was to be stored.
                raise StorageAway(type(error.orig).__name__) from None
            raise
        except PoolTimeout as error:
            raise StorageAway(type(error).__name__) from None

    def _repair(self) -> None:
        """Replace a damaged file, unless another worker did so already."""
        if self._file is None or self._inode is None:
            return
        with _alone(self._file):
            self._engine.dispose()
            if self._file.is_file() and self._file.stat().st_ino != self._inode:
                self._check()
            else:
                self._begin_anew()
            self._inode = self._file.stat().st_ino


def _is_damage(error: DBAPIError) -> bool:
    return isinstance(error.orig, sqlite3.DatabaseError) and any(sign in str(error.orig) for sign in _DAMAGED)


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """One process at a time opens or replaces `file`."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = file.with_name(f"{file.name}.slot").open("a")
    except OSError as error:
        raise StorageAway(type(error).__name__) from None
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
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
