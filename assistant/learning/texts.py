"""The sentences of learning that are no regel, from `data/teksten/leren.yml`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from assistant import places


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    path = places.project() / "data" / "teksten" / "leren.yml"
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def text(name: str, **values: object) -> str:
    """The sentence called `name`, with its blanks filled. Raises KeyError for an unknown name or blank."""
    return str(_texts()[name]).format(**values)
