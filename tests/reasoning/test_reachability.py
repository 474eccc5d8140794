from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reasoning.reachability import AMSTERDAM, in_office_hours, reachable
from assistant.reasoning.terms import is_working_day
from assistant.rulebase.schema import Kantoortijd

HOURS = Kantoortijd(van=time(9), tot=time(17))
REGIONS = [None, "landelijk", "ijmond", "gooi-en-vechtstreek"]


def moment(text: str) -> datetime:
    """A moment, in Amsterdam unless it has an offset of its own."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(
    ("when", "open_"),
    [
        pytest.param("2026-11-23T08:59:59.999999", False, id="just before nine"),
        pytest.param("2026-11-23T09:00:00", True, id="nine"),
        pytest.param("2026-11-23T12:30:00", True, id="noon"),
        pytest.param("2026-11-23T16:59:59", True, id="last second"),
        pytest.param("2026-11-23T16:59:59.999999", True, id="last moment"),
        pytest.param("2026-11-23T17:00:00", False, id="five"),
        pytest.param("2026-11-23T23:59:59", False, id="evening"),
        pytest.param("2026-11-23T00:00:00", False, id="midnight"),
        pytest.param("2026-11-20T16:59:59", True, id="Friday afternoon"),
        pytest.param("2026-11-21T12:00:00", False, id="Saturday"),
        pytest.param("2026-11-22T12:00:00", False, id="Sunday"),
        pytest.param("2026-01-01T12:00:00", False, id="Nieuwjaarsdag"),
        pytest.param("2026-04-03T12:00:00", True, id="Goede Vrijdag"),
        pytest.param("2026-04-06T12:00:00", False, id="Tweede Paasdag"),
        pytest.param("2026-04-27T12:00:00", False, id="Koningsdag"),
        pytest.param("2025-04-28T12:00:00", True, id="Monday after Koningsdag on Saturday"),
        pytest.param("2025-05-05T12:00:00", False, id="Bevrijdingsdag in a lustrum"),
        pytest.param("2026-05-05T12:00:00", True, id="Bevrijdingsdag otherwise"),
        pytest.param("2026-05-14T12:00:00", False, id="Hemelvaartsdag"),
        pytest.param("2026-05-25T12:00:00", False, id="Tweede Pinksterdag"),
        pytest.param("2026-12-25T12:00:00", False, id="Eerste Kerstdag"),
        pytest.param("2026-12-24T16:00:00", True, id="the day before Kerst"),
    ],
)
def test_office_hours(store, region, when, open_):
    found = reachable(store, region, moment(when))
    assert found.kantoortijd is open_
    assert found.route == ("bureaudienst" if open_ else "crisisdienst")


@pytest.mark.parametrize(
    ("when", "open_"),
    [
        # Winter time is UTC+1, summer time UTC+2; the clock changes on 29 March and 25 October 2026.
        ("2026-03-27T07:59:59+00:00", False),
        ("2026-03-27T08:00:00+00:00", True),
        ("2026-03-27T15:59:59+00:00", True),
        ("2026-03-27T16:00:00+00:00", False),
        ("2026-03-30T06:59:59+00:00", False),
        ("2026-03-30T07:00:00+00:00", True),
        ("2026-03-30T14:59:59+00:00", True),
        ("2026-03-30T15:00:00+00:00", False),
        ("2026-10-23T07:00:00+00:00", True),
        ("2026-10-23T15:00:00+00:00", False),
        ("2026-10-26T07:00:00+00:00", False),
        ("2026-10-26T08:00:00+00:00", True),
        ("2026-10-26T15:30:00+00:00", True),
        ("2026-10-26T16:00:00+00:00", False),
        # The night in which the clock changes.
        ("2026-03-29T01:00:00+00:00", False),
        ("2026-10-25T00:30:00+00:00", False),
        ("2026-10-25T01:30:00+00:00", False),
    ],
)
def test_moments_in_utc(when, open_):
    assert in_office_hours(HOURS, moment(when)) is open_


@pytest.mark.parametrize(
    ("when", "open_"),
    [
        ("2026-11-23T17:00:00+09:00", True),  # Tokyo at five: nine in Amsterdam
        ("2026-11-23T16:59:59+09:00", False),
        ("2026-11-20T23:00:00-05:00", False),  # New York, Friday evening: Saturday
        ("2026-11-22T23:30:00-10:00", True),  # Honolulu, Sunday evening: Monday 10:30
        ("2026-11-24T00:30:00+14:00", True),  # Kiritimati, Tuesday night: Monday 11:30
        ("2026-12-31T23:30:00-12:00", False),  # still the old year there, Nieuwjaarsdag here
        ("2026-11-23T14:30:00+05:30", True),  # Delhi: ten o'clock
    ],
)
def test_moments_elsewhere(when, open_):
    assert in_office_hours(HOURS, moment(when)) is open_


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    st.datetimes(datetime(2014, 1, 1), datetime(2099, 12, 31), timezones=st.just(timezone.utc)),
    st.integers(-14 * 60, 14 * 60),
)
def test_offset_in_which_a_moment_is_told_changes_nothing(when, minutes):
    elsewhere = when.astimezone(timezone(timedelta(minutes=minutes)))
    here = when.astimezone(AMSTERDAM)
    expected = is_working_day(here.date()) and 9 <= here.hour < 17
    assert in_office_hours(HOURS, when) is expected
    assert in_office_hours(HOURS, elsewhere) is expected


@pytest.mark.parametrize(("day", "open_"), [(date(2026, 11, 22), True), (date(2026, 12, 25), True)])
def test_service_may_be_open_every_day(day, open_):
    every_day = Kantoortijd(van=time(8, 30), tot=time(21), werkdagen_alleen=False)
    for clock, inside in (
        (time(8, 29, 59), False),
        (time(8, 30), True),
        (time(20, 59), True),
        (time(21), False),
    ):
        when = datetime.combine(day, clock, AMSTERDAM)
        assert in_office_hours(every_day, when) is (open_ and inside)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("when", ["2026-11-23T12:00:00", "2026-11-22T12:00:00"])
def test_there_is_always_a_number_to_call(store, region, when):
    found = reachable(store, region, moment(when))
    assert [contact.nummer for contact in found.contacten][:2] == ["0800-2000", "112"]


@pytest.mark.parametrize("region", REGIONS)
def test_it_says_where_it_stands(store, region):
    found = reachable(store, region, moment("2026-11-22T12:00:00"))
    cited = [regel.bron for regel in found.regels]
    assert cited
    own = "gv-addendum" if region == "gooi-en-vechtstreek" else "landelijk"
    assert cited[0] == own
    assert {"landelijk"} <= {store.bronnen[bron].regio for bron in cited} or own == "gv-addendum"


def test_the_addendum_is_cited_with_its_first_article(store):
    found = reachable(store, "gooi-en-vechtstreek", moment("2026-11-20T17:00:00"))
    assert (found.regels[0].bron, found.regels[0].vindplaats) == ("gv-addendum", "artikel-1")


def test_region_with_hours_of_its_own_goes_by_them(store, monkeypatch):
    late = Kantoortijd(van=time(10), tot=time(20))
    region = store.regios["ijmond"].model_copy(update={"kantoortijd": late})
    monkeypatch.setitem(store.regios, "ijmond", region)
    evening = moment("2026-11-23T19:00:00")
    assert reachable(store, "ijmond", evening).route == "bureaudienst"
    assert reachable(store, "gooi-en-vechtstreek", evening).route == "crisisdienst"
    assert reachable(store, None, evening).route == "crisisdienst"


def test_nation_without_hours_is_an_error(store, monkeypatch):
    nation = store.regios["landelijk"].model_copy(update={"kantoortijd": None})
    monkeypatch.setitem(store.regios, "landelijk", nation)
    with pytest.raises(ValueError, match="landelijk heeft geen kantoortijd"):
        reachable(store, None, moment("2026-11-23T12:00:00"))


def test_region_that_does_not_exist_is_an_error(store):
    with pytest.raises(KeyError):
        reachable(store, "atlantis", moment("2026-11-23T12:00:00"))
