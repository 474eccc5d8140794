"""What is stored of learners: hashes of codes, answers and times, in one SQLite file. Nothing else."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from assistant.learning.codes import key_of, new_code
from assistant.learning.schedule import Gegeven

REGION = "regio"
"""The answer to 'in welke regio werk je?' is stored under this name, among the other answers."""


@dataclass(frozen=True)
class Oefening:
    """A practice call as it is stored: the turns so far, redacted, and how it went once it is over."""

    id: str
    geval: str
    begonnen: datetime
    beurten: list[dict[str, Any]]
    uitslag: dict[str, Any] | None


class Learners:
    """The store of learners and groups; `leerling` is always the key of a code, never the code."""

    def __init__(self, file: Path) -> None:
        """Open `file`, making it when it isn't there."""
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, check_same_thread=False, timeout=10)
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
        make = {"if_not_exists": True}
        self._database["leerlingen"].create(
            {"sleutel": str, "groep": str, "begonnen": str}, pk="sleutel", **make
        )
        answers = {"nummer": int, "leerling": str, "opgave": str, "versie": str}
        self._database["antwoorden"].create(
            {**answers, "antwoord": str, "goed": int, "moment": str}, pk="nummer", **make
        )
        self._database["antwoorden"].create_index(["leerling"], **make)
        calls = {"id": str, "leerling": str, "geval": str, "begonnen": str}
        self._database["oefeningen"].create({**calls, "beurten": str, "uitslag": str}, pk="id", **make)
        self._database["oefeningen"].create_index(["leerling"], **make)
        self._database["groepen"].create(
            {"trainer": str, "groep": str, "begonnen": str}, pk="trainer", **make
        )

    def start(self, regio: str, moment: datetime, groep: str | None = None) -> str:
        """A new learner; returns the code. Raises KeyError for the code of a group that doesn't exist."""
        if groep is not None and not self._is_group(key_of(groep)):
            raise KeyError(groep)
        code = new_code("leer")
        key = key_of(code)
        with self._database.conn:
            self._database["leerlingen"].insert(
                {"sleutel": key, "groep": key_of(groep) if groep else None, "begonnen": _text(moment)}
            )
        self.answer(key, REGION, "", [regio], True, moment)
        return code

    def find(self, code: str) -> str | None:
        """The key of a learner's code; None when nobody has it."""
        key = key_of(code)
        row = self._database.conn.execute("select 1 from leerlingen where sleutel = ?", [key]).fetchone()
        return key if row else None

    def exists(self, leerling: str) -> bool:
        """Whether there is still a learner with this key."""
        found = self._database.conn.execute("select 1 from leerlingen where sleutel = ?", [leerling])
        return found.fetchone() is not None

    def region(self, leerling: str) -> str:
        """The region that a learner works in: the last answer to that question. Raises KeyError."""
        row = self._database.conn.execute(
            "select antwoord from antwoorden where leerling = ? and opgave = ? order by nummer desc",
            [leerling, REGION],
        ).fetchone()
        if row is None:
            raise KeyError(leerling)
        return str(json.loads(row[0])[0])

    def answer(
        self,
        leerling: str,
        opgave: str,
        versie: str,
        antwoord: Sequence[str],
        goed: bool,
        moment: datetime,
    ) -> None:
        """Store an answer."""
        with self._database.conn:
            self._database["antwoorden"].insert(
                {
                    "leerling": leerling,
                    "opgave": opgave,
                    "versie": versie,
                    "antwoord": json.dumps(list(antwoord), ensure_ascii=False),
                    "goed": int(goed),
                    "moment": _text(moment),
                }
            )

    def answers(self, leerling: str) -> list[Gegeven]:
        """All answers of a learner to questions, in the order given."""
        rows = self._database.conn.execute(
            "select opgave, versie, goed, moment from antwoorden where leerling = ? and opgave != ? "
            "order by nummer",
            [leerling, REGION],
        )
        return [Gegeven(row[0], row[1], bool(row[2]), datetime.fromisoformat(row[3])) for row in rows]

    def last_answer(self, leerling: str, opgave: str) -> tuple[str, ...] | None:
        """What a learner answered last to a question; None for nothing."""
        row = self._database.conn.execute(
            "select antwoord from antwoorden where leerling = ? and opgave = ? order by nummer desc",
            [leerling, opgave],
        ).fetchone()
        return tuple(json.loads(row[0])) if row else None

    def start_call(self, leerling: str, geval: str, beurten: list[dict[str, Any]], moment: datetime) -> str:
        """A new practice call; returns its id."""
        id = secrets.token_urlsafe(12)
        with self._database.conn:
            self._database["oefeningen"].insert(
                {
                    "id": id,
                    "leerling": leerling,
                    "geval": geval,
                    "begonnen": _text(moment),
                    "beurten": json.dumps(beurten, ensure_ascii=False),
                    "uitslag": None,
                }
            )
        return id

    def save_call(self, id: str, beurten: list[dict[str, Any]], uitslag: dict[str, Any] | None) -> None:
        """Store the turns of a practice call, and how it went once it is over."""
        result = json.dumps(uitslag, ensure_ascii=False) if uitslag is not None else None
        with self._database.conn as connection:
            connection.execute(
                "update oefeningen set beurten = ?, uitslag = ? where id = ?",
                [json.dumps(beurten, ensure_ascii=False), result, id],
            )

    def call(self, leerling: str, id: str) -> Oefening | None:
        """A practice call of this learner."""
        return next((call for call in self.calls(leerling) if call.id == id), None)

    def calls(self, leerling: str) -> list[Oefening]:
        """All practice calls of a learner, the latest first."""
        rows = self._database.conn.execute(
            "select id, geval, begonnen, beurten, uitslag from oefeningen where leerling = ? "
            "order by rowid desc",
            [leerling],
        )
        return [
            Oefening(
                row[0],
                row[1],
                datetime.fromisoformat(row[2]),
                json.loads(row[3]),
                json.loads(row[4]) if row[4] else None,
            )
            for row in rows
        ]

    def start_group(self, moment: datetime) -> tuple[str, str]:
        """A new group; returns the trainer's code, and the code by which learners join."""
        trainer, groep = new_code("trainer"), new_code("groep")
        with self._database.conn:
            self._database["groepen"].insert(
                {"trainer": key_of(trainer), "groep": key_of(groep), "begonnen": _text(moment)}
            )
        return trainer, groep

    def members(self, trainer: str) -> list[str] | None:
        """The keys of the learners of the group of this trainer's code; None when there is no such group."""
        row = self._database.conn.execute(
            "select groep from groepen where trainer = ?", [key_of(trainer)]
        ).fetchone()
        if row is None:
            return None
        rows = self._database.conn.execute(
            "select sleutel from leerlingen where groep = ? order by rowid", [row[0]]
        )
        return [member[0] for member in rows]

    def _is_group(self, key: str) -> bool:
        found = self._database.conn.execute("select 1 from groepen where groep = ?", [key])
        return found.fetchone() is not None

    def erase(self, leerling: str) -> bool:
        """Remove everything of a learner; False when there is none."""
        with self._database.conn as connection:
            connection.execute("delete from antwoorden where leerling = ?", [leerling])
            connection.execute("delete from oefeningen where leerling = ?", [leerling])
            erased = connection.execute("delete from leerlingen where sleutel = ?", [leerling]).rowcount > 0
        # What was deleted may still stand in the write-ahead log; this empties it.
        self._database.conn.execute("pragma wal_checkpoint(truncate)")
        return bool(erased)

    def close(self) -> None:
        """Close the file."""
        self._database.conn.close()


def _text(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).isoformat(timespec="seconds")
