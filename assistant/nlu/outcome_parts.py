"""Which part of an outcome a message asks for: what to do, what to tell the family, who does what, what else.

The same words mean something else where no outcome was given: the dialogue knows that, this doesn't.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from assistant import places
from assistant.dutch.words import analyse

FAMILY, WHO_DOES_WHAT, ALSO, DIFFERENT, MINE = PARTS = ("gezin", "wie_wat_wanneer", "ook", "verschil", "ik")
"""The parts that can be asked for, as `data/taal/uitkomst.yml` names them."""

_OTHER_WORDS = 3
"""How many words a message may hold beside those that ask for a part."""


@dataclass(frozen=True)
class Part:
    """How people ask for a part of an outcome."""

    vraag: str
    """As it stands on the button."""
    onderwerp: str
    """The subject of the question while there is no outcome."""
    woorden: tuple[frozenset[str], ...]
    """Words that ask for it when all of one set occur."""


@lru_cache(maxsize=1)
def parts() -> Mapping[str, Part]:
    """All of PARTS, from the data. Raises KeyError when one is missing there."""
    path = places.project() / "data" / "taal" / "uitkomst.yml"
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {
        name: Part(
            vraag=data[name]["woorden"][0],
            onderwerp=data[name]["onderwerp"],
            woorden=tuple(frozenset(_spoken(wording)) for wording in data[name]["woorden"]),
        )
        for name in PARTS
    }


def questions() -> dict[str, str]:
    """What the buttons say, with the subject of each."""
    return {part.vraag: part.onderwerp for part in parts().values()}


def asked_part(message: str) -> str | None:
    """The part that a short message asks for; None when it asks for none, or tells a story."""
    said = _spoken(message)
    for name, part in parts().items():
        if any(words <= set(said) and len(said) <= len(words) + _OTHER_WORDS for words in part.woorden):
            return name
    return None


def _spoken(text: str) -> list[str]:
    return [word.text for word in analyse(text)]
