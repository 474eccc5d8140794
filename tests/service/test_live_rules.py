"""The rule base is changed while the service runs: a good change is taken over, a mistake is not."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from serving import running

ROOT = Path(__file__).resolve().parents[2]
REGEL = "ijmond.directe-overdracht.geen-monitoring"


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, "dit had allang gebeurd moeten zijn"
        time.sleep(0.3)


def test_the_last_good_rule_base_stays(model: Path, tmp_path: Path):
    rules = shutil.copytree(ROOT / "data" / "afspraken", tmp_path / "afspraken")
    state = tmp_path / "staat"
    (state / "modellen").mkdir(parents=True)
    shutil.copy(model, state / "modellen")
    file = rules / "ijmond" / "verdeling-en-directe-overdracht.yml"
    good = file.read_text(encoding="utf-8")
    with running(state, AFSPRAKEN_MAP=str(rules)) as url, httpx.Client(base_url=url, timeout=60) as client:

        def tekst() -> str:
            found: str = client.get(f"/v1/regels/{REGEL}").json()["tekst"]
            return found

        before = tekst()
        file.write_text(good.replace(before, "Na een directe overdracht monitort niemand."), encoding="utf-8")
        wait_until(lambda: tekst() == "Na een directe overdracht monitort niemand.")
        file.write_text(good.replace("soort: criterium", "soort: criteriom"), encoding="utf-8")
        log = state / "dienst.log"
        wait_until(lambda: "verdeling-en-directe-overdracht.yml:" in log.read_text(encoding="utf-8"))
        assert tekst() == "Na een directe overdracht monitort niemand."
        gesprek = client.post("/v1/gesprekken", json={}).json()
        asked = client.post(
            f"/v1/gesprekken/{gesprek['id']}/berichten", json={"tekst": "kan ik anoniem melden"}
        )
        assert asked.status_code == 201
        assert "Traceback" not in log.read_text(encoding="utf-8")
        file.write_text(good, encoding="utf-8")
        wait_until(lambda: tekst() == before)


def test_a_start_with_a_mistake_and_no_earlier_rule_base_says_so(tmp_path: Path):
    rules = shutil.copytree(ROOT / "data" / "afspraken", tmp_path / "afspraken")
    (rules / "ijmond" / "regio.yml").write_text("regios: [", encoding="utf-8")
    state = tmp_path / "staat"
    state.mkdir()
    with (
        pytest.raises(pytest.fail.Exception, match=r"ijmond/regio\.yml:\d+: dit is geen geldige YAML"),
        running(state, AFSPRAKEN_MAP=str(rules)),
    ):
        pass
