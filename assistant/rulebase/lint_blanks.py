"""Whether everything that a skeleton left open was filled in: an example must never be told as a fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.rulebase.loader import Rulebase
from assistant.rulebase.problems import Problem

BLANK = "VUL IN"
"""What stands in `data/sjablonen/` where an expert has to write something."""

_HINT = "Zet er neer wat er in de bron staat, of haal deze regel weg."

Key = tuple[str | int, ...]


def check_blanks(rulebase: Rulebase) -> Iterator[Problem]:
    """Places that still hold BLANK."""
    for (kind, id), place in rulebase.places.items():
        for key in _blanks(rulebase.of(kind)[id].model_dump()):
            yield place.problem(f"‘{id}’: hier staat nog ‘{BLANK}’.", _HINT, key)


def _blanks(value: Any, key: Key = ()) -> Iterator[Key]:
    if isinstance(value, str) and BLANK in value:
        yield key
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _blanks(part, (*key, name))
    elif isinstance(value, tuple | list):
        for index, part in enumerate(value):
            yield from _blanks(part, (*key, index))
