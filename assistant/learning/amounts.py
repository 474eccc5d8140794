"""Terms that somebody names in a text: '5 werkdagen', 'binnen veertien dagen', 'de zesde werkdag'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.rulebase.schema import Termijn

_WORDS = (
    *("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien"),
)
_ORDINALS = {"derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6}
_UNITS = {
    "uur": "uren",
    "uren": "uren",
    "werkdag": "werkdagen",
    "werkdagen": "werkdagen",
    "dag": "dagen",
    "dagen": "dagen",
    "week": "weken",
    "weken": "weken",
    "maand": "maanden",
    "maanden": "maanden",
    "jaar": "jaren",
    "jaren": "jaren",
}
_NUMBER = "|".join((*_WORDS, *_ORDINALS))
_AMOUNT = re.compile(
    rf"\b(?P<number>\d+(?=e?\b|ste\b|de\b)|{_NUMBER})(?:ste|de|e)? (?P<unit>{'|'.join(_UNITS)})\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\b(binnen|na|uiterlijk|hooguit|maximaal|duurt)\b[^.?!]{0,20}$", re.IGNORECASE)

Amount = tuple[int, str]
"""How many of what unit; weeks as days and years as months, so that the same length reads the same."""


def amount_of(termijn: Termijn) -> Amount:
    """The length of a term."""
    return _in_smallest(termijn.aantal, termijn.eenheid)


def amounts_in(text: str) -> Iterator[tuple[Amount, bool]]:
    """The lengths of time in a text, and of each whether it is said as a deadline ('binnen …')."""
    for match in _AMOUNT.finditer(text):
        word = match["number"].lower()
        number = _ORDINALS.get(word) or (int(word) if word.isdecimal() else _WORDS.index(word) + 1)
        before = text[: match.start()]
        yield _in_smallest(number, _UNITS[match["unit"].lower()]), bool(_DEADLINE.search(before))


def _in_smallest(number: int, unit: str) -> Amount:
    if unit == "weken":
        return number * 7, "dagen"
    return (number * 12, "maanden") if unit == "jaren" else (number, unit)
