"""Conversations as they are stored: redacted turns, and the slots of the dialogue."""

from __future__ import annotations

import json
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from assistant.learning.codes import MASKED
from assistant.service.models import Beurt, Gesprek

Slots = dict[str, Any]


@dataclass
class Stored:
    """A conversation with the slots that the dialogue goes on from."""

    gesprek: Gesprek
    slots: Slots
    laatst: datetime
    """When it was last added to."""


class Conversations:
    """The store of conversations, in one SQLite file."""

    def __init__(self, file: Path) -> None:
        """Open `file`, making it when it isn't there."""
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, check_same_thread=False)
        for pragma in (
            "journal_mode = wal",
            "secure_delete = on",
            "foreign_keys = on",
            "synchronous = normal",
        ):
            connection.execute(f"pragma {pragma}")
        self._database = Database(connection)
        self._create()

    def _create(self) -> None:
        columns = {"id": str, "regio": str, "slots": str, "laatst": str}
        self._database["gesprekken"].create(columns, pk="id", if_not_exists=True)
        self._database["beurten"].create(
            {"gesprek": str, "nummer": int, "json": str},
            pk=("gesprek", "nummer"),
            foreign_keys=[("gesprek", "gesprekken", "id")],
            if_not_exists=True,
        )
        counted = {"dag": str, "onderwerp": str, "aantal": int}
        self._database["niet_begrepen"].create(counted, pk=("dag", "onderwerp"), if_not_exists=True)

    def count_misunderstood(self, onderwerp: str) -> None:
        """Count a message that got no answer, by the day and the subject nearest to it: never its text."""
        with self._database.conn as connection:
            connection.execute(
                """insert into niet_begrepen values (?, ?, 1)
                on conflict (dag, onderwerp) do update set aantal = aantal + 1""",
                [_now()[:10], onderwerp],
            )

    def misunderstood(self) -> list[tuple[str, int]]:
        """Subjects near to which messages got no answer, with how many; most first."""
        rows = self._database.conn.execute(
            "select onderwerp, sum(aantal) from niet_begrepen group by onderwerp order by 2 desc, 1"
        )
        return [(row[0], row[1]) for row in rows]

    def start(self, regio: str | None, slots: Slots, greeting: Beurt) -> Gesprek:
        """Store a new conversation with its greeting; its id can't be guessed."""
        gesprek = Gesprek(id=secrets.token_urlsafe(18), regio=regio, beurten=[greeting])
        with self._database.conn:
            self._database["gesprekken"].insert(
                {"id": gesprek.id, "regio": regio, "slots": json.dumps(slots), "laatst": _now()}
            )
            self._insert(gesprek.id, 0, greeting)
        return gesprek

    def find(self, id: str) -> Stored | None:
        """The conversation with this id, or None."""
        row = self._database.conn.execute(
            "select regio, slots, laatst from gesprekken where id = ?", [id]
        ).fetchone()
        if row is None:
            return None
        turns = self._database.conn.execute(
            "select json from beurten where gesprek = ? order by nummer", [id]
        ).fetchall()
        beurten = [Beurt.model_validate_json(turn[0]) for turn in turns]
        gesprek = Gesprek(id=id, regio=row[0], beurten=beurten)
        return Stored(gesprek, json.loads(row[1]), datetime.fromisoformat(row[2]))

    def slots(self, id: str) -> Slots | None:
        """Only the slots of a conversation, or None when there is no such conversation."""
        row = self._database.conn.execute("select slots from gesprekken where id = ?", [id]).fetchone()
        return json.loads(row[0]) if row else None

    def add(self, id: str, beurt: Beurt, slots: Slots) -> None:
        """Store a turn and the slots after it, both or neither."""
        with self._database.conn as connection:
            count = connection.execute("select count(*) from beurten where gesprek = ?", [id]).fetchone()[0]
            self._insert(id, count, beurt)
            connection.execute(
                "update gesprekken set slots = ?, regio = ?, laatst = ? where id = ?",
                [json.dumps(slots), beurt.stand.regio, _now(), id],
            )

    def _insert(self, id: str, number: int, beurt: Beurt) -> None:
        self._database.conn.execute(
            "insert into beurten values (?, ?, ?)", [id, number, beurt.model_dump_json()]
        )

    def erase(self, id: str) -> bool:
        """Remove a conversation with all its turns; False when there is none."""
        with self._database.conn as connection:
            connection.execute("delete from beurten where gesprek = ?", [id])
            erased = connection.execute("delete from gesprekken where id = ?", [id]).rowcount > 0
        # What was deleted may still stand in the write-ahead log; this empties it.
        self._database.conn.execute("pragma wal_checkpoint(truncate)")
        return bool(erased)

    def forget_code(self, code: str) -> None:
        """Take a learner's code that was erased out of the turn in which it was given, if it was."""
        with self._database.conn as connection:
            connection.execute(
                "update beurten set json = replace(json, ?, ?) where instr(json, ?)", [code, MASKED, code]
            )
        self._database.conn.execute("pragma wal_checkpoint(truncate)")

    def close(self) -> None:
        """Close the file."""
        self._database.conn.close()


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
