"""Scripted conversations: what is typed, and what must come of it. The files beside this are the scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

FOLDER = Path(__file__).parent
START = 60
"""Within so many characters of a turn `begint_met` must stand."""

Beurt = dict[str, Any]
Check = Callable[[Any, Beurt], bool]


def said(beurt: Beurt) -> str:
    """All that a turn says, in lower case."""
    return "\n".join(bericht["tekst"] for bericht in beurt["berichten"]).lower()


def cited(beurt: Beurt) -> list[tuple[str, str]]:
    """The places that a turn cites, in order."""
    return [(b["bron"], b["vindplaats"]) for bericht in beurt["berichten"] for b in bericht["bronnen"]]


def _has_all(groups: list[list[str]], text: str) -> bool:
    return all(any(one.lower() in text for one in group) for group in groups)


def _places(wanted: list[list[str]]) -> set[tuple[str, str]]:
    return {(bron, vindplaats) for bron, vindplaats in wanted}


CHECKS: dict[str, Check] = {
    "soort": lambda wanted, beurt: beurt["soort"] in wanted,
    "urgentie": lambda wanted, beurt: beurt["urgentie"] == wanted,
    "criteria": lambda wanted, beurt: wanted.items() <= beurt["stand"]["criteria"].items(),
    "criteria_niet": lambda wanted, beurt: all(
        beurt["stand"]["criteria"].get(name, "onbekend") == "onbekend" for name in wanted
    ),
    "vraagt": lambda wanted, beurt: beurt["stand"]["vraagt"] == wanted,
    "uitkomst": lambda wanted, beurt: beurt["stand"]["uitkomst"] == wanted,
    "beslissing": lambda wanted, beurt: beurt["stand"]["beslissing"] == wanted,
    "regio": lambda wanted, beurt: beurt["stand"]["regio"] == wanted,
    "bronnen": lambda wanted, beurt: _places(wanted) <= set(cited(beurt)),
    "een_van_bronnen": lambda wanted, beurt: bool(_places(wanted) & set(cited(beurt))),
    "eerste_bron": lambda wanted, beurt: bool(cited(beurt)) and cited(beurt)[0] in _places(wanted),
    "tekst": lambda wanted, beurt: _has_all(wanted, said(beurt)),
    "tekst_niet": lambda wanted, beurt: not any(one.lower() in said(beurt) for one in wanted),
    "begint_met": lambda wanted, beurt: any(one.lower() in said(beurt)[:START] for one in wanted),
    "geredigeerd": lambda wanted, beurt: beurt["geredigeerd"] is wanted,
}
"""What a script may expect of a turn, by name."""


@dataclass(frozen=True)
class Unmet:
    """An expectation that wasn't met: where (turn and what was expected), and what came instead."""

    name: str
    detail: str

    def __str__(self) -> str:
        return f"{self.name}: {self.detail}"


def scripts() -> list[Path]:
    """The scripts, by name."""
    return sorted(FOLDER.glob("*.yml"))


def known_failures() -> dict[str, list[str]]:
    """Per script the expectations that are known not to be met."""
    known: dict[str, list[str]] = yaml.safe_load((FOLDER / "bekend" / "gemist.yml").read_text()) or {}
    return known


def play(script: Path, client: httpx.Client) -> Iterator[Unmet]:
    """Hold the conversation; yields every expectation that wasn't met."""
    content = yaml.safe_load(script.read_text(encoding="utf-8"))
    opening = {"regio": content.get("regio"), "moment": content.get("moment")}
    begun = client.post("/v1/gesprekken", json=opening)
    begun.raise_for_status()
    address = f"/v1/gesprekken/{begun.json()['id']}"
    for number, turn in enumerate(content["beurten"], start=1):
        answer = client.post(f"{address}/berichten", json={"tekst": turn["jij"]})
        answer.raise_for_status()
        beurt = answer.json()
        for name, wanted in (turn.get("verwacht") or {}).items():
            if not CHECKS[name](wanted, beurt):
                yield Unmet(f"{number} {name}", f"‘{turn['jij']}’ {wanted}\n{_summary(beurt)}")
    wanted = content.get("verslag") or {}
    if wanted:
        report = client.get(f"{address}/verslag")
        report.raise_for_status()
        text = report.text.lower()
        if not _has_all(wanted.get("tekst", []), text):
            yield Unmet("verslag tekst", f"{wanted['tekst']}\n{text}")
        if any(one.lower() in text for one in wanted.get("tekst_niet", [])):
            yield Unmet("verslag tekst_niet", f"{wanted['tekst_niet']}\n{text}")


def _summary(beurt: Beurt) -> str:
    return f"    {beurt['soort']} {beurt['urgentie']} {beurt['stand']}\n    {cited(beurt)}\n    {said(beurt)}"
