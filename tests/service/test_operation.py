"""What an operator sees of the running service: metrics for who has the key, and logs without text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from serving import Service, service

KEY = "0123456789abcdef0123"
SECRET = "Kwispelstaart"


@pytest.fixture(scope="module")
def state(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("beheer")
    (folder / "modellen").mkdir()
    shutil.copy(model, folder / "modellen")
    return folder


@pytest.fixture(scope="module")
def running(state: Path) -> Iterator[Service]:
    with service(state, WORKERS="2", METRIEKEN_SLEUTEL=KEY) as running:
        with httpx.Client(base_url=f"{running.url}/v1", timeout=60) as client:
            id = client.post("/gesprekken").json()["id"]
            for text in ("Hij slaat haar nu met een mes.", f"Wat is {SECRET}?", "Wat is een advies?"):
                client.post(f"/gesprekken/{id}/berichten", json={"tekst": text})
            client.delete(f"/gesprekken/{id}")
        yield running


def figures(running: Service) -> dict[str, float]:
    response = httpx.get(f"{running.url}/metrics", headers={"Authorization": f"Bearer {KEY}"})
    assert response.status_code == 200
    lines = [line for line in response.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_all_workers_are_in_the_figures(running):
    seen = figures(running)
    turns = {name: n for name, n in seen.items() if name.startswith("bureaudienst_beurten_total")}
    assert sum(turns.values()) == 3
    assert sum(n for name, n in turns.items() if 'urgentie="acuut"' in name) == 1
    assert seen["bureaudienst_gesprekken_total"] == 1
    assert seen['bureaudienst_gewist_total{waarom="verzoek"}'] == 1
    assert seen["bureaudienst_beurt_seconden_count"] == 3
    assert seen['bureaudienst_verzoeken_total{status="201"}'] == 4


@pytest.mark.parametrize("shown", ["", f"Bearer {KEY}x", f"Basic {KEY}", KEY])
def test_the_figures_need_the_key(running, shown):
    response = httpx.get(f"{running.url}/metrics", headers={"Authorization": shown} if shown else {})
    assert response.status_code == 401
    assert "bureaudienst_" not in response.text


def test_without_a_key_set_there_are_no_figures(server):
    assert httpx.get(f"{server}/metrics", headers={"Authorization": f"Bearer {KEY}"}).status_code == 404


def test_logs_say_what_happened_and_nothing_of_what_was_said(running, state):
    lines = (state / "dienst.log").read_text().splitlines()
    events = [json.loads(line) for line in lines if line.startswith("{")]
    turns = [event for event in events if event["gebeurtenis"] == "beurt"]
    assert len(turns) == 3
    assert turns[0].keys() == {"tijd", "niveau", "waar", "gebeurtenis", "urgentie", "soort", "milliseconden"}
    assert turns[0]["urgentie"] == "acuut"
    assert SECRET.lower() not in "".join(lines).lower()
    assert KEY not in "".join(lines)


def test_no_other_port_is_opened(running):
    """Neither Rasa's nor another: the workers share one socket."""
    children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children").read_text().split()
    listening = {
        line.split()[1].rpartition(":")[2]
        for name in ("tcp", "tcp6")
        for pid in (str(running.process.pid), *children)
        for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]
        if line.split()[3] == "0A" and line.split()[9] in sockets(pid)
    }
    assert listening == {f"{httpx.URL(running.url).port:04X}"}


def sockets(pid: str) -> set[str]:
    """The inodes of the sockets that a process holds."""
    held = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = str(link.readlink())
        except OSError:
            continue
        if target.startswith("socket:["):
            held.add(target[8:-1])
    return held


def test_with_nothing_kept_one_can_go_on_and_read_how_things_stand(state):
    with (
        service(state, BEWAARTIJD_UREN="0") as running,
        httpx.Client(base_url=f"{running.url}/v1", timeout=60) as client,
    ):
        gesprek = f"/gesprekken/{client.post('/gesprekken').json()['id']}"
        for text in ("ik werk in Velsen", "Er is een blauwe plek te zien bij een kind"):
            turn = client.post(f"{gesprek}/berichten", json={"tekst": text}).json()
        stored = client.get(gesprek).json()
        assert [beurt["vraag"] for beurt in stored["beurten"]] == [None]
        assert stored["beurten"][0]["stand"]["criteria"] == turn["stand"]["criteria"] != {}
        assert stored["regio"] == "ijmond"
        summary = client.get(f"{gesprek}/verslag")
        assert summary.status_code == 200
        assert "letsel" in summary.text
        assert "blauwe plek" not in summary.text
