"""The rules of urgency as data: word groups, patterns of them, and what takes their meaning away.

They stand in `data/taal/urgentie*.yml`, where an expert of the field can read and extend them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant import places
from assistant.rulebase.problems import Problem, RulebaseError
from assistant.rulebase.yaml_source import Key, Source

SIGNALS = ("acuut", "crisis", "teken", "spoedig", "veilig")
"""What a rule of `urgentie.yml` can point at; these rules have points."""
NOW, WITNESS, CRY = "het is nu", "ik ben erbij", "roept om hulp"
"""The signs by which frames give way; rules of these names must be there."""
FRAMES = (
    "beeldspraak",
    "verzonnen",
    "algemeen",
    "voorbij",
    "gewoonte",
    "rustig",
    "veronderstelling",
    "echt",
)
"""What a rule of `urgentie-kaders.yml` says about the words around it."""

_NEAR = 6
"""How many other words may stand between the words of a pattern, when the rule doesn't say."""
_ELEMENT = re.compile(r"^(<[a-z_]+>|[*]?[^\s<>|*\"]+[*]?)$")


@dataclass(frozen=True)
class Rule:
    """One rule: what it points at, how strongly, and why it is there."""

    naam: str
    soort: str
    punten: int
    """How strongly it points there, from 1 to 3; 0 for a frame."""
    waarom: str
    zeker: bool
    """Whether it decides by itself."""
    binnen: int
    """How many other words may stand between those of a pattern."""


@dataclass(frozen=True)
class Pattern:
    """Elements that must all occur close together; each is a set of alternatives."""

    rule: Rule
    elements: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class RuleData:
    """Everything that the files say."""

    spellings: dict[str, str]
    groups: dict[str, tuple[str, ...]]
    grammar: dict[str, frozenset[str]]
    """Words by which sentences are taken apart; they say nothing about danger."""
    patterns: tuple[Pattern, ...]


@lru_cache(maxsize=1)
def current() -> RuleData:
    """The rules of this project. Raises RulebaseError, with file and line, when a file is wrong."""
    return read(places.project() / "data" / "taal")


def read(folder: Path) -> RuleData:
    """The rules in `folder`. Raises RulebaseError with every mistake found."""
    problems: list[Problem] = []
    words = Source.read(folder / "urgentie-woorden.yml", folder)
    groups = dict(_groups(words, "groepen", problems))
    grammar = {name: frozenset(members) for name, members in _groups(words, "zinsbouw", problems)}
    spellings = dict(_section(words, "schrijfwijzen", problems))
    patterns: list[Pattern] = []
    for name, kinds in (("urgentie.yml", SIGNALS), ("urgentie-kaders.yml", FRAMES)):
        source = Source.read(folder / name, folder)
        for kind in kinds:
            patterns.extend(_patterns(source, kind, groups, problems))
    for typed, read_as in spellings.items():
        if not isinstance(read_as, str):
            line = words.line_of("schrijfwijzen", typed)
            problems.append(Problem(words.name, line, f"‘{typed}’ heeft geen woord achter zich."))
    named = {pattern.rule.naam for pattern in patterns}
    problems.extend(
        Problem("urgentie.yml", 1, f"de regel ‘{name}’ ontbreekt.")
        for name in (NOW, WITNESS, CRY)
        if name not in named
    )
    if problems:
        raise RulebaseError(problems)
    return RuleData(spellings, groups, grammar, tuple(patterns))


def _section(source: Source, name: str, problems: list[Problem]) -> dict[str, str]:
    found = source.data.get(name) if isinstance(source.data, dict) else None
    if isinstance(found, dict):
        return found
    problems.append(
        Problem(source.name, source.line_of(name), f"‘{name}’ ontbreekt of is geen lijst met namen.")
    )
    return {}


def _groups(source: Source, section: str, problems: list[Problem]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The members of each group of a section, those of groups that it names included."""
    named = _section(source, section, problems)

    def members(group: str, above: tuple[str, ...]) -> Iterator[str]:
        for index, member in enumerate(named[group]):
            line = source.line_of(section, group, index)
            if not isinstance(member, str):
                message = f"‘{member}’ in groep ‘{group}’ is geen woord."
                problems.append(Problem(source.name, line, message, "Zet het tussen aanhalingstekens."))
            elif not member.startswith("<"):
                yield member
            elif (inner := member.strip("<>")) not in named or inner in above:
                problems.append(
                    Problem(source.name, line, f"groep ‘{inner}’ bestaat niet, of bevat zichzelf.")
                )
            else:
                yield from members(inner, (*above, inner))

    for group in named:
        yield group, tuple(members(group, (group,)))


def _patterns(
    source: Source, kind: str, groups: dict[str, tuple[str, ...]], problems: list[Problem]
) -> Iterator[Pattern]:
    rules = source.data.get(kind) if isinstance(source.data, dict) else None
    if not isinstance(rules, list):
        problems.append(Problem(source.name, source.line_of(kind), f"‘{kind}’ ontbreekt of is geen lijst."))
        return
    for index, entry in enumerate(rules):
        rule = _rule(source, kind, (kind, index), entry, problems)
        if rule is None:
            continue
        for place, text in enumerate(entry["patronen"]):
            line = source.line_of(kind, index, "patronen", place)
            elements = tuple(tuple(element.split("|")) for element in str(text).split())
            wrong = [part for element in elements for part in element if not _known(part, groups)]
            problems.extend(
                Problem(source.name, line, f"‘{part}’ is geen woord en geen groep die bestaat.")
                for part in wrong
            )
            if elements and not wrong:
                yield Pattern(rule, elements)


def _known(part: str, groups: dict[str, tuple[str, ...]]) -> bool:
    if part.startswith("<"):
        return part.strip("<>") in groups
    return bool(_ELEMENT.match(part))


def _rule(source: Source, kind: str, key: Key, entry: object, problems: list[Problem]) -> Rule | None:
    """The rule at `key`, or None after noting what is wrong with it."""
    line = source.line_of(*key)
    if not isinstance(entry, dict):
        problems.append(Problem(source.name, line, "dit is geen regel.", "Een regel begint met ‘- naam:’."))
        return None
    known = {"naam", "waarom", "patronen", "punten", "zeker", "binnen"}
    missing = [name for name in ("naam", "waarom", "patronen") if not entry.get(name)]
    if kind in SIGNALS and not isinstance(entry.get("punten"), int):
        missing.append("punten")
    wrong = [f"‘{name}’ ontbreekt in deze regel." for name in missing]
    wrong += [f"‘{name}’ kent een regel niet." for name in entry if name not in known]
    if not missing and not isinstance(entry["patronen"], list):
        wrong.append("‘patronen’ is geen lijst.")
    if wrong:
        problems.extend(Problem(source.name, line, message) for message in wrong)
        return None
    return Rule(
        naam=str(entry["naam"]),
        soort=kind,
        punten=int(entry.get("punten", 0)),
        waarom=str(entry["waarom"]),
        zeker=entry.get("zeker") == "ja",
        binnen=int(entry.get("binnen", _NEAR)),
    )
