"""What a trainer sees of a group: codes that open nothing, numbers, and where people err most. No names."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.learning.codes import label_of
from assistant.learning.schedule import Gegeven
from assistant.learning.school import School

MOST = 10
"""How many questions, regels and skills a list of the hardest names."""
_SEPARATOR = ";"
"""What Dutch spreadsheets read without being told."""
COLUMNS = ("leerling", "regio", "module", "vraag", "keren", "goed", "fout", "laatst")


@dataclass(frozen=True)
class Deelnemer:
    """A learner as the trainer sees it."""

    merk: str
    regio: str
    vragen: int
    """How many questions were answered at least once."""
    antwoorden: int
    goed: int
    bekend: int
    totaal: int
    """How many questions there are in the region."""
    gesprekken: int
    laatst: datetime | None


@dataclass(frozen=True)
class Moeilijk:
    """Something that people err in: how often it came up, and how often it went wrong."""

    id: str
    keren: int
    fout: int


@dataclass(frozen=True)
class Groepsbeeld:
    """The results of a group."""

    deelnemers: tuple[Deelnemer, ...]
    vragen: tuple[Moeilijk, ...]
    regels: tuple[Moeilijk, ...]
    vaardigheden: tuple[Moeilijk, ...]


def overview(school: School, leerlingen: Sequence[str], moment: datetime) -> Groepsbeeld:
    """The results of these learners (keys, not codes)."""
    return Groepsbeeld(
        tuple(_participant(school, leerling, moment) for leerling in leerlingen),
        _hardest(_per_question(school, leerlingen)),
        _hardest(_per_regel(school, leerlingen, moment)),
        _hardest(_per_skill(school, leerlingen)),
    )


def as_csv(school: School, leerlingen: Sequence[str], moment: datetime) -> str:
    """A row for every question that a learner answered; columns as in COLUMNS."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=_SEPARATOR)
    writer.writerow(COLUMNS)
    for leerling in leerlingen:
        regio = school.learners.region(leerling)
        modules = {o.id: o.module for o in school.course(moment).opgaven(regio)}
        for id, given in _by_question(school.learners.answers(leerling)).items():
            right = sum(one.goed for one in given)
            last = max(one.moment for one in given).isoformat()
            row = (label_of(leerling), regio, modules.get(id, ""), id)
            writer.writerow((*row, len(given), right, len(given) - right, last))
    return file.getvalue()


def _participant(school: School, leerling: str, moment: datetime) -> Deelnemer:
    given = school.learners.answers(leerling)
    cards = school.cards(leerling, moment)
    calls = school.learners.calls(leerling)
    return Deelnemer(
        merk=label_of(leerling),
        regio=school.learners.region(leerling),
        vragen=len({one.opgave for one in given}),
        antwoorden=len(given),
        goed=sum(one.goed for one in given),
        bekend=sum(kaart.stand == "bekend" for kaart in cards),
        totaal=len(cards),
        gesprekken=sum(call.uitslag is not None for call in calls),
        laatst=max((one.moment for one in given), default=None),
    )


def _by_question(given: Iterable[Gegeven]) -> dict[str, list[Gegeven]]:
    found: dict[str, list[Gegeven]] = {}
    for one in given:
        found.setdefault(one.opgave, []).append(one)
    return found


Outcomes = Iterable[tuple[str, bool]]
"""Ids of what came up, each with whether it went well."""


def _per_question(school: School, leerlingen: Sequence[str]) -> Outcomes:
    return ((one.opgave, one.goed) for key in leerlingen for one in school.learners.answers(key))


def _per_regel(school: School, leerlingen: Sequence[str], moment: datetime) -> Outcomes:
    course = school.course(moment)
    for leerling in leerlingen:
        regio = school.learners.region(leerling)
        for one in school.learners.answers(leerling):
            opgave = course.opgave(regio, one.opgave)
            yield from ((id, one.goed) for id in (opgave.regels if opgave else ()))


def _per_skill(school: School, leerlingen: Sequence[str]) -> Outcomes:
    for leerling in leerlingen:
        for call in school.learners.calls(leerling):
            for id, stand in (call.uitslag or {}).get("punten", {}).items():
                yield id, stand == "gedaan"


def _hardest(outcomes: Outcomes) -> tuple[Moeilijk, ...]:
    """What went wrong most often, with how often it came up."""
    times: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for id, right in outcomes:
        times[id] += 1
        wrong[id] += not right
    found = (Moeilijk(id, times[id], wrong[id]) for id in times if wrong[id])
    return tuple(sorted(found, key=lambda one: (-one.fout, -one.fout / one.keren, one.id))[:MOST])
