"""The days that a message names: 'gisteren', 'afgelopen maandag', '24 april', 'over 2 weken'.

What is named without a year, month or week is taken by what its clause tells. In one that tells what
happened it is the last such day before today (a date also today); in any other it is the coming one.
A date that no verb places, and of which the coming one lies more than nine months ahead, is the past
one all the same: 'melding 20 oktober' in November isn't about next year. A weekday that stands with a
date chooses the year when only one fits. 'Volgende maandag' is the first Monday after today; 'volgende
week maandag' is counted by calendar weeks, from Monday on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.relativedelta import relativedelta

from assistant.dutch.once import once_a_turn
from assistant.dutch.words import Word, analyse, read_language

Tense = Literal["told", "ahead", "open"]

_FAR_AHEAD = timedelta(days=274)
"""Nine months: further ahead than that, nobody means a date without a year or a verb."""
_LEAP = 8
"""Within so many years every date returns, 29 February across a century too."""
_DAYS_FROM_TODAY = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "morgen": 1, "overmorgen": 2}
_PARTICIPLE = re.compile(r"(?:\w{0,8}ge|be|ver|ont|her)\w{2,}(?:d|t|en)")


@dataclass(frozen=True)
class _Found:
    """A day named at a place in the text; None where the calendar doesn't have it."""

    start: int
    end: int
    day: date | None


@once_a_turn
def dates_in(text: str, today: date) -> Sequence[date]:
    """The days that `text` names, in its order and each once; days that don't exist are left out.

    Spans ('vorige week', 'in mei') and what comes back ('elke maandag') name no day.
    """
    lower = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)
    tenses = _Tenses(lower)
    taken: list[_Found] = []
    for reader in (_full_dates, _spoken_dates, _short_dates, _days_of_month, _spans, _weekdays, _near_days):
        for found in reader(lower, today, tenses):
            if all(found.end <= other.start or found.start >= other.end for other in taken):
                taken.append(found)
    in_order = sorted(taken, key=lambda found: found.start)
    return list(dict.fromkeys(found.day for found in in_order if found.day))


def as_text(day: date) -> str:
    """A day written out: 'maandag 19 oktober 2026'."""
    data = read_language("data.yml")
    return f"{data['weekdagen'][day.weekday()]} {day.day} {data['maanden'][day.month - 1]} {day.year}"


class _Tenses:
    """Whether the clause at a place of the text tells what happened, or looks ahead."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = analyse(text)

    def at(self, place: int) -> Tense:
        """The tense of the clause at `place`; of its sentence when the clause doesn't say.

        'De melding van maandag' tells, whatever the verb.
        """
        here = next((word for word in reversed(self._words) if word.start <= place), None)
        if here is None:
            return "open"
        if self._follows_event(place):
            return "told"
        clause = _tense(word for word in self._words if word.clause == here.clause)
        return clause if clause != "open" else _tense(w for w in self._words if w.sentence == here.sentence)

    def _follows_event(self, place: int) -> bool:
        events, between = (_one_of(read_language("data.yml")[n]) for n in ("gebeurd", "gebeurd_voorzetsel"))
        before = self._text[max(0, place - 60) : place]
        return re.search(rf"(?<!\w)(?:{events})\s+(?:{between})\s+$", before) is not None


def _tense(words: Iterable[Word]) -> Tense:
    texts = [word.text for word in words]
    if _among("vooruit") & set(texts):
        return "ahead"
    perfect = _among("hulpwerkwoorden") & set(texts) and any(_PARTICIPLE.fullmatch(text) for text in texts)
    return "told" if perfect or _among("verteld") & set(texts) else "open"


def _full_dates(text: str, today: date, tenses: _Tenses) -> Iterator[_Found]:
    """Dates in figures with their year: 24-04-2026, 24/4/26, 2026-04-24."""
    for match in _pattern(
        r"(?P<day>\d{1,2})\s?(?P<mark>[-/.])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?['’]?(?P<year>\d{4}|\d{2})"
        r"|(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
    ).finditer(text):
        year, month, day = (match[part] or match[f"iso_{part}"] for part in ("year", "month", "day"))
        yield _Found(match.start(), match.end(), _date(_full_year(year), int(month), int(day)))


def _spoken_dates(text: str, today: date, tenses: _Tenses) -> Iterator[_Found]:
    """Dates with the month in letters, with or without a year or a weekday: (ma) 24 apr(il) (2026)."""
    months = _months()
    pattern = _pattern(
        rf"(?:(?P<weekday>{_one_of(_weekday_names())})\.?,?\s+)?(?:de\s+)?(?P<day>\d{{1,2}})(?:e|ste|de)?"
        rf"[\s-]+(?:van\s+)?(?P<month>{_one_of(months)})\.?(?:[\s-]+(?P<year>\d{{4}}|['’]\d{{2}}))?"
    )
    for match in pattern.finditer(text):
        month, day = months[match["month"]], int(match["day"])
        weekday = _weekday_names().get(match["weekday"] or "")
        if match["year"]:
            found = _date(_full_year(match["year"].strip("'’")), month, day)
        else:
            found = _without_year(month, day, weekday, today, tenses.at(match.start("day")))
        yield _Found(match.start(), match.end(), found)


def _short_dates(text: str, today: date, tenses: _Tenses) -> Iterator[_Found]:
    """Day and month in figures: 24-4, and 24/4 where it can't be a fraction."""
    weekdays = _weekday_names()
    pattern = _pattern(
        rf"(?:(?P<weekday>{_one_of(weekdays)})\.?,?\s+)?(?P<day>\d{{1,2}})(?P<mark>[-/])(?P<month>\d{{1,2}})"
    )
    for match in pattern.finditer(text):
        day, month = int(match["day"]), int(match["month"])
        before, after = _word_before(text, match.start()), _word_after(text, match.end())
        counts = after in _among("aantal_ervoor") or before in _among("nummer_erna")
        fraction = match["mark"] == "/" and not (match["weekday"] or before in _among("dag_erna"))
        if counts or fraction or not 1 <= month <= 12:
            continue
        weekday = weekdays.get(match["weekday"] or "")
        found = _without_year(month, day, weekday, today, tenses.at(match.start("day")))
        yield _Found(match.start(), match.end(), found)


