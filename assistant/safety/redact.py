"""Personal data out of a text, before anything else sees it.

What identifies somebody is replaced by what it was: `[E-MAIL]`, `[NAAM 1]`. The same name keeps the
same number within a conversation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from assistant.dutch.language import OTHER_SCRIPT
from assistant.safety.name_numbers import NameNumbers
from assistant.safety.redact_addresses import find_addresses
from assistant.safety.redact_dates import find_dates
from assistant.safety.redact_letters import as_read
from assistant.safety.redact_names import Phrases, find_names
from assistant.safety.redact_numbers import find_numbers
from assistant.safety.redact_organisations import find_organisations
from assistant.safety.redact_spans import Span, replaced
from assistant.safety.redact_tokens import PLACEHOLDER

_LATIN_LETTER = re.compile(r"[A-Za-zªºÀ-ɏḀ-ỿ]")
_OTHER_LETTER = re.compile(r"[^\W\d_]")
_MOST_ROUNDS = 8
_SURNAME = re.compile(
    r"(?P<name>\[NAAM \d+\])(?: (?:van|de|der|den|ter|ten|te|el|al|ben|bin|von|da|dos))*"
    r" (?P<surname>[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?)(?![\w:])"
)


@dataclass(frozen=True)
class Redacted:
    """A text without personal data, and whether anything was taken out."""

    tekst: str
    geredigeerd: bool


def redact(
    text: str,
    keep: Iterable[str] = (),
    public: Phrases = frozenset(),
    numbers: NameNumbers | None = None,
) -> Redacted:
    """`text` without what identifies somebody.

    `keep` are public numbers that stay, `public` the names that point at nobody (see
    `redact_names.phrases`). `numbers` are those of the conversation; without them names are numbered
    from 1. Letters that only look like others come back plain. Redacting the outcome once more changes
    nothing.
    """
    digits = frozenset(re.sub(r"\D", "", number) for number in keep)
    numbers = numbers or NameNumbers()
    result = readable = as_read(text)
    if _OTHER_LETTER.search(result) and not _LATIN_LETTER.search(result):
        return Redacted(OTHER_SCRIPT, True)
    # What was taken out tells more about what stands beside it, so until nothing is found any more.
    for _ in range(_MOST_ROUNDS):
        cleaned = _surnames(_names(_identifiers(result, digits, public), public, numbers), public)
        if cleaned == result:
            break
        result = cleaned
    return Redacted(result, result != readable)


def highest_number(texts: Iterable[str]) -> int:
    """The highest number of a name in redacted texts; 0 when there is none."""
    found = (match for text in texts for match in PLACEHOLDER.finditer(text))
    return max((int(match["number"]) for match in found if match["number"]), default=0)


def _identifiers(text: str, digits: Collection[str], public: Phrases) -> str:
    """`text` without what is recognised by its form."""
    taken = [Span(match.start(), match.end(), "") for match in PLACEHOLDER.finditer(text)]
    found = [
        *taken,
        *find_addresses(text),
        *find_numbers_and_dates(text, digits),
        *find_organisations(text, public),
    ]
    return replaced(text, found)


def find_numbers_and_dates(text: str, digits: Collection[str]) -> list[Span]:
    """Dates go between: a date of birth is no telephone number, and a BSN is no date."""
    numbers = list(find_numbers(text, digits))
    sure = [span for span in numbers if span.label in ("E-MAIL", "LINK", "IBAN", "")]
    announced = [span for span in numbers if span not in sure]
    return [*sure, *find_dates(text, date.today()), *announced]


def _names(text: str, public: Phrases, numbers: NameNumbers) -> str:
    parts, end = [], 0
    for name in find_names(text, public, numbers.knows):
        parts += [
            text[end : name.start],
            f"[NAAM {numbers.number(name.words)}]{'s' if name.possessive else ''}",
        ]
        end = name.end
    return "".join([*parts, text[end:]])


def _surnames(text: str, public: Phrases) -> str:
    """`text` without the capitalised word behind a name: it belongs to it, dictionary word or not."""

    def taken(match: re.Match[str]) -> str:
        word = match["surname"].lower()
        return match[0] if any(phrase[0] == word for phrase in public) else match["name"]

    return _SURNAME.sub(taken, text)
