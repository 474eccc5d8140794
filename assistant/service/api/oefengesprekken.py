"""Practice calls: the assistant plays the caller, the learner is the worker of the bureaudienst."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Depends, Request

from assistant.learning.feedback import Terugkoppeling
from assistant.learning.learners import Oefening
from assistant.learning.school import CallIsOver, School, Unknown, turns_of
from assistant.learning.texts import text
from assistant.reasoning.reachability import SUICIDE_PREVENTION, VEILIG_THUIS
from assistant.rulebase import current
from assistant.service.api.leren import Regio, cited, learner_of, now
from assistant.service.api.leren_models import UitlegGegeven
from assistant.service.api.parameters import Id, check_region
from assistant.service.limits import may_send
from assistant.service.models import BronVerwijzing, Input, Moment, NieuwBericht, Output, Urgentie
from assistant.service.problems import Problem, documented
from assistant.service.ready import learners_reachable, school_of

router = APIRouter(prefix="/leren", tags=["leren"], dependencies=[Depends(learners_reachable)])

_UNKNOWN_CASE = "Dit oefengesprek ken ik niet. Kies er een uit de lijst."
_UNKNOWN_CALL = "Dit oefengesprek is er niet (meer). Begin een nieuw gesprek."


class GevalGegeven(Output):
    """Een oefengesprek om te beginnen."""

    id: str
    """Het id."""
    titel: str
    """Waar het over gaat."""
    wie: str
    """Wie er belt."""
    module: str
    """De module waar het bij past."""
    niveau: Literal[1, 2, 3]
    """Hoe lastig het is: 1 is eenvoudig."""


class Gevallen(Output):
    """De oefengesprekken van een regio."""

    gevallen: list[GevalGegeven]
    """De oefengesprekken, de eenvoudige eerst."""


class NieuwOefengesprek(Input):
    """Welk oefengesprek je wilt doen."""

    geval: str
    """Het id, uit `/leren/gevallen`."""
    moment: Moment | None = None
    """Alsof het dan is (voor oefenen en testen). Zonder: nu."""


class OefenBeurt(Output):
    """Wat jij zei, en wat de beller daarop zei."""

    medewerker: str
    """Wat jij zei, zoals het is bewaard: zonder persoonsgegevens."""
    beller: str
    """Wat de beller daarop zei."""


class Oefengesprek(Output):
    """Een oefengesprek tot nu toe."""

    id: str
    """Het id."""
    geval: str
    """Welk oefengesprek het is."""
    titel: str
    """Waar het over gaat."""
    wie: str
    """Wie er belt."""
    opening: str
    """De eerste woorden van de beller."""
    beurten: list[OefenBeurt]
    """Wat er gezegd is, het eerste eerst."""
    klaar: bool
    """Of het gesprek is afgelopen."""


class OefenAntwoord(OefenBeurt):
    """Wat de beller zegt, en wat er verder te zeggen is."""

    geredigeerd: bool
    """Of er persoonsgegevens uit je bericht zijn gehaald."""
    urgentie: Urgentie
    """Of je bericht zelf over gevaar leek te gaan."""
    waarschuwing: str | None
    """Wat je moet weten als dit geen oefening is."""
    klaar: bool
    """Of het gesprek is afgelopen."""


class PuntGegeven(Output):
    """Eén ding dat je deed of had moeten doen."""

    naam: str
    """Wat het is."""
    stand: Literal["gedaan", "te-laat", "vergeten", "fout"]
    """Hoe het ging."""
    tekst: str
    """De terugkoppeling."""
    bronnen: list[BronVerwijzing]
    """Waar het staat."""


class TerugkoppelingGegeven(Output):
    """Hoe het gesprek ging."""

    samenvatting: str
    """Het geheel in een zin."""
    gedaan: int
    """Hoeveel van de nodige dingen je deed."""
    totaal: int
    """Hoeveel dingen er nodig waren."""
    punten: list[PuntGegeven]
    """Per ding hoe het ging."""
    nabespreking: list[UitlegGegeven]
    """Wat er van dit gesprek te leren is."""


@router.get(
    "/gevallen",
    operation_id="leesGevallen",
    summary="Lees welke oefengesprekken er zijn",
    response_description="De oefengesprekken.",
    responses=documented(503),
)
async def cases(request: Request, regio: Regio) -> Gevallen:
    """De oefengesprekken van een regio."""
    check_region(regio)
    found = school_of(request).cases(regio)
    return Gevallen(
        gevallen=[
            GevalGegeven(id=g.id, titel=g.titel, wie=g.beller.wie, module=g.module, niveau=g.niveau)
            for g in found
        ]
    )


@router.post(
    "/leerlingen/{code}/oefengesprekken",
    status_code=201,
    operation_id="beginOefengesprek",
    summary="Begin een oefengesprek",
    response_description="Het gesprek, met de eerste woorden van de beller.",
    responses=documented(404, 429, 503),
    dependencies=[Depends(may_send)],
)
async def start(request: Request, code: Id, wanted: NieuwOefengesprek) -> Oefengesprek:
    """Iemand belt. Jij bent de medewerker van de bureaudienst."""
    school = school_of(request)
    try:
        call = school.start_call(learner_of(request, code), wanted.geval, wanted.moment or now())
    except Unknown:
        raise Problem(404, _UNKNOWN_CASE) from None
    return _call(school, call)


@router.get(
    "/leerlingen/{code}/oefengesprekken/{id}",
    operation_id="leesOefengesprek",
    summary="Lees een oefengesprek terug",
    response_description="Het gesprek.",
    responses=documented(404, 429, 503),
    dependencies=[Depends(may_send)],
)
async def read(request: Request, code: Id, id: Id) -> Oefengesprek:
    """Het gesprek tot nu toe."""
    school = school_of(request)
    try:
        return _call(school, school.call(learner_of(request, code), id))
    except Unknown:
        raise Problem(404, _UNKNOWN_CALL) from None


@router.post(
    "/leerlingen/{code}/oefengesprekken/{id}/berichten",
    status_code=201,
    operation_id="zegInOefengesprek",
    summary="Zeg iets in een oefengesprek",
    response_description="Wat de beller daarop zegt.",
    responses=documented(404, 429, 503),
    dependencies=[Depends(may_send)],
)
async def say(request: Request, code: Id, id: Id, message: NieuwBericht) -> OefenAntwoord:
    """Typ vrij, zoals je het zou zeggen. De beller vertelt alleen waar je naar vraagt."""
    try:
        said = school_of(request).say(learner_of(request, code), id, message.tekst)
    except Unknown:
        raise Problem(404, _UNKNOWN_CALL) from None
    except CallIsOver:
        raise Problem(400, text("oefening_afgelopen")) from None
    return OefenAntwoord(
        medewerker=said.beurt.medewerker,
        beller=said.beurt.beller,
        geredigeerd=said.geredigeerd,
        urgentie=said.urgentie,
        waarschuwing=warning(said.urgentie),
        klaar=said.beurt.afgerond,
    )


@router.post(
    "/leerlingen/{code}/oefengesprekken/{id}/terugkoppeling",
    operation_id="rondOefengesprekAf",
    summary="Rond een oefengesprek af",
    response_description="De terugkoppeling.",
    responses=documented(404, 429, 503),
    dependencies=[Depends(may_send)],
)
async def finish(request: Request, code: Id, id: Id) -> TerugkoppelingGegeven:
    """Lees hoe het ging: wat je vroeg en uitlegde, wat je vergat, en waar dat staat."""
    try:
        return _feedback(school_of(request).finish(learner_of(request, code), id))
    except Unknown:
        raise Problem(404, _UNKNOWN_CALL) from None


def warning(urgentie: Urgentie) -> str | None:
    """What to say in case this is no practice; None when nothing points that way."""
    name = {"acuut": "oefening_echt", "crisis": "oefening_echt_crisis"}.get(urgentie)
    numbers = current.store().contacten
    values = {"nummer": numbers[VEILIG_THUIS].nummer, "preventie": numbers[SUICIDE_PREVENTION].nummer}
    return text(name, **values) if name else None


def summary(found: Terugkoppeling) -> str:
    """How it went, in a sentence or two."""
    said = text("samenvatting", gedaan=found.gedaan, totaal=found.totaal)
    return f"{said} {text('samenvatting_fouten', aantal=found.missers)}" if found.missers else said


def _call(school: School, call: Oefening) -> Oefengesprek:
    geval = school.case(call.geval)
    return Oefengesprek(
        id=call.id,
        geval=geval.id,
        titel=geval.titel,
        wie=geval.beller.wie,
        opening=geval.beller.opent,
        beurten=[OefenBeurt(medewerker=turn.medewerker, beller=turn.beller) for turn in turns_of(call)],
        klaar=call.uitslag is not None,
    )


def _feedback(found: Terugkoppeling) -> TerugkoppelingGegeven:
    return TerugkoppelingGegeven(
        samenvatting=summary(found),
        gedaan=found.gedaan,
        totaal=found.totaal,
        punten=[
            PuntGegeven(naam=p.naam, stand=p.stand, tekst=p.tekst, bronnen=cited(p.regels))
            for p in found.punten
        ],
        nabespreking=[
            UitlegGegeven(tekst=part.tekst, bronnen=cited(part.regels)) for part in found.nabespreking
        ],
    )
