"""From a folder of YAML to a checked `Rulebase`.

Every file may hold any of the keys of `schema.KINDS`; folders only order them for people.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.rulebase.problems import Problem, RulebaseError
from assistant.rulebase.schema import KINDS, Entry
from assistant.rulebase.yaml_source import Source


@dataclass(frozen=True)
class Place:
    """Where an entry was written."""

    source: Source
    kind: str
    index: int

    @property
    def file(self) -> str:
        """The name of the file, from the root of the rule base."""
        return self.source.name

    def line(self, *key: str | int) -> int:
        """The line of the entry, or of the value at `key` inside it."""
        return self.source.line_of(self.kind, self.index, *key)

    def problem(self, message: str, hint: str = "", key: tuple[str | int, ...] = ()) -> Problem:
        """A problem at this entry, or at the value at `key` inside it."""
        return Problem(self.file, self.line(*key), message, hint)


@dataclass
class Rulebase:
    """All entries by kind and id, in the order of the files, and where each was written."""

    entries: dict[str, dict[str, Any]] = field(default_factory=lambda: {k: {} for k in KINDS})
    places: dict[tuple[str, str], Place] = field(default_factory=dict)

    def of(self, kind: str) -> dict[str, Any]:
        """The entries of one kind of `schema.KINDS`, by id."""
        return self.entries[kind]

    def place(self, kind: str, id: str) -> Place:
        """Where the entry was written. Raises KeyError when there is none."""
        return self.places[kind, id]


def source_files(folder: Path) -> list[Path]:
    """The YAML files of a rule base, in a fixed order."""
    return sorted(folder.rglob("*.yml"))


def fingerprint(folder: Path) -> str:
    """A hash of all files of the rule base: equal as long as no byte of it changes."""
    digest = hashlib.sha256()
    for path in source_files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def read(folder: Path, kinds: Mapping[str, type[Entry]] = KINDS) -> Rulebase:
    """Read every file below `folder`, which may hold these kinds of entries.

    Raises RulebaseError with all problems of form: YAML, unknown keys and fields, wrong values,
    ids given twice. Whether the content hangs together is for `lint.check`.
    """
    rulebase = Rulebase({kind: {} for kind in kinds})
    problems: list[Problem] = []
    for path in source_files(folder):
        try:
            source = Source.read(path, folder)
        except RulebaseError as error:
            problems += error.problems
            continue
        problems += _add_file(rulebase, source, kinds)
    if not rulebase.places and not problems:
        problems.append(Problem(folder.name, 1, "hier staat nog niets (*.yml)."))
    if problems:
        raise RulebaseError(problems)
    return rulebase


def _add_file(rulebase: Rulebase, source: Source, kinds: Mapping[str, type[Entry]]) -> Iterator[Problem]:
    if not isinstance(source.data, dict):
        yield Problem(source.name, 1, f"bovenaan hoort een soort te staan, zoals ‘{next(iter(kinds))}:’.")
        return
    for kind, items in source.data.items():
        line = source.line_of(kind)
        if kind not in kinds:
            yield Problem(source.name, line, f"‘{kind}’ is geen soort die ik ken.", _suggest(kind, kinds))
        elif not isinstance(items, list):
            yield Problem(source.name, line, f"onder ‘{kind}’ hoort een lijst, met een ‘-’ per onderdeel.")
        else:
            for index, item in enumerate(items):
                yield from _add_entry(rulebase, Place(source, kind, index), item, kinds[kind])


def _add_entry(rulebase: Rulebase, place: Place, item: Any, model: type[Entry]) -> Iterator[Problem]:
    try:
        entry = model.model_validate(item)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            yield _form_problem(place, model, item, detail)
        return
    id = entry_id(entry)
    earlier = rulebase.places.get((place.kind, id))
    if earlier:
        where = f"{earlier.file}:{earlier.line()}"
        yield place.problem(f"‘{id}’ bestaat al in {where}.", "Geef dit onderdeel een eigen id.")
        return
    rulebase.entries[place.kind][id] = entry
    rulebase.places[place.kind, id] = place


def entry_id(entry: Entry) -> str:
    """The id of any entry; for wordings that is the id of their criterium."""
    return str(getattr(entry, "id", None) or getattr(entry, "criterium", ""))


def _form_problem(place: Place, model: type[Entry], item: Any, detail: Any) -> Problem:
    key = tuple(detail["loc"])
    name = item.get("id", "") if isinstance(item, dict) else ""
    who = f"‘{name}’: " if name else ""
    field_name = ".".join(str(part) for part in key)
    kind = detail["type"]
    if kind == "extra_forbidden":
        hint = _suggest(str(key[-1]), model.model_fields) if len(key) == 1 else ""
        return place.problem(f"{who}‘{field_name}’ is geen veld dat hier hoort.", hint, key)
    if kind == "missing":
        return place.problem(f"{who}‘{field_name}’ ontbreekt.", key=key)
    if kind in ("enum", "literal_error"):
        allowed = str(detail["ctx"]["expected"]).replace(" or ", " of ")
        return place.problem(f"{who}‘{field_name}’ kan alleen {allowed} zijn.", key=key)
    if kind == "value_error":
        where = f"‘{field_name}’: " if field_name else ""
        return place.problem(f"{who}{where}{detail['ctx']['error']}.", key=key)
    if not key:
        return place.problem("dit onderdeel heeft geen velden.", "Schrijf het als ‘- id: …’.", key)
    wrong, hint = _FORMS.get(kind, ("klopt niet", ""))
    return place.problem(f"{who}‘{field_name}’ {wrong}.", hint, key)


_FORMS = {
    "string_type": ("moet tekst zijn", "Zet er aanhalingstekens om."),
    "string_too_short": ("is leeg", ""),
    "string_pattern_mismatch": (
        "is geen goede id",
        "Gebruik kleine letters en cijfers, met koppeltekens en punten ertussen.",
    ),
    "too_short": ("is leeg", ""),
    "timezone_aware": ("moet een tijdzone noemen, zoals in 2026-03-10T14:10:00+01:00", ""),
    "datetime_from_date_parsing": ("moet een moment zijn, zoals 2026-03-10T14:10:00+01:00", ""),
    "datetime_parsing": ("moet een moment zijn, zoals 2026-03-10T14:10:00+01:00", ""),
    "less_than_equal": ("is te groot", ""),
    "int_type": ("moet een heel getal zijn", ""),
    "int_parsing": ("moet een heel getal zijn", ""),
    "greater_than_equal": ("mag niet negatief zijn", ""),
    "bool_type": ("moet true of false zijn", ""),
    "bool_parsing": ("moet true of false zijn", ""),
    "date_type": ("moet een datum zijn, zoals 2024-07-04", ""),
    "date_parsing": ("moet een datum zijn, zoals 2024-07-04", ""),
    "date_from_datetime_parsing": ("moet een datum zijn, zoals 2024-07-04", ""),
    "time_type": ("moet een tijd zijn", 'Met aanhalingstekens, zoals "17:00".'),
    "time_parsing": ("moet een tijd zijn", 'Met aanhalingstekens, zoals "17:00".'),
    "tuple_type": ("moet een lijst zijn", "Zet er vierkante haken om, of een ‘-’ per onderdeel."),
    "dict_type": ("moet velden hebben", "Schrijf ‘naam: waarde’."),
    "model_type": ("moet velden hebben", "Schrijf ‘naam: waarde’."),
    "model_attributes_type": ("moet velden hebben", "Schrijf ‘naam: waarde’."),
}
"""What is wrong with a value of the wrong form, and what to do about it."""


def _suggest(word: str, known: Any) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"Bedoel je ‘{near[0]}’?" if near else f"Kies uit: {', '.join(known)}."
