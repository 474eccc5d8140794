"""The SQLite file that a rule base is built into: opening it, and telling what it was built from."""

from __future__ import annotations

import sqlite3
from pathlib import Path

EXPLANATION = "toelichting"
"""The layer of regels that explain a national protocol: they may be cited in any region."""


def built_from(file: Path) -> str | None:
    """The mark that `file` was written with; None when there is no such file, or it is damaged."""
    if not file.is_file():
        return None
    try:
        with open_to_read(file) as connection:
            row = connection.execute("select waarde from meta where naam = 'vingerafdruk'").fetchone()
    except sqlite3.Error:
        return None
    return row[0] if row else None


def open_to_read(file: Path) -> sqlite3.Connection:
    """A connection that only reads; as an address, so that a folder may have any name."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
