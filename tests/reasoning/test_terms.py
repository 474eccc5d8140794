from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reasoning.terms import add_working_days, end_of, evaluation_due, is_working_day
from assistant.rulebase.schema import Termijn

YEARS = range(2020, 2031)
DAY = timedelta(days=1)

TERMS = {
    "veiligheidsbeoordeling": (5, "werkdagen"),
    "zicht-op-veiligheid": (6, "werkdagen"),
    "contact-lokaal-team": (14, "dagen"),
    "actieve-betrokkenheid": (70, "dagen"),
    "monitor-3-maanden": (3, "maanden"),
    "monitor-12-maanden": (12, "maanden"),
    "stabiele-veiligheid": (6, "maanden"),
    "crisis-stabilisatie": (3, "dagen"),
    "reactie-gemeente": (42, "dagen"),
    "evaluatie-afspraken": (24, "maanden"),
}
"""Each term in the three units that the calculation below knows."""


def termijn(amount: int, unit: str) -> Termijn:
    return Termijn(id="t", naam="Termijn", aantal=amount, eenheid=unit, vanaf="nu", regel="boek.een")


# The same calculation, made again from the text of the law and the calendar.


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian algorithm."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def closed_days(year: int) -> dict[date, str]:
    """The days besides weekends on which Dutch offices are closed."""
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    days = {
        date(year, 1, 1): "Nieuwjaarsdag",
        sunday + 1 * DAY: "Tweede Paasdag",
        kings_day if kings_day.weekday() != 6 else kings_day - DAY: "Koningsdag",
        sunday + 39 * DAY: "Hemelvaartsdag",
        sunday + 50 * DAY: "Tweede Pinksterdag",
        date(year, 12, 25): "Eerste Kerstdag",
        date(year, 12, 26): "Tweede Kerstdag",
    }
    if year % 5 == 0:
        days.setdefault(date(year, 5, 5), "Bevrijdingsdag")
    return days


def works(day: date) -> bool:
    return day.weekday() not in (5, 6) and day not in closed_days(day.year)


def expected_end(amount: int, unit: str, start: date) -> date:
    if unit == "dagen":
        return date.fromordinal(start.toordinal() + amount)
    if unit == "maanden":
        year, month = divmod(start.year * 12 + start.month - 1 + amount, 12)
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    passed, day = 0, start
    while passed < amount:
        day += DAY
        passed += works(day)
    return day


def days_of(years: range) -> list[date]:
    first, last = date(years.start, 1, 1), date(years.stop, 1, 1)
    return [first + n * DAY for n in range((last - first).days)]


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2020, 4, 12), (2021, 4, 4), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2030, 4, 21)],
)
def test_easter_of_this_test_is_that_of_the_almanac(year, month, day):
    assert easter(year) == date(year, month, day)


def test_working_days_of_eleven_years():
    wrong = [day for day in days_of(YEARS) if is_working_day(day) != works(day)]
    assert wrong == []


@pytest.mark.parametrize("id", TERMS)
def test_every_term_from_every_day_of_eleven_years(store, id):
    amount, unit = TERMS[id]
    known = {day for day in days_of(range(YEARS.start, YEARS.stop + 1)) if works(day)}
    for start in days_of(YEARS):
        if unit == "werkdagen":
            following = (day for n in range(1, 31) if (day := start + n * DAY) in known)
            expected = [next(following) for _ in range(amount)][-1]
        else:
            expected = expected_end(amount, unit, start)
        assert end_of(store.termijnen[id], start) == expected, start


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.dates(date(2014, 1, 1), date(2100, 10, 1)), st.integers(0, 40))
def test_working_days_count_from_any_day(start, count):
    end = add_working_days(start, count)
    assert end == expected_end(count, "werkdagen", start)
    assert sum(works(start + n * DAY) for n in range(1, (end - start).days + 1)) == count


def test_beyond_the_calendar_nothing_is_guessed():
    assert is_working_day(date(2100, 12, 27))
    with pytest.raises(OverflowError, match="2100"):
        is_working_day(date(2101, 1, 3))


# The days that people get wrong


@pytest.mark.parametrize("year", YEARS)
def test_goede_vrijdag_is_a_working_day(year):
    assert is_working_day(easter(year) - 2 * DAY)


@pytest.mark.parametrize("year", YEARS)
def test_bevrijdingsdag_counts_in_years_divisible_by_five_only(year):
    day = date(year, 5, 5)
    assert is_working_day(day) is (day.weekday() < 5 and year % 5 != 0)


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2025, 4, 25), True),  # Friday
        (date(2025, 4, 26), False),  # Koningsdag, a Saturday, as the 27th is a Sunday
        (date(2025, 4, 28), True),  # Monday: nothing moves there
        (date(2026, 4, 27), False),  # Koningsdag, a Monday
    ],
)
def test_koningsdag(day, open_):
    assert is_working_day(day) is open_


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2026, 1, 1), False),
        (date(2026, 1, 2), True),
        (date(2026, 4, 3), True),  # Goede Vrijdag
        (date(2026, 4, 6), False),  # Tweede Paasdag
        (date(2026, 5, 5), True),  # Bevrijdingsdag, no lustrum
        (date(2025, 5, 5), False),  # Bevrijdingsdag, a lustrum
        (date(2026, 5, 14), False),  # Hemelvaartsdag
        (date(2026, 5, 15), True),  # the day after
        (date(2026, 5, 25), False),  # Tweede Pinksterdag
        (date(2026, 12, 5), False),  # Sinterklaas: a Saturday
        (date(2025, 12, 5), True),  # Sinterklaas: a Friday
        (date(2025, 12, 24), True),
        (date(2025, 12, 25), False),
        (date(2025, 12, 26), False),
        (date(2025, 12, 31), True),
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 22), False),  # Sunday
        (date(2026, 11, 23), True),
    ],
)
def test_day_by_the_almanac(day, open_):
    assert is_working_day(day) is open_


