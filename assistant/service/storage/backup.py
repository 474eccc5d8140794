"""A backup of what is stored, in one file that fits SQLite and PostgreSQL alike.

What it holds of conversations is sealed, as in the store. Putting it back brings nobody back who was
erased: not what is past its time, and not what was erased on request while the backup may still hold it.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from assistant.service.conversations import tombstone
from assistant.service.storage.database import Database
from assistant.service.storage.tables import HEAD, beurten, gesprekken, gewist, metadata, niet_begrepen

_IN_ORDER = (gewist, niet_begrepen, gesprekken, beurten)
_BYTES = "base64"


class NoBackup(ValueError):
    """The file isn't a backup that this version of the program can put back (Dutch)."""


def write(database: Database, file: Path) -> int:
    """Write everything to `file`, which only its owner may read; returns how many conversations.

    A file that stood there is replaced once the new one is whole. Raises StorageAway and OSError.
    """
    count = 0
    descriptor, name = tempfile.mkstemp(dir=file.resolve().parent, prefix=".back-up-")
    try:
        # Within one transaction: all as it was at one moment.
        with (
            os.fdopen(descriptor, "wb") as raw,
            gzip.open(raw, "wt") as out,
            database.writing() as connection,
        ):
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("set transaction isolation level repeatable read, read only")
            out.write(json.dumps({"versie": HEAD}) + "\n")
            for table in _IN_ORDER:
                for row in connection.execute(select(table)):
                    count += table is gesprekken
                    out.write(json.dumps([table.name, {k: _text(v) for k, v in row._mapping.items()}]) + "\n")
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)
    return count


def restore(database: Database, file: Path, oldest: int) -> int:
    """Add what is in `file` to what is stored; returns how many conversations came back.

    Conversations with a last message up to `oldest` (seconds since 1970) are past. One that is stored
    already stays as it is. Everything comes back or nothing. Raises NoBackup, StorageAway and OSError.
    """
    back: set[str] = set()
    with database.writing() as connection:
        erased = {bytes(merk) for merk in connection.execute(select(gewist.c.merk)).scalars()}
        there = set(connection.execute(select(gesprekken.c.rij)).scalars())
        for table, row in _rows(file):
            if table == gewist.name and row["merk"] not in erased:
                connection.execute(insert(gewist).values(row))
                erased.add(row["merk"])
            elif table == niet_begrepen.name:
                _count(connection, row)
            elif table == gesprekken.name:
                kept = row["laatst"] > oldest and tombstone(row["rij"]) not in erased
                if kept and row["rij"] not in there:
                    connection.execute(insert(gesprekken).values(row))
                    back.add(row["rij"])
            elif table == beurten.name and row["rij"] in back:
                connection.execute(insert(beurten).values(row))
    return len(back)


def _count(connection: Connection, row: dict[str, Any]) -> None:
    """Take over a count, where it isn't higher already."""
    same = (niet_begrepen.c.dag == row["dag"], niet_begrepen.c.onderwerp == row["onderwerp"])
    now = connection.execute(select(niet_begrepen.c.aantal).where(*same)).scalar()
    if now is None:
        connection.execute(insert(niet_begrepen).values(row))
    elif now < row["aantal"]:
        connection.execute(update(niet_begrepen).where(*same).values(aantal=row["aantal"]))


def _rows(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        with gzip.open(file, "rt") as lines:
            version = json.loads(next(lines))["versie"]
            if version != HEAD:
                raise NoBackup(
                    f"Deze back-up heeft versie {version}, en dit programma versie {HEAD}. "
                    "Gebruik de versie van het programma die de back-up maakte."
                )
            for line in lines:
                table, row = json.loads(line)
                if table not in metadata.tables:
                    raise NoBackup("In deze back-up staat iets dat er niet hoort.")
                yield table, {name: _value(value) for name, value in row.items()}
    except (gzip.BadGzipFile, EOFError, StopIteration, KeyError, TypeError, json.JSONDecodeError) as error:
        raise NoBackup("Dit bestand is geen back-up, of het is niet heel.") from error


def _text(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {_BYTES: base64.b64encode(bytes(value)).decode()}
    return value


def _value(value: Any) -> Any:
    return base64.b64decode(value[_BYTES]) if isinstance(value, dict) else value
