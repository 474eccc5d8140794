"""The assistant's own sentences, from `data/teksten/`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from assistant import places


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    path = places.project() / "data" / "teksten" / "gesprek.yml"
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def text(name: str, **values: str) -> str:
    """The sentence called `name`, with its blanks filled. Raises KeyError for an unknown name or blank."""
    return str(_texts()[name]).format(**values)


def button(name: str) -> dict[str, str]:
    """The button called `name`: its title, and what it says when pressed."""
    return dict(_texts()["knoppen"][name])
