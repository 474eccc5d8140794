"""The pages on which people learn: they work without script, and the code travels in a cookie."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from assistant.learning.codes import key_of, label_of, read_code
from assistant.learning.grading import NotAnAnswer, chosen, grade
from assistant.learning.opgaven import PLACES, Opgave
from assistant.learning.schedule import progress, regels_known
from assistant.learning.school import Gevraagd, School, Unknown
from assistant.rulebase.schema import LANDELIJK
from assistant.service.api.leren import UNKNOWN_LEARNER, cited, now
from assistant.service.limits import may_send
from assistant.service.page.forms import fields
from assistant.service.page.learning_frame import code_in, drop, go, hold, page
from assistant.service.problems import Problem
from assistant.service.ready import learners_reachable, school_of

router = APIRouter(prefix="/leren", include_in_schema=False, dependencies=[Depends(learners_reachable)])

_LIMITED = [Depends(may_send)]
_NO_ANSWER = "Kies of typ eerst een antwoord."
_GONE = "Die vraag is er niet meer. Dit is de volgende."
_HIDDEN = ("opgave", "module")
"""Fields of a question's form that nobody fills in."""
_WRONG_GROUP = "Deze groepscode ken ik niet. Vraag hem na bij je trainer, of laat het vak leeg."
_TICK_FIRST = "Zet eerst het vinkje. Wissen kun je niet terugdraaien."
_STANDS = ("bekend", "bezig", "gewijzigd", "nieuw")


@router.get("")
async def home(request: Request, fout: str = "") -> HTMLResponse:
    """The learning path; to start with, or to go on with.

    Who began anew and was refused is told so, also where the browser holds a code from before.
    """
    school = school_of(request)
    code = code_in(request, "leer")
    leerling = school.learners.find(code) if code else None
    if leerling is None or fout in _FAULTS:
        regios = [regio for id, regio in school.course(now()).store.regios.items() if id != LANDELIJK]
        return page(request, "begin.html", regios=regios, fout=_FAULTS.get(fout))
    regio = school.learners.region(leerling)
    cards = school.cards(leerling, now())
    return page(
        request,
        "pad.html",
        code=code,
        regio=regio,
        modules=school.course(now()).modules(regio),
        voortgang=progress(cards),
        gevallen=school.cases(regio),
        gedaan={call.geval for call in school.learners.calls(leerling) if call.uitslag},
        volgende=school.ask(leerling, now()),
    )


_FAULTS = {"code": UNKNOWN_LEARNER, "groep": _WRONG_GROUP, "regio": "Kies een regio."}


@router.post("/begin", dependencies=_LIMITED)
async def begin(request: Request) -> Response:
    """A new code."""
    school, sent = school_of(request), await fields(request)
    if sent.get("regio") not in school.course(now()).regios:
        return go(request, "/leren?fout=regio")
    typed = sent.get("groep", "").strip()
    groep = read_code(typed, "groep") if typed else None
    if typed and groep is None:
        return go(request, "/leren?fout=groep")
    try:
        code = school.learners.start(sent["regio"], now(), groep)
    except KeyError:
        return go(request, "/leren?fout=groep")
    response = go(request, "/leren")
    hold(request, response, "leer", code)
    return response


@router.post("/code", dependencies=_LIMITED)
async def resume(request: Request) -> Response:
    """Go on with a code that one has."""
    code = read_code((await fields(request)).get("code", ""), "leer")
    if code is None or school_of(request).learners.find(code) is None:
        return go(request, "/leren?fout=code")
    response = go(request, "/leren")
    hold(request, response, "leer", code)
    return response


@router.post("/stop")
async def stop(request: Request) -> Response:
    """Let this browser forget the code; everything stays as it is."""
    response = go(request, "/leren")
    drop(response, "leer")
    return response


@router.get("/vraag")
async def ask(request: Request, module: str = "", fout: str = "") -> Response:
    """The question whose turn it is."""
    school, leerling = school_of(request), learner_in(request)
    if leerling is None:
        return go(request, "/leren")
    asked = school.ask(leerling, now(), module or None)
    if module and module != _known(school, module):
        raise Problem(404)
    return _question(request, asked, module, _GONE if fout else None)


