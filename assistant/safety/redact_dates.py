"""Dates of birth, in figures and in words; dates of agreements and of events stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from assistant.safety.redact_data import read_redaction
from assistant.safety.redact_spans import KEPT, Span

_LABEL = "GEBOORTEDATUM"
_RECENT_YEARS = 3
"""A full date as young as this is more likely that of an event, unless something says otherwise."""
_REACH = 40
"""How far from a date, in characters, a word may stand that says what happened then."""

_UNIT = r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_TENS = r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
_TEENS = r"(?:tien|elf|twaalf|dertien|veertien|(?:vijf|zes|zeven|acht|negen)tien)"
_SMALL = rf"(?:(?:{_UNIT}\s?(?:en|ën)\s?)?{_TENS}|{_TEENS}|{_UNIT})"
_ORDINAL = rf"(?:eerste|tweede|derde|achtste|{_SMALL}(?:de|ste))"
_SPELLED_YEAR = (
    rf"(?:(?:negentien|achttien|twintig)\s?(?:honderd\s?)?(?:(?:en|ën)\s?)?{_SMALL}|"
    rf"tweeduizend(?:\s?(?:en\s?)?{_SMALL})?|nul{_UNIT}|nul\s{_UNIT})"
)
_THREE_PARTS = re.compile(r"\d{1,2}\W+\w+\W+\d{2}")
_YEAR = r"(?:(?:19|20)\d{2}|['’`]\d{2})"


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The ways to write a date, and whether each names a day, month and full year."""
    months = "|".join(sorted(read_redaction("nummers.yml")["maanden"], key=len, reverse=True))
    month = rf"(?:{months})\.?"
    day = rf"(?:\d{{1,2}}(?:\s?e|ste|de)?|{_SMALL}|{_ORDINAL})"
    before, after = r"(?<![\w.,/-])", r"(?![\w/-]|\.\d)"
    full = (
        r"\d{1,2}\s?[-/.\\ ]\s?\d{1,2}\s?[-/.\\ ]\s?" + _YEAR,
        r"(?:19|20)\d{2}\s?[-/.\\]\s?\d{1,2}\s?[-/.\\]\s?\d{1,2}",
        r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",
        r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{2}",
        rf"{day}[\s-]*(?:{month})[\s-]*(?:{_YEAR}|{_SPELLED_YEAR})",
        r"\d{1,2}\s?[-/.]\s?(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})\s?[-/.]\s?" + _YEAR,
        rf"{month}\s+\d{{1,2}},?\s+(?:19|20)\d{{2}}",
    )
    short = (
        r"\d{1,2}\s?[-/.\\]\s?\d{1,2}\s?[-/.\\]\s?\d{2}",
        r"\d{1,2}\s\d{1,2}\s\d{2}",
        r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}",
        rf"{day}[\s-]*(?:{month})(?:\s+\d{{2}}(?!\s?(?:uur|u|jaar|:)))?",
        rf"{month}\s+{_YEAR}",
        r"\d{1,2}\s?[-/]\s?\d{1,2}",
    )
    return tuple(
        (re.compile(f"{before}{pattern}{after}", re.IGNORECASE), pattern in full)
        for pattern in (*full, *short)
    )


def find_dates(text: str, today: date) -> Iterator[Span]:
    """Dates of birth in `text`, and the other dates as what stays."""
    for pattern, is_full in _patterns():
        for match in pattern.finditer(text):
            birth = _is_of_birth(text, match, is_full, today)
            if birth or is_full:
                yield Span(match.start(), match.end(), _LABEL if birth else KEPT)


def _is_of_birth(text: str, match: re.Match[str], is_full: bool, today: date) -> bool:
    before = text[max(0, match.start() - _REACH) : match.start()].lower()
    after = text[match.end() : match.end() + _REACH].lower()
    born, event = _cues()
    said = [(found.start(), True) for found in born.finditer(before)]
    said += [(found.start(), False) for found in event.finditer(before)]
    last = max(said, default=None)
    if last is not None and last[1]:
        return True
    if last is not None and _announces_birth(before, born):
        return True
    if re.match(rf"\W{{0,3}}(?:is\s+(?:\w+\s+){{0,2}})?(?:{born.pattern})", after):
        return True
    if not is_full:
        in_brackets = _THREE_PARTS.fullmatch(match[0]) is not None and _stands_as_apposition(before, after)
        return last is None and (in_brackets or _is_of_last_century(match[0], today))
    if re.fullmatch(r"\d{8}", match[0]) or _stands_as_apposition(before, after):
        return True
    if re.search(r"\b(?:is|ben|bent)\s+(?:van\s+)?$", before) and last is None:
        return True
    return last is None and _year(match[0]) < today.year - _RECENT_YEARS


def _is_of_last_century(written: str, today: date) -> bool:
    """Whether a date with two figures for the year, as 3-11-85, is too old for an event."""
    short = re.fullmatch(r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(\d{2})", written)
    return short is not None and int(short[1]) > today.year % 100 + _RECENT_YEARS


def _announces_birth(before: str, born: re.Pattern[str]) -> bool:
    """Whether only small words stand between the announcement of a birth and the date: geboren op."""
    gap = r"[\s:.,(=-]"
    small = rf"(?:(?:op|is|was|de|in|te|dag|rond|zijn|haar){gap}+){{0,3}}"
    return re.search(rf"(?:{born.pattern}){gap}*{small}$", before) is not None


def _stands_as_apposition(before: str, after: str) -> bool:
    """Whether a date stands by itself behind a person: ‘tess, 14.08.2016, woont’, ‘Moeder (07-11-1988)’."""
    relatives = "|".join(map(re.escape, read_redaction("namen.yml")["soorten"]["relatie"]))
    person = rf"(?:\[naam \d+\]|\b(?:{relatives}))"
    return bool(re.search(rf"{person}(?:\s\(\d+\))?\s?[,(/:-]?\s?$", before)) and bool(
        re.match(r"\s?(?:[,)/;.]|$)", after)
    )


def _year(written: str) -> int:
    """The year in figures; in words nobody dates an agreement, so then long ago."""
    figures = re.search(r"(?:19|20)\d{2}", written)
    if figures:
        return int(figures[0])
    short = re.search(r"['’`](\d{2})$", written)
    return 2000 + int(short[1]) if short else 0


@lru_cache(maxsize=1)
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = read_redaction("nummers.yml")
    born, event = (
        "|".join(
            re.escape(word) if not word[-1].isalnum() else rf"(?<!\w){re.escape(word)}(?!\w)"
            for word in sorted(data[name], key=len, reverse=True)
        )
        for name in ("geboren", "gebeurtenis")
    )
    return re.compile(born), re.compile(event)
