"""For trainers: a group of learners without names, where they err most, and everything as CSV."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from assistant.learning.codes import read_code
from assistant.learning.results import Moeilijk, as_csv, overview
from assistant.service.api.leren import now
from assistant.service.api.parameters import Id
from assistant.service.limits import may_send
from assistant.service.models import Output
from assistant.service.problems import Problem, documented
from assistant.service.ready import learners_reachable, school_of

router = APIRouter(prefix="/leren/groepen", tags=["leren"], dependencies=[Depends(learners_reachable)])

UNKNOWN_TRAINER = "Deze trainerscode ken ik niet. Kijk hem na, of maak een nieuwe groep."
CSV = "text/csv"


class NieuweGroep(Output):
    """Een nieuwe groep."""

    trainerscode: str
    """Hiermee zie je de resultaten. Houd hem voor jezelf, en bewaar hem."""
    groepscode: str
    """Deze geef je aan de leerlingen."""


class DeelnemerGegeven(Output):
    """Een leerling, zonder naam."""

    merk: str
    """Waaraan je de leerling herkent als die je zijn merk vertelt."""
    regio: str
    """De regio."""
    vragen: int
    """Hoeveel verschillende vragen er beantwoord zijn."""
    antwoorden: int
    """Hoeveel antwoorden er gegeven zijn."""
    goed: int
    """Hoeveel daarvan goed waren."""
    bekend: int
    """Hoeveel vragen de leerling kent."""
    totaal: int
    """Hoeveel vragen er zijn."""
    gesprekken: int
    """Hoeveel oefengesprekken er zijn afgerond."""
    laatst: datetime | None
    """Wanneer er voor het laatst is geantwoord."""


class MoeilijkGegeven(Output):
    """Iets wat vaak misgaat."""

    id: str
    """Het id van de vraag, de regel of de vaardigheid."""
    keren: int
    """Hoe vaak het voorkwam."""
    fout: int
    """Hoe vaak het misging."""


class GroepGegeven(Output):
    """De resultaten van een groep."""

    deelnemers: list[DeelnemerGegeven]
    """De leerlingen, zonder naam."""
    vragen: list[MoeilijkGegeven]
    """De vragen die het vaakst misgaan."""
    regels: list[MoeilijkGegeven]
    """De regels waarover het vaakst iets misgaat."""
    vaardigheden: list[MoeilijkGegeven]
    """Wat in oefengesprekken het vaakst misgaat."""


@router.post(
    "",
    status_code=201,
    operation_id="maakGroep",
    summary="Maak een groep",
    response_description="De codes van de groep.",
    responses=documented(429, 503),
    dependencies=[Depends(may_send)],
)
async def start(request: Request) -> NieuweGroep:
    """Krijg een code om uit te delen, en een code om de resultaten te zien."""
    trainer, groep = school_of(request).learners.start_group(now())
    return NieuweGroep(trainerscode=trainer, groepscode=groep)


@router.get(
    "/{code}",
    operation_id="leesGroep",
    summary="Lees de resultaten van een groep",
    response_description="De resultaten.",
    responses=documented(404, 429, 503),
    dependencies=[Depends(may_send)],
)
async def read(request: Request, code: Id) -> GroepGegeven:
    """Hoe ver de leerlingen zijn, en waar het vaak misgaat. Zonder namen."""
    found = overview(school_of(request), members_of(request, code), now())
    return GroepGegeven(
        deelnemers=[DeelnemerGegeven(**vars(one)) for one in found.deelnemers],
        vragen=_hard(found.vragen),
        regels=_hard(found.regels),
        vaardigheden=_hard(found.vaardigheden),
    )


_TABLE: dict[str, Any] = {
    CSV: {
        "schema": {"type": "string"},
        "example": "leerling;regio;module;vraag;keren;goed;fout;laatst\n",
    }
}


@router.get(
    "/{code}/antwoorden",
    operation_id="leesGroepsantwoorden",
    summary="Lees de antwoorden van een groep als CSV",
    response_description="Een regel per leerling en vraag.",
    response_class=Response,
    responses={200: {"content": _TABLE}, **documented(404, 429, 503)},
    dependencies=[Depends(may_send)],
)
async def table(request: Request, code: Id) -> Response:
    """Per leerling en per vraag hoe vaak het goed en fout ging, gescheiden door puntkomma’s."""
    rows = as_csv(school_of(request), members_of(request, code), now())
    headers = {"Content-Disposition": 'attachment; filename="resultaten.csv"'}
    return Response(rows, media_type=CSV, headers=headers)


def members_of(request: Request, code: str) -> list[str]:
    """The keys of the learners of a trainer's group. Raises a 404 Problem when there is no such group."""
    read = read_code(code, "trainer")
    found = school_of(request).learners.members(read) if read else None
    if found is None:
        raise Problem(404, UNKNOWN_TRAINER)
    return found


def _hard(found: tuple[Moeilijk, ...]) -> list[MoeilijkGegeven]:
    return [MoeilijkGegeven(id=one.id, keren=one.keren, fout=one.fout) for one in found]
