"""What stands beside the agreements: glossary, terms, routekaart, numbers, and about the site itself."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup, escape

from assistant.reasoning.reachability import AMSTERDAM, office_hours, reachable
from assistant.reasoning.terms import end_of
from assistant.rulebase import current
from assistant.rulebase.schema import Begrip
from assistant.rulebase.store import RuleStore
from assistant.service.models import MOST_CHARACTERS
from assistant.service.page.rendering import page
from assistant.service.page.roadmap import draw
from assistant.service.problems import Problem

router = APIRouter(include_in_schema=False)

_YEARS = range(1970, 2091)
"""As in the API: the calendar of public holidays ends in 2100, and a term runs on for some years."""


@router.get("/begrippen")
def glossary(request: Request) -> HTMLResponse:
    """The terms of the field, with what they mean and where that stands."""
    store = current.store()
    letters: dict[str, list[Begrip]] = {}
    for begrip in sorted(store.begrippen.values(), key=_place):
        letters.setdefault(_place(begrip)[0].upper(), []).append(begrip)
    return page(
        request, "begrippen.html", letters=letters, gekoppeld=lambda text, id: linked(store, text, id)
    )


@router.get("/termijnen")
def terms(request: Request, vanaf: str = "") -> HTMLResponse:
    """All terms, with their dates from a chosen day."""
    store = current.store()
    start = _day(vanaf)
    rows = [
        (termijn, end_of(termijn, start), store.regel(termijn.regel)) for termijn in store.termijnen.values()
    ]
    return page(request, "termijnen.html", vanaf=start, rijen=rows)


@router.get("/routekaart")
def roadmap(request: Request) -> HTMLResponse:
    """The process as a drawing, and in words."""
    return page(request, "routekaart.html", kaart=draw(current.store().stappen), nu=None)


@router.get("/bellen")
def numbers(request: Request, regio: str = "") -> HTMLResponse:
    """Who can be reached now."""
    store = current.store()
    if regio and regio not in store.regios:
        raise Problem(400, "Deze regio ken ik niet.")
    now = datetime.now(AMSTERDAM)
    return page(
        request,
        "bellen.html",
        bereik=reachable(store, regio or None, now),
        kantoortijd=office_hours(store, regio or None),
        moment=now,
        regio=regio,
    )


@router.get("/nieuw")
def for_newcomers(request: Request) -> HTMLResponse:
    """The entrance for new employees."""
    return page(request, "nieuw.html")


@router.get("/privacy")
def privacy(request: Request) -> HTMLResponse:
    """What is kept, and how to wipe one's traces."""
    return page(request, "privacy.html")


@router.get("/toegankelijkheid")
def accessibility(request: Request) -> HTMLResponse:
    """The accessibility statement."""
    return page(request, "toegankelijkheid.html", hooguit=MOST_CHARACTERS)


def _place(begrip: Begrip) -> str:
    """By what a term is put in order: (V)OTS stands under the V."""
    return re.sub(r"[^\w ]", "", begrip.term).lower()


def _day(sent: str) -> date:
    if not sent:
        return datetime.now(AMSTERDAM).date()
    try:
        day = date.fromisoformat(sent)
    except ValueError:
        raise Problem(400, "Geef een dag die bestaat, zoals 2026-01-31.") from None
    if day.year not in _YEARS:
        raise Problem(400, "Geef een dag tussen 1970 en 2090.")
    return day


def linked(store: RuleStore, text: str, own: str | None = None) -> Markup:
    """Text in which the first mention of each other term of the glossary leads to it."""
    mentioned: set[str | None] = {own}
    pieces = []
    pattern, ids = _terms(store)
    for place, piece in enumerate(pattern.split(text)):
        id = ids.get(piece.lower()) if place % 2 else None
        if id is None or id in mentioned:
            pieces.append(escape(piece))
        else:
            mentioned.add(id)
            pieces.append(Markup('<a class="begriplink" href="#{}">{}</a>').format(id, piece))
    return Markup("").join(pieces)


@lru_cache(maxsize=2)
def _terms(store: RuleStore) -> tuple[re.Pattern[str], dict[str, str]]:
    ids = {begrip.term.lower(): begrip.id for begrip in store.begrippen.values()}
    names = sorted(ids, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE), ids
