"""Conversations in SQLite and in PostgreSQL: stored, found again, answered once, and erased in time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from assistant.service.conversations import (
    HOUR,
    SHORTEST,
    Conversations,
    NotKept,
    OtherMessage,
    Sent,
    StaleState,
    State,
)
from assistant.service.storage.database import Database
from assistant.service.storage.sealing import Seal

from .turns import Clock, turn

DAY = 24 * HOUR
KEY = "0b6c2f9e-3f0d-4a51-9b0e-2d8c1f7a4e63"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    if request.param == "sqlite":
        return tmp_path / "gesprekken.sqlite"
    url: str = request.getfixturevalue("empty_postgresql").url
    return url


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(place: Path | str, clock: Clock) -> Iterator[Conversations]:
    conversations = Conversations(Database(place), DAY, clock)
    yield conversations
    conversations.close()


def say(store: Conversations, id: str, sent: Sent, **slots: object) -> bool:
    """Store a turn as the desk does."""
    state = store.state(id)
    assert state is not None
    return store.add(id, turn(sent.tekst), replace(state, slots={**state.slots, **slots}), sent)


def asked(store: Conversations, id: str) -> list[str | None]:
    found = store.find(id)
    assert found is not None
    return [beurt.vraag for beurt in found.gesprek.beurten]


def test_a_conversation_comes_back_as_it_was_stored(store):
    gesprek = store.start("ijmond", {"regio": "ijmond"}, turn(None))
    assert say(store, gesprek.id, Sent("Mag het anoniem?"), criteria={"stalking": "ja"})
    found = store.find(gesprek.id)
    assert found.gesprek.beurten == [turn(None), turn("Mag het anoniem?")]
    assert (found.gesprek.id, found.gesprek.regio) == (gesprek.id, "ijmond")
    assert found.slots == {"regio": "ijmond", "criteria": {"stalking": "ja"}}
    assert store.state(gesprek.id) == State(found.slots, beurten=2)


def test_ids_are_long_and_differ(store):
    ids = {store.start(None, {}, turn(None)).id for _ in range(20)}
    assert len(ids) == 20
    assert {len(id) for id in ids} == {24}


def test_a_conversation_is_gone_a_day_after_its_last_message(store, clock):
    gesprek = store.start(None, {}, turn(None))
    clock.now += DAY - 1
    say(store, gesprek.id, Sent("Nog een vraag"))
    clock.now += DAY - 1
    assert store.erase_expired() == 0
    assert asked(store, gesprek.id) == [None, "Nog een vraag"]
    clock.now += 1
    # Nobody meets it, also before it is erased.
    assert store.find(gesprek.id) is store.state(gesprek.id) is None
    assert store.erase_expired() == 1
    assert store.erase_expired() == 0


def test_kept_for_nothing_the_words_are_gone_at_once_and_one_can_go_on(place, clock):
    store = Conversations(Database(place), 0, clock)
    gesprek = store.start(None, {}, turn(None))
    say(store, gesprek.id, Sent("Er is een blauwe plek", KEY), criteria={"zichtbaar-letsel": "ja"})
    found = store.find(gesprek.id)
    assert [beurt.vraag for beurt in found.gesprek.beurten] == [None]
    assert found.gesprek.beurten[0].stand.criteria == {"zichtbaar-letsel": "ja"}
    assert store.state(gesprek.id).slots == {"criteria": {"zichtbaar-letsel": "ja"}}
    with pytest.raises(NotKept):
        store.answered(gesprek.id, Sent("Er is een blauwe plek", KEY))
    clock.now += SHORTEST
    assert store.erase_expired() == 1
    store.close()


def test_a_clock_that_was_put_back_keeps_nothing_longer(store, clock):
    gesprek = store.start(None, {}, turn(None))
    clock.now -= 30 * DAY
    store.erase_expired()
    assert asked(store, gesprek.id) == [None]
    clock.now += DAY
    assert store.erase_expired() == 1


def test_a_clock_that_was_put_forward_only_shortens(store, clock):
    gesprek = store.start(None, {}, turn(None))
    clock.now += 30 * DAY
    assert store.erase_expired() == 1
    assert store.find(gesprek.id) is None
    assert asked(store, store.start(None, {}, turn(None)).id) == [None]


def test_erased_on_request(store):
    first, second = (store.start(None, {}, turn(None)).id for _ in range(2))
    say(store, first, Sent("Weg ermee"))
    assert store.erase(first)
    assert not store.erase(first)
    assert store.find(first) is None
    assert asked(store, second) == [None]


def test_a_turn_of_an_erased_conversation_is_not_stored(store):
    id = store.start(None, {}, turn(None)).id
    state = store.state(id)
    store.erase(id)
    assert not store.add(id, turn("Te laat"), state, Sent("Te laat"))
    assert store.find(id) is None


def test_the_same_message_is_answered_once(store):
    id = store.start(None, {}, turn(None)).id
    say(store, id, Sent("Mag het anoniem?", KEY))
    assert store.answered(id, Sent("Mag het anoniem?", KEY)) == turn("Mag het anoniem?")
    assert store.answered(id, Sent("Mag het anoniem?", KEY + "0")) is None
    assert store.answered(id, Sent("Mag het anoniem?")) is None
    with pytest.raises(OtherMessage):
        store.answered(id, Sent("Hij slaat haar nu", KEY))


def test_a_key_counts_in_its_own_conversation(store):
    first, second = (store.start(None, {}, turn(None)).id for _ in range(2))
    say(store, first, Sent("Hallo", KEY))
    assert store.answered(second, Sent("Hallo", KEY)) is None


def test_storing_again_after_an_answer_that_never_came_stores_nothing_twice(store):
    id = store.start(None, {}, turn(None)).id
    state, sent = store.state(id), Sent("Eén keer")
    assert store.add(id, turn("Eén keer"), state, sent, "termijnen")
    assert store.add(id, turn("Eén keer"), state, sent, "termijnen")
    assert asked(store, id) == [None, "Eén keer"]
    assert store.misunderstood() == [("termijnen", 1)]


def test_a_turn_made_from_an_earlier_state_is_refused(store):
    id = store.start(None, {}, turn(None)).id
    state = store.state(id)
    store.add(id, turn("Eerst"), state, Sent("Eerst"))
    with pytest.raises(StaleState):
        store.add(id, turn("Tegelijk"), state, Sent("Tegelijk"))
    assert asked(store, id) == [None, "Eerst"]


def test_what_was_not_understood_is_counted(store):
    id = store.start(None, {}, turn(None)).id
    for number, subject in enumerate(("anoniem", "termijnen", "anoniem")):
        store.add(id, turn("?"), store.state(id), Sent(str(number)), subject)
    assert store.misunderstood() == [("anoniem", 2), ("termijnen", 1)]


def test_a_turn_costs_the_same_however_long_the_conversation_is(store):
    """By what passes between the program and its database: statements, rows read and bytes written."""
    id = store.start(None, {}, turn(None)).id
    passed: list[tuple[int, int]] = []
    for number in range(60):
        with counted(store) as seen:
            say(store, id, Sent(f"Vraag {number:03}", f"sleutel-van-bericht-{number:03}"))
            store.answered(id, Sent(f"Vraag {number + 1:03}", f"sleutel-van-bericht-{number + 1:03}"))
        passed.append((len(seen), sum(map(len, seen))))
    assert passed[5] == passed[50]


@contextmanager
def counted(store: Conversations) -> Iterator[list[str]]:
    """The statements with their values, as they are sent."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, parameters, *_rest) -> None:
        sizes = [len(value) if isinstance(value, bytes | str) else 0 for value in _values(parameters)]
        seen.append(statement + "x" * sum(sizes))

    engine = store._database._engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _values(parameters) -> list[object]:
    return list(parameters.values()) if isinstance(parameters, dict) else list(parameters)


def test_what_is_stored_is_read_only_with_the_id(store):
    id = store.start("ijmond", {"regio": "ijmond"}, turn(None)).id
    say(store, id, Sent("Zilvermeeuw"))
    with store._database.reading() as connection:
        tables = [connection.exec_driver_sql(f"select * from {name}").fetchall() for name in _TABLES]
    raw = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for t in tables for row in t])
    assert Seal(id).row in raw
    for secret in (id, "Zilvermeeuw", "ijmond", "antwoord"):
        assert secret not in raw


_TABLES = ("gesprekken", "beurten", "gewist")
