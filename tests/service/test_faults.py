"""Whatever fails, no message that was accepted is lost, none is answered twice, and an error says so."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from databases import Server
from serving import PROGRAM, Service, service

QUESTION = "Kan ik anoniem advies vragen?"
DYING = "Deze beurt komt niet af"
SLOW = "Deze beurt duurt lang"

PROGRAM_THAT_FAILS = f"""
import os, signal, time
from pathlib import Path
from assistant.service.turns import Desk

answer = Desk._answer
ONCE = Path(os.environ["STAAT_MAP"]) / "gestorven"

async def fail(self, id, typed, state):
    made = await answer(self, id, typed, state)
    if "{SLOW}" in typed:
        import asyncio
        (Path(os.environ["STAAT_MAP"]) / "bezig").touch()
        await asyncio.sleep(1)
    if "{DYING}" in typed and not ONCE.exists():
        ONCE.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return made

Desk._answer = fail
{PROGRAM}
"""
"""The service, with a turn that kills its worker the first time, just before it is stored; and a slow one."""


@pytest.fixture(scope="module")
def state(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("storing")
    (folder / "modellen").mkdir()
    shutil.copy(model, folder / "modellen")
    return folder


@pytest.fixture(scope="module")
def two_workers(state: Path, postgresql: Server, redis_server: Server) -> Iterator[Service]:
    """Two workers that share PostgreSQL and Redis."""
    settings = {"DATABASE_URL": postgresql.url, "REDIS_URL": redis_server.url, "WORKERS": "2"}
    with service(state, PROGRAM_THAT_FAILS, **settings) as running:
        yield running


@pytest.fixture
def client(two_workers: Service) -> Iterator[httpx.Client]:
    # Every request on a connection of its own: any worker may get it.
    limits = httpx.Limits(max_keepalive_connections=0)
    with httpx.Client(base_url=f"{two_workers.url}/v1", timeout=60, limits=limits) as client:
        yield client


def begin(client: httpx.Client) -> str:
    response = client.post("/gesprekken")
    assert response.status_code == 201, response.text
    return f"/gesprekken/{response.json()['id']}"


def say(client: httpx.Client, gesprek: str, text: str, key: str | None = None) -> httpx.Response:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(f"{gesprek}/berichten", json={"tekst": text}, headers=headers)


def asked(client: httpx.Client, gesprek: str) -> list[str | None]:
    return [beurt["vraag"] for beurt in client.get(gesprek).json()["beurten"]]


def at_once(*calls: Callable[[], httpx.Response]) -> list[httpx.Response]:
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


def test_any_worker_goes_on_with_any_conversation(client):
    gesprek = begin(client)
    answers = [say(client, gesprek, text).json() for text in ("ik werk in Velsen", *["lotte is 9"] * 6)]
    assert {answer["stand"]["regio"] for answer in answers} == {"ijmond"}
    assert {answer["vraag"] for answer in answers[1:]} == {"[NAAM 1] is 9"}


def test_messages_at_once_are_each_answered_once(client):
    gesprek = begin(client)
    texts = [f"{QUESTION} Dit is vraag {number}." for number in range(12)]
    answers = at_once(*(lambda text=text: say(client, gesprek, text) for text in texts))
    assert [answer.status_code for answer in answers] == [201] * 12
    assert [answer.json()["vraag"] for answer in answers] == texts
    assert sorted(asked(client, gesprek)[1:]) == sorted(texts)


def test_the_same_message_sent_twice_is_answered_once(client):
    gesprek, key = begin(client), "0b6c2f9e-3f0d-4a51-9b0e-2d8c1f7a4e63"
    answers = at_once(*[lambda: say(client, gesprek, QUESTION, key)] * 4)
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.text for answer in answers}) == 1
    assert asked(client, gesprek) == [None, QUESTION]
    other = say(client, gesprek, "Hij staat nu voor de deur", key)
    assert other.status_code == 409
    assert "deur" not in other.text


def test_a_worker_killed_in_the_middle_of_a_turn(client, state):
    gesprek, other, key = begin(client), begin(client), "een-sleutel-van-dit-bericht"
    with pytest.raises(httpx.TransportError):
        say(client, gesprek, DYING, key)
    assert asked(client, gesprek) == [None]
    # The next one may meet the dead worker's turn in the queue, and gets past it.
    assert say(client, gesprek, DYING, key).json()["vraag"] == DYING
    assert say(client, other, QUESTION).status_code == 201
    assert asked(client, gesprek) == [None, DYING]
    lines = (state / "dienst.log").read_text().splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    assert any(line["waar"] == "gunicorn.error" and "SIGKILL" in line["gebeurtenis"] for line in told)


def test_a_client_that_vanishes(client, two_workers):
    gesprek = begin(client)
    address = httpx.URL(two_workers.url)
    body = f'{{"tekst": "{QUESTION}"}}'.encode()
    head = (
        f"POST /v1{gesprek}/berichten HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection((address.host, address.port)) as connection:
        connection.sendall(head.encode() + body)
    assert say(client, gesprek, "ik werk in Velsen").status_code == 201
    # Another worker may have read the first message, and come to its turn before or after.
    said = asked(client, gesprek)[1:]
    assert said.count("ik werk in Velsen") == 1
    assert said.count(QUESTION) == len(said) - 1 <= 1
    with socket.create_connection((address.host, address.port)) as connection:
        connection.sendall(head.encode() + body[:5])
    assert say(client, gesprek, QUESTION).status_code == 201


def test_redis_away(client, redis_server):
    gesprek = begin(client)
    redis_server.stop()
    try:
        texts = [f"Vraag {number}: {QUESTION}" for number in range(6)]
        answers = at_once(*(lambda text=text: say(client, gesprek, text) for text in texts))
    finally:
        redis_server.start()
    assert [answer.status_code for answer in answers] == [201] * 6
    assert sorted(asked(client, gesprek)[1:]) == sorted(texts)
    assert say(client, gesprek, QUESTION).status_code == 201


def test_the_database_away_for_ten_seconds(client, two_workers, postgresql):
    gesprek = begin(client)
    postgresql.stop()
    back = threading.Timer(10, postgresql.start)
    back.start()
    accepted, refused = [], []
    try:
        health = httpx.get(f"{two_workers.url}/gezondheid", timeout=30)
        number = 0
        while not accepted:
            number += 1
            answer = say(client, gesprek, f"Vraag {number}", f"sleutel-van-bericht-{number}")
            (accepted if answer.status_code == 201 else refused).append(answer)
    finally:
        back.join()
    assert health.status_code == 503
    assert refused, "it doesn't make people wait for as long as that"
    for answer in refused:
        assert answer.status_code == 503
        assert "112" in answer.json()["detail"]
        assert answer.headers["retry-after"] == "5"
    assert asked(client, gesprek) == [None, *(answer.json()["vraag"] for answer in accepted)]


def test_the_database_away_for_who_learns(client, two_workers, postgresql):
    code = client.post("/leren/leerlingen", json={"regio": "ijmond"}).json()["code"]
    postgresql.stop()
    try:
        answers = [client.get(f"/leren/leerlingen/{code}"), client.get(f"/leren/leerlingen/{code}/opgave")]
        page = httpx.get(f"{two_workers.url}/leren", headers={"Accept": "text/html"}, timeout=30)
    finally:
        postgresql.start()
    assert [answer.status_code for answer in (*answers, page)] == [503] * 3
    assert all("112" in answer.json()["detail"] for answer in answers)
    assert all(answer.headers["retry-after"] == "5" for answer in (*answers, page))
    assert "0800-2000" in page.text
    assert client.get(f"/leren/leerlingen/{code}").json()["regio"] == "ijmond"


def test_a_turn_that_goes_on_is_finished_before_the_service_stops(model, tmp_path):
    (tmp_path / "modellen").mkdir()
    shutil.copy(model, tmp_path / "modellen")
    with service(tmp_path, PROGRAM_THAT_FAILS, WORKERS="2") as running, httpx.Client(timeout=60) as client:
        client.base_url = f"{running.url}/v1"
        gesprek = begin(client)
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(say, client, gesprek, SLOW)
            while not (tmp_path / "bezig").exists():
                time.sleep(0.02)
            os.kill(running.process.pid, signal.SIGTERM)
            assert answer.result().json()["vraag"] == SLOW
        assert running.process.wait(40) == 0


def test_a_model_written_by_half_is_trained_again(model, tmp_path):
    (tmp_path / "modellen").mkdir()
    whole = model.read_bytes()
    (tmp_path / "modellen" / model.name).write_bytes(whole[: len(whole) // 2])
    with service(tmp_path) as running, httpx.Client(base_url=f"{running.url}/v1", timeout=60) as client:
        assert say(client, begin(client), QUESTION).json()["soort"] == "antwoord"
    assert "Het model is beschadigd" in (tmp_path / "dienst.log").read_text()
