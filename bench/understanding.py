"""How well the assistant understands what nobody tuned it on, beside stock Rasa and plain search.

`python bench/understanding.py` runs the real service over the sets in `tests/understanding/` and prints the
figures; `--errors FILE` writes every error. The sets were written without sight of the training data.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import diet
import httpx
import ours
import plain_search
from report import machine, table
from served import Failed, serve

from actions import texts
from assistant import places
from assistant.rulebase import current

SETS = places.project() / "tests" / "understanding"
Place = tuple[str, str]
Row = tuple[str, tuple[str, ...]]
Ranker = Callable[[str, str | None], Sequence[Place]]
"""Places for a question, best first, asked from a region (or None)."""

_MOST_PLACES = 5
_DECISION, _DANGER = "directe-overdracht", "acute-bedreiging"
_ASKS_FOR_DANGER = "Kan deze zaak direct naar het lokale team?"
_HEDGES = tuple(texts.text("misschien_niet", time) for time in (0, 1))
_VALUES = {"ja": "ja", "nee": "nee", "weet_niet": "onbekend"}


@dataclass
class Score:
    """Hits among cases, and the cases that went wrong."""

    name: str
    right: int = 0
    cases: int = 0
    errors: list[str] = field(default_factory=list)

    def count(self, right: bool, error: str) -> None:
        """Add a case."""
        self.cases += 1
        self.right += right
        if not right:
            self.errors.append(error)

    def __str__(self) -> str:
        """As a share with the numbers behind it."""
        return f"{self.right / max(1, self.cases):.1%} ({self.right}/{self.cases})"


def read(name: str) -> list[dict[str, Any]]:
    """The lines of a set."""
    return [json.loads(line) for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


class Talker:
    """Asks the running service one thing per conversation."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def ask(self, *said: str, regio: str | None = None) -> dict[str, Any]:
        """The last Beurt of a new conversation in which `said` is said."""
        begun = self._client.post("/v1/gesprekken", json={"regio": regio})
        begun.raise_for_status()
        beurt: dict[str, Any] = {}
        for text in said:
            answer = self._client.post(f"/v1/gesprekken/{begun.json()['id']}/berichten", json={"tekst": text})
            answer.raise_for_status()
            beurt = answer.json()
        return beurt


def cited(beurt: dict[str, Any]) -> list[Place]:
    """The places that a turn cites, each once, in order; not those of what it asks itself."""
    found = [(s["bron"], s["vindplaats"]) for message in beurt["berichten"] for s in message["bronnen"]]
    return list(dict.fromkeys(found))[:_MOST_PLACES]


def said(beurt: dict[str, Any]) -> str:
    """All that a turn says, in lower case."""
    return "\n".join(message["tekst"] for message in beurt["berichten"]).lower()


def questions(talker: Talker) -> list[Score]:
    """The first place, any of the places, and the fact asked for."""
    first, among = Score("first cited place is right"), Score("one of five is right")
    fact, short = Score("fact is in it"), Score("at most 120 words (one question)")
    refused = Score("a question isn't refused")
    for case in read("vragen"):
        beurt = talker.ask(case["vraag"], regio=case["regio"])
        places = cited(beurt)
        wanted = {(bron, place) for bron, place in case["plaatsen"]}
        trace = f"{case['regio'] or '-'} | {case['vraag']}\n    want {case['plaatsen']}\n    got  {places}"
        first.count(bool(places) and places[0] in wanted, trace)
        among.count(bool(wanted & set(places)), trace)
        text = said(beurt)
        missing = [group for group in case["feit"] if not any(one.lower() in text for one in group)]
        fact.count(not missing, f"{case['vraag']}\n    misses {missing}\n    said {text}")
        if case.get("delen", 1) == 1:
            short.count(len(text.split()) <= 120, f"{case['vraag']}: {len(text.split())}")
        refused.count(beurt["soort"] != "buiten-bereik", case["vraag"])
    return [first, among, fact, short, refused]


def follow_ups(talker: Talker) -> list[Score]:
    """The second of two questions: one that leans on the first, or one about something else."""
    scores = {
        "leunt": (Score("a follow-up that leans: first place is right"), Score("and one of five")),
        "los": (Score("a short question that doesn't: first place is right"), Score("and one of five ")),
    }
    for case in read("vervolgvragen"):
        places = cited(talker.ask(case["eerst"], case["dan"], regio=case["regio"]))
        wanted = {(bron, place) for bron, place in case["plaatsen"]}
        first, among = scores[case["soort"]]
        trace = f"{case['eerst']} → {case['dan']}\n    want {case['plaatsen']}\n    got  {places}"
        first.count(bool(places) and places[0] in wanted, trace)
        among.count(bool(wanted & set(places)), trace)
    return [score for pair in scores.values() for score in pair]


