"""The commands, as a user types them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BUREAUDIENST = str(Path(sys.executable).with_name("bureaudienst"))


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BUREAUDIENST, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONWARNINGS": "ignore", **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture
def rules(tmp_path) -> Path:
    return Path(shutil.copytree(ROOT / "data" / "afspraken", tmp_path / "afspraken"))


def test_the_rule_base_has_no_mistakes():
    done = run("regels", "controleer")
    assert done.returncode == 0, done.stdout
    assert done.stdout.strip().endswith("regels, geen fouten.")


def test_a_mistake_is_told_with_file_and_line(rules):
    file = rules / "ijmond" / "regio.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*lines, "    kantoortijden: morgen"]), encoding="utf-8")
    done = run("regels", "controleer", AFSPRAKEN_MAP=str(rules))
    assert done.returncode == 1
    assert f"ijmond/regio.yml:{len(lines) + 1}: ‘ijmond’: ‘kantoortijden’ is geen veld" in done.stdout
    assert "Bedoel je ‘kantoortijd’?" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_wrong_port_is_told_by_name():
    done = run("start", PORT="veel")
    assert done.returncode == 2
    assert done.stderr.strip() == "PORT heeft de waarde ‘veel’. Geef een heel getal van 1 tot en met 65535."


def test_rasas_own_command_line_works_without_tensorflow():
    done = run("rasa", "--version")
    assert "Rasa Version      :         3.6.21" in done.stdout
    done = run("rasa", "data", "validate")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No story structure conflicts found" in done.stdout + done.stderr
