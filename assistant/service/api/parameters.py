"""Parameters that several operations have, and the check on a region."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path
from pydantic import BeforeValidator

from assistant.rulebase import current
from assistant.rulebase.schema import LANDELIJK
from assistant.service.problems import Problem

_READABLE = r"^[^\x00-\x1f\x7f\ufffd]+$"
"""No control characters, and nothing that wasn't UTF-8 (which arrives as U+FFFD)."""


def _empty_is_absent(value: Any) -> Any:
    return None if value == "" else value


OrEmpty = BeforeValidator(_empty_is_absent)
"""For a query parameter: `?regio=` is the same as no regio at all."""

Id = Annotated[str, Path(description="Het id.", pattern=_READABLE)]


def check_region(regio: str | None, *, national: bool = False) -> None:
    """Raise a 400 Problem when `regio` is no region with agreements of its own.

    With `national`, `landelijk` will do too.
    """
    regions = [id for id in current.store().regios if national or id != LANDELIJK]
    if regio is not None and regio not in regions:
        raise Problem(400, f"Deze regio ken ik niet. Kies uit: {', '.join(regions)}. Of laat regio weg.")
