"""Conversations as one can read them: `docs/gesprekken.md`, made by holding them with the real service."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import yaml

from assistant.dutch.dates import as_text

from .script import FOLDER, Beurt

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "gesprekken.md"

CHOSEN = (
    "wijkteam-van-huizen-naar-heemskerk",
    "afwegingsvragen-een-voor-een",
    "consulent-eemnes-monitoren",
    "kinderopvang-collega-slaat",
    "lokaal-team-krijgt-eigen-uitkomst",
    "gezinsvoogd-nieuw-incident",
    "begeleider-bussum-zaterdagavond",
    "vrijwilliger-weet-het-allemaal-niet",
    "zelftoets-twaalf-indicatoren",
    "jongen-van-dertien",
)
"""Ten conversations, each showing something else."""

_INTRODUCTION = """# Tien gesprekken

Zo verlopen gesprekken met de assistent. De scripts staan in `tests/conversations/`; wat hieronder staat, gaf
de dienst zelf. `make gesprekken` schrijft dit bestand opnieuw, en een toets let op of het nog klopt.

`[ ]` is een knop, ⟨ ⟩ een bron die openklapt.
"""


def document(client: httpx.Client) -> str:
    """The whole document, with every conversation held anew."""
    parts = [_INTRODUCTION]
    for number, name in enumerate(CHOSEN, start=1):
        parts.append(_conversation(number, FOLDER / f"{name}.yml", client))
    return "\n".join(parts)


def _conversation(number: int, script: Path, client: httpx.Client) -> str:
    content = yaml.safe_load(script.read_text(encoding="utf-8"))
    opening = {"regio": content.get("regio"), "moment": content.get("moment")}
    begun = client.post("/v1/gesprekken", json=opening)
    begun.raise_for_status()
    lines = [f"## {number}. {content['titel']}", "", f"*{_moment(content['moment'])}*", ""]
    for turn in content["beurten"]:
        address = f"/v1/gesprekken/{begun.json()['id']}/berichten"
        answer = client.post(address, json={"tekst": turn["jij"]})
        answer.raise_for_status()
        lines += [f"> **jij** {turn['jij']}", "", *_said(answer.json()), ""]
    return "\n".join(lines)


def _moment(given: str) -> str:
    moment = datetime.fromisoformat(given)
    return f"{as_text(moment.date()).capitalize()}, {moment:%H.%M} uur"


def _said(beurt: Beurt) -> list[str]:
    lines = []
    for bericht in beurt["berichten"]:
        lines += ["  \n".join([*bericht["tekst"].split("\n"), *_beside(bericht)]), ""]
    return lines[:-1]


def _beside(bericht: dict[str, Any]) -> list[str]:
    sources = " ".join(f"⟨{source['kort']}, {source['vindplaats']}⟩" for source in bericht["bronnen"])
    buttons = " ".join(f"`[{knop['titel']}]`" for knop in bericht["knoppen"])
    return [line for line in (sources, buttons) if line]
