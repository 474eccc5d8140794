"""Conversations as they are stored: redacted turns, and apart from them what the dialogue goes on from.

Both are sealed with the id of the conversation (`storage.sealing`). A turn reads and writes one row of
state and adds one row: it costs the same however long the conversation is.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, text, update
from sqlalchemy.engine import Connection, Row

from assistant.service.models import Beurt, Gesprek, Stand
from assistant.service.storage.database import Database
from assistant.service.storage.sealing import Seal, new_id
from assistant.service.storage.tables import beurten, gesprekken, gewist, niet_begrepen

Slots = dict[str, Any]

HOUR = 3600
SHORTEST = 15 * 60
"""Seconds that the state of a conversation is kept at least: without it nobody could go on."""


@dataclass
class State:
    """What the dialogue goes on from; of the words of a conversation nothing is in it."""

    slots: Slots
    geredigeerd: bool = False
    """Whether anything was redacted yet."""
    namen: dict[str, int] = field(default_factory=dict)
    """The number of each word of a name that was met, by a digest that needs the conversation's id."""
    beurten: int = 1
    """How many turns there are, the greeting among them."""


@dataclass
class Stored:
    """A conversation with the slots that the dialogue goes on from."""

    gesprek: Gesprek
    slots: Slots
    laatst: datetime
    """When it was last added to."""
    beurten: int = 1
    """How many turns there were, also where nothing of them is kept."""


@dataclass(frozen=True)
class Sent:
    """A message as it came in: what was typed, and the key by which a client sends it again, if any."""

    tekst: str = field(repr=False)
    sleutel: str | None = field(default=None, repr=False)
    eenmalig: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)
    """Tells this message from all others where the client gave no key."""


class StaleState(Exception):
    """Another turn of the same conversation was stored first; this one has to be made again from there."""


class OtherMessage(Exception):
    """The key came with another message before."""


class NotKept(Exception):
    """The message was answered before, and the answer wasn't kept."""


