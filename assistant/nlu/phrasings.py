"""The phrasings of `data/nlu/vragen`: how people ask, per subject, with the regels that answer.

They are Rasa's training data. Without pretrained vectors their breadth is the understanding, so
`check` counts them, and finds what no longer fits the rule base.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.nlu.questions import Phrasing
from assistant.rulebase.problems import Problem
from assistant.rulebase.yaml_source import Source

AT_LEAST = 40
"""How many phrasings a subject needs."""


@dataclass(frozen=True)
class Block:
    """Phrasings that stand together: of one subject, answered by the same regels."""

    file: str
    line: int
    onderwerp: str
    regels: tuple[str, ...]
    texts: tuple[str, ...]


def blocks(folder: Path) -> Iterator[Block]:
    """Every block below `folder`, by file and line. Raises RulebaseError for what is no YAML."""
    for path in sorted(folder.rglob("*.yml")):
        source = Source.read(path, folder.parent)
        for number, entry in enumerate(source.data.get("nlu") or ()):
            about = entry.get("metadata") or {}
            lines = (line.strip() for line in str(entry.get("examples") or "").splitlines())
            yield Block(
                source.name,
                source.line_of("nlu", number),
                str(entry.get("intent")).removeprefix("vraag/"),
                tuple(about.get("regels") or ()),
                tuple(line.removeprefix("-").strip() for line in lines if line),
            )


def read(folder: Path) -> list[Phrasing]:
    """Every phrasing below `folder`."""
    return [Phrasing(text, b.onderwerp, b.regels) for b in blocks(folder) for text in b.texts]


def check(folder: Path, onderwerpen: Collection[str], regels: Collection[str]) -> list[Problem]:
    """What is wrong with the phrasings below `folder`, given the ids of the rule base."""
    problems: list[Problem] = []
    counted: Counter[str] = Counter()
    seen: dict[str, Block] = {}
    found: dict[str, Block] = {}
    for block in blocks(folder):
        counted[block.onderwerp] += len(block.texts)
        problems += _of_block(block, onderwerpen, regels)
        for text in block.texts:
            earlier = seen.setdefault(text.lower(), block)
            if earlier is not block:
                message = f"‘{text}’ staat ook al in {earlier.file}, regel {earlier.line}."
                problems.append(Problem(block.file, block.line, message, "Laat er één staan."))
        for text, count in Counter(text.lower() for text in block.texts).items():
            if count > 1:
                message = f"‘{text}’ staat hier {count} keer."
                problems.append(Problem(block.file, block.line, message, "Laat er één staan."))
        found.setdefault(block.onderwerp, block)
    for onderwerp in onderwerpen:
        if counted[onderwerp] < AT_LEAST:
            problems.append(_too_few(folder, onderwerp, counted[onderwerp], found.get(onderwerp)))
    return sorted(problems)


def _too_few(folder: Path, onderwerp: str, count: int, block: Block | None) -> Problem:
    """Said at the first block of a subject, or else at the file where one may begin."""
    message = f"‘{onderwerp}’ heeft {count} manieren van vragen; dat zijn er te weinig."
    hint = f"Schrijf er zelf bij, in veel stemmen, tot het er minstens {AT_LEAST} zijn."
    if block:
        return Problem(block.file, block.line, message, hint)
    return Problem(f"{folder.name}/{onderwerp}.yml", 1, message, f"Begin dit bestand. {hint}")


def _of_block(block: Block, onderwerpen: Collection[str], regels: Collection[str]) -> Iterator[Problem]:
    if block.onderwerp not in onderwerpen:
        message = f"het onderwerp ‘{block.onderwerp}’ bestaat niet."
        yield Problem(block.file, block.line, message, "Kies er een uit onderwerpen.yml.")
    for id in block.regels:
        if id not in regels:
            message = f"de regel ‘{id}’ bestaat niet."
            yield Problem(block.file, block.line, message, "Noem de regel die nu het antwoord geeft.")
    if not block.texts:
        yield Problem(block.file, block.line, "hier staat geen enkele vraag.", "Vul aan, of haal dit weg.")
