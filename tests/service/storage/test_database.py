"""What can go wrong with a database: damage, a full disk, PostgreSQL away, an older or a newer schema."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from databases import Server

from assistant.database.faults import StorageAway
from assistant.service.conversations import HOUR, Conversations, Sent
from assistant.service.storage import patience
from assistant.service.storage.database import Database
from assistant.service.storage.migrate import TooNew
from assistant.service.storage.patience import patiently

from .turns import turn

DAY = 24 * HOUR


def opened(place: Path | str) -> Conversations:
    return Conversations(Database(place), DAY)


@pytest.mark.parametrize("damage", ["no database at all", "a page in the middle"])
def test_a_damaged_file_makes_way_at_the_start(tmp_path, caplog, damage):
    file = tmp_path / "gesprekken.sqlite"
    store = opened(file)
    id = store.start(None, {}, turn(None)).id
    for number in range(30):
        store.add(id, turn("y" * 3_000), store.state(id), Sent(str(number)))
    store.close()
    whole = file.read_bytes()
    half = len(whole) // 2
    broken = (
        b"geen database" * 1_000 if "no" in damage else whole[:4096] + b"\xff" * half + whole[4096 + half :]
    )
    file.write_bytes(broken)
    store = opened(file)
    assert store.find(id) is None
    assert store.find(store.start(None, {}, turn(None)).id)
    assert "beschadigd" in caplog.text
    store.close()


def test_a_file_that_is_damaged_while_it_is_in_use_is_replaced_once(tmp_path):
    file = tmp_path / "gesprekken.sqlite"
    store, other_worker = opened(file), opened(file)
    store.start(None, {}, turn(None))
    store._database.wipe_traces()
    store._database._engine.dispose()
    other_worker._database._engine.dispose()
    file.write_bytes(b"geen database" * 1_000)
    with pytest.raises(StorageAway):
        store.check()
    id = store.start(None, {}, turn(None)).id
    assert other_worker.find(id), "it doesn't replace what was replaced already"
    store.close()
    other_worker.close()


def test_a_full_disk_is_an_error_that_says_so_and_passes(tmp_path):
    store = opened(tmp_path / "gesprekken.sqlite")
    id = store.start(None, {}, turn(None)).id
    state = store.state(id)
    with store._database._engine.connect() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar()
        connection.exec_driver_sql(f"pragma max_page_count = {pages + 1}")
    with pytest.raises(StorageAway):
        store.add(id, turn("z" * 100_000), state, Sent("te veel"))
    assert len(store.find(id).gesprek.beurten) == 1, "nothing was stored by half"
    with store._database._engine.connect() as connection:
        connection.exec_driver_sql("pragma max_page_count = 1000000")
    assert store.add(id, turn("z" * 100_000), state, Sent("te veel"))
    store.close()


async def test_postgresql_away_for_a_while(empty_postgresql: Server):
    store = opened(empty_postgresql.url)
    id = store.start(None, {}, turn(None)).id
    empty_postgresql.stop()
    with pytest.raises(StorageAway):
        store.check()
    waiting = asyncio.create_task(patiently(store.find, id))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    await asyncio.to_thread(empty_postgresql.start)
    assert (await waiting).gesprek.id == id
    store.close()


async def test_patience_ends(empty_postgresql: Server, monkeypatch):
    store = opened(empty_postgresql.url)
    monkeypatch.setattr(patience, "PATIENCE", 0.2)
    empty_postgresql.stop()
    try:
        with pytest.raises(StorageAway) as caught:
            await patiently(store.start, None, {"regio": "geheim"}, turn(None))
    finally:
        empty_postgresql.start()
    assert "geheim" not in repr(caught.value)
    assert caught.value.__cause__ is None
    store.close()


def first_version(file: Path) -> None:
    """A file as the first version of the program wrote it."""
    with sqlite3.connect(file) as connection:
        connection.executescript(
            """create table gesprekken (id text primary key, regio text, slots text, laatst text);
            create table beurten (gesprek text references gesprekken(id), nummer integer, json text,
              primary key (gesprek, nummer));
            create table niet_begrepen (dag text, onderwerp text, aantal integer,
              primary key (dag, onderwerp));
            insert into niet_begrepen values ('2026-11-01', 'anoniem', 3);
            insert into gesprekken values
              ('oud-gesprek', 'ijmond', '{"regio": "ijmond"}', '2090-01-01T10:00:00+00:00');
            """
        )
        for number, asked in enumerate((None, "[NAAM 2] is negen")):
            row = ("oud-gesprek", number, turn(asked).model_dump_json())
            connection.execute("insert into beurten values (?, ?, ?)", row)
    connection.close()


def test_conversations_of_the_first_version_are_sealed(tmp_path):
    file = tmp_path / "gesprekken.sqlite"
    first_version(file)
    store = opened(file)
    found = store.find("oud-gesprek")
    assert [beurt.vraag for beurt in found.gesprek.beurten] == [None, "[NAAM 2] is negen"]
    assert found.slots == {"regio": "ijmond"}
    assert store.state("oud-gesprek").namen == {"": 2}
    assert store.misunderstood() == [("anoniem", 3)]
    store._database.wipe_traces()
    raw = b"".join(f.read_bytes() for f in tmp_path.iterdir())
    assert b"oud-gesprek" not in raw
    assert b"is negen" not in raw
    store.close()
    opened(file).close()


def test_a_newer_schema_is_left_alone(tmp_path):
    file = tmp_path / "gesprekken.sqlite"
    store = opened(file)
    with store._database.writing() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    store.close()
    with pytest.raises(TooNew, match="nieuwere versie"):
        opened(file)


def test_the_migrations_make_the_tables_that_the_code_knows(tmp_path, empty_postgresql):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from assistant.service.storage.tables import metadata

    for place in (tmp_path / "gesprekken.sqlite", empty_postgresql.url):
        database = Database(place)
        with database.reading() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        database.close()
