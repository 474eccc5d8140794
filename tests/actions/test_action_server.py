"""The same actions behind Rasa's own action server: `rasa run actions`, as anybody would start it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(store) -> Iterator[str]:
    port = free_port()
    command = [str(Path(sys.executable).with_name("rasa")), "run", "actions", "--port", str(port)]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            assert process.poll() is None, "de action server stopte bij het opstarten"
            try:
                httpx.get(f"{base}/health")
                break
            except httpx.TransportError:
                time.sleep(0.5)
        yield base
    finally:
        process.terminate()
        process.wait(20)


def call(server: str, action: str, slots: dict, reading: dict | None = None) -> dict:
    message = {"text": "x", "intent": {"name": "casus"}, "entities": [], "lezing": reading or {}}
    tracker = {"sender_id": "1", "slots": slots, "latest_message": message, "events": [], "paused": False,
               "followup_action": None, "active_loop": {}, "latest_action_name": None}  # fmt: skip
    body = {"next_action": action, "sender_id": "1", "tracker": tracker, "domain": {}, "version": "3.6.21"}
    response = httpx.post(f"{server}/webhook", json=body, timeout=30)
    assert response.status_code == 200, response.text
    return response.json()


def test_the_loop_asks_for_danger_first(server):
    answer = call(server, "action_vervolg", {"beslissing": "directe-overdracht", "criteria": {}})
    assert answer["events"][0] == {
        "event": "slot",
        "timestamp": None,
        "name": "vraagt",
        "value": "acute-bedreiging",
    }
    (response,) = answer["responses"]
    assert [button["payload"] for button in response["buttons"]] == ["ja", "nee", "weet ik niet"]
    assert response["custom"]["bronnen"][0]["vindplaats"] == "3.2"


def test_every_action_of_the_domain_is_served(server):
    import yaml

    wanted = yaml.safe_load((ROOT / "domain" / "gesprek.yml").read_text(encoding="utf-8"))["actions"]
    served = {action["name"] for action in httpx.get(f"{server}/actions").json()}
    assert set(wanted) == served & set(wanted) == set(wanted)
