"""How a talk is heard, on messages kept to choose by: replies, general questions, corrections, suppositions.

`python bench/talk_choices.py` plays the sets of `bench/keuze/` in this process and prints how often they are
heard as they were meant. Thresholds and word lists were chosen on them, so none of these figures is reported.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from choices import messages
from report import machine, table

from assistant.dialogue import tensorflow_standin, training
from assistant.dialogue.engine import Dialogue
from assistant.rulebase import current
from assistant.safety import despair

_HANDOVER, _REPORT = "directe-overdracht", "advies-of-melding"
_TOLD = {"vermoeden-van-geweld": "ja"}
"""What is known before the replies: else a decision begins with another question."""
_FOLLOWS = ("vermoeden-van-geweld", "acute-of-structurele-onveiligheid", "hulp-aanvaard")
"""Criteria that may follow from what is told; no set names them."""

Row = tuple[str, tuple[str, ...]]
Counts = Counter[tuple[str, bool]]


class Player:
    """Plays messages one after the other."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue

    async def play(self, said: Sequence[str], slots: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
        """What is said to the last message, and the criteria that are known after it."""
        after, texts = dict(slots), ""
        for message in said:
            answers, after = await self._dialogue.turn("bench", message, after)
            texts = "\n".join(answer.tekst for answer in answers)
        known = after.get("criteria") or {}
        return texts, {name: value for name, value in known.items() if value != "onbekend"}


async def replies(player: Player) -> Counts:
    """Whether a reply to a question is taken for the answer that it is, or for none."""
    counts: Counts = Counter()
    of_handover = current.store().beslissingen[_HANDOVER].criteria
    for case in messages("antwoorden"):
        asked = case["criterium"]
        decision = _HANDOVER if asked in of_handover else _REPORT
        slots = {"regio": "ijmond", "beslissing": decision, "vraagt": asked, "criteria": _TOLD}
        _, known = await player.play([case["antwoord"]], slots)
        counts[f"replies: {case['waarde']}", known.get(asked, "open") == case["waarde"]] += 1
    return counts


async def general(player: Player) -> Counts:
    """Whether nothing is noted of a general question, and what is told beside a question is."""
    counts: Counts = Counter()
    for case in messages("algemeen"):
        _, known = await player.play([case["tekst"]], {"regio": "ijmond"})
        told = {**dict.fromkeys(case["ja"], "ja"), **dict.fromkeys(case["nee"], "nee")}
        heard = {name: value for name, value in known.items() if name not in _FOLLOWS}
        if told:
            for name, value in told.items():
                counts["facts beside a question", heard.get(name) == value] += 1
        else:
            counts["general questions that tell nothing", not heard] += 1
    return counts


async def corrections(player: Player) -> Counts:
    """Whether a message that may correct leaves the criteria as they should be after it."""
    counts: Counts = Counter()
    for case in messages("verbeteringen"):
        _, known = await player.play([*case["eerst"], case["dan"]], {})
        wanted = {**dict.fromkeys(case["ja"], "ja"), **dict.fromkeys(case["nee"], "nee")}
        right = all(known.get(name) == value for name, value in wanted.items())
        counts[case["soort"], right and not any(name in known for name in case["weg"])] += 1
    return counts


async def suppositions(player: Player) -> Counts:
    """Whether 'nee' is said to what is false, and not to what is true."""
    counts: Counts = Counter()
    for case in messages("veronderstellingen"):
        texts, _ = await player.play([case["tekst"]], {"regio": case["regio"]})
        name = "true, no ‘nee’" if case["waar"] else "false, ‘nee’ said"
        counts[name, texts.startswith("Nee") != case["waar"]] += 1
    return counts


def of_despair() -> Counts:
    """Whether it is heard that somebody may not want to live, and of whom, where a message tells it."""
    counts: Counts = Counter()
    for case in messages("wanhoop"):
        now = case["wie"] if case["soort"] in ("nu", "gedachten") else None
        heard = despair.WRITER if despair.wants_to_die(case["tekst"]) else despair.hinted(case["tekst"])
        counts[f"despair: {now or 'of nobody now'}", heard == now] += 1
    return counts


async def measure() -> Counts:
    """Every set."""
    file = training.model_file()
    if not file.is_file():
        training.train(file)
    player = Player(Dialogue(file))
    counts = of_despair()
    for play in (replies, general, corrections, suppositions):
        counts += await play(player)
    return counts


def main() -> None:
    """Measure, and print the figures."""
    tensorflow_standin.install()
    counts = asyncio.run(measure())
    rows: list[Row] = []
    for name in dict.fromkeys(name for name, _ in counts):
        right, cases = counts[name, True], counts[name, True] + counts[name, False]
        rows.append((name, (f"{right / cases:.1%} ({right}/{cases})",)))
    sys.stdout.write(f"{machine()}\n\n{table('Talk', ('',), rows)}\n")


if __name__ == "__main__":
    main()
