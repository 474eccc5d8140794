"""Personal data out of a text, before anything else sees it.

What identifies somebody is replaced by what it was: `[E-MAIL]`, `[NAAM 1]`. The same name keeps the
same number within a conversation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_NAME = r"[A-ZÀ-Þ][\w'’-]+"
_PARTICLE = r"(?:van|de|der|den|ter|ten|te|el|al|ben|bin|von|da|dos)"
_FULL_NAME = rf"{_NAME}(?:\s+(?:{_PARTICLE}\s+){{0,3}}{_NAME})*"
_CUE = (
    r"(?:heet|heten|genaamd|naam is|meneer|mevrouw|mevr\.|dhr\.|mw\.|de heer|familie|fam\.|moeder|vader|"
    r"oom|tante|broer|zus|zoon|dochter|buurman|buurvrouw|leerling|cliënte?|patiënte?|collega)"
)


@dataclass(frozen=True)
class Redacted:
    """A text without personal data, and whether anything was taken out."""

    tekst: str
    geredigeerd: bool


def redact(text: str, keep: Iterable[str] = (), known: frozenset[str] = frozenset()) -> Redacted:
    """`text` without what identifies somebody.

    `keep` are public numbers that stay, `known` the words of names that point at nobody (lower case).
    Recognised: e-mail, links and handles, IBAN, BSN, telephone numbers, postcodes with house number,
    dates of birth, licence plates, names behind a word that announces one, and full names in capitals.
    """
    public = {re.sub(r"\D", "", number) for number in keep}
    result = text
    for pattern, label, holds in _PATTERNS:
        result = pattern.sub(lambda m: m[0] if not holds(m[0], public) else f"[{label}]", result)  # noqa: B023
    result = _names(result, known)
    return Redacted(result, result != text)


def _names(text: str, known: frozenset[str]) -> str:
    numbers: dict[str, int] = {}

    def replace(match: re.Match[str]) -> str:
        if any(word.lower() in known for word in re.findall(_NAME, match["name"])):
            return match[0]
        number = numbers.setdefault(match["name"].lower(), len(numbers) + 1)
        return f"{match['cue']}[NAAM {number}]"

    announced = re.sub(rf"(?P<cue>\b(?i:{_CUE})\s+)(?P<name>{_FULL_NAME})", replace, text)
    return re.sub(
        rf"(?P<cue>)(?P<name>\b{_NAME}(?:\s+(?:{_PARTICLE}\s+){{0,3}}{_NAME})+)", replace, announced
    )


def _always(_found: str, _public: set[str]) -> bool:
    return True


def _is_private_number(found: str, public: set[str]) -> bool:
    return re.sub(r"\D", "", found) not in public


def _is_bsn(found: str, public: set[str]) -> bool:
    digits = [int(d) for d in re.sub(r"\D", "", found)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(digits) == 9 and sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0


_PATTERNS: tuple[tuple[re.Pattern[str], str, Callable[[str, set[str]], bool]], ...] = (
    (re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d{2}\b"), "DATUM", _always),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "E-MAIL", _always),
    (re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE), "LINK", _always),
    (re.compile(r"(?<!\w)@\w{3,}"), "ACCOUNT", _always),
    (re.compile(r"\b[A-Z]{2}\d{2}[ ]?(?:[A-Z0-9]{4}[ ]?){2,7}[A-Z0-9]{0,4}\b"), "IBAN", _always),
    (re.compile(r"\b\d{3}[ .]?\d{3}[ .]?\d{3}\b|\b\d{4}[ .]\d{2}[ .]\d{3}\b"), "BSN", _is_bsn),
    (
        re.compile(r"(?<![\w-])(?:\+31|0031|0)[ -]?(?:\(0\)[ -]?)?[1-9](?:[ -]?\d){6,8}(?!\d)"),
        "TELEFOON",
        _is_private_number,
    ),
    (re.compile(r"\b[1-9]\d{3}[ ]?[A-Z]{2}\b(?:[ ,]+\d+\w?)?"), "POSTCODE", _always),
    (
        re.compile(r"\b(?:[A-Z]{2}-\d{2,3}-[A-Z]{1,2}|\d{1,2}-[A-Z]{2,3}-\d{1,2}|[A-Z]{2}-[A-Z]{2}-\d{2})\b"),
        "KENTEKEN",
        _always,
    ),
)
