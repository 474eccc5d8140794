"""The rule base at today's size and with many regions: building, opening, searching, looking up, weighing.

`python bench/rulebase.py` measures both in one run, and plain FTS5 on the words as typed beside the
search. The regions that don't exist yet are generated: real regels, with their words changed about.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from shutil import copytree
from typing import Any

import yaml
from report import machine, percentile, table

from assistant import places
from assistant.dutch.words import analyse, stem
from assistant.reasoning.decisions import weigh
from assistant.rulebase.builder import build
from assistant.rulebase.lint_text import HARDEST, field_terms, readability
from assistant.rulebase.loader import read
from assistant.rulebase.problems import RulebaseError
from assistant.rulebase.schema import LANDELIJK, Regel
from assistant.rulebase.sqlite_file import open_to_read
from assistant.rulebase.store import Layer, RuleStore

SEED = 20240704
QUESTIONS = 60
CASES = 200
"""Cases that are weighed per decision table and round, each with other answers."""
REGELS_A_PLACE = 15
CHANGED = 0.5
"""The share of the words of a generated regel that come from another one."""
REGION = "ijmond"
"""From where lookups are asked: it has the same regels at both sizes."""
_COPIED = ("onderwerpen", "soort", "wie", "jegens", "stap", "na")
"""What a generated regel keeps of the real one. Not its term: the numbers in the text may change."""
_LONG_WORD = re.compile(r"\b[a-zéëïöü]{4,}\b")
_WORD = re.compile(r"\w+")

Times = dict[str, list[float]]
"""Milliseconds, by what was done."""


@dataclass(frozen=True)
class Measured:
    """One size: how many regels, seconds to build, size of the file in MB, and the times."""

    regels: int
    build: float
    megabytes: float
    times: Times


class Generator:
    """Regions with regels made from real ones: the same words, as often, in texts as long."""

    def __init__(self, folder: Path) -> None:
        """Take the regels below `folder` as models. Raises RulebaseError."""
        rulebase = read(folder)
        real: list[Regel] = list(rulebase.of("regels").values())
        self._random = random.Random(SEED)
        self._real = real
        self._terms = field_terms(rulebase)
        self._words: dict[int, list[str]] = defaultdict(list)
        for regel in real:
            for word in _LONG_WORD.findall(regel.tekst):
                self._words[len(word)].append(word)

    def write(self, folder: Path, region: str, count: int) -> None:
        """Write a region with one source and `count` regels below `folder`."""
        titles = list({regel.onderwerpen[0].replace("-", " ").capitalize(): None for regel in self._real})
        numbered = [str(number) for number in range(1, math.ceil(count / REGELS_A_PLACE) + 1)]
        content = {
            "regios": [{"id": region, "naam": region, "in_zin": region, "veilig_thuis": f"VT {region}"}],
            "bronnen": [
                {
                    "id": f"{region}-afspraken",
                    "titel": f"Afspraken {region}",
                    "kort": region,
                    "regio": region,
                    "datum_tekst": "zonder datum",
                    "vindplaatsen": [
                        {"id": number, "titel": self._random.choice(titles)} for number in numbered
                    ],
                }
            ],
            "regels": [
                self._regel(region, index, place)
                for index, place in enumerate(islice(cycle(numbered), count))
            ],
        }
        (folder / region).mkdir()
        text = yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
        (folder / region / "afspraken.yml").write_text(text, encoding="utf-8")

    def _regel(self, region: str, index: int, place: str) -> dict[str, Any]:
        model = self._random.choice(self._real)
        kept = model.model_dump(mode="json", include=set(_COPIED), exclude_none=True)
        return {
            "id": f"{region}.regel-{index}",
            "bron": f"{region}-afspraken",
            "vindplaats": place,
            **kept,
            "tekst": self._text(model.tekst),
        }

    def _text(self, model: str) -> str:
        """A text as long, that the lint of readability lets through."""
        while True:
            text = _LONG_WORD.sub(self._other, model)
            if readability(text, self._terms) >= HARDEST:
                return text

    def _other(self, match: re.Match[str]) -> str:
        """Now and then another word, just as long."""
        word = match[0]
        return self._random.choice(self._words[len(word)]) if self._random.random() < CHANGED else word


def measure(folder: Path, file: Path, questions: Sequence[str], rounds: int) -> Measured:
    """Build `folder` into `file`, and ask it everything `rounds` times. Raises RulebaseError."""
    stem.cache_clear()
    started = time.perf_counter()
    build(folder, file)
    seconds = time.perf_counter() - started
    times: Times = defaultdict(list)
    for _ in range(rounds):
        # A store of its own each round: otherwise its caches know the questions of the round before.
        opened = time.perf_counter()
        store = RuleStore(file)
        store.zoek("telefoonnummer", Layer())
        times["open"].append(1000 * (time.perf_counter() - opened))
        _ask(store, questions, times)
        _look_up(store, times)
        _weigh(store, times)
    return Measured(len(store.alle(Layer())), seconds, file.stat().st_size / 1e6, times)


def _timed(times: list[float], action: Callable[..., object], *arguments: object) -> None:
    started = time.perf_counter()
    action(*arguments)
    times.append(1000 * (time.perf_counter() - started))


def _ask(store: RuleStore, questions: Iterable[str], times: Times) -> None:
    everywhere, here = Layer(), Layer(REGION)
    plain = open_to_read(store.file)
    for question in questions:
        _timed(times["plain"], _plain_search, plain, question)
        _timed(times["zoek"], store.zoek, question, everywhere)
    plain.close()
    # A fresh one again: the first search of a question reads its words.
    fresh = RuleStore(store.file)
    fresh.zoek("telefoonnummer", here)
    for question in questions:
        _timed(times["zoek here"], fresh.zoek, question, here)


def _plain_search(connection: sqlite3.Connection, question: str) -> list[Any]:
    """What FTS5 does by itself: the words as typed, the best ten rows; no layer, no stems, no types."""
    query = " OR ".join(f'"{word}"' for word in _WORD.findall(question))
    return connection.execute(
        """select regels.json, rank from regels_fts join regels on regels.rowid = regels_fts.rowid
        where regels_fts match ? order by rank limit 10""",
        [query],
    ).fetchall()


def _look_up(store: RuleStore, times: Times) -> None:
    here = Layer(REGION)
    for topic in store.onderwerpen:
        _timed(times["over"], store.over, topic, here)
    chooser = random.Random(SEED)
    for step in store.stappen:
        _timed(times["kies"], store.kies, {"stap": step}, here)
    for id in chooser.sample([regel.id for regel in store.alle(here)], CASES):
        _timed(times["regel"], store.regel, id)


def _weigh(store: RuleStore, times: Times) -> None:
    chooser = random.Random(SEED)
    for beslissing in store.beslissingen.values():
        for _ in range(CASES):
            told = chooser.sample(beslissing.criteria, chooser.randint(0, len(beslissing.criteria)))
            answers = {name: chooser.choice(("ja", "nee", "onbekend")) for name in told}
            _timed(times["weigh"], weigh, beslissing, store.criteria, answers)


def real_questions() -> list[str]:
    """Questions from the examples, spread over all subjects."""
    texts = []
    for path in sorted((places.project() / "data" / "nlu" / "vragen").glob("*.yml")):
        for intent in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]:
            examples = intent["examples"]
            if isinstance(examples, str):  # Rasa's short form: a line each
                texts += [line.removeprefix("- ") for line in examples.splitlines()]
            else:
                texts += [example["text"].strip() for example in examples]
    return texts[:: len(texts) // QUESTIONS][:QUESTIONS]


_ROWS = (
    ("zoek, any region, p50 (we ask ≤ 3)", "zoek", 50),
    ("zoek, any region, p95", "zoek", 95),
    ("zoek, one region, p50 (we ask ≤ 3)", "zoek here", 50),
    ("zoek, one region, p95", "zoek here", 95),
    ("plain FTS5 on the words as typed, p50", "plain", 50),
    ("plain FTS5 on the words as typed, p95", "plain", 95),
    ("over a subject, one region, p50 (log)", "over", 50),
    ("over a subject, one region, p95 (log)", "over", 95),
    ("kies a step, one region, p50 (log)", "kies", 50),
    ("regel by id, p50 (log)", "regel", 50),
    ("regel by id, p95", "regel", 95),
    ("weigh, p50 (we ask ≤ 0.2)", "weigh", 50),
    ("weigh, p95", "weigh", 95),
    ("open, with the first search, p50", "open", 50),
)
"""Title with what the project asks of itself, name in Times, percentile."""


def figures(sizes: Mapping[str, Measured]) -> str:
    """Both sizes side by side, with how many times the bigger takes the smaller."""
    small, big = sizes.values()
    rows = [
        ("regels", _cells(small.regels, big.regels, 0)),
        ("file, MB", _cells(small.megabytes, big.megabytes, 1)),
        ("build, s (we ask ≤ 5)", _cells(small.build, big.build, 2)),
        *(
            (title, _cells(percentile(small.times[name], p), percentile(big.times[name], p), 3))
            for title, name, p in _ROWS
        ),
    ]
    allowed = math.log(big.regels) / math.log(small.regels)
    return (
        table("Times in ms, except the build", (*sizes, "ratio"), rows)
        + f"\n\n(log): no faster than the logarithm of the number of regels means a ratio of {allowed:.2f}."
    )


def _cells(small: float, big: float, decimals: int) -> tuple[str, str, str]:
    return f"{small:.{decimals}f}", f"{big:.{decimals}f}", f"{big / small:.2f}"


def same_answers(small: RuleStore, big: RuleStore) -> bool:
    """Whether a lookup from REGION gives the same regels at both sizes: no other region's come through."""
    here = Layer(REGION)
    return all(small.over(topic, here) == big.over(topic, here) for topic in small.onderwerpen)