def ranked(name: str, rank: Ranker) -> list[Score]:
    """The first place and any of five, for a rival that ranks places."""
    first, among = Score(f"{name}: first place is right"), Score(f"{name}: one of five is right")
    for case in read("vragen"):
        wanted = {(bron, place) for bron, place in case["plaatsen"]}
        places = list(rank(case["vraag"], case["regio"]))[:_MOST_PLACES]
        first.count(bool(places) and places[0] in wanted, case["vraag"])
        among.count(bool(wanted & set(places)), case["vraag"])
    return [first, among]


def criteria(talker: Talker) -> tuple[list[Row], list[str]]:
    """Precision, recall and F1 over (criterium, ja or nee), and wrong `nee` apart."""
    right = missed = wrong = wrong_no = 0
    errors = []
    named = {name for case in read("criteria") for name in case["criteria"]}
    for case in read("criteria"):
        wanted = {(name, value) for name, value in case["criteria"].items() if value != "onbekend"}
        stand = talker.ask(case["tekst"])["stand"]["criteria"]
        got = {(n, value) for n, value in stand.items() if value != "onbekend" and n in named}
        right += len(wanted & got)
        missed += len(wanted - got)
        wrong += len(got - wanted)
        wrong_no += sum(value == "nee" for _, value in got - wanted)
        if wanted != got:
            errors.append(f"{case['tekst']}\n    missed {sorted(wanted - got)} wrong {sorted(got - wanted)}")
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    rows: list[Row] = [
        ("criteria: precision", (f"{precision:.1%} ({right}/{right + wrong})",)),
        ("criteria: recall", (f"{recall:.1%} ({right}/{right + missed})",)),
        ("criteria: F1", (f"{f1:.3f}",)),
        ("criteria: wrong ‘nee’", (str(wrong_no),)),
    ]
    return rows, errors


def reach(talker: Talker) -> list[Score]:
    """Out of scope is said to be so, and what is in scope isn't refused."""
    outside, inside = Score("out of scope is recognised"), Score("in scope, oddly put, isn't refused")
    for case in read("buiten-bereik"):
        soort = talker.ask(case["tekst"])["soort"]
        outside.count(soort == "buiten-bereik", f"{soort} | {case['tekst']}")
    for case in read("binnen-bereik"):
        soort = talker.ask(case["tekst"])["soort"]
        inside.count(soort != "buiten-bereik", case["tekst"])
    return [outside, inside]


def sources(talker: Talker) -> list[Score]:
    """What no source answers is said to be so, or at least doubted; what one answers isn't."""
    unknown, doubted = Score("no source answers: is said"), Score("no source answers: is said or doubted")
    known = Score("a source answers: isn't called unknown")
    for case in read("bronnen"):
        beurt = talker.ask(case["vraag"])
        refused = beurt["soort"] == "buiten-bereik"
        if case["beantwoord"]:
            known.count(not refused, case["vraag"])
            continue
        unknown.count(refused, case["vraag"])
        hedged = any(message["tekst"].startswith(_HEDGES) for message in beurt["berichten"])
        doubted.count(refused or hedged, case["vraag"])
    return [unknown, doubted, known]


def answers(talker: Talker) -> Score:
    """Short answers, given to the question about the criterium that they were written for."""
    score = Score("short answers are read right")
    asked = list(current.store().beslissingen[_DECISION].criteria)
    for case in read("handelingen"):
        criterium = case.get("criterium")
        if criterium:
            # Nee to every question before it: then it is asked.
            place = (
                0
                if criterium == _DANGER
                else 1 + [name for name in asked if name != _DANGER].index(criterium)
            )
            said = (_ASKS_FOR_DANGER, *["nee"] * place, case["tekst"])
            got = talker.ask(*said, regio="ijmond")["stand"]["criteria"].get(criterium)
            wanted = _VALUES[case["handeling"]]
            score.count(got == wanted, f"{got} instead of {wanted} | {criterium} | {case['tekst']}")
    return score


def rivals(chosen: argparse.Namespace) -> Iterable[Score]:
    """Plain FTS5 on the same regels, and Rasa's DIET on the same phrasings."""
    yield from ranked("plain FTS5", plain_search.ranker())
    if not chosen.without_rival:
        yield from ranked("Rasa DIET", diet.ranker(chosen.epochs))


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description="Understanding, on sets that nobody tuned on.")
    parser.add_argument("--errors", type=Path, help="write every error to this file")
    diet.add_arguments(parser)
    chosen = parser.parse_args()
    try:
        heading = machine()
        with serve(ours.prepare()) as served:
            talker = Talker(served.client)
            scores = [*questions(talker), *follow_ups(talker)]
            rows, wrong = criteria(talker)
            scores += [*reach(talker), *sources(talker), answers(talker)]
        scores += rivals(chosen)
    except Failed as error:
        sys.exit(str(error))
    counted = [(score.name, (str(score),)) for score in scores] + rows
    sys.stdout.write(f"{heading}\n\n{table('Understanding', ('',), counted)}\n")
    if chosen.errors:
        parts = [f"== {s.name}: {len(s.errors)}\n" + "\n".join(s.errors) for s in scores]
        parts.append("== criteria\n" + "\n".join(wrong))
        chosen.errors.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
