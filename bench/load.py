"""Many at once: 200 conversations of 12 turns, without a pause; and memory over 20,000 turns.

`python bench/load.py` prints it for one worker and for two. Every conversation says a number of its
own, and has a region. Every answer must be the one that a conversation alone gets there, and what is stored
of a conversation must be what it was answered, with its number. An answer that isn't, or an error, ends the
bench: speed with mistakes is no speed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import ours
from arguments import positive
from memory import memory_of
from messages import MESSAGES
from report import machine, percentile, table
from served import Failed, Served, serve

AT_ONCE = 200
TURNS = 20_000
REGIONS = ("ijmond", "gooi-en-vechtstreek")
MARKED = (0, len(MESSAGES) - 1)
"""The messages in which a conversation says its number."""

Turn = dict[str, Any]


@dataclass(frozen=True)
class Load:
    """What came of one run."""

    workers: int
    turns: int
    seconds: float
    times: list[float]
    """Milliseconds of each turn, as the client saw it while AT_ONCE waited together."""
    memory: list[tuple[int, float]]
    """After how many turns, MB of all processes together."""

    @property
    def rate(self) -> float:
        """Turns a second."""
        return self.turns / self.seconds


class Talk:
    """Conversations that check every answer."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._wanted: dict[str, list[Turn]] = {}
        self.times: list[float] = []

    async def learn(self) -> None:
        """Hold one conversation a region alone, and keep its answers."""
        for region in REGIONS:
            self._wanted[region] = await self._hold(region, 0)

    async def hold(self, number: int) -> None:
        """Hold a conversation, and compare what comes back. Raises Failed."""
        region = REGIONS[number % len(REGIONS)]
        turns = await self._hold(region, number)
        for place, (turn, wanted) in enumerate(zip(turns, self._wanted[region], strict=True)):
            if place in MARKED:  # the number may lead to another answer
                same = turn["vraag"] == _said(place, number) and turn["stand"] == wanted["stand"]
            else:
                same = turn == wanted
            if not same:
                raise Failed(f"conversation {number} got an answer that isn't its own: {turn}")

    async def _hold(self, region: str, number: int) -> list[Turn]:
        """The turns of a new conversation, which must be those that are stored of it."""
        gesprek = await self._send("POST", "/v1/gesprekken", {"regio": region})
        path = f"/v1/gesprekken/{gesprek['id']}"
        turns = []
        for place in range(len(MESSAGES)):
            begun = time.perf_counter()
            turns.append(await self._send("POST", f"{path}/berichten", {"tekst": _said(place, number)}))
            self.times.append((time.perf_counter() - begun) * 1000)
        stored = await self._send("GET", path)
        if stored["beurten"][1:] != turns:
            raise Failed(f"conversation {number} isn't stored as it was answered")
        return turns

    async def _send(self, method: str, path: str, body: dict[str, str] | None = None) -> Turn:
        async with self._session.request(method, path, json=body) as response:
            if response.status not in (200, 201):
                raise Failed(f"{method}: {response.status} {await response.text()}")
            answer: Turn = await response.json()
            return answer


def _said(place: int, number: int) -> str:
    return f"{MESSAGES[place]} Dit is gesprek {number}." if place in MARKED else MESSAGES[place]


def measure(workers: int, turns: int) -> Load:
    """Serve with so many workers, and hold conversations until there were `turns` turns. Raises Failed."""
    with serve(replace(ours.prepare(), workers=workers)) as served:
        try:
            return asyncio.run(_run(served, workers, turns))
        except aiohttp.ClientError as error:
            raise Failed(f"with {workers} worker(s): {type(error).__name__}") from error


async def _run(served: Served, workers: int, turns: int) -> Load:
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(str(served.client.base_url), connector=connector) as session:
        talk = Talk(session)
        await talk.learn()
        await asyncio.gather(
            *(talk.hold(number) for number in range(20))
        )  # every worker gets its first turns
        talk.times.clear()
        memory = [(0, memory_of(served.pid).together)]
        begun = time.perf_counter()
        done = 0
        while done < turns:
            await asyncio.gather(*(talk.hold(done + number) for number in range(AT_ONCE)))
            done += AT_ONCE * len(MESSAGES)
            memory.append((done, memory_of(served.pid).together))
        return Load(workers, done, time.perf_counter() - begun, talk.times, memory)


def as_table(loads: list[Load]) -> str:
    """The figures of several runs."""
    rows = [
        (
            f"{load.workers} worker{'s' if load.workers > 1 else ''}",
            (
                f"{load.rate:.0f}",
                f"{percentile(load.times, 50):.0f}",
                f"{percentile(load.times, 99):.0f}",
                f"{load.memory[0][1]:.0f}",
                f"{load.memory[-1][1]:.0f}",
                str(load.turns),
            ),
        )
        for load in loads
    ]
    columns = ("turns/s", "p50 ms", "p99 ms", "MB before", "MB after", "turns")
    return table(f"{AT_ONCE} conversations at once (we ask ≥ 150 turns/s with 2 workers)", columns, rows)


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description="Many conversations at once.")
    parser.add_argument("--turns", type=positive, default=TURNS, metavar="N", help=f"turns a run ({TURNS})")
    chosen = parser.parse_args()
    heading = machine()
    try:
        loads = [measure(workers, chosen.turns) for workers in (1, 2)]
    except Failed as error:
        sys.exit(str(error))
    sys.stdout.write(f"{heading}\n\n{as_table(loads)}\n")


if __name__ == "__main__":
    main()
