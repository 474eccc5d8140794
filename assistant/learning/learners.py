"""What is stored of learners: hashes of codes, answers and times, in SQLite or PostgreSQL. Nothing else."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, text, update

from assistant.database.alone import alone
from assistant.database.connections import Connections
from assistant.learning.codes import key_of, new_code
from assistant.learning.schedule import Gegeven
from assistant.learning.tables import (
    OF_A_LEARNER,
    antwoorden,
    groepen,
    leerlingen,
    metadata,
    oefeningen,
    sessies,
)

REGION = "regio"
"""The answer to 'in welke regio werk je?' is stored under this name, among the other answers."""
_LOCK = 0x6C657265
"""The number by which workers that start together on one PostgreSQL wait for each other."""


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

    def __init__(self, place: Path | str) -> None:
        """Open the SQLite file or the PostgreSQL address `place`, making the tables that aren't there.

        This and everything below raises StorageAway when the database can't be reached.
        """
        self._database = Connections(place)
        # Workers that start together make the tables of one file one after another.
        first = alone(place) if isinstance(place, Path) else nullcontext()
        with first, self._database.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("select pg_advisory_xact_lock(:number)"), {"number": _LOCK})
            metadata.create_all(connection)

    @property
    def near(self) -> bool:
        """Whether what is stored is on this machine, and answers at once or not at all."""
        return self._database.near

    def check(self) -> None:
        """Whether what is stored can be reached; returns nothing, or raises StorageAway."""
        self._database.check()

    def start(self, regio: str, moment: datetime, groep: str | None = None) -> str:
        """A new learner; returns the code. Raises KeyError for the code of a group that doesn't exist."""
        group = key_of(groep) if groep else None
        if group and not self._has(select(groepen).where(groepen.c.groep == group)):
            raise KeyError(groep)
        code = new_code("leer")
        row = {"sleutel": key_of(code), "groep": group, "begonnen": _text(moment)}
        with self._database.writing() as connection:
            connection.execute(insert(leerlingen).values(row))
        self.answer(key_of(code), REGION, "", [regio], True, moment)
        return code

    def find(self, code: str) -> str | None:
        """The key of a learner's code; None when nobody has it."""
        return key_of(code) if self.exists(key_of(code)) else None

    def exists(self, leerling: str) -> bool:
        """Whether there is still a learner with this key."""
        return self._has(select(leerlingen).where(leerlingen.c.sleutel == leerling))

    def region(self, leerling: str) -> str:
        """The region that a learner works in: the last answer to that question. Raises KeyError."""
        given = self.last_answer(leerling, REGION)
        if given is None:
            raise KeyError(leerling)
        return given[0]

    def open_session(self, leerling: str) -> str:
        """Something by which a conversation can know this learner as long as there is one."""
        id = secrets.token_urlsafe(12)
        with self._database.writing() as connection:
            connection.execute(insert(sessies).values(id=id, leerling=leerling))
        return id

    def of_session(self, id: str) -> str | None:
        """The key of the learner of a session; None once that learner was erased."""
        found = self._rows(select([sessies.c.leerling]).where(sessies.c.id == id))
        return str(found[0].leerling) if found else None

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
        row = {
            "leerling": leerling,
            "opgave": opgave,
            "versie": versie,
            "antwoord": _json(list(antwoord)),
            "goed": goed,
            "moment": _text(moment),
        }
        with self._database.writing() as connection:
            connection.execute(insert(antwoorden).values(row))

    def answers(self, leerling: str) -> list[Gegeven]:
        """All answers of a learner to questions, in the order given."""
        table = antwoorden.c
        wanted = (table.leerling == leerling) & (table.opgave != REGION)
        rows = self._rows(select(antwoorden).where(wanted).order_by(table.nummer))
        return [
            Gegeven(row.opgave, row.versie, bool(row.goed), datetime.fromisoformat(row.moment))
            for row in rows
        ]

    def last_answer(self, leerling: str, opgave: str) -> tuple[str, ...] | None:
        """What a learner answered last to a question; None for nothing."""
        table = antwoorden.c
        wanted = (table.leerling == leerling) & (table.opgave == opgave)
        rows = self._rows(select(antwoorden).where(wanted).order_by(table.nummer.desc()).limit(1))
        return tuple(json.loads(rows[0].antwoord)) if rows else None

    def start_call(self, leerling: str, geval: str, moment: datetime) -> str:
        """A new practice call; returns its id."""
        id = secrets.token_urlsafe(12)
        row = {"id": id, "leerling": leerling, "geval": geval, "begonnen": _text(moment), "beurten": "[]"}
        with self._database.writing() as connection:
            connection.execute(insert(oefeningen).values(row))
        return id

    def save_call(self, id: str, beurten: list[dict[str, Any]], uitslag: dict[str, Any] | None) -> None:
        """Store the turns of a practice call, and how it went once it is over."""
        row = {"beurten": _json(beurten), "uitslag": None if uitslag is None else _json(uitslag)}
        with self._database.writing() as connection:
            connection.execute(update(oefeningen).where(oefeningen.c.id == id).values(row))

    def call(self, leerling: str, id: str) -> Oefening | None:
        """A practice call of this learner."""
        return next((call for call in self.calls(leerling) if call.id == id), None)

    def calls(self, leerling: str) -> list[Oefening]:
        """All practice calls of a learner, the latest first."""
        table = oefeningen.c
        rows = self._rows(select(oefeningen).where(table.leerling == leerling).order_by(table.nummer.desc()))
        return [
            Oefening(
                row.id,
                row.geval,
                datetime.fromisoformat(row.begonnen),
                json.loads(row.beurten),
                json.loads(row.uitslag) if row.uitslag else None,
            )
            for row in rows
        ]

    def start_group(self, moment: datetime) -> tuple[str, str]:
        """A new group; returns the trainer's code, and the code by which learners join."""
        trainer, groep = new_code("trainer"), new_code("groep")
        row = {"trainer": key_of(trainer), "groep": key_of(groep), "begonnen": _text(moment)}
        with self._database.writing() as connection:
            connection.execute(insert(groepen).values(row))
        return trainer, groep

    def members(self, trainer: str) -> list[str] | None:
        """The keys of the learners of the group of this trainer's code; None when there is no such group."""
        found = self._rows(select(groepen).where(groepen.c.trainer == key_of(trainer)))
        if not found:
            return None
        of_group = leerlingen.c.groep == found[0].groep
        return [row.sleutel for row in self._rows(select(leerlingen).where(of_group).order_by("nummer"))]

    def erase(self, leerling: str) -> bool:
        """Remove everything of a learner; False when there is none."""
        with self._database.writing() as connection:
            for table in OF_A_LEARNER:
                connection.execute(delete(table).where(table.c.leerling == leerling))
            gone = connection.execute(delete(leerlingen).where(leerlingen.c.sleutel == leerling)).rowcount
        self._database.wipe_traces()
        return bool(gone)

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def _rows(self, query: Any) -> list[Any]:
        with self._database.reading() as connection:
            return list(connection.execute(query).fetchall())

    def _has(self, query: Any) -> bool:
        return bool(self._rows(query.limit(1)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _text(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).isoformat(timespec="seconds")