def _days_of_month(text: str, today: date, tenses: _Tenses) -> Iterator[_Found]:
    """'De 24e', when nothing is counted with it ('de 2e melding')."""
    for match in _pattern(r"de\s+(?P<day>\d{1,2})(?:e|ste|de)").finditer(text):
        after = _word_after(text, match.end())
        if after and after not in _among("na_dag"):
            continue
        told = tenses.at(match.start()) == "told"
        yield _Found(match.start(), match.end(), _day_of_month(int(match["day"]), today, -1 if told else 1))


def _spans(text: str, today: date, tenses: _Tenses) -> Iterator[_Found]:
    """'Over 2 weken', 'een half jaar geleden', 'twee dagen terug'."""
    numbers = rf"\d{{1,4}}|{_one_of(_numbers())}|een\s+half|half|anderhalf|anderhalve"
    count = rf"(?:(?P<count>{numbers})\s+)?(?P<unit>{_one_of(_units())})"
    ahead, back = (_one_of(_among(name)) for name in ("vanaf_nu", "terug"))
    for pattern, sign in ((rf"(?:{ahead})\s+{count}", 1), (rf"{count}\s+(?:{back})", -1)):
        for match in _pattern(pattern).finditer(text):
            if match["count"] or match["unit"] == "kwartier":
                found = _moved(today, match["count"] or "een", _units()[match["unit"]], sign)
                yield _Found(match.start(), match.end(), found)


def _weekdays(text: str, today: date, tenses: _Tenses) -> Iterator[_Found]:
    """'Maandag', with what says which one: afgelopen, komende, 'vorige week', 'jl.'."""
    past, coming, this = (_one_of(_among(name)) for name in ("voorbij", "komend", "van_deze_week"))
    which = rf"(?:(?P<past{{0}}>{past}|j\.l)|(?P<coming{{0}}>{coming}|a\.s)|(?P<this{{0}}>{this}))\.?"
    pattern = _pattern(
        rf"(?:{which.format(1)}\s+(?P<week1>week\s+)?(?:op\s+)?)?"
        rf"(?P<weekday>{_one_of(read_language('data.yml')['weekdagen'])})"
        rf"(?:\s?(?:{_one_of(_among('dagdelen'))}))?"
        rf"(?:\s+(?:van\s+|in\s+)?{which.format(2)}(?P<week2>\s+week)?)?"
    )
    for match in pattern.finditer(text):
        if _word_before(text, match.start()) in _among("geen_weekdag_na"):
            continue
        weekday = _weekday_names()[match["weekday"]]
        direction = _direction(match) or 0
        if match["week1"] or match["week2"] or match["this1"] or match["this2"]:
            found = _in_week(weekday, today, direction)
        else:
            told = tenses.at(match.start("weekday")) == "told"
            found = _nearest_weekday(weekday, today, direction or (-1 if told else 1))
        yield _Found(match.start(), match.end(), found)


def _near_days(text: str, today: date, tenses: _Tenses) -> Iterator[_Found]:
    """'Gisteren', 'vanochtend', 'net binnen'."""
    data = read_language("data.yml")
    for name, days in _DAYS_FROM_TODAY.items():
        for match in _pattern(_one_of(data[name])).finditer(text):
            if match[0] == "morgen" and _word_before(text, match.start()) in _among("morgen_is_ochtend_na"):
                continue
            yield _Found(match.start(), match.end(), _shifted(today, days))


