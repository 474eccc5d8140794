"""The pages of practice calls."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import ValidationError

from assistant.learning.learners import Oefening
from assistant.learning.school import CallIsOver, School, Unknown, danger_in, turns_of
from assistant.service.api.leren import cited, now
from assistant.service.api.oefengesprekken import summary, warning
from assistant.service.limits import may_send
from assistant.service.models import MOST_CHARACTERS, NieuwBericht
from assistant.service.page.forms import fields
from assistant.service.page.learning import learner_in
from assistant.service.page.learning_frame import go, page
from assistant.service.problems import Problem
from assistant.service.ready import learners_reachable, school_of

router = APIRouter(
    prefix="/leren/oefengesprek", include_in_schema=False, dependencies=[Depends(learners_reachable)]
)


@router.get("/{geval}")
async def show(request: Request, geval: str) -> Response:
    """A practice call: what it is about, how it stands, or how it went."""
    school, leerling = school_of(request), learner_in(request)
    if leerling is None:
        return go(request, "/leren")
    try:
        case = school.case(geval)
    except Unknown:
        raise Problem(404) from None
    call = _latest(school, leerling, geval)
    turns = turns_of(call) if call else []
    found = school.feedback(call) if call and call.uitslag else None
    return page(
        request,
        "oefengesprek.html",
        geval=case,
        bezig=call is not None,
        beurten=turns,
        waarschuwing=warning(danger_in(turns[-1].medewerker)) if turns and not found else None,
        uitslag=found,
        samenvatting=summary(found) if found else None,
        punten=[(punt, cited(punt.regels)) for punt in found.punten] if found else [],
        nabespreking=[(part.tekst, cited(part.regels)) for part in found.nabespreking] if found else [],
        hooguit=MOST_CHARACTERS,
    )


@router.post("/{geval}", dependencies=[Depends(may_send)])
async def act(request: Request, geval: str) -> Response:
    """Begin, say something, or round off."""
    school, leerling, sent = school_of(request), learner_in(request), await fields(request)
    if leerling is None:
        return go(request, "/leren")
    try:
        school.case(geval)
        if sent.get("doe") == "begin":
            school.start_call(leerling, geval, now())
        elif call := _latest(school, leerling, geval):
            _continue(school, leerling, call, sent)
    except Unknown:
        raise Problem(404) from None
    return go(request, f"/leren/oefengesprek/{geval}#laatste")


def _continue(school: School, leerling: str, call: Oefening, sent: dict[str, str]) -> None:
    """Say something in a call that is going on, or round it off; an empty message does nothing."""
    if sent.get("doe") == "afronden":
        school.finish(leerling, call.id)
        return
    try:
        school.say(leerling, call.id, NieuwBericht(tekst=sent.get("tekst", "")).tekst)
    except (ValidationError, CallIsOver):
        return


def _latest(school: School, leerling: str, geval: str) -> Oefening | None:
    """The last call about a case; an earlier one stays as it was."""
    return next((call for call in school.learners.calls(leerling) if call.geval == geval), None)
