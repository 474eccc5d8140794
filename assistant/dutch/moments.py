"""The moment that a message asks about: 'dinsdag om 22:00', 'zondagavond', 'in het weekend', 'op 5 mei'."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import holidays

from assistant.dutch.dates import dates_in
from assistant.dutch.words import analyse, holds_any, read_language

_CLOCK = re.compile(r"\b([01]?\d|2[0-3])(?:[:.]([0-5]\d)(?:\s*uur)?|\s*(?:uur|u))\b")
NOON = time(12)
_SATURDAY, _A_WEEK = 5, timedelta(days=7)
_PARTS = {"ochtend": 10, "middag": 14, "avond": 20, "nacht": 2}
"""About what hour it is in a part of the day."""
_EARLY = 8
"""Before this hour nobody calls in the morning who asks it in the afternoon."""


def moment_in(text: str, now: datetime) -> datetime | None:
    """The first moment that `text` names, from `now` on and in its time zone; None when it names none.

    Without a day it is today, without an hour it is noon; today by itself is no other moment than now.
    """
    day, hour = _day(text, now.date()), _hour(text, now)
    if day is None and _tells_of_habit(text):
        return None
    if hour is None and day in (None, now.date()):
        return None
    then = datetime.combine(day or now.date(), hour or NOON, now.tzinfo)
    if hour and _is_now(text, now, then):
        return None
    if then < now and then.date() == now.date() and hour:
        # 'Vannacht' is the night to come.
        then += timedelta(days=1)
    return then if then >= now else None


def _is_now(text: str, now: datetime, then: datetime) -> bool:
    """Whether the part of the day that is named is the one that it is: 'zaterdagavond laat', at eleven."""
    clock = _CLOCK.search(text.lower())
    return clock is None and then.date() == now.date() and then <= now and then.hour > _PARTS["nacht"]


def _tells_of_habit(text: str) -> bool:
    """Whether it speaks of evenings in general, and not of one: 'als er 's avonds iets misgaat'."""
    habits = tuple(read_language("tijd.yml")["gewoonlijk"])
    return not _CLOCK.search(text.lower()) and any(word.text.endswith(habits) for word in analyse(text))


def _day(text: str, today: date) -> date | None:
    named = dates_in(text, today)
    words = [word.text for word in analyse(text)]
    if (
        named
        and named[0] - today == _A_WEEK
        and not holds_any(text, read_language("tijd.yml")["de_volgende"])
    ):
        # 'Zijn jullie op zondag open', asked on a Sunday, is about today.
        return today
    if named:
        return named[0]
    if any("weekend" in word for word in words):
        return today + timedelta(days=max(_SATURDAY - today.weekday(), 0))
    return _holiday(text, today)


def _holiday(text: str, today: date) -> date | None:
    """The next public holiday that is named, as people call it: 'koningsdag', 'met kerst'."""
    known = holidays.country_holidays("NL", years=(today.year, today.year + 1), language="nl")
    names = read_language("feestdagen.yml")
    for day, calendar in sorted(known.items()):
        said = (calendar.lower(), *names.get(calendar.lower(), ()))
        if day >= today and holds_any(text, said):
            return date(day.year, day.month, day.day)
    return None


def _hour(text: str, now: datetime) -> time | None:
    clock, words = _CLOCK.search(text.lower()), [word.text for word in analyse(text)]
    ends = {part: tuple(read_language("tijd.yml")[part]) for part in _PARTS}
    part = next((part for part in _PARTS if any(word.endswith(ends[part]) for word in words)), None)
    if clock is None:
        return time(_PARTS[part]) if part else None
    hour = int(clock[1])
    afternoon = part in ("middag", "avond") and hour < NOON.hour
    # 'Het is bijna 5 uur', asked at twenty to five.
    afternoon = afternoon or (part is None and hour < _EARLY and NOON.hour <= now.hour < hour + NOON.hour)
    return time(hour + NOON.hour if afternoon else hour, int(clock[2] or 0))
