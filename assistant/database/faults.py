"""What can go wrong with a database, told apart from mistakes in the program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

DAMAGED = ("malformed", "not a database")
"""How SQLite says that a file is no longer what it wrote."""


class StorageAway(Exception):
    """The database can't be reached, or can't write; trying again may help."""


@contextmanager
def faults_as_storage_away() -> Iterator[None]:
    """Raises StorageAway, which holds no word of what was to be stored, for the faults of a driver."""
    try:
        yield
    except DBAPIError as error:
        if is_damage(error) or isinstance(error, OperationalError) or error.connection_invalidated:
            # Without its cause: that repeats what was to be stored.
            raise StorageAway(type(error.orig).__name__) from None
        raise
    except PoolTimeout as error:
        raise StorageAway(type(error).__name__) from None


def is_damage(error: DBAPIError) -> bool:
    """Whether a file of SQLite is no longer whole."""
    return isinstance(error.orig, sqlite3.DatabaseError) and any(sign in str(error.orig) for sign in DAMAGED)
