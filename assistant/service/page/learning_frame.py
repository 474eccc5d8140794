"""What the pages on learning share: making a page, reading a form, and the codes in cookies."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.dutch.dates import as_text
from assistant.learning.codes import CodeSoort, read_code
from assistant.reasoning.reachability import AMSTERDAM, EMERGENCY, VEILIG_THUIS
from assistant.rulebase import current
from assistant.service.limits import MOST_BYTES
from assistant.service.problems import Problem

_KIND = "application/x-www-form-urlencoded"
_MOST_FIELDS = 30
_WRONG_KIND = "Dit formulier kan ik niet lezen. Laad de pagina opnieuw."
_PATH = "/leren"
"""Below this path, and nowhere else, a browser sends the codes along."""

_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters["dag"] = as_text


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A template as an answer; no browser keeps it, as it may show a code."""
    store = current.store()
    html = _templates.get_template(f"leren/{template}").render(
        store=store,
        alarmnummer=store.contacten[EMERGENCY].nummer,
        veilig_thuis=store.contacten[VEILIG_THUIS].nummer,
        adres=lambda path: f"{request.scope.get('root_path', '')}{path}",
        plaatselijk=lambda moment: moment.astimezone(AMSTERDAM).date(),
        **values,
    )
    return HTMLResponse(html, status, _HEADERS)


async def fields(request: Request) -> dict[str, str]:
    """The fields of a form by name.

    Raises Problem: 413 for more than MOST_BYTES, 415 for anything but a form, 400 for what can't be read.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _KIND:
        raise Problem(415, _WRONG_KIND)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Problem(413)
    try:
        pairs = parse_qsl(body.decode("ascii"), True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        raise Problem(400, _WRONG_KIND) from None
    return dict(pairs)


def go(request: Request, path: str) -> RedirectResponse:
    """On to another page, after a form: so that reloading sends nothing twice."""
    return RedirectResponse(f"{request.scope.get('root_path', '')}{path}", 303)


def code_in(request: Request, soort: CodeSoort) -> str | None:
    """The code that the browser holds, if any."""
    return read_code(request.cookies.get(_cookie(soort), ""), soort)


def hold(request: Request, response: Response, soort: CodeSoort, code: str) -> None:
    """Let the browser hold a code until it is closed; scripts can't read it, other sites can't send it."""
    response.set_cookie(
        _cookie(soort),
        code,
        path=_PATH,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def drop(response: Response, soort: CodeSoort) -> None:
    """Let the browser forget a code."""
    response.delete_cookie(_cookie(soort), path=_PATH, httponly=True, samesite="strict")


def _cookie(soort: CodeSoort) -> str:
    return f"{soort}code"
