"""Every block of code in the documentation that can run is run."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import yaml
from pydantic import TypeAdapter

from assistant.learning import schema as lessons
from assistant.nlu import phrasings
from assistant.rulebase import lint, loader, schema
from assistant.rulebase.store import Layer

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
STAYS_OPEN = ("start", "bladeren")
"""Commands that serve until they are stopped."""

PARTS: dict[str, object] = {
    **{kind: list[entry] for kind, entry in {**schema.KINDS, **lessons.KINDS}.items()},  # type: ignore[valid-type]
    "tabel": list[schema.Rij],
    "uitkomsten": list[schema.Uitkomst],
    "kantoortijd": schema.Kantoortijd,
    "weerspreekt": tuple[schema.Tekst, ...],
    "fout": tuple[lessons.Fout, ...],
}
"""What a block of YAML may show, whole entries or a field of one, and the form that it must have."""
OTHERS = {"scrape_configs", "version", "nlu"}
"""What it shows of Prometheus and of Rasa."""


def blocks(language: str) -> Iterator[pytest.param]:
    for path in sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]):
        for number, (kind, text) in enumerate(BLOCK.findall(path.read_text(encoding="utf-8"))):
            if kind == language:
                yield pytest.param(text, id=f"{path.stem}-{number}")


def commands() -> list[str]:
    """Every command that ends by itself, once, in the order in which the pages name them."""
    lines = [
        line
        for block in [*blocks(""), *blocks("sh"), *blocks("bash")]
        for line in block.values[0].splitlines()
        if line.startswith("bureaudienst ") and not set(shlex.split(line)[1:3]) & set(STAYS_OPEN)
    ]
    return list(dict.fromkeys(lines))


@pytest.fixture(scope="module")
def copy_of_the_rules(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which commands may write: their own rules and their own state."""
    folder = tmp_path_factory.mktemp("voorbeelden")
    shutil.copytree(ROOT / "data" / "afspraken", folder / "afspraken")
    # The region that the pages make may be there in earnest by now.
    shutil.rmtree(folder / "afspraken" / "zaanstreek-waterland", ignore_errors=True)
    return os.environ | {"AFSPRAKEN_MAP": str(folder / "afspraken"), "STAAT_MAP": str(folder / "staat")}


@pytest.mark.parametrize("line", commands())
def test_a_command_does_what_the_page_says(line: str, copy_of_the_rules: dict[str, str]):
    words = shlex.split(line)[1:]
    run = [sys.executable, "-W", "ignore", "-m", "assistant.cli", *words]
    done = subprocess.run(run, cwd=ROOT, env=copy_of_the_rules, capture_output=True, text=True)
    # A fresh region still asks to be filled in: `controleer` says so, and that is what it is for.
    assert not done.returncode or "controleer" in words, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("text", list(blocks("yaml")))
def test_yaml_has_the_form_that_the_rule_base_takes(text: str):
    data = yaml.safe_load(text)
    for name, entries in data.items() if isinstance(data, dict) else [("tabel", data)]:
        assert name in PARTS or name in OTHERS, name
        if name in PARTS:
            TypeAdapter(PARTS[name]).validate_python(entries)


def test_the_whole_decision_of_the_manual_passes_the_check(tmp_path: Path):
    (whole,) = (block.values[0] for block in blocks("yaml") if "beslissingen:" in block.values[0])
    rules = Path(shutil.copytree(ROOT / "data" / "afspraken", tmp_path / "afspraken"))
    (rules / "ijmond" / "voorbeeld.yml").write_text(whole, encoding="utf-8")
    assert [str(problem) for problem in lint.check(loader.read(rules))] == []


def test_phrasings_in_the_manual_name_what_exists(tmp_path: Path, store):
    (whole,) = (block.values[0] for block in blocks("yaml") if "nlu:" in block.values[0])
    (tmp_path / "voorbeeld.yml").write_text(whole, encoding="utf-8")
    regels = {regel.id for regel in store.alle(Layer())}
    problems = phrasings.check(tmp_path, set(store.onderwerpen), regels)
    assert all("dat zijn er te weinig" in problem.message for problem in problems)


def test_every_request_in_the_documentation_is_answered(server: str):
    with httpx.Client(base_url=server, timeout=30, trust_env=False) as client:
        conversation = client.post("/v1/gesprekken").json()["id"]
        for block in blocks("http"):
            head, *body = block.values[0].strip().split("\n", 1)
            method, path = head.split()
            answer = client.request(
                method, path.replace("{id}", conversation), json=json.loads(body[0]) if body else None
            )
            assert answer.is_success, (head, answer.text)
