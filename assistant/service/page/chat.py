"""The conversation as a page: it works as plain forms, and the script only makes that smoother.

The id of a conversation travels in the body of a form, never in an address or a cookie. So it comes
into no history and no log, and no other site can send anything in somebody's name: whoever knows the
id may act, and nobody else does.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from actions.texts import text
from assistant.reasoning.reachability import moment_of, office_hours, reachable
from assistant.rulebase import current
from assistant.rulebase.schema import LANDELIJK, Regel, Waarde
from assistant.rulebase.store import RuleStore
from assistant.safety.public_names import public_names
from assistant.safety.redact import redact
from assistant.service import verslag
from assistant.service.conversations import Sent, Stored
from assistant.service.limits import may_send, may_start
from assistant.service.models import MOST_CHARACTERS, Beurt, NieuwBericht, NieuwGesprek
from assistant.service.page import rendering
from assistant.service.page.case import picture
from assistant.service.page.forms import fields
from assistant.service.page.roadmap import draw
from assistant.service.problems import Problem
from assistant.service.ready import conversations_of, desk_of
from assistant.service.storage.patience import patiently
from assistant.service.turns import Overtaken

logger = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)

_GONE = "Dit gesprek is gewist. Verstuur je een bericht, dan begint er een nieuw gesprek."
_OVERTAKEN = (
    "Er kwam intussen een antwoord bij, bijvoorbeeld in een ander tabblad. "
    "Lees dat eerst. Wil je dit nog zeggen? Verstuur het dan opnieuw."
)
_EMPTY = "Typ eerst je bericht."
_TOO_LONG = f"Je bericht is te lang: hooguit {MOST_CHARACTERS} tekens."


_HEARD_WITHIN = 0.01
"""Seconds in which the event loop hears of a connection that was closed."""


@dataclass(frozen=True)
class Form:
    """What the form of a conversation says."""

    id: str
    """Empty for a conversation that is yet to begin."""
    gezien: int
    """How many turns the user has in sight."""
    tekst: str
    antwoord: tuple[str, Waarde] | None
    """The answer for a criterium that was tapped."""
    regio: str | None
    moment: str | None
    ingebed: bool
    deel: bool
    """Whether only what is new is asked for: by the script, which puts it where it belongs."""

    @property
    def says_something(self) -> bool:
        """Whether there is anything to answer."""
        return bool(self.tekst or self.antwoord)


@dataclass(frozen=True)
class Notice:
    """Something to tell beside the conversation."""

    tekst: str
    status: int = 200


@router.get("/")
async def start(request: Request, regio: str = "", moment: str = "") -> HTMLResponse:
    """A conversation that is yet to begin; nothing is stored before the first message."""
    form = Form("", 0, "", None, _region(regio), _moment(moment), ingebed=False, deel=False)
    return _page(request, form, None)


@router.get("/widget")
async def widget(request: Request, regio: str = "") -> HTMLResponse:
    """The same, to stand in a frame on another site."""
    form = Form("", 0, "", None, _region(regio), None, ingebed=True, deel=False)
    return _page(request, form, None)


@dataclass(frozen=True)
class Answered:
    """A message that was answered: in which conversation, and how."""

    id: str
    beurt: Beurt | None
    """None when the conversation was erased meanwhile."""


@router.post("/gesprek")
async def say(request: Request) -> HTMLResponse:
    """Say something, or (without a text) read back."""
    form = _read(await fields(request))
    answer = await _say(request, form) if form.says_something else None
    notice = answer if isinstance(answer, Notice) else None
    said = answer.beurt if isinstance(answer, Answered) else None
    if isinstance(answer, Answered):
        if not form.id and await _has_left(request):
            # Who left meanwhile never got the id: nobody could read this conversation, or erase it.
            await desk_of(request).erase(answer.id)
        form = replace(form, id=answer.id)
    stored = await _find(request, form.id)
    if stored is None and form.id:
        notice = Notice(_GONE, 404)
        form, said = replace(form, id="", gezien=0), None
    elif stored is None and notice is None:
        notice = Notice(_EMPTY, 400)
    if notice and notice.status == 409 and stored and stored.gesprek.beurten[-1].vraag == form.tekst:
        # The answer was lost on its way: it is here now, and nothing is to be sent again.
        notice = None
    return _page(request, form, stored, notice, said)


async def _say(request: Request, form: Form) -> Notice | Answered:
    """Have a message answered, or say why it wasn't."""
    desk = desk_of(request)
    try:
        said = NieuwBericht(tekst=form.tekst).tekst if form.tekst else ""
    except ValidationError as error:
        long = any(e["type"] == "string_too_long" for e in error.errors())
        return Notice(_TOO_LONG, 413) if long else Notice(_EMPTY, 400)
    try:
        await may_send(request)
        if not form.id:
            await may_start(request)
    except Problem as problem:
        return Notice(problem.detail, problem.status_code)
    id, seen = form.id, form.gezien
    if not id:
        wanted = NieuwGesprek.model_validate({"regio": form.regio, "moment": form.moment})
        id, seen = (await desk.open(wanted)).id, 1
    try:
        if form.antwoord:
            return Answered(id, await desk.correct(id, *form.antwoord, seen))
        return Answered(id, await desk.handle(id, Sent(said), seen))
    except Overtaken:
        return Notice(_OVERTAKEN, 409)


async def _find(request: Request, id: str) -> Stored | None:
    return await patiently(conversations_of(request).find, id) if id else None