class Conversations:
    """The store of conversations."""

    def __init__(self, database: Database, keep: int, clock: Callable[[], float] = time.time) -> None:
        """Keep a conversation `keep` seconds after its last message.

        With `keep` 0 no turn is stored at all: what was said is gone once it is answered. The state,
        in which no words are, stays for SHORTEST seconds, so that the person can go on. `clock` gives
        seconds since 1970.
        """
        self._database = database
        self.near = database.near
        self._keep = keep
        self._clock = clock

    def start(self, regio: str | None, slots: Slots, greeting: Beurt) -> Gesprek:
        """Store a new conversation with its greeting; its id can't be guessed."""
        gesprek = Gesprek(id=new_id(), regio=regio, beurten=[greeting])
        seal = Seal(gesprek.id)
        with self._database.writing() as connection:
            connection.execute(
                insert(gesprekken).values(
                    rij=seal.row, laatst=self._now(), beurten=1, stand=_sealed(seal, State(slots))
                )
            )
            self._insert(connection, seal, 0, greeting, Sent(""))
        return gesprek

    def find(self, id: str) -> Stored | None:
        """The conversation with this id, or None."""
        seal = Seal(id)
        with self._database.reading() as connection:
            row = self._row(connection, seal)
            if row is None:
                return None
            turns = connection.execute(
                select(beurten.c.nummer, beurten.c.inhoud)
                .where(beurten.c.rij == seal.row)
                .order_by(beurten.c.nummer)
            ).fetchall()
        state = _opened(seal, row)
        said = [_beurt(seal, turn) for turn in turns if turn.inhoud]
        if len(said) < row.beurten:
            # What was said isn't kept; how things stand now is told with the greeting.
            said[-1] = said[-1].model_copy(update={"stand": stand_of(state.slots)})
        gesprek = Gesprek(id=id, regio=state.slots.get("regio"), beurten=said)
        return Stored(gesprek, state.slots, datetime.fromtimestamp(row.laatst, timezone.utc), row.beurten)

    def state(self, id: str) -> State | None:
        """What the dialogue of a conversation goes on from, or None when there is no such conversation."""
        seal = Seal(id)
        with self._database.reading() as connection:
            row = self._row(connection, seal)
        return _opened(seal, row) if row else None

    def answered(self, id: str, sent: Sent) -> Beurt | None:
        """The turn that answered this very message before, known again by its key.

        Raises OtherMessage when the key came with another text, and NotKept when the answer is gone.
        """
        if sent.sleutel is None:
            return None
        seal = Seal(id)
        with self._database.reading() as connection:
            row = connection.execute(
                _ANSWERED, {"van": seal.row, "met": seal.digest("sleutel", sent.sleutel)}
            ).fetchone()
        if row is None:
            return None
        if row.afdruk != _print(seal, sent):
            raise OtherMessage
        if not row.inhoud:
            raise NotKept
        return _beurt(seal, row)

    def add(self, id: str, beurt: Beurt, state: State, sent: Sent, subject: str | None = None) -> bool:
        """Store a turn and the state after it, both or neither; `state.beurten` is as it was read.

        `subject` is the one nearest to a message that got no answer: that is counted, never with its text.

        False when the conversation was erased meanwhile. Raises StaleState. A second call with the same
        arguments, after an error that left it open whether the first had worked, stores nothing twice.
        """
        seal = Seal(id)
        mark = _mark(seal, sent)
        with self._database.writing() as connection:
            changed = connection.execute(
                _GO_ON,
                {
                    "van": seal.row,
                    "gelezen": state.beurten,
                    "laatst": self._now(),
                    "beurten": state.beurten + 1,
                    "stand": _sealed(seal, state),
                },
            )
            if changed.rowcount:
                self._insert(connection, seal, state.beurten, beurt, sent)
                if subject:
                    connection.execute(_COUNT, {"dag": self._today(), "onderwerp": subject})
                return True
            if self._row(connection, seal) is None:
                return False
            stored = connection.execute(
                select(beurten.c.merk).where(beurten.c.rij == seal.row, beurten.c.nummer == state.beurten)
            ).scalar()
        if stored == mark:
            return True
        raise StaleState

    def erase(self, id: str) -> bool:
        """Remove a conversation with all its turns, and every trace in files; False when there is none."""
        seal = Seal(id)
        with self._database.writing() as connection:
            connection.execute(delete(beurten).where(beurten.c.rij == seal.row))
            erased = connection.execute(delete(gesprekken).where(gesprekken.c.rij == seal.row)).rowcount
            if erased:
                connection.execute(insert(gewist).values(merk=tombstone(seal.row), laatst=self._now()))
        self._database.wipe_traces()
        return bool(erased)

    def erase_expired(self) -> int:
        """Remove the conversations whose time has come, with every trace in files; returns how many.

        When the clock was put back, messages seem to come from later than now. They count as of now:
        a wrong clock may shorten the time that a conversation is kept, and never makes it longer.
        """
        now = self._now()
        past = gesprekken.c.laatst <= self._oldest()
        expired = select(gesprekken.c.rij).where(past)
        with self._database.writing() as connection:
            connection.execute(update(gesprekken).where(gesprekken.c.laatst > now).values(laatst=now))
            connection.execute(update(gewist).where(gewist.c.laatst > now).values(laatst=now))
            connection.execute(delete(beurten).where(beurten.c.rij.in_(expired)))
            erased: int = connection.execute(delete(gesprekken).where(past)).rowcount
            connection.execute(delete(gewist).where(gewist.c.laatst <= self._oldest()))
        self._database.wipe_traces()
        return erased

    def misunderstood(self) -> list[tuple[str, int]]:
        """Subjects near to which messages got no answer, with how many; most first."""
        total = func.sum(niet_begrepen.c.aantal)
        query = select(niet_begrepen.c.onderwerp, total).group_by(niet_begrepen.c.onderwerp)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(total.desc(), niet_begrepen.c.onderwerp)).fetchall()
        return [(row[0], int(row[1])) for row in rows]

    def check(self) -> None:
        """Raises StorageAway when the store can't be read."""
        with self._database.reading() as connection:
            connection.execute(select(func.count()).select_from(gewist)).scalar()

    def close(self) -> None:
        """Close the store."""
        self._database.close()

    def _now(self) -> int:
        return int(self._clock())

    def _today(self) -> str:
        return datetime.fromtimestamp(self._clock(), timezone.utc).date().isoformat()

    def _oldest(self) -> int:
        """When a last message was so long ago that its conversation is past."""
        return self._now() - max(self._keep, SHORTEST)

    def _row(self, connection: Connection, seal: Seal) -> Row | None:
        """The row of a conversation that isn't past: nobody meets one that waits to be erased."""
        return connection.execute(_STATE, {"van": seal.row, "sinds": self._oldest()}).fetchone()

    def _insert(self, connection: Connection, seal: Seal, number: int, beurt: Beurt, sent: Sent) -> None:
        kept = self._keep or number == 0  # in the greeting are no words of anybody
        content = seal.close(beurt.model_dump_json(), _place(number)) if kept else b""
        connection.execute(
            _ADD,
            {
                "rij": seal.row,
                "nummer": number,
                "merk": _mark(seal, sent),
                "afdruk": _print(seal, sent) if sent.sleutel else None,
                "inhoud": content,
            },
        )


