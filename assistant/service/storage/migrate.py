"""Bringing the stored tables to the form that this version of the program knows."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from assistant.service.storage.tables import HEAD

_SCRIPTS = Path(__file__).resolve().parent / "migraties"
_LOCK = 0x62757265
"""The number by which processes that start together on one PostgreSQL wait for each other."""


class TooNew(RuntimeError):
    """The database was written by a newer version of the program (Dutch)."""


def migrate(connection: Connection) -> bool:
    """Take the steps that are still missing, within the transaction of `connection`.

    Returns whether there were any. Raises TooNew when the tables are of a later version.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:number)"), {"number": _LOCK})
    if _version(connection) == HEAD:
        return False
    # Not needed at most starts, and slow to import.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    # Alembic reads a % as the begin of a reference.
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("version_locations", str(_SCRIPTS / "versies").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise TooNew(
            "De opgeslagen gesprekken zijn van een nieuwere versie van dit programma. "
            "Gebruik die versie, of begin met een lege database."
        ) from error
    return True


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("select version_num from alembic_version")).scalar()
    return version
