"""Redaction: how much of what points at somebody goes, how much of what is needed stays, at what cost.

Beside it runs plain `deduce`, in an environment of its own, on the same texts in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from arguments import positive
from report import percentile, table
from served import Failed

from assistant import places

RIVAL = "deduce==3.0.6"
_HERE = Path(__file__).resolve().parent
_SET = _HERE.parent / "tests" / "understanding" / "redactie.jsonl"

_OURS = """
import json, sys, time

from assistant.dutch.words import function_words
from assistant.rulebase import current

def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) * 1024 / 1e6

# What a service has loaded anyway comes first: only what redaction adds is measured.
texts, rounds = json.load(sys.stdin)
store = current.store()
function_words()
numbers = [contact.nummer for contact in store.contacten.values()]
before, started = resident(), time.perf_counter()
from assistant.dutch.once import within_a_turn
from assistant.safety.public_names import public_names
from assistant.safety.redact import redact
public = public_names(store)
redact("lotte is negen", numbers, public)
load = time.perf_counter() - started
cleaned, times = [], []
for turn in range(rounds):
    for text in texts:
        begun = time.perf_counter()
        with within_a_turn():
            clean = redact(text, numbers, public).tekst
        times.append((time.perf_counter() - begun) * 1000)
        if turn == 0:
            cleaned.append(clean)
json.dump({"load": load, "memory": resident() - before, "times": times, "cleaned": cleaned}, sys.stdout)
"""

_THEIRS = """
import json, sys, time

def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) * 1024 / 1e6

texts, rounds = json.load(sys.stdin)
result, sys.stdout = sys.stdout, sys.stderr  # deduce prints what it is doing
before, started = resident(), time.perf_counter()
from deduce import Deduce
deduce = Deduce()
deduce.deidentify("Lotte is negen")
load = time.perf_counter() - started
cleaned, times = [], []
for text in texts:
    begun = time.perf_counter()
    cleaned.append(deduce.deidentify(text).deidentified_text)
    times.append((time.perf_counter() - begun) * 1000)
json.dump({"load": load, "memory": resident() - before, "times": times, "cleaned": cleaned}, result)
"""


@dataclass(frozen=True)
class Item:
    """A text of the set: what has to go, each with its type, and what has to stay."""

    text: str
    gone: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What one of the two did: seconds to load, MB that it added, milliseconds a text, the texts after."""

    load: float
    memory: float
    times: list[float]
    cleaned: list[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this part."""
    parser.add_argument(
        "--redaction-set", type=Path, default=_SET, metavar="FILE", help="JSON Lines to measure on"
    )
    parser.add_argument("--rounds", type=positive, default=3, help="how often each text is timed")
    parser.add_argument("--without-deduce", action="store_true", help="measure our own redaction only")


def measure(arguments: argparse.Namespace) -> str:
    """The table of both. Raises Failed when the set isn't there or a process stops."""
    items = read(arguments.redaction_set)
    outcomes = {"bureaudienst": _run(Path(sys.executable), _OURS, items, arguments.rounds)}
    if not arguments.without_deduce:
        python = _install()
        sys.stderr.write("deduce builds its tables at first use, which takes a minute or two …\n")
        _run(python, _THEIRS, items[:1], 1)
        outcomes["deduce"] = _run(python, _THEIRS, items, 1)
    return report(arguments.redaction_set, items, outcomes)


def read(file: Path) -> list[Item]:
    """The texts of a set. Raises Failed when there is none."""
    if not file.is_file():
        raise Failed(f"There is no set at {file}; name one with --redaction-set.")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Item(line["tekst"], tuple((text, kind) for text, kind in line["weg"]), tuple(line["blijft"]))
        for line in lines
    ]


def stands(word: str, text: str) -> bool:
    """Whether `word` occurs in `text` as a word of its own."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def report(file: Path, items: Sequence[Item], outcomes: dict[str, Outcome]) -> str:
    """What went and what stayed, by type, and what it cost."""
    by_type = {name: _gone(items, outcome.cleaned) for name, outcome in outcomes.items()}
    kinds = sorted({kind for item in items for _, kind in item.gone})
    rows = [("gone, all", [_share(sum(gone.values(), Counter())) for gone in by_type.values()])]
    rows += [(f"  {kind}", [_share(gone[kind]) for gone in by_type.values()]) for kind in kinds]
    rows.append(("kept, of what is needed", [_share(_kept(items, o.cleaned)) for o in outcomes.values()]))
    rows.append(("load, s", [f"{outcome.load:.2f}" for outcome in outcomes.values()]))
    rows.append(("memory added, MB", [f"{outcome.memory:.0f}" for outcome in outcomes.values()]))
    for percent in (50, 95, 99):
        cells = [f"{percentile(outcome.times, percent):.2f}" for outcome in outcomes.values()]
        rows.append((f"one text p{percent}, ms", cells))
    return table(f"Redaction, {len(items)} texts of {file.name}", list(outcomes), rows)


def _gone(items: Sequence[Item], cleaned: Sequence[str]) -> dict[str, Counter[str]]:
    """For each type how many there were (`all`), and how many are gone (`good`)."""
    counts: dict[str, Counter[str]] = {}
    for item, clean in zip(items, cleaned, strict=True):
        for text, kind in item.gone:
            counts.setdefault(kind, Counter()).update(all=1, good=not stands(text, clean))
    return counts


def _kept(items: Sequence[Item], cleaned: Sequence[str]) -> Counter[str]:
    count: Counter[str] = Counter()
    for item, clean in zip(items, cleaned, strict=True):
        for text in item.kept:
            count.update(all=1, good=stands(text, clean))
    return count


def _share(count: Counter[str]) -> str:
    return f"{count['good']} of {count['all']} ({100 * count['good'] / max(1, count['all']):.1f} %)"


def _run(python: Path, program: str, items: Sequence[Item], rounds: int) -> Outcome:
    """Run a program on the texts in a process of its own. Raises Failed when it stops."""
    sent = json.dumps([[item.text for item in items], rounds])
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [str(python), "-c", program],
        input=sent,
        capture_output=True,
        text=True,
        cwd=_HERE.parent,
        env=environment,
    )
    if done.returncode:
        raise Failed(f"{python} stopped with code {done.returncode}:\n{done.stderr[-2000:]}")
    return Outcome(**json.loads(done.stdout))


def _install() -> Path:
    """The Python of deduce's own environment, made where it isn't there yet. Raises Failed."""
    environment = places.state().absolute() / "bench" / "deduce"
    python, done = environment / "bin" / "python", environment / "installed"
    if done.is_file() and done.read_text() == RIVAL:
        return python
    uv = os.environ.get("UV") or shutil.which("uv")
    if not uv:
        raise Failed("deduce is installed with uv: put it on the PATH, or name it in the variable UV.")
    own = str(Path(sys.base_prefix) / "bin" / "python3.10")
    try:
        for step in (
            ["venv", "--quiet", "--clear", "--python", own, str(environment)],
            ["pip", "install", "--quiet", "--python", str(python), RIVAL],
        ):
            # Elsewhere: inside the project uv would apply its overrides, which leave out what deduce needs.
            subprocess.run([uv, *step], cwd=tempfile.gettempdir(), check=True)
    except subprocess.CalledProcessError as error:
        raise Failed(f"deduce could not be installed: uv stopped with code {error.returncode}.") from error
    done.write_text(RIVAL)
    return python