# What every turn asks is put together once: SQLAlchemy then knows it again at once.
_STATE = select(gesprekken).where(
    gesprekken.c.rij == bindparam("van"), gesprekken.c.laatst > bindparam("sinds")
)
_ANSWERED = select(beurten.c.nummer, beurten.c.afdruk, beurten.c.inhoud).where(
    beurten.c.rij == bindparam("van"), beurten.c.merk == bindparam("met")
)
_GO_ON = update(gesprekken).where(
    gesprekken.c.rij == bindparam("van"), gesprekken.c.beurten == bindparam("gelezen")
)
_ADD = insert(beurten)
_COUNT = text(
    """insert into niet_begrepen (dag, onderwerp, aantal) values (:dag, :onderwerp, 1)
    on conflict (dag, onderwerp) do update set aantal = niet_begrepen.aantal + 1"""
)


def tombstone(row: str) -> bytes:
    """By what an erased conversation is told when a backup is put back."""
    return hashlib.blake2b(row.encode(), digest_size=16, person=b"gewist").digest()


def _mark(seal: Seal, sent: Sent) -> bytes:
    """Whose message a turn answers."""
    return seal.digest("sleutel", sent.sleutel) if sent.sleutel else sent.eenmalig


def _print(seal: Seal, sent: Sent) -> bytes:
    """Whether two messages with one key are the same; the key is no longer known afterwards."""
    return seal.digest("tekst", sent.sleutel or "", sent.tekst)


def stand_of(slots: Slots, asks: bool = False) -> Stand:
    """How things stand, by the slots; `asks` is whether the last turn put a question."""
    return Stand(
        regio=slots.get("regio"),
        beslissing=slots.get("beslissing"),
        criteria=slots.get("criteria") or {},
        vraagt=slots.get("vraagt") if asks else None,
        uitkomst=slots.get("uitkomst"),
    )


def _beurt(seal: Seal, row: Row) -> Beurt:
    return Beurt.model_validate_json(seal.open(row.inhoud, _place(row.nummer)))


def _place(number: int) -> str:
    return f"beurt {number}"


def _sealed(seal: Seal, state: State) -> bytes:
    kept = {"slots": state.slots, "geredigeerd": state.geredigeerd, "namen": state.namen}
    return seal.close(json.dumps(kept), "stand")


def _opened(seal: Seal, row: Row) -> State:
    kept = json.loads(seal.open(row.stand, "stand"))
    return State(kept["slots"], kept["geredigeerd"], kept["namen"], row.beurten)
