"""A backup holds all that is stored, sealed, and brings back nobody who was erased."""

from __future__ import annotations

import gzip
import stat
from pathlib import Path

import pytest

from assistant.service.conversations import HOUR, Conversations, Sent
from assistant.service.storage import backup
from assistant.service.storage.database import Database

from .turns import Clock, turn

DAY = 24 * HOUR


def filled(database: Database, clock: Clock) -> tuple[Conversations, str]:
    store = Conversations(database, DAY, clock)
    id = store.start("ijmond", {"regio": "ijmond"}, turn(None)).id
    store.add(id, turn("Zilvermeeuw"), store.state(id), Sent("Zilvermeeuw"), "termijnen")
    return store, id


@pytest.fixture
def clock() -> Clock:
    return Clock()


def oldest(clock: Clock) -> int:
    return int(clock.now) - DAY


def test_from_sqlite_to_postgresql_and_back(tmp_path: Path, empty_postgresql, clock):
    file = tmp_path / "back-up.gz"
    first = Database(tmp_path / "een.sqlite")
    store, id = filled(first, clock)
    wanted = store.find(id)
    assert backup.write(first, file) == 1
    store.close()
    for place in (empty_postgresql.url, tmp_path / "twee.sqlite"):
        database = Database(place)
        assert backup.restore(database, file, oldest(clock)) == 1
        assert backup.restore(database, file, oldest(clock)) == 0, "it is there already"
        store = Conversations(database, DAY, clock)
        assert store.find(id) == wanted
        assert store.misunderstood() == [("termijnen", 1)]
        assert backup.write(database, file) == 1
        store.close()


def test_what_is_past_does_not_come_back(tmp_path, clock):
    database = Database(tmp_path / "een.sqlite")
    store, id = filled(database, clock)
    backup.write(database, tmp_path / "back-up.gz")
    clock.now += DAY
    store.erase_expired()
    assert backup.restore(database, tmp_path / "back-up.gz", oldest(clock)) == 0
    assert store.find(id) is None
    store.close()


def test_who_asked_to_be_erased_does_not_come_back(tmp_path, clock):
    database = Database(tmp_path / "een.sqlite")
    store, id = filled(database, clock)
    backup.write(database, tmp_path / "back-up.gz")
    clock.now += HOUR
    store.erase(id)
    assert backup.restore(database, tmp_path / "back-up.gz", oldest(clock)) == 0
    later = tmp_path / "later.gz"
    backup.write(database, later)
    store.close()
    # Also not on another machine, when what was erased is known there from a later backup.
    other = Database(tmp_path / "twee.sqlite")
    backup.restore(other, later, oldest(clock))
    assert backup.restore(other, tmp_path / "back-up.gz", oldest(clock)) == 0
    other.close()


def test_it_goes_on_from_what_is_newer(tmp_path, clock):
    database = Database(tmp_path / "een.sqlite")
    store, id = filled(database, clock)
    backup.write(database, tmp_path / "back-up.gz")
    store.add(id, turn("Later"), store.state(id), Sent("Later"), "termijnen")
    backup.restore(database, tmp_path / "back-up.gz", oldest(clock))
    assert [beurt.vraag for beurt in store.find(id).gesprek.beurten] == [None, "Zilvermeeuw", "Later"]
    assert store.misunderstood() == [("termijnen", 2)]
    store.close()


def test_nobody_else_can_read_it(tmp_path, clock):
    database = Database(tmp_path / "een.sqlite")
    _, id = filled(database, clock)
    file = tmp_path / "back-up.gz"
    backup.write(database, file)
    database.close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = gzip.decompress(file.read_bytes()).decode()
    assert id not in text
    assert "Zilvermeeuw" not in text
    assert sorted(path.name for path in tmp_path.glob(".back-up-*")) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"geen gzip", gzip.compress(b""), gzip.compress(b"{}"), gzip.compress(b'{"versie": "0000"}\n')],
)
def test_what_is_no_backup_is_refused(tmp_path, content):
    file = tmp_path / "back-up.gz"
    file.write_bytes(content)
    database = Database(tmp_path / "een.sqlite")
    with pytest.raises(backup.NoBackup):
        backup.restore(database, file, 0)
    database.close()


def test_a_backup_cut_off_brings_back_nothing(tmp_path, clock):
    database = Database(tmp_path / "een.sqlite")
    store = Conversations(database, DAY, clock)
    for _ in range(200):
        store.start(None, {}, turn(None))
    file = tmp_path / "back-up.gz"
    backup.write(database, file)
    file.write_bytes(file.read_bytes()[:-2_000])
    other = Database(tmp_path / "twee.sqlite")
    with pytest.raises(backup.NoBackup, match="niet heel"):
        backup.restore(other, file, 0)
    with other.reading() as connection:
        assert connection.exec_driver_sql("select count(*) from gesprekken").scalar() == 0
    store.close()
    other.close()
