"""The assistant's own sentences, from `data/teksten/`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from assistant import places


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    path = places.project() / "data" / "teksten" / "gesprek.yml"
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return data


def text(name: str, time: int = 0, **values: str) -> str:
    """The sentence called `name`, with its blanks filled; in other words each `time` it is said.

    The first wording is for the first time only where there are more. Raises KeyError for an unknown
    name or blank.
    """
    found = _texts()[name]
    wordings = [found] if isinstance(found, str) else list(found)
    later = len(wordings) - 1
    chosen = wordings[time if time <= later else 1 + (time - 1) % later] if later else wordings[0]
    return str(chosen).format(**values)


def button(name: str) -> dict[str, str]:
    """The button called `name`: its title, and what it says when pressed."""
    return dict(_texts()["knoppen"][name])
