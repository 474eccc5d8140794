from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.dutch.moments import moment_in

MONDAY = datetime(2026, 11, 23, 16, 40, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("is er op dinsdag 22:00 iemand bereikbaar", "2026-11-24T22:00+01:00"),
        ("en in het weekend dan", "2026-11-28T12:00+01:00"),
        ("wie krijg ik op zondagavond", "2026-11-29T20:00+01:00"),
        ("en op 5 mei", "2027-05-05T12:00+02:00"),
        ("op koningsdag", "2027-04-27T12:00+02:00"),
        ("volgende maandag", "2026-11-30T12:00+01:00"),
        ("met kerst", "2026-12-25T12:00+01:00"),
        ("en vannacht", "2026-11-24T02:00+01:00"),
        ("om 10 uur 's avonds", "2026-11-23T22:00+01:00"),
        ("zaterdag 's avonds", "2026-11-28T20:00+01:00"),
        ("vanavond na 8 uur", "2026-11-23T20:00+01:00"),
        ("kan ik om 17.30 nog bellen", "2026-11-23T17:30+01:00"),
        ("het is bijna 5 uur wie kan ik dan nog bereiken", "2026-11-23T17:00+01:00"),
    ],
)
def test_the_moment_that_is_asked_about(text, moment):
    assert moment_in(text, MONDAY) == datetime.fromisoformat(f"{moment[:16]}:00{moment[16:]}")


@pytest.mark.parametrize(
    "text",
    [
        "wie bel ik nu",
        "zijn jullie op maandag open",
        "zijn jullie vandaag nog open",
        "na een melding van 14 november",
        "binnen 24 uur",
        "als er savonds iets misgaat",
    ],
)
def test_now_and_the_past_are_no_moment_to_come(text):
    assert moment_in(text, MONDAY) is None


def test_the_part_of_the_day_that_it_is_is_now():
    late = datetime(2026, 11, 21, 23, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert moment_in("het is zaterdagavond laat, met wie kan ik overleggen", late) is None
    assert moment_in("wie bel ik vanavond", late) is None
    assert moment_in("en vannacht", late) == datetime(2026, 11, 22, 2, tzinfo=late.tzinfo)
