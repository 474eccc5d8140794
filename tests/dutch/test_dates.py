from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dutch.dates import as_text, dates_in

TODAY = date(2026, 10, 21)
"""A Wednesday."""


def read(text: str, today: date = TODAY) -> list[str]:
    return [day.isoformat() for day in dates_in(text, today)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vandaag", ["2026-10-21"]),
        ("Vanochtend belde de school, vanavond is vader thuis", ["2026-10-21"]),
        ("de melding kwam vanmiddag", ["2026-10-21"]),
        ("zojuist binnengekomen", ["2026-10-21"]),
        ("de melding is net binnen", ["2026-10-21"]),
        ("het is net zo erg", []),
        ("gisteren is ze geslagen", ["2026-10-20"]),
        ("gisteravond", ["2026-10-20"]),
        ("eergisteren", ["2026-10-19"]),
        ("morgen bel ik, overmorgen ook", ["2026-10-22", "2026-10-23"]),
        ("morgenochtend", ["2026-10-22"]),
        ("goede morgen, ik heb een vraag", []),
        ("elke morgen huilt hij", []),
        ("afgelopen maandag", ["2026-10-19"]),
        ("vorige woensdag", ["2026-10-14"]),
        ("maandag jl. is er gemeld", ["2026-10-19"]),
        ("komende maandag", ["2026-10-26"]),
        ("volgende woensdag", ["2026-10-28"]),
        ("a.s. vrijdag", ["2026-10-23"]),
        ("vrijdag a.s. is het gesprek", ["2026-10-23"]),
        ("maandag is het gesprek", ["2026-10-26"]),
        ("maandag heb ik gebeld", ["2026-10-19"]),
        ("maandag belde ze, en vrijdag moet ik antwoorden", ["2026-10-19", "2026-10-23"]),
        ("maandagochtend kwam de melding", ["2026-10-19"]),
        ("maandag ochtend kwam de melding", ["2026-10-19"]),
        ("woensdag was het weer zover", ["2026-10-14"]),
        ("elke maandag is hij er niet", []),
        ("melding van maandag, wat is de termijn?", ["2026-10-19"]),
        ("de melding van maandag moet morgen af", ["2026-10-19", "2026-10-22"]),
        ("vorige week dinsdag", ["2026-10-13"]),
        ("dinsdag vorige week", ["2026-10-13"]),
        ("dinsdag van vorige week", ["2026-10-13"]),
        ("volgende week dinsdag", ["2026-10-27"]),
        ("komende week vrijdag", ["2026-10-30"]),
        ("deze week maandag", ["2026-10-19"]),
        ("vorige week", []),
        ("op 24 april is de melding binnengekomen", ["2026-04-24"]),
        ("24 april moet het klaar zijn", ["2027-04-24"]),
        ("24 apr 2026", ["2026-04-24"]),
        ("24 apr. '25", ["2025-04-24"]),
        ("24e april 2026", ["2026-04-24"]),
        ("de 24e van april kwam hij", ["2026-04-24"]),
        ("maandag 19 oktober", ["2026-10-19"]),
        ("dinsdag 24 november", ["2026-11-24"]),
        ("het is gepland op 24 november", ["2026-11-24"]),
        ("melding 20 oktober", ["2026-10-20"]),
        ("melding 20 oktober. Reactie uiterlijk 20 oktober", ["2026-10-20", "2027-10-20"]),
        ("24-4 is er gemeld", ["2026-04-24"]),
        ("we spreken elkaar 24-11", ["2026-11-24"]),
        ("wo 28-10", ["2026-10-28"]),
        ("sinds 3/10", ["2026-10-03"]),
        ("24-04-2026", ["2026-04-24"]),
        ("24.4.2026 en 24/4/26", ["2026-04-24"]),
        ("24-4-'26", ["2026-04-24"]),
        ("2026-04-24", ["2026-04-24"]),
        ("de 24e", ["2026-10-24"]),
        ("de 24e heeft ze gebeld", ["2026-09-24"]),
        ("de 20e moet het af zijn", ["2026-11-20"]),
        ("op de 31e", ["2026-10-31"]),
        ("de 2e melding", []),
        ("de 6e werkdag", []),
        ("over 2 weken", ["2026-11-04"]),
        ("over twee weken", ["2026-11-04"]),
        ("over een week", ["2026-10-28"]),
        ("over een half jaar", ["2027-04-21"]),
        ("2 weken geleden", ["2026-10-07"]),
        ("drie maanden terug", ["2026-07-21"]),
        ("10 dagen geleden", ["2026-10-11"]),
        ("een uur geleden", ["2026-10-21"]),
        ("72 uur geleden", ["2026-10-18"]),
        ("een paar weken geleden", []),
        ("binnen 14 dagen", []),
        ("al 2 weken", []),
        ("29 februari", ["2028-02-29"]),
        ("30 februari", []),
        ("31-4-2026", []),
        ("24-13", []),
        ("2-3 weken", []),
        ("kinderen uit groep 3-4", []),
        ("24/7 bereikbaar", []),
        ("3/4 van de leerlingen", []),
        ("bel 0800-2000 of 06-12345678", []),
        ("paragraaf 3.2 en 3.3.1", []),
        ("in mei 2026", []),
        ("", []),
    ],
)
def test_days_are_found(text, expected):
    assert read(text) == expected