def _question(
    request: Request,
    asked: Gevraagd,
    module: str,
    fault: str | None = None,
    sent: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A question to answer; with a fault the form comes back as it was `sent`."""
    titles = school_of(request).course(now()).material.modules
    return page(
        request,
        "vraag.html",
        400 if sent else 200,
        kaart=asked.kaart,
        terug=asked.terug,
        module=titles.get(module),
        titels=titles,
        ingevuld=sent or {},
        fout=fault,
    )


@router.post("/vraag", dependencies=_LIMITED)
async def answer(request: Request) -> Response:
    """Judge an answer, and go to what there is to say about it."""
    school, leerling, sent = school_of(request), learner_in(request), await fields(request)
    if leerling is None:
        return go(request, "/leren")
    module = sent.get("module", "")
    try:
        opgave = school.opgave(leerling, sent.get("opgave", ""), now())
        school.answer(leerling, opgave, chosen(opgave, _numbers(opgave, sent)), now())
    except Unknown:
        return go(request, f"/leren/vraag?fout=1&module={_known(school, module)}")
    except NotAnAnswer as error:
        same = next(kaart for kaart in school.cards(leerling, now()) if kaart.opgave.id == opgave.id)
        empty = not any(value.strip() for name, value in sent.items() if name not in _HIDDEN)
        fault = _NO_ANSWER if empty else str(error)
        return _question(request, Gevraagd(same, None), _known(school, module), fault, sent)
    return go(request, f"/leren/antwoord/{opgave.id}?module={_known(school, module)}")


def _known(school: School, module: str) -> str:
    """The id of a module as it was sent, if there is such a module: nothing else goes into an address."""
    return module if module in school.course(now()).material.modules else ""


def _numbers(opgave: Opgave, sent: Mapping[str, str]) -> list[str]:
    """What was filled in, as numbers: a choice, ticked boxes, the number itself, or places in an order."""
    count = len(opgave.keuzes)
    if opgave.soort == "meerkeuze":
        return [str(n) for n in range(1, count + 1) if f"keuze-{n}" in sent]
    if opgave.soort == "volgorde":
        places = {sent.get(f"plaats-{n}", ""): str(n) for n in range(1, count + 1)}
        return [places.get(str(place), "") for place in range(1, count + 1)]
    return [value] if (value := sent.get("antwoord", "").strip()) else []


@router.get("/antwoord/{opgave}")
async def judged(request: Request, opgave: str, module: str = "") -> Response:
    """What there is to say about the answer just given."""
    school, leerling = school_of(request), learner_in(request)
    if leerling is None:
        return go(request, "/leren")
    given = school.learners.last_answer(leerling, opgave)
    try:
        question = school.opgave(leerling, opgave, now())
    except Unknown:
        raise Problem(404) from None
    if given is None:
        return go(request, "/leren/vraag")
    return page(
        request,
        "antwoord.html",
        opgave=question,
        beoordeling=grade(question, given),
        bronnen=cited(question.regels),
        module=_known(school, module),
    )


@router.get("/voortgang")
async def results(request: Request, fout: str = "") -> Response:
    """How far one is: per module, and per regel."""
    school, leerling = school_of(request), learner_in(request)
    if leerling is None:
        return go(request, "/leren")
    cards = school.cards(leerling, now())
    course = school.course(now())
    regels = course.regels(school.learners.region(leerling))
    per_module: dict[str, list[tuple[str, str, str]]] = {}
    for id, stand in regels_known(cards).items():
        if id in regels and (module := course.module_of(regels[id])):
            per_module.setdefault(module, []).append((id, regels[id].tekst, stand))
    return page(
        request,
        "voortgang.html",
        code=code_in(request, "leer"),
        merk=label_of(leerling),
        voortgang=progress(cards),
        titels=course.material.modules,
        regels=per_module,
        standen=_STANDS,
        fout=_TICK_FIRST if fout else None,
    )


@router.post("/wis")
async def erase(request: Request) -> Response:
    """Erase a code and everything with it."""
    leerling, sent = learner_in(request), await fields(request)
    if leerling is None:
        return go(request, "/leren")
    if "zeker" not in sent:
        return go(request, "/leren/voortgang?fout=1")
    school_of(request).learners.erase(leerling)
    response = page(request, "gewist.html")
    drop(response, "leer")
    return response


@router.get("/{module}")
async def explain(request: Request, module: str) -> Response:
    """A module: its explanation, with what it rests on."""
    school, leerling = school_of(request), learner_in(request)
    if leerling is None:
        return go(request, "/leren")
    course, regio = school.course(now()), school.learners.region(leerling)
    found = next((one for one in course.modules(regio) if one.id == module), None)
    if found is None:
        raise Problem(404)
    parts = [(part.tekst, cited(part.regels)) for part in course.explanation(found, regio)]
    cases = [geval for geval in school.cases(regio) if geval.module == module]
    asked = [opgave for opgave in course.opgaven(regio) if opgave.module == module]
    places = sum(opgave.gemaakt in PLACES for opgave in asked)
    counts = {"inhoud": len(asked) - places, "plaats": places}
    return page(request, "module.html", module=found, delen=parts, gevallen=cases, aantal=counts)


def learner_in(request: Request) -> str | None:
    """The key of the learner whose code the browser holds; None without a code that somebody has."""
    code = code_in(request, "leer")
    return key_of(code) if code and school_of(request).learners.find(code) else None
