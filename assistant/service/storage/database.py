"""The database of conversations: its tables brought up to date, and replaced when its file is damaged."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, OperationalError

from assistant.database.alone import alone
from assistant.database.connections import Connections
from assistant.database.faults import DAMAGED, is_damage
from assistant.service.storage.migrate import migrate

logger = logging.getLogger(__name__)


class Database(Connections):
    """Reading and writing, each in a transaction; errors of the driver come out as StorageAway."""

    def __init__(self, place: Path | str) -> None:
        """Open the SQLite file or the PostgreSQL address `place`, and bring its tables up to date.

        A SQLite file that is damaged makes way for an empty one: what was in it lives for a day, and an
        assistant that answers matters more. Raises StorageAway when PostgreSQL can't be reached.
        """
        super().__init__(place)
        self._inode: int | None = None
        with self._watched():
            self._open()

    def _open(self) -> None:
        if self._file is None:
            with self._engine.begin() as connection:
                migrate(connection)
            return
        with alone(self._file):
            try:
                self._update()
            except DBAPIError as error:
                if not is_damage(error):
                    raise
                self._begin_anew()
            self._inode = self._file.stat().st_ino

    def _update(self) -> None:
        with self._engine.connect() as connection:
            found = connection.exec_driver_sql("pragma quick_check(1)").scalar()
            if found != "ok":
                raise OperationalError("", None, sqlite3.DatabaseError(DAMAGED[0]))
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
        self._update()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        with super()._watched():
            try:
                yield
            except DBAPIError as error:
                if is_damage(error):
                    self._repair()
                raise

    def _repair(self) -> None:
        """Replace a damaged file, unless another worker did so already."""
        if self._file is None or self._inode is None:
            return
        with alone(self._file):
            self._engine.dispose()
            if self._file.is_file() and self._file.stat().st_ino != self._inode:
                self._update()
            else:
                self._begin_anew()
            self._inode = self._file.stat().st_ino
