"""How often a client may send something."""

from __future__ import annotations

import httpx
import pytest

from assistant.service.limits import MessageLimit
from assistant.settings import SettingError, Settings

from .api_checks import assert_problem


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_client_waits_until_its_oldest_message_is_a_minute_old():
    clock = Clock()
    limit = MessageLimit(2, clock)
    waits = []
    for now in (1_000.0, 1_030.0, 1_045.5, 1_059.9, 1_060.0, 1_061.0, 1_090.0):
        clock.now = now
        waits.append(limit.wait("a"))
    assert waits == [0, 0, 15, 1, 0, 29, 0]


def test_each_client_has_its_own_count():
    limit = MessageLimit(1, Clock())
    assert [limit.wait(client) for client in ("a", "b", "a", "b", "c")] == [0, 0, 60, 60, 0]


def test_a_client_is_forgotten_after_a_minute():
    clock = Clock()
    limit = MessageLimit(3, clock)
    for client in ("a", "b", "a"):
        limit.wait(client)
        clock.now += 20
    clock.now += 25
    limit.wait("c")
    assert list(limit._sent) == ["a", "c"]


def test_zero_is_no_limit():
    limit = MessageLimit(0, Clock())
    assert {limit.wait("a") for _ in range(1_000)} == {0}
    assert not limit._sent


def test_the_setting(monkeypatch):
    monkeypatch.delenv("LIMIET_PER_MINUUT", raising=False)
    assert Settings.from_environment().berichten_per_minuut == 300
    monkeypatch.setenv("LIMIET_PER_MINUUT", "0")
    assert Settings.from_environment().berichten_per_minuut == 0
    monkeypatch.setenv("LIMIET_PER_MINUUT", "veel")
    with pytest.raises(SettingError, match="LIMIET_PER_MINUUT heeft de waarde ‘veel’"):
        Settings.from_environment()


class Desk:
    async def handle(self, id: str, typed: str) -> None:
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