def _without_year(month: int, day: int, weekday: int | None, today: date, tense: Tense) -> date | None:
    passed, due = (month, day) <= (today.month, today.day), (month, day) >= (today.month, today.day)
    past = _first(_date(today.year - back, month, day) for back in range(not passed, _LEAP + 1))
    coming = _first(_date(today.year + on, month, day) for on in range(not due, _LEAP + 1))
    if weekday is not None:
        fits = [found for found in (past, coming) if found and found.weekday() == weekday]
        if len(fits) == 1:
            return fits[0]
    if tense == "told":
        return past
    far = coming is None or coming - today > _FAR_AHEAD
    return past if tense == "open" and far and past and today - past < _FAR_AHEAD else coming


def _day_of_month(day: int, today: date, step: int) -> date | None:
    """The nearest such day of a month, today included; `step` is the direction."""
    if day == today.day:
        return today
    here = 0 if (day - today.day) * step > 0 else step
    months = (_shifted_months(today.replace(day=1), here + step * count) for count in range(3))
    return _first(_date(month.year, month.month, day) for month in months if month)


def _moved(today: date, count: str, unit: str, sign: int) -> date | None:
    words = count.split()
    half = words[-1] in ("half", "anderhalf", "anderhalve")
    whole = (
        0 if words[-1] == "half" else 1 if half else int(count) if count.isdecimal() else _numbers()[count]
    )
    spans = {
        "minuten": relativedelta(),
        "uren": relativedelta(days=whole // 24),
        "dagen": relativedelta(days=whole),
        "weken": relativedelta(days=7 * whole + 4 * half),
        "maanden_lang": relativedelta(months=whole, days=15 * half),
        "jaren": relativedelta(months=12 * whole + 6 * half),
    }
    with suppress(ValueError, OverflowError):
        return today + sign * spans[unit]
    return None


def _direction(match: re.Match[str]) -> int | None:
    """-1 for the past, 1 for what comes; None when neither is said."""
    if match["past1"] or match["past2"]:
        return -1
    return 1 if match["coming1"] or match["coming2"] else None


def _nearest_weekday(weekday: int, today: date, direction: int) -> date | None:
    """The first such day before or after today, and never today itself: that is called vandaag."""
    return _shifted(today, direction * ((direction * (weekday - today.weekday()) - 1) % 7 + 1))


def _in_week(weekday: int, today: date, weeks: int) -> date | None:
    return _shifted(today, 7 * weeks + weekday - today.weekday())


def _shifted(day: date, days: int) -> date | None:
    with suppress(OverflowError):
        return day + timedelta(days=days)
    return None


def _shifted_months(day: date, months: int) -> date | None:
    with suppress(ValueError, OverflowError):
        return day + relativedelta(months=months)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


def _first(days: Iterable[date | None]) -> date | None:
    return next((day for day in days if day), None)


def _full_year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _word_before(text: str, place: int) -> str:
    """The word right before a place, unless a sentence ends between them."""
    match = re.search(r"(\w+)[^\w.!?;\n]*$", text[max(0, place - 40) : place])
    return match[1] if match else ""


def _word_after(text: str, place: int) -> str:
    """The word right after a place; empty at the end of a clause."""
    match = re.match(r"[^\w.,:;!?()\n]*(\w+)", text[place : place + 40])
    return match[1] if match else ""


@lru_cache(maxsize=64)
def _pattern(body: str) -> re.Pattern[str]:
    """A pattern of whole words and whole figures, with ASCII figures only."""
    return re.compile(rf"(?<![\w.,/-])(?:{body.replace(chr(92) + 'd', '[0-9]')})(?![\w/-]|[.,]\d)")


def _one_of(words: Iterable[str]) -> str:
    return _either(tuple(words))


@lru_cache(maxsize=64)
def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=32)
def _among(name: str) -> frozenset[str]:
    return frozenset(read_language("data.yml")[name])


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    spelled = read_language("leeftijd.yml")["getallen_tot_twintig"]
    return {**{word: number for number, word in enumerate(spelled, 1)}, "één": 1, "twintig": 20, "dertig": 30}


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    names = ("minuten", "uren", "dagen", "weken", "maanden_lang", "jaren")
    return {word: name for name in names for word in read_language("data.yml")[name]}


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return _numbered("maanden", 1)


@lru_cache(maxsize=1)
def _weekday_names() -> dict[str, int]:
    return _numbered("weekdagen", 0)


def _numbered(name: str, first: int) -> dict[str, int]:
    """The names of a list with their numbers, and its abbreviations with those of what they mean."""
    data = read_language("data.yml")
    names = {word: number for number, word in enumerate(data[name], first)}
    return {**names, **{short: names[full] for short, full in map(str.split, data[f"{name}_kort"])}}
