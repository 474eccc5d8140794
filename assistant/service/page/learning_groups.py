"""The trainer's page: a group without names, and everything as a table to take along."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from assistant.learning.codes import read_code
from assistant.learning.results import as_csv, overview
from assistant.service.api.groepen import CSV, UNKNOWN_TRAINER
from assistant.service.api.leren import now
from assistant.service.limits import may_send
from assistant.service.page.forms import fields
from assistant.service.page.learning_frame import code_in, drop, go, hold, page
from assistant.service.ready import learners_reachable, school_of

router = APIRouter(
    prefix="/leren/trainer", include_in_schema=False, dependencies=[Depends(learners_reachable)]
)


@router.get("")
async def show(request: Request, fout: str = "") -> Response:
    """The results of the group whose code the browser holds; else how to make or open one."""
    members = _members(request)
    if members is None:
        return page(request, "trainer_begin.html", fout=UNKNOWN_TRAINER if fout else None)
    school = school_of(request)
    course = school.course(now())
    questions = {o.id: o.vraag for regio in course.regios for o in course.opgaven(regio)}
    skills = {id: skill.naam for id, skill in course.material.vaardigheden.items()}
    regels = {id: regel.tekst for regio in course.regios for id, regel in course.regels(regio).items()}
    return page(
        request,
        "trainer.html",
        code=code_in(request, "trainer"),
        beeld=overview(school, members, now()),
        vragen=questions,
        vaardigheden=skills,
        regels=regels,
    )


@router.post("", dependencies=[Depends(may_send)])
async def act(request: Request) -> Response:
    """Make a group, open one, or close it."""
    sent = await fields(request)
    if sent.get("doe") == "nieuw":
        trainer, groep = school_of(request).learners.start_group(now())
        response: Response = page(request, "trainer_nieuw.html", trainer=trainer, groep=groep)
        hold(request, response, "trainer", trainer)
        return response
    if sent.get("doe") == "sluit":
        response = go(request, "/leren/trainer")
        drop(response, "trainer")
        return response
    code = read_code(sent.get("code", ""), "trainer")
    if code is None or school_of(request).learners.members(code) is None:
        return go(request, "/leren/trainer?fout=1")
    response = go(request, "/leren/trainer")
    hold(request, response, "trainer", code)
    return response


@router.get("/resultaten.csv")
async def table(request: Request) -> Response:
    """A row for every question that a learner of the group answered."""
    members = _members(request)
    if members is None:
        return go(request, "/leren/trainer")
    headers = {
        "Content-Disposition": 'attachment; filename="resultaten.csv"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(as_csv(school_of(request), members, now()), media_type=CSV, headers=headers)


def _members(request: Request) -> list[str] | None:
    code = code_in(request, "trainer")
    return school_of(request).learners.members(code) if code else None