def test_a_weekday_chooses_the_year_of_its_date():
    assert read("zaterdag 24 april", date(2026, 10, 21)) == ["2027-04-24"]
    assert read("vrijdag 24 april", date(2026, 10, 21)) == ["2026-04-24"]


def test_a_date_of_today_is_today():
    assert read("21 oktober kwam de melding") == read("21 oktober moet het af") == ["2026-10-21"]


def test_a_missing_day_of_the_month_is_that_of_the_next_month_that_has_it():
    assert read("op de 31e", date(2026, 11, 2)) == ["2026-12-31"]
    assert read("de 31e kwam de melding", date(2026, 3, 2)) == ["2026-01-31"]


def test_as_text():
    assert as_text(date(2026, 10, 19)) == "maandag 19 oktober 2026"
    assert as_text(date(2027, 3, 1)) == "maandag 1 maart 2027"


SPOKEN = (
    "gisteren morgen maandag vorige komende week over een half 2 9999 weken jaar geleden de 24e 31e 29 "
    "februari 24-4 31-6 24-04-2026 0-0-0000 1/1 april '26 was moet , . uur kwartier ½ ² ٣ jl. a.s. İ"
)
PIECES = st.sampled_from(SPOKEN.split())


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join)), st.dates())
def test_any_text_is_read_on_any_day(text: str, today: date):
    found = dates_in(text, today)
    assert len(found) == len(set(found))


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_written_day_is_read_back(day: date, today: date):
    written = (as_text(day), f"{day.day}-{day.month}-{day.year}", day.isoformat())
    for text in written:
        assert dates_in(text, today) == [day]


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_without_a_year_what_was_told_is_past_and_what_must_be_is_not(day: date, today: date):
    name = as_text(day).split(" ", 1)[1].rsplit(" ", 1)[0]
    assert all(found <= today for found in dates_in(f"{name} kwam de melding", today))
    assert all(found >= today for found in dates_in(f"{name} moet het af", today))


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.integers(0, 6), st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_weekday_is_within_a_week(number: int, today: date):
    name = as_text(date(2026, 10, 19 + number)).split()[0]
    (past,), (coming,) = dates_in(f"afgelopen {name}", today), dates_in(f"komende {name}", today)
    assert past.weekday() == coming.weekday() == number
    assert 1 <= (today - past).days <= 7
    assert 1 <= (coming - today).days <= 7


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.integers(1, 300), st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_weeks_ahead_and_back_are_of_seven_days(count: int, today: date):
    (ahead,), (back,) = dates_in(f"over {count} weken", today), dates_in(f"{count} weken geleden", today)
    assert (ahead - today).days == (today - back).days == 7 * count
