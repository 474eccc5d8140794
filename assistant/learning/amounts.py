"""Terms that somebody names in a text: '5 werkdagen', 'binnen veertien dagen', 'de zesde werkdag'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.dutch.words import analyse, function_words
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
_SENTENCE = re.compile(r"[^.?!\n]+")
_SHORT = 3
_DEADLINE = re.compile(r"\b(binnen|na|uiterlijk|hooguit|maximaal|duurt)\b[^.?!]{0,20}$", re.IGNORECASE)

Amount = tuple[int, str]
"""How many of what unit; weeks as days and years as months, so that the same length reads the same."""


@dataclass(frozen=True)
class Lengte:
    """A length of time in a text."""

    hoeveel: Amount
    termijn: bool
    """Whether it is said as a deadline ('binnen …')."""
    zin: str
    """The sentence in which it stands."""


def amount_of(termijn: Termijn) -> Amount:
    """The length of a term."""
    return _in_smallest(termijn.aantal, termijn.eenheid)


def amounts_in(text: str) -> Iterator[Lengte]:
    """The lengths of time in a text, in order."""
    for sentence in _SENTENCE.findall(text):
        for match in _AMOUNT.finditer(sentence):
            word = match["number"].lower()
            number = _ORDINALS.get(word) or (int(word) if word.isdecimal() else _WORDS.index(word) + 1)
            deadline = bool(_DEADLINE.search(sentence[: match.start()]))
            yield Lengte(_in_smallest(number, _UNITS[match["unit"].lower()]), deadline, sentence)


def is_about(sentence: str, termijn: Termijn) -> bool:
    """Whether a sentence speaks of what a term is of, by at least half of the words of its name."""
    said, named = _content(sentence), _content(termijn.naam)
    there = sum(any(word in other or other in word for other in said) for word in named)
    return 2 * there >= len(named)


def _content(text: str) -> set[str]:
    telling = (word.stem for word in analyse(text) if word.text not in function_words())
    return {stem for stem in telling if len(stem) > _SHORT}


def _in_smallest(number: int, unit: str) -> Amount:
    if unit == "weken":
        return number * 7, "dagen"
    return (number * 12, "maanden") if unit == "jaren" else (number, unit)
