"""Addresses: a street with a number, known from the list of streets or by its ending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.safety.name_tables import is_street, look_up
from assistant.safety.redact_data import read_redaction
from assistant.safety.redact_spans import Span

_MOST_WORDS = 6
_SHORTEST_STEM = 3
_REACH = 40
_HOUSE_NUMBER = re.compile(
    r"(?<![\w.,:/€-])(?:(?:nr|no|huisnr)\.?\s*|(?:nummer|huisnummer)\s+)?(?!\d{4} ?(?-i:[A-Z]{2})(?!\w))"
    r"(?P<number>\d{1,4})(?![.:,]?\d)"
    r"(?:(?:\s?[-/]?\s?(?:hs|bis|zw|rd|[a-h]|[ivx]{1,4}|boven|beneden|huis)(?![\w'’]))|(?:\s?-\s?\d{1,4}(?!\w))|[a-z](?!\w))?(?!\w|[-.]\d)",
    re.IGNORECASE,
)
_WORD = re.compile(r"['’]?[\w'’.-]*\w\.?|\w")
_POINTING = re.compile(
    r"\b(?:aan|op|in|van|bij|langs|over|naar|uit|vanaf|tot|hoek|richting)\s+(?:de\s+|het\s+|'t\s+)?"
    r"(?:(?:lange|korte|oude|nieuwe|eerste|tweede|derde|1e|2e|3e|grote|kleine)\s+)?$",
    re.IGNORECASE,
)
_EVERYDAY = 200
"""A word for a street as common as this, like winkelstraat, says nothing about which one."""
_ARTICLE = re.compile(r"\b(?:de|het|den)\b|'t\b")
_TITLE = re.compile(
    r"(?:dr|mr|ds|prof|burg|st|gen|adm|kon|kpt|ir|pres|past|minister|burgemeester|jan|van|de|der|den|oude|nieuwe|lange|korte|"
    r"eerste|tweede|derde|1e|2e|3e|prins|prinses|koning|koningin|graaf|sint|oost|west|noord|zuid|grote|kleine|hoge|lage)\.?",
    re.IGNORECASE,
)


def find_addresses(text: str) -> Iterator[Span]:
    """The addresses in `text`; a street without a number only where somebody lives."""
    for match in _HOUSE_NUMBER.finditer(text):
        start = _street_before(text, match.start())
        if start is not None and not _counts_something(text[match.end() :]):
            yield Span(start, match.end(), "ADRES")
    for word in _WORD.finditer(text):
        before = text[max(0, word.start() - _REACH) : word.start()]
        if (_is_sure_street(word[0]) and _somebody_lives(before)) or _is_pointed_at(word[0], before):
            start = _start_of_street(text, word.start())
            yield Span(start, word.end(), "ADRES")


def _street_before(text: str, end: int) -> int | None:
    """Where the street starts that ends right before `end`; None when no street stands there."""
    before = text[:end].rstrip()
    if len(text[:end]) - len(before) > 1 or not before:
        return None
    words = list(_WORD.finditer(before[before.rfind("\n") + 1 :] if "\n" in before else before))
    shift = before.rfind("\n") + 1
    words = [word for word in words if word.end() + shift <= len(before)][-_MOST_WORDS:]
    if not words or words[-1].end() + shift != len(before):
        return None
    for first in range(len(words)):
        start = words[first].start() + shift
        phrase = before[start:].lower().replace("’", "'")
        if "," not in phrase and is_street(phrase) and _is_meant(before, start, phrase):
            return start
    last = words[-1]
    if _ends_like_a_street(last[0]):
        return _start_of_street(before, last.start() + shift)
    return _capital_street(before)


def _is_meant(before: str, start: int, phrase: str) -> bool:
    """Whether a street is meant: one ordinary word must be announced or have a capital."""
    if phrase.split()[-1] in read_redaction("plaatsen.yml")["geen_straat"] and not before[start].isupper():
        return False
    words = phrase.split()
    content = words[1:] if words[0] in ("de", "het", "'t", "den") else words
    known = look_up(content[-1])
    if len(content) > 1 or not (known.word or known.name):
        return True
    if content[-1].endswith(_pointing_endings()) and known.count < _EVERYDAY and not known.name:
        return True
    if before[start].isupper() and not known.name:
        return True
    announced = re.search(
        rf"\b(?:{'|'.join(read_redaction('plaatsen.yml')['adres'])}|naar|aan|op|van)\W+(?:\w+\W+){{0,2}}$",
        before[:start].lower(),
    )
    return announced is not None and (
        not known.name or words != content or bool(_ARTICLE.search(announced[0]))
    )


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(read_redaction("plaatsen.yml")["straat"])


def _ends_like_a_street(word: str) -> bool:
    """Whether it is a compound with straat, laan …, and no ordinary word: snelweg, overweg."""
    lower = word.lower()
    ending = max((e for e in _endings() if lower.endswith(e)), key=len, default="")
    sure = ending in read_redaction("plaatsen.yml")["straat_zeker"] or ending in ("str", "str.", "straat")
    if not ending or len(lower) - len(ending) < _SHORTEST_STEM:
        return False
    known = look_up(lower)
    return not known.name and not (known.word or known.seen) and (sure or word[0].isupper())


def _is_sure_street(word: str) -> bool:
    lower = word.lower()
    endings = tuple(read_redaction("plaatsen.yml")["straat_zeker"])
    return lower.endswith(endings) and _ends_like_a_street(word)


def _is_pointed_at(word: str, before: str) -> bool:
    """Whether a street of the list is where something is: de flat aan de Kanaalstraat, hoek Zeeweg."""
    lower = word.lower()
    if not lower.endswith(_pointing_endings()) or not is_street(lower):
        return False
    capital = word[0].isupper() and before != ""
    if look_up(lower).count >= _EVERYDAY or lower in read_redaction("plaatsen.yml")["geen_straatnaam"]:
        return False
    return _POINTING.search(before) is not None and (
        capital or not look_up(lower).word or _somebody_lives(before)
    )


@lru_cache(maxsize=1)
def _pointing_endings() -> tuple[str, ...]:
    return tuple(read_redaction("plaatsen.yml")["straat_zeker"])


def _start_of_street(text: str, last: int) -> int:
    """Where a street's name starts whose last word stands at `last`: with what belongs before it."""
    start = last
    for word in reversed(list(_WORD.finditer(text[:last]))):
        gap = text[word.end() : start]
        if gap.strip(" ") or len(gap) != 1 or not (_TITLE.fullmatch(word[0]) or _is_initial(word[0])):
            break
        if word[0].lower() in ("van", "de", "der", "den") and not text[word.end() + 1].isupper():
            break
        start = word.start()
    return start


def _is_initial(word: str) -> bool:
    return bool(re.fullmatch(r"(?:[A-Z]\.)+", word))


def _capital_street(before: str) -> int | None:
    """Streets of several words that begin with Weg, Laan, Plein …, as in ‘Laan van de Vrede’."""
    match = re.search(
        r"(?<!\w)(?:Weg|Laan|Plein|Pad|Dijk|Kade|Markt|Hof|Park|Boulevard|Kerkpad|Straat)"
        r"(?:\s(?:van|naar|op|in|aan|der|den|de|het|'t|over|achter|voor|te)){1,3}(?:\s[A-Z][\w'’-]+){1,3}$",
        before,
    )
    return match.start() if match else None


def _counts_something(after: str) -> bool:
    match = re.match(r"\s*([^\s,.;!?)]+)", after)
    return match is not None and match[1].lower() in read_redaction("plaatsen.yml")["eenheid"]


def _somebody_lives(before: str) -> bool:
    words = set(re.findall(r"\w+", re.split(r"[.!?\n]", before.lower())[-1]))
    return not words.isdisjoint(read_redaction("plaatsen.yml")["wonen"])
