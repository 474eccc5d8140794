"""What the pages on learning share: what each is given, and the codes in cookies."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.learning.codes import CodeSoort, read_code
from assistant.learning.schedule import when
from assistant.reasoning.reachability import AMSTERDAM
from assistant.service.page import rendering

_PATH = "/leren"
"""Below this path, and nowhere else, a browser sends the codes along."""


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page on learning; no browser keeps it, as it may show a code."""
    return rendering.page(
        request, f"leren/{template}", status, private=True, plaatselijk=_day, wanneer=_when, **values
    )


def _when(moment: datetime) -> str:
    """When something to come is: the day, or today at what time."""
    return when(moment, datetime.now(AMSTERDAM))


def _day(moment: datetime) -> date:
    """The day of a moment in the Netherlands."""
    return moment.astimezone(AMSTERDAM).date()


def go(request: Request, path: str) -> RedirectResponse:
    """On to another page, after a form: so that reloading sends nothing twice."""
    return RedirectResponse(f"{request.scope.get('root_path', '')}{path}", 303)


def code_in(request: Request, soort: CodeSoort) -> str | None:
    """The code that the browser holds, if any."""
    return read_code(request.cookies.get(_cookie(soort), ""), soort)


def hold(request: Request, response: Response, soort: CodeSoort, code: str) -> None:
    """Let the browser hold a code until it is closed; scripts can't read it, other sites can't send it."""
    over_tls = request.url.scheme == "https"
    response.set_cookie(_cookie(soort), code, path=_PATH, httponly=True, samesite="strict", secure=over_tls)


def drop(response: Response, soort: CodeSoort) -> None:
    """Let the browser forget a code."""
    response.delete_cookie(_cookie(soort), path=_PATH, httponly=True, samesite="strict")


def _cookie(soort: CodeSoort) -> str:
    return f"{soort}code"
