"""What was erased is in no file any more: read byte by byte, write-ahead log and index included."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.service.conversations import HOUR, Conversations, Sent
from assistant.service.storage.database import Database
from assistant.service.storage.sealing import Seal

from .turns import Clock, turn

DAY = 24 * HOUR


def raw(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


def sealed_parts(file: Path) -> list[bytes]:
    """All that is stored of conversations, as it is stored."""
    with sqlite3.connect(file) as connection:
        parts = [
            row[0]
            for row in connection.execute("select inhoud from beurten union select stand from gesprekken")
        ]
        parts += [row[0].encode() for row in connection.execute("select rij from gesprekken")]
    connection.close()
    return parts


def by_request(store: Conversations, ids: list[str], _: Clock) -> None:
    for id in ids:
        assert store.erase(id)


def by_time(store: Conversations, ids: list[str], clock: Clock) -> None:
    clock.now += DAY
    assert store.erase_expired() == len(ids)


@pytest.mark.parametrize("erase", [by_request, by_time])
def test_nothing_is_left_in_any_file(tmp_path: Path, erase: Callable[..., None]):
    clock, file = Clock(), tmp_path / "gesprekken.sqlite"
    store = Conversations(Database(file), DAY, clock)
    ids = [store.start(None, {}, turn(None)).id for _ in range(20)]
    for id in ids:
        for number in range(10):
            store.add(id, turn("x" * 2_000), store.state(id), Sent(str(number)))
    with Database(file).reading() as other_worker:
        other_worker.exec_driver_sql("select count(*) from beurten").fetchall()
        parts = sealed_parts(file)
        assert len(parts) == 20 * (10 + 1 + 1 + 1)
        assert all(part[:64] in raw(tmp_path) for part in parts)
        erase(store, ids, clock)
        assert (tmp_path / "gesprekken.sqlite-wal").stat().st_size == 0
        left = raw(tmp_path)
    assert [part for part in parts if part[:24] in left] == []
    assert [id for id in ids if id.encode() in left or Seal(id).row.encode() in left] == []
    store.close()


def test_a_reader_in_the_way_is_waited_for_or_told(tmp_path: Path):
    file = tmp_path / "gesprekken.sqlite"
    database = Database(file)
    store = Conversations(database, DAY)
    id = store.start(None, {}, turn(None)).id
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("begin")
    reader.execute("select * from beurten").fetchall()
    with database.reading() as connection:
        connection.exec_driver_sql("pragma busy_timeout = 10")
    store.erase(id)
    reader.execute("commit")
    reader.close()
    assert store.erase_expired() == 0, "the next round wipes what the reader kept in place"
    assert (tmp_path / "gesprekken.sqlite-wal").stat().st_size == 0
    store.close()
