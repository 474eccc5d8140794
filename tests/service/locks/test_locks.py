"""One message at a time in a conversation, in order: in a process, between processes, and by Redis."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from assistant.service.locks import redis_queue
from assistant.service.locks.files import FileLocks
from assistant.service.locks.local import LocalLocks
from assistant.service.locks.redis_queue import RedisLocks
from assistant.service.storage.sealing import Seal, new_id


@pytest_asyncio.fixture(params=["local", "files", "redis"])
async def pair(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[tuple[LocalLocks, LocalLocks]]:
    """The locks of two workers; of one, where they only hold within a process."""
    if request.param == "local":
        locks = LocalLocks()
        made = (locks, locks)
    elif request.param == "files":
        made = (FileLocks(tmp_path / "sloten"), FileLocks(tmp_path / "sloten"))
    else:
        url = request.getfixturevalue("redis_server").url
        made = (RedisLocks(url), RedisLocks(url))
    yield made
    for locks in made:
        await locks.close()


async def test_nobody_comes_in_between(pair):
    inside, most, id = 0, 0, new_id()

    async def turn(worker: LocalLocks) -> None:
        nonlocal inside, most
        async with worker.turn_of(id):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.002)
            inside -= 1

    await asyncio.gather(*(turn(pair[n % 2]) for n in range(30)))
    assert (inside, most) == (0, 1)


async def test_messages_to_one_worker_keep_their_order(pair):
    order: list[int] = []
    id = new_id()

    async def turn(number: int) -> None:
        async with pair[0].turn_of(id):
            await asyncio.sleep(0.001)
            order.append(number)

    await asyncio.gather(*map(turn, range(20)))
    assert order == list(range(20))


async def test_other_conversations_do_not_wait(pair):
    # Some conversations share a file for their locks, and do wait for each other.
    id, *others = {Seal(id).row[:2]: id for id in (new_id() for _ in range(40))}.values()
    async with pair[0].turn_of(id):
        for number in range(3):
            await asyncio.wait_for(_enter(pair[0], others[number]), 5)


async def _enter(locks: LocalLocks, id: str) -> None:
    async with locks.turn_of(id):
        pass


async def test_a_turn_that_fails_lets_the_next_one_in(pair):
    id = new_id()
    with pytest.raises(ZeroDivisionError):
        async with pair[0].turn_of(id):
            raise ZeroDivisionError
    await asyncio.wait_for(_enter(pair[1], id), 5)


async def test_redis_lets_in_by_order_of_arrival_between_workers(redis_server):
    workers = [RedisLocks(redis_server.url) for _ in range(4)]
    order: list[int] = []
    id = new_id()

    async def turn(number: int) -> None:
        async with workers[number].turn_of(id):
            order.append(number)

    async with workers[3].turn_of(id):
        tasks = []
        for number in (2, 0, 1):
            tasks.append(asyncio.create_task(turn(number)))
            queue = redis_queue._PREFIX + Seal(id).row
            while await workers[3]._redis.llen(queue) < len(tasks) + 1:
                await asyncio.sleep(0.005)
    await asyncio.gather(*tasks)
    assert order == [2, 0, 1]
    for worker in workers:
        await worker.close()


async def test_redis_passes_over_a_worker_that_died(redis_server, monkeypatch):
    monkeypatch.setattr(redis_queue, "LEASE", 1.5)
    monkeypatch.setattr(redis_queue, "_RENEW", 0.2)
    dead, alive, id = RedisLocks(redis_server.url), RedisLocks(redis_server.url), new_id()
    # It took a ticket and never came back to it.
    assert await dead._wait_in(redis_queue._PREFIX + Seal(id).row, "dood")
    await asyncio.wait_for(_enter(alive, id), 10)
    await dead.close()
    await alive.close()


async def test_redis_holds_a_long_turn(redis_server, monkeypatch):
    monkeypatch.setattr(redis_queue, "LEASE", 1.5)
    monkeypatch.setattr(redis_queue, "_RENEW", 0.2)
    first, second, id = RedisLocks(redis_server.url), RedisLocks(redis_server.url), new_id()
    async with first.turn_of(id):
        waiting = asyncio.create_task(_enter(second, id))
        await asyncio.sleep(2.5)
        assert not waiting.done()
    await asyncio.wait_for(waiting, 10)
    await first.close()
    await second.close()


async def test_without_redis_turns_go_on(caplog):
    locks = RedisLocks("redis://127.0.0.1:1/0")
    for _ in range(3):
        await _enter(locks, new_id())
    assert caplog.text.count("Redis is niet bereikbaar") == 1, "it isn't asked again at once"
    await locks.close()


async def test_nothing_of_an_id_is_in_redis(redis_server):
    locks, id = RedisLocks(redis_server.url), new_id()
    async with locks.turn_of(id):
        keys = await locks._redis.keys("*")
        assert keys
        assert not [key for key in keys if id in key]
    assert not [k for k in await locks._redis.keys("*") if Seal(id).row in k]
    await locks.close()


async def test_the_kernel_frees_the_locks_of_a_killed_worker(tmp_path):
    id = new_id()
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(tmp_path / "sloten"), id], stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"ja\n"
    locks = FileLocks(tmp_path / "sloten")
    waiting = asyncio.create_task(_enter(locks, id))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    holder.kill()
    await asyncio.wait_for(waiting, 10)
    holder.wait()
    holder.stdout.close()
    await locks.close()


_HOLDER = """
import asyncio, sys, time
from pathlib import Path
from assistant.service.locks.files import FileLocks

async def main():
    async with FileLocks(Path(sys.argv[1])).turn_of(sys.argv[2]):
        print("ja", flush=True)
        time.sleep(60)

asyncio.run(main())
"""
