"""How often a client may send something."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from types import SimpleNamespace

import httpx
import pytest

from assistant.service.limits import ClientLimit
from assistant.settings import SettingError, Settings

from .api_checks import assert_problem


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """The clocks that limits are kept by: `now` for both, `put` for the one that somebody may change."""
    set_to = SimpleNamespace(now=1_000.0, put=0.0)
    monkeypatch.setattr("time.time", lambda: set_to.now + set_to.put)
    monkeypatch.setattr("time.monotonic", lambda: set_to.now)
    yield set_to
    monkeypatch.undo()


async def waits(limit: ClientLimit, *clients: str) -> list[int]:
    return [await limit.wait(client) for client in clients]


async def test_a_client_waits_until_its_oldest_message_is_a_minute_old(clock):
    limit = ClientLimit(2, 60)
    waited = []
    for now in (1_000.0, 1_030.0, 1_045.5, 1_059.9, 1_060.5, 1_061.0, 1_091.0):
        clock.now = now
        waited += await waits(limit, "a")
    assert waited == [0, 0, 15, 1, 0, 29, 0]


async def test_each_client_has_its_own_count(clock):
    limit = ClientLimit(1, 60)
    assert await waits(limit, "a", "b", "a", "b", "c") == [0, 0, 60, 60, 0]


async def test_zero_is_no_limit():
    assert set(await waits(ClientLimit(0, 60), *["a"] * 1_000)) == {0}


@pytest.mark.parametrize("jump", [-7_200.0, 7_200.0])
async def test_nobody_waits_longer_because_the_clock_was_changed(clock, jump):
    limit = ClientLimit(1, 60)
    assert await waits(limit, "a", "a") == [0, 60]
    clock.put = jump
    assert await waits(limit, "a", "a") == [0, 60]


async def test_workers_count_together_in_redis(redis_server):
    first, second = (ClientLimit(2, 60, redis_server.url) for _ in range(2))
    client = secrets.token_hex(4)
    assert await waits(first, client) + await waits(second, client) == [0, 0]
    assert 1 <= (await waits(first, client))[0] <= 60


async def test_without_redis_a_worker_counts_for_itself():
    limit = ClientLimit(1, 60, "redis://127.0.0.1:1/0")
    assert (await waits(limit, "a", "a"))[0] == 0
    assert (await waits(limit, "a"))[0] > 0


def test_the_setting(monkeypatch):
    monkeypatch.delenv("LIMIET_PER_MINUUT", raising=False)
    assert Settings.from_environment().berichten_per_minuut == 300
    monkeypatch.setenv("LIMIET_PER_MINUUT", "0")
    assert Settings.from_environment().berichten_per_minuut == 0
    monkeypatch.setenv("LIMIET_PER_MINUUT", "veel")
    with pytest.raises(SettingError, match="LIMIET_PER_MINUUT heeft de waarde ‘veel’"):
        Settings.from_environment()


class Desk:
    async def handle(self, id: str, sent: object) -> None:
        """There is no conversation."""


async def test_over_http(monkeypatch):
    from assistant.service.app import create_api

    monkeypatch.setenv("LIMIET_PER_MINUUT", "2")
    api = create_api()
    api.state.desk = Desk()
    transport = httpx.ASGITransport(api, client=("192.0.2.1", 1))
    elsewhere = httpx.ASGITransport(api, client=("192.0.2.2", 1))
    async with (
        httpx.AsyncClient(transport=transport, base_url="http://test") as client,
        httpx.AsyncClient(transport=elsewhere, base_url="http://test") as other,
    ):
        message = {"tekst": "hallo"}
        for _ in range(2):
            assert_problem(await client.post("/gesprekken/x/berichten", json=message), 404)
        refused = await client.post("/gesprekken/x/berichten", json=message)
        assert_problem(refused, 429, "hallo")
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert_problem(await other.post("/gesprekken/x/berichten", json=message), 404)
        assert (await client.get("/regios")).status_code == 200


def test_the_sites_of_the_widget_are_origins(monkeypatch):
    monkeypatch.setenv("WIDGET_OP", "https://www.gemeente.nl  http://localhost:8099")
    assert Settings.from_environment().widget_op == ("https://www.gemeente.nl", "http://localhost:8099")
    monkeypatch.delenv("WIDGET_OP")
    assert Settings.from_environment().widget_op == ()


@pytest.mark.parametrize(
    "wrong", ["*", "gemeente.nl", "https://gemeente.nl/pad", "https://a.nl; script-src *"]
)
def test_the_sites_of_the_widget_cannot_widen_the_policy(monkeypatch, wrong):
    monkeypatch.setenv("WIDGET_OP", wrong)
    with pytest.raises(SettingError, match="WIDGET_OP"):
        Settings.from_environment()
