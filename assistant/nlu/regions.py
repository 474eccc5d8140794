"""Which region a message names: by its own name, a municipality or a place in one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.rulebase.schema import LANDELIJK, Regio


@dataclass(frozen=True)
class NamedRegion:
    """A region that a message names, and where in the text."""

    regio: str
    start: int
    end: int


class RegionFinder:
    """Finds the regions of the rule base in messages."""

    def __init__(self, regios: Iterable[Regio]) -> None:
        self._regions = {name.lower(): r.id for r in regios if r.id != LANDELIJK for name in _names(r)}
        longest_first = sorted(self._regions, key=len, reverse=True)
        pattern = "|".join(re.escape(name) for name in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if pattern else None

    def find(self, text: str) -> NamedRegion | None:
        """The last region that `text` names: whoever corrects himself says the right one last."""
        found = None
        for match in self._pattern.finditer(text) if self._pattern else ():
            found = NamedRegion(self._regions[match[0].lower()], match.start(), match.end())
        return found


def _names(regio: Regio) -> Iterable[str]:
    yield from (regio.naam, *regio.ook_genoemd)
    for gemeente in regio.gemeenten:
        yield from (gemeente.naam, *gemeente.plaatsen)