@router.post("/wis")
async def erase(request: Request) -> HTMLResponse:
    """Erase a conversation, and begin anew."""
    form = _read(await fields(request))
    await desk_of(request).erase(form.id)
    form = replace(form, id="", gezien=0, tekst="")
    return _page(request, form, None, Notice("Het gesprek is gewist. Dit is een nieuw gesprek."))


@router.post("/weg")
async def leave(request: Request) -> Response:
    """The quick exit: erase the conversation, and go on to a neutral site.

    With `stil` nothing is said in answer: it is a beacon of a page that is gone already.
    """
    sent: dict[str, str] = {}
    try:
        sent = await fields(request)
        await desk_of(request).erase(sent.get("gesprek", ""))
    except Exception as error:
        # Who has to leave at once leaves, whatever goes wrong here; the message may hold what was sent.
        logger.error("wissen bij het weggaan is mislukt: %s", type(error).__name__)
    return Response(status_code=204) if sent.get("stil") else _away()


@router.get("/weg")
async def leave_by_link() -> Response:
    """The quick exit where there is no conversation to erase."""
    return _away()


@router.post("/verslag")
async def report(request: Request) -> HTMLResponse:
    """The summary of a conversation, to print."""
    stored = await _find(request, _read(await fields(request)).id)
    if stored is None:
        raise Problem(404, _GONE)
    store = current.store()
    headers = {
        "Content-Security-Policy": verslag.page_policy(),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(verslag.as_html(store, verslag.compose(store, stored)), headers=headers)


def _away() -> Response:
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return RedirectResponse(rendering.neutral_site(), 303, headers)


def _page(
    request: Request,
    form: Form,
    stored: Stored | None,
    notice: Notice | None = None,
    said: Beurt | None = None,
) -> HTMLResponse:
    """The page; `said` is the turn that was just made, which stands nowhere where nothing is kept."""
    store = current.store()
    turns = stored.gesprek.beurten if stored else []
    if said and said not in turns[-1:]:
        turns = [*turns, said]
    given = stored.slots.get("moment") if stored else form.moment
    moment = moment_of(given)
    regio = turns[-1].stand.regio if turns else form.regio
    shown = turns if not form.deel else [said] if said else turns[form.gezien :]
    return rendering.page(
        request,
        "deel.html" if form.deel else "gesprek.html",
        status=notice.status if notice else 200,
        private=True,
        embeddable=form.ingebed,
        ingebed=form.ingebed,
        gesprek=stored.gesprek.id if stored else "",
        aantal=stored.beurten if stored else 1,
        beurten=shown,
        regels=_cited(store, shown),
        begroeting=text("begroeting"),
        zaak=picture(store, stored) if stored else None,
        kaart=draw(store.stappen),
        bereik=reachable(store, regio, moment),
        kantoortijd=office_hours(store, regio),
        moment=moment,
        oefenmoment=given,
        regio=regio,
        regios=[entry for id, entry in store.regios.items() if id != LANDELIJK],
        hooguit=MOST_CHARACTERS,
        melding=notice,
        getypt=_clean(store, form.tekst) if notice and notice.status != 200 and not form.deel else "",
    )


def _cited(store: RuleStore, turns: list[Beurt]) -> dict[str, Regel]:
    """The regels that turns cite, by id; one that was taken out of the rule base since is left out."""
    ids = {source.regel for turn in turns for message in turn.berichten for source in message.bronnen}
    found = {}
    for id in ids - {None}:
        try:
            found[str(id)] = store.regel(str(id))
        except KeyError:
            continue
    return found


def _clean(store: RuleStore, typed: str) -> str:
    """What was typed, to send again: without what identifies somebody, as nothing of that goes anywhere."""
    public_numbers = (contact.nummer for contact in store.contacten.values())
    return redact(typed[:MOST_CHARACTERS], public_numbers, public_names(store)).tekst


def _read(sent: dict[str, str]) -> Form:
    """Raises Problem for fields that no page of ours would send."""
    seen = sent.get("gezien") or "0"
    if not seen.isdecimal() or len(seen) > 6:
        raise Problem(400)
    return Form(
        id=sent.get("gesprek", ""),
        gezien=int(seen),
        tekst=(sent.get("knop") or sent.get("tekst") or "").strip(),
        antwoord=_answer(sent.get("antwoord", "")),
        regio=_region(sent.get("regio", "")),
        moment=_moment(sent.get("moment", "")),
        ingebed="ingebed" in sent,
        deel="deel" in sent,
    )


def _answer(sent: str) -> tuple[str, Waarde] | None:
    """A criterium with its value, sent as `zichtbaar-letsel:ja`."""
    if not sent:
        return None
    criterium, _, value = sent.partition(":")
    for waarde in get_args(Waarde):
        if waarde == value and criterium in current.store().criteria:
            return criterium, waarde
    raise Problem(400, "Dit criterium ken ik niet.")


def _region(sent: str) -> str | None:
    if sent and (sent == LANDELIJK or sent not in current.store().regios):
        raise Problem(400, "Deze regio ken ik niet.")
    return sent or None


def _moment(sent: str) -> str | None:
    if not sent:
        return None
    try:
        moment: Any = NieuwGesprek.model_validate({"moment": sent.replace(" ", "+")}).moment
    except ValidationError:
        raise Problem(400, "Geef een moment met tijdzone, zoals 2026-01-12T10:30:00+01:00.") from None
    return str(moment.isoformat())


async def _has_left(request: Request) -> bool:
    """Whether nobody waits for the answer any more."""
    # Answering kept the event loop busy: it has yet to hear that the connection was closed.
    await asyncio.sleep(_HEARD_WITHIN)
    return await request.is_disconnected()
