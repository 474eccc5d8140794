"""Terms as dates: working days by the Dutch office calendar, the rest by the calendar."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from math import ceil

import holidays
from dateutil.relativedelta import relativedelta

from assistant.rulebase.schema import Termijn

_LAST_YEAR = 2100
"""The last year of which `holidays` knows the Dutch calendar."""


@lru_cache(maxsize=256)
def _closed_days(year: int) -> frozenset[date]:
    if year > _LAST_YEAR:
        raise OverflowError(f"de kalender van feestdagen loopt tot en met {_LAST_YEAR}")
    days = holidays.country_holidays("NL", years=year, language="nl")
    with suppress(KeyError):  # in years before the calendar knows any holiday
        days.pop_named("Goede Vrijdag")
    return frozenset(days)


def is_working_day(day: date) -> bool:
    """Whether Dutch offices are open.

    They close at weekends and on public holidays: Bevrijdingsdag in lustrum years only, and Goede
    Vrijdag, which `holidays` counts among them, not at all.
    """
    return day.weekday() < 5 and day not in _closed_days(day.year)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`; `day` itself is day 0, also when offices are closed."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def end_of(termijn: Termijn, start: date) -> date:
    """The last day of a term that starts on `start` (day 0).

    Days, weeks, months and years run by the calendar: clipped to the end of a shorter month, and not
    moved away from weekends. Hours count as started days. Raises OverflowError past the year 9999.
    """
    count = termijn.aantal
    if termijn.eenheid == "werkdagen":
        return add_working_days(start, count)
    spans = {
        "uren": relativedelta(days=ceil(count / 24)),
        "dagen": relativedelta(days=count),
        "weken": relativedelta(weeks=count),
        "maanden": relativedelta(months=count),
        "jaren": relativedelta(years=count),
    }
    try:
        return start + spans[termijn.eenheid]
    except ValueError as error:
        raise OverflowError(str(error)) from None


def evaluation_due(start: date | None, termijn: Termijn | None) -> date | None:
    """The day by which a source promised its own evaluation, or None when it promised none."""
    return end_of(termijn, start) if start and termijn else None
