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


_START_AND_COUNT = """
from threadpoolctl import threadpool_info
from assistant import cli
from assistant.service import serving

def count(settings):
    import numpy
    print("threads:", *(pool["num_threads"] for pool in threadpool_info()))

serving.serve = count
cli.start()
"""


def test_the_sums_of_a_turn_are_done_by_one_thread(model):
    free = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", _START_AND_COUNT], cwd=ROOT, env=free, capture_output=True, text=True
    )
    assert set(done.stdout.partition("threads:")[2].split()) == {"1"}, done.stderr


def test_rasas_own_command_line_works_without_tensorflow():
    done = run("rasa", "--version")
    assert "Rasa Version      :         3.6.21" in done.stdout
    done = run("rasa", "data", "validate")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No story structure conflicts found" in done.stdout + done.stderr


def test_regels_are_chosen_by_who_and_when():
    done = run("regels", "wie=lokaal-team", "stap=warme-overdracht", "regio=ijmond")
    assert done.returncode == 0, done.stderr
    assert "ijmond.overdracht-na-dienst.voorwaarde-bevestiging" in done.stdout
    assert "gv-addendum 1" not in done.stdout


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (["wie="], "‘wie=’ is geen filter. Schrijf bijvoorbeeld wie=lokaal-team."),
        (["kleur=rood"], "‘kleur’ ken ik niet. Kies uit: bron,"),
        (["regio=utrecht"], "De regio ‘utrecht’ ken ik niet. Kies uit: "),
        (["peildatum=morgen"], "‘morgen’ is geen datum. Schrijf bijvoorbeeld 2026-01-31."),
    ],
)
def test_a_wrong_filter_is_told(filters, message):
    done = run("regels", *filters)
    assert done.returncode == 2
    assert done.stderr.startswith(message)


def test_search_bridges_compounds_and_typing_errors():
    assert "eiligheidsvoorwaarden" in run("regels", "zoek", "veiligheidsvorwaarden").stdout


def test_differences_between_regions_are_listed():
    done = run("regels", "verschillen", "ijmond", "gooi-en-vechtstreek", "--onderwerp", "dossier-sluiten")
    assert "ijmond.directe-overdracht.dossier-sluiten" in done.stdout
    assert "gv.protocol.overdracht.dossier-alleen-na-weerlegging" in done.stdout


def test_checklists_are_named_and_shown_with_their_places():
    names = [line.split(":")[0] for line in run("regels", "checklist").stdout.splitlines()]
    assert {"warme-overdracht", "formulier-directe-overdracht", "veiligheidsplan-veilig-thuis"} <= set(names)
    assert {"veiligheidsplan-gemeente", "kwaliteit-veiligheidsplan", "zelfbeoordeling-lokaal-netwerk"} <= set(
        names
    )
    shown = run("regels", "checklist", "veiligheidsplan-gemeente").stdout.splitlines()
    assert all(line.startswith("[ ] ") and "(gv-addendum artikel-1.2.k)" in line for line in shown[1:])
    assert run("regels", "checklist", "nul").returncode == 2


def test_the_process_is_drawn_as_a_graph():
    drawn = run("regels", "proces").stdout.splitlines()
    assert drawn[0] == "flowchart TD"
    assert "  signaal --> advies" in drawn
    assert "  melding --> veiligheidsbeoordeling" in drawn


def test_a_third_region_needs_data_alone(rules, tmp_path):
    """From the skeleton to an answer, without a line of code."""
    done = run("regels", "nieuwe-regio", "’t Groene Hart", AFSPRAKEN_MAP=str(rules))
    assert done.returncode == 0, done.stderr
    region = rules / "t-groene-hart"
    assert {file.name for file in region.iterdir()} == {"bron.yml", "regio.yml", "regels.yml"}
    settings = {"AFSPRAKEN_MAP": str(rules), "STAAT_MAP": str(tmp_path / "staat")}
    unfinished = run("regels", "controleer", **settings)
    assert unfinished.returncode == 1
    assert all("hier staat nog ‘VUL IN’" in line for line in unfinished.stdout.splitlines())
    for file in region.iterdir():
        filled = file.read_text(encoding="utf-8").replace("VUL IN", "Wij bellen de veerman.")
        file.write_text(filled, encoding="utf-8")
    assert run("regels", "controleer", **settings).stdout.endswith("regels, geen fouten.\n")
    assert (
        "veerman"
        in run("regels", "regio=t-groene-hart", "bron=t-groene-hart-" + year(region), **settings).stdout
    )
    again = run("regels", "nieuwe-regio", "’t Groene Hart", AFSPRAKEN_MAP=str(rules))
    assert again.returncode == 2
    assert "bestaat al" in again.stderr


def year(region: Path) -> str:
    text = (region / "bron.yml").read_text(encoding="utf-8")
    return text.split("id: t-groene-hart-")[1][:4]


def test_a_mistake_in_the_learning_material_is_told_with_file_and_line(tmp_path):
    lessons = Path(shutil.copytree(ROOT / "data" / "leren", tmp_path / "leren"))
    file = lessons / "gevallen" / "leerkracht-blauwe-plek.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("advies-of-melding: melding", "advies-of-melding: advies"), encoding="utf-8")
    done = run("leren", "controleer", LEREN_MAP=str(lessons))
    assert done.returncode == 1
    line = next(n for n, words in enumerate(text.splitlines(), 1) if "advies-of-melding: melding" in words)
    assert f"gevallen/leerkracht-blauwe-plek.yml:{line}: " in done.stdout
    assert "is de uitkomst van ‘advies-of-melding’ ‘melding’." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_what_the_questions_reach_is_told_per_region():
    done = run("leren", "dekking")
    assert done.returncode == 0, done.stderr
    assert "ijmond: " in done.stdout and "met de hand" in done.stdout


def test_a_backup_and_back(tmp_path):
    first, second = tmp_path / "een", tmp_path / "twee"
    file = str(tmp_path / "back-up.gz")
    done = run("back-up", file, STAAT_MAP=str(first))
    assert done.returncode == 0, done.stderr
    assert (
        done.stdout.strip() == f"De back-up van {first / 'gesprekken.sqlite'} staat in {file}. Gesprekken: 0."
    )
    done = run("terugzetten", file, STAAT_MAP=str(second))
    assert done.stdout.strip() == f"Teruggezet in {second / 'gesprekken.sqlite'}. Gesprekken: 0.", done.stderr
    assert (second / "gesprekken.sqlite").is_file()


def test_what_is_no_backup_is_told_plainly(tmp_path):
    file = tmp_path / "iets.txt"
    for wanted in ("No such file", "geen back-up"):
        done = run("terugzetten", str(file), STAAT_MAP=str(tmp_path))
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert wanted in done.stderr
        file.write_text("geen back-up")