def compare(regions: int, count: int, rounds: int) -> str:
    """Measure today's rule base, and the one with `regions` regions. Raises RulebaseError."""
    questions = real_questions()
    analyse("Eerst wordt de woordenlijst geladen: dat hangt niet van de regels af.")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        today = measure(places.afspraken(), folder / "today.sqlite", questions, rounds)
        small = RuleStore(folder / "today.sqlite")
        copytree(places.afspraken(), folder / "big")
        generator = Generator(places.afspraken())
        for number in range(regions - len(small.regios.keys() - {LANDELIJK})):
            generator.write(folder / "big", f"regio-{number + 1:02}", count)
        big = measure(folder / "big", folder / "big.sqlite", questions, rounds)
        if not same_answers(small, RuleStore(folder / "big.sqlite")):
            sys.exit(f"From {REGION}, the bigger rule base gives other regels about a subject.")
    return figures({"today": today, f"{regions} regions": big})


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description="The rule base at two sizes.")
    parser.add_argument("--regions", type=int, default=26, metavar="N", help="regions in the big one (26)")
    parser.add_argument("--regels", type=int, default=600, metavar="N", help="regels a made region (600)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="times each is asked (5)")
    chosen = parser.parse_args()
    if chosen.rounds < 2:
        parser.error("--rounds: percentiles need two rounds or more")
    heading = machine()
    try:
        body = compare(chosen.regions, chosen.regels, chosen.rounds)
    except RulebaseError as error:
        sys.exit(str(error))
    sys.stdout.write(f"{heading}\n{chosen.rounds} rounds, {QUESTIONS} questions\n\n{body}\n")


if __name__ == "__main__":
    main()