@pytest.mark.parametrize(
    ("start", "fifth", "sixth"),
    [
        (date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 24)),  # a plain Monday
        (date(2026, 11, 20), date(2026, 11, 27), date(2026, 11, 30)),  # Friday
        (date(2026, 11, 21), date(2026, 11, 27), date(2026, 11, 30)),  # Saturday: day 0 all the same
        (date(2026, 11, 22), date(2026, 11, 27), date(2026, 11, 30)),  # Sunday
        (date(2025, 12, 24), date(2026, 1, 5), date(2026, 1, 6)),  # over both Kerstdagen and Nieuwjaar
        (date(2025, 12, 25), date(2026, 1, 5), date(2026, 1, 6)),  # from a holiday
        (date(2024, 3, 28), date(2024, 4, 5), date(2024, 4, 8)),  # Goede Vrijdag counts, Paasmaandag not
        (date(2024, 5, 8), date(2024, 5, 16), date(2024, 5, 17)),  # over Hemelvaart
        (date(2025, 5, 2), date(2025, 5, 12), date(2025, 5, 13)),  # Bevrijdingsdag in a lustrum
        (date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 11)),  # Bevrijdingsdag otherwise
        (date(2025, 4, 25), date(2025, 5, 2), date(2025, 5, 6)),  # Koningsdag on the 26th; then 5 May
    ],
)
def test_fifth_and_sixth_working_day(store, start, fifth, sixth):
    assert end_of(store.termijnen["veiligheidsbeoordeling"], start) == fifth
    assert end_of(store.termijnen["zicht-op-veiligheid"], start) == sixth


# The calendar


@pytest.mark.parametrize(
    ("amount", "unit", "start", "end"),
    [
        (3, "maanden", date(2026, 1, 31), date(2026, 4, 30)),
        (1, "maanden", date(2026, 1, 31), date(2026, 2, 28)),
        (1, "maanden", date(2028, 1, 31), date(2028, 2, 29)),
        (12, "maanden", date(2024, 2, 29), date(2025, 2, 28)),
        (6, "maanden", date(2026, 8, 31), date(2027, 2, 28)),
        (6, "maanden", date(2026, 2, 28), date(2026, 8, 28)),  # no jump to the end of a longer month
        (1, "jaren", date(2024, 2, 29), date(2025, 2, 28)),
        (2, "jaren", date(2024, 7, 4), date(2026, 7, 4)),
        (4, "jaren", date(2024, 2, 29), date(2028, 2, 29)),
        (14, "dagen", date(2026, 12, 24), date(2027, 1, 7)),
        (10, "weken", date(2026, 2, 25), date(2026, 5, 6)),
        (6, "weken", date(2026, 11, 22), date(2027, 1, 3)),  # ends on a Sunday, and stays there
        (14, "dagen", date(2026, 12, 11), date(2026, 12, 25)),  # ends on Eerste Kerstdag, and stays there
        (72, "uren", date(2026, 12, 30), date(2027, 1, 2)),
        (24, "uren", date(2026, 3, 28), date(2026, 3, 29)),
        (25, "uren", date(2026, 1, 1), date(2026, 1, 3)),  # a started day counts
    ],
)
def test_term_runs_by_the_calendar(amount, unit, start, end):
    assert end_of(termijn(amount, unit), start) == end


@pytest.mark.parametrize("unit", ["uren", "werkdagen", "dagen", "weken", "maanden", "jaren"])
@pytest.mark.parametrize("start", [date(2026, 11, 20), date(2026, 11, 22), date(2026, 12, 25)])
def test_term_of_nothing_ends_where_it_starts(unit, start):
    assert end_of(termijn(0, unit), start) == start


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    st.dates(date(2014, 1, 1), date(2090, 1, 1)),
    st.integers(0, 30),
    st.sampled_from(["uren", "werkdagen", "dagen", "weken", "maanden", "jaren"]),
)
def test_later_start_never_ends_earlier(start, amount, unit):
    term = termijn(amount, unit)
    assert start <= end_of(term, start) <= end_of(term, start + DAY)


@pytest.mark.parametrize("id", TERMS)
def test_end_of_time_is_an_overflow(store, id):
    with pytest.raises(OverflowError):
        end_of(store.termijnen[id], date(9999, 12, 30))


def test_last_day_of_time_can_be_reached():
    assert end_of(termijn(1, "dagen"), date(9999, 12, 30)) == date.max
    assert end_of(termijn(1, "maanden"), date(9999, 11, 30)) == date(9999, 12, 30)


# The evaluation of a source


def test_evaluation_of_the_agreements_of_ijmond(store):
    bron = store.bronnen["ijmond-2024"]
    assert evaluation_due(bron.datum, store.termijnen[bron.evaluatie_termijn]) == date(2026, 7, 4)


def test_source_without_a_date_or_a_promise_has_no_evaluation():
    assert evaluation_due(None, termijn(2, "jaren")) is None
    assert evaluation_due(date(2024, 7, 4), None) is None
