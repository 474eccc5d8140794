"""Who can be reached at a given moment: the bureaudienst in office hours, else the crisisdienst."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from assistant.reasoning.terms import is_working_day
from assistant.rulebase.schema import LANDELIJK, Contact, Kantoortijd, Regel
from assistant.rulebase.store import RuleStore

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

EMERGENCY = "nummer-112"
VEILIG_THUIS = "veilig-thuis"
SUICIDE_PREVENTION = "zelfmoordpreventie-113"
AFTER_ABUSE = "centrum-seksueel-geweld"


@dataclass(frozen=True)
class Bereikbaarheid:
    """Who answers now, whom to call, and where that stands."""

    kantoortijd: bool
    route: Literal["bureaudienst", "crisisdienst"]
    contacten: tuple[Contact, ...]
    regels: tuple[Regel, ...]


def moment_of(given: str | None) -> datetime:
    """The moment that was given for a conversation, else now; on the clock of the Netherlands."""
    return datetime.fromisoformat(given).astimezone(AMSTERDAM) if given else datetime.now(AMSTERDAM)


def reachable(store: RuleStore, regio: str | None, moment: datetime) -> Bereikbaarheid:
    """Who can be reached in `regio` (None: nationally) at `moment`, which must carry its offset."""
    national = store.regios[LANDELIJK]
    region = store.regios[regio or LANDELIJK]
    open_now = in_office_hours(office_hours(store, regio), moment)
    cited = region.bereikbaarheid or national.bereikbaarheid
    contacts = [store.contacten[VEILIG_THUIS], store.contacten[EMERGENCY]]
    return Bereikbaarheid(
        kantoortijd=open_now,
        route="bureaudienst" if open_now else "crisisdienst",
        contacten=tuple(contacts),
        regels=tuple(store.regel(id) for id in cited),
    )


def office_hours(store: RuleStore, regio: str | None) -> Kantoortijd:
    """When the bureaudienst of `regio` (None: nationally) is open; national hours where it says nothing."""
    hours = store.regios[regio or LANDELIJK].kantoortijd or store.regios[LANDELIJK].kantoortijd
    if hours is None:
        raise ValueError("landelijk heeft geen kantoortijd")
    return hours


def in_office_hours(hours: Kantoortijd, moment: datetime) -> bool:
    """Whether `moment` falls in office hours in Europe/Amsterdam; the end itself is outside them."""
    local = moment.astimezone(AMSTERDAM)
    if hours.werkdagen_alleen and not is_working_day(local.date()):
        return False
    return hours.van <= local.time() < hours.tot
