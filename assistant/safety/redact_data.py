"""The word lists of redaction, from `data/redactie/`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from assistant import places


@lru_cache(maxsize=8)
def read_redaction(name: str) -> dict[str, Any]:
    """A file of `data/redactie/`, everything in it as text."""
    path = places.project() / "data" / "redactie" / name
    data: dict[str, Any] = yaml.load(
        path.read_text(encoding="utf-8"),
        yaml.CBaseLoader,  # noqa: S506 (safe: it makes strings only, so that ‘nee’ and ‘no’ stay words)
    )
    return data
