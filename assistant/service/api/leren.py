"""Learning: modules and their explanation, questions and answers, progress, and erasing it all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from assistant.learning.codes import key_of, label_of, read_code
from assistant.learning.grading import NotAnAnswer, chosen
from assistant.learning.opgaven import Opgave
from assistant.learning.schedule import progress, regels_known
from assistant.learning.school import Unknown
from assistant.reasoning.reachability import AMSTERDAM
from assistant.rulebase import current
from assistant.rulebase.store import Layer
from assistant.service.api.leren_models import (
    AntwoordBeoordeeld,
    Leerling,
    ModuleGegeven,
    ModuleKort,
    Modules,
    ModuleVoortgang,
    NieuwAntwoord,
    NieuweLeerling,
    OpgaveGegeven,
    Stand,
    UitlegGegeven,
    VolgendeOpgave,
    Voortgang,
)
from assistant.service.api.parameters import Id, OrEmpty, check_region
from assistant.service.citing import cite
from assistant.service.limits import may_send
from assistant.service.models import BronVerwijzing, Moment
from assistant.service.problems import Problem, documented
from assistant.service.ready import learners_reachable, school_of

router = APIRouter(prefix="/leren", tags=["leren"], dependencies=[Depends(learners_reachable)])

UNKNOWN_LEARNER = "Deze leercode ken ik niet. Kijk hem na, of begin met een nieuwe."
_UNKNOWN_MODULE = "Deze module is er niet in deze regio."
_UNKNOWN_QUESTION = "Deze vraag is er niet (meer). Haal de volgende op."
_UNKNOWN_GROUP = "Deze groepscode ken ik niet. Vraag hem na bij je trainer, of laat hem weg."

Regio = Annotated[str, Query(description="Het id van een regio uit `/regios`.", examples=["ijmond"])]
Nu = Annotated[
    Moment | None, OrEmpty, Query(description="Alsof het dan is (voor oefenen en testen). Zonder: nu.")
]


@router.get(
    "/modules",
    operation_id="leesModules",
    summary="Lees het leerpad",
    response_description="De modules.",
    responses=documented(503),
)
async def modules(request: Request, regio: Regio) -> Modules:
    """De modules van een regio, in de volgorde van het leerpad."""
    check_region(regio)
    course = school_of(request).course(now())
    counted = [opgave.module for opgave in course.opgaven(regio)]
    return Modules(
        modules=[
            ModuleKort(
                id=module.id,
                titel=module.titel,
                doel=module.doel,
                minuten=module.minuten,
                vragen=counted.count(module.id),
            )
            for module in course.modules(regio)
        ]
    )


@router.get(
    "/modules/{id}",
    operation_id="leesModule",
    summary="Lees een module",
    response_description="De module.",
    responses=documented(404, 503),
)
async def module(request: Request, id: Id, regio: Regio) -> ModuleGegeven:
    """De uitleg van een module, voor een regio. Elk stuk noemt waar het staat."""
    short = next((one for one in (await modules(request, regio)).modules if one.id == id), None)
    if short is None:
        raise Problem(404, _UNKNOWN_MODULE)
    course = school_of(request).course(now())
    parts = course.explanation(course.material.modules[id], regio)
    uitleg = [UitlegGegeven(tekst=part.tekst, bronnen=cited(part.regels)) for part in parts]
    return ModuleGegeven(**short.model_dump(), uitleg=uitleg)


@router.post(
    "/leerlingen",
    status_code=201,
    operation_id="beginMetLeren",
    summary="Begin met leren",
    response_description="De leercode.",
    responses=documented(404, 429, 503),
    dependencies=[Depends(may_send)],
)
async def start(request: Request, wanted: NieuweLeerling) -> Leerling:
    """Krijg een leercode. Daarmee ga je op elk apparaat verder. We bewaren geen naam."""
    check_region(wanted.regio)
    groep = read_code(wanted.groep, "groep") if wanted.groep else None
    try:
        if wanted.groep and groep is None:
            raise KeyError(wanted.groep)
        code = school_of(request).learners.start(wanted.regio, wanted.moment or now(), groep)
    except KeyError:
        raise Problem(404, _UNKNOWN_GROUP) from None
    return Leerling(code=code, merk=label_of(key_of(code)))


@router.get(
    "/leerlingen/{code}",
    operation_id="leesVoortgang",
    summary="Lees hoe ver je bent",
    response_description="De voortgang.",
    responses=documented(404, 429, 503),
    dependencies=[Depends(may_send)],
)
async def read(request: Request, code: Id, moment: Nu = None) -> Voortgang:
    """Per module en per regel hoe goed je die kent, en wanneer de eerste vraag terugkomt."""
    school, leerling = school_of(request), learner_of(request, code)
    at = moment or now()
    cards = school.cards(leerling, at)
    titles = {module.id: module.titel for module in school.course(at).material.modules.values()}
    per_module = [
        ModuleVoortgang(
            module=id,
            titel=titles[id],
            bekend=count["bekend"],
            bezig=count["bezig"],
            gewijzigd=count["gewijzigd"],
            nieuw=count["nieuw"],
        )
        for id, count in progress(cards).items()
    ]
    return Voortgang(
        merk=label_of(leerling),
        regio=school.learners.region(leerling),
        modules=per_module,
        regels=dict(regels_known(cards)),
        terug=school.ask(leerling, at).terug,
    )


@router.delete(
    "/leerlingen/{code}",
    status_code=204,
    operation_id="wisLeerling",
    summary="Wis een leercode",
    response_description="Alles is gewist.",
    responses=documented(404, 429, 503),
    dependencies=[Depends(may_send)],
)
async def erase(request: Request, code: Id) -> Response:
    """Wis de code, alle antwoorden en alle oefengesprekken. Er blijft niets van over."""
    school_of(request).learners.erase(learner_of(request, code))
    return Response(status_code=204)


@router.get(
    "/leerlingen/{code}/opgave",
    operation_id="leesOpgave",
    summary="Krijg de volgende vraag",
    response_description="De vraag.",
    responses=documented(404, 429, 503),
    dependencies=[Depends(may_send)],
)
async def ask(
    request: Request,
    code: Id,
    module: Annotated[str | None, OrEmpty, Query(description="Alleen vragen van deze module.")] = None,
    moment: Nu = None,
) -> VolgendeOpgave:
    """De vraag die nu aan de beurt is: eerst wat veranderd is, dan wat terugkomt, dan wat nieuw is."""
    asked = school_of(request).ask(learner_of(request, code), moment or now(), module)
    opgave = _opgave(asked.kaart.opgave, asked.kaart.stand) if asked.kaart else None
    return VolgendeOpgave(opgave=opgave, terug=asked.terug)


@router.post(
    "/leerlingen/{code}/antwoorden",
    status_code=201,
    operation_id="geefAntwoord",
    summary="Beantwoord een vraag",
    response_description="De beoordeling.",
    responses=documented(404, 429, 503),
    dependencies=[Depends(may_send)],
)
async def answer(request: Request, code: Id, given: NieuwAntwoord) -> AntwoordBeoordeeld:
    """Geef een antwoord, en lees of het klopt, waarom, en waar dat staat."""
    school, leerling = school_of(request), learner_of(request, code)
    at = given.moment or now()
    try:
        opgave = school.opgave(leerling, given.opgave, at)
        judged = school.answer(leerling, opgave, chosen(opgave, given.antwoord), at)
    except Unknown:
        raise Problem(404, _UNKNOWN_QUESTION) from None
    except NotAnAnswer as error:
        raise Problem(400, str(error)) from None
    return AntwoordBeoordeeld(
        goed=judged.goed,
        goede_antwoord=list(judged.goede_antwoord),
        opmerkingen=list(judged.opmerkingen),
        uitleg=opgave.uitleg,
        bronnen=cited(opgave.regels),
    )


def _opgave(opgave: Opgave, stand: Stand) -> OpgaveGegeven:
    return OpgaveGegeven(
        id=opgave.id,
        module=opgave.module,
        soort=opgave.soort,
        situatie=opgave.situatie,
        vraag=opgave.vraag,
        keuzes=[keuze.tekst for keuze in opgave.keuzes],
        eenheid=opgave.eenheid,
        stand=stand,
    )


def now() -> datetime:
    """What time it is in the Netherlands."""
    return datetime.now(AMSTERDAM)


def learner_of(request: Request, code: str) -> str:
    """The key of a learner's code. Raises a 404 Problem when nobody has it."""
    read = read_code(code, "leer")
    key = school_of(request).learners.find(read) if read else None
    if key is None:
        raise Problem(404, UNKNOWN_LEARNER)
    return key


def cited(regels: Sequence[str]) -> list[BronVerwijzing]:
    """Regels as citations; one that is no more since the material was read is left out."""
    store = current.store()
    found = {regel.id: regel for regel in store.geldend(list(regels), Layer())}
    return [cite(store, found[id]) for id in regels if id in found]
