"""Making pages: the templates, what every one of them is given, and the headers they go out with."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from datetime import datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import yaml
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from assistant import places
from assistant.dutch.dates import as_text
from assistant.reasoning.reachability import EMERGENCY, VEILIG_THUIS
from assistant.rulebase import current
from assistant.rulebase.store import RuleStore
from assistant.service.page import files
from assistant.settings import Settings

_HERE = Path(__file__).resolve().parent
_REDACTED = re.compile(r"\[([A-Z][A-Z -]*(?: \d+)?)\]")
"""What stands in a stored message in the place of what was taken out: `[NAAM 1]`."""


@lru_cache(maxsize=1)
def texts() -> dict[str, Any]:
    """What the page is told from data: the site that the quick exit goes to, and what is said there."""
    file = places.project() / "data" / "teksten" / "pagina.yml"
    data: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return data


def neutral_site() -> str:
    """Where the quick exit goes."""
    return str(texts()["neutrale_site"])


def policy(embeddable: bool = False) -> str:
    """The Content-Security-Policy of a page: nothing from elsewhere, and nothing inline.

    A page that is `embeddable` may stand in a frame on the sites that the operator named.
    """
    neutral = "{0.scheme}://{0.netloc}".format(urlsplit(neutral_site()))
    sites = " ".join(Settings.from_environment().widget_op) if embeddable else ""
    parts = (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        # The quick exit is a form, which works without script; the service sends it on to there.
        f"form-action 'self' {neutral}",
        "base-uri 'none'",
        f"frame-ancestors {sites or chr(39) + 'none' + chr(39)}",
        # Only static/fragment.js may turn text into HTML: what the service itself rendered.
        "require-trusted-types-for 'script'",
        "trusted-types pagina",
    )
    return "; ".join(parts)


def page(
    request: Request,
    template: str,
    status: int = 200,
    private: bool = False,
    embeddable: bool = False,
    **values: Any,
) -> HTMLResponse:
    """A template as an answer. What is `private` is kept by no browser, and not compressed.

    Compressing secrets together with what somebody else may choose tells the length of what they share.
    """
    html = render(request, template, **values).encode()
    headers = {
        "Content-Security-Policy": policy(embeddable),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store" if private else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if not embeddable:
        headers["X-Frame-Options"] = "DENY"
    if not private and "gzip" in request.headers.get("accept-encoding", ""):
        html = gzip.compress(html, 6, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return HTMLResponse(html, status, headers)


def render(request: Request, template: str, **values: Any) -> str:
    """A template as text, with what every page is given."""
    store = current.store()
    given = {
        "pad": request.url.path.removeprefix(request.scope.get("root_path", "")),
        "adres": _addresses(request),
        "bestand": lambda name: _addresses(request)(f"/static/{files.version()}/{name}"),
        "vormgeving": files.exists("nlds.css"),
        "store": store,
        "alarmnummer": store.contacten[EMERGENCY].nummer,
        "veilig_thuis": store.contacten[VEILIG_THUIS].nummer,
        "neutrale_site": neutral_site(),
        "teksten": texts(),
        "ingebed": False,
    }
    return _templates().get_template(template).render({**given, **values})


def _addresses(request: Request) -> Callable[..., str]:
    root = request.scope.get("root_path", "")

    def address(path: str, **query: object) -> str:
        """An address of the service: also where it stands below a path of another site."""
        chosen = {name: value for name, value in query.items() if value not in (None, "")}
        return f"{root}{path}" + (f"?{urlencode(chosen)}" if chosen else "")

    return address


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    environment.filters.update(
        dag=as_text,
        tijd=_time,
        tel=lambda number: f"tel:{number.replace('-', '')}",
        met_nummers=_with_numbers,
        met_merktekens=_with_marks,
        uit=lambda ids, entries: [entries[id] for id in ids],
        hoofdletter=lambda text: text[:1].upper() + text[1:],
    )
    return environment


def _time(moment: datetime | time) -> str:
    """As people write it: 9.00."""
    return f"{moment.hour}.{moment:%M}"


def _with_numbers(text: str) -> Markup:
    """Text in which the telephone numbers of the rule base can be tapped."""
    pieces = _numbers(current.store()).split(text)
    # A split on one capturing group leaves what was captured at the odd places.
    return Markup("").join(
        Markup('<a class="telefoon" href="tel:{}">{}</a>').format(piece.replace("-", ""), piece)
        if place % 2
        else escape(piece)
        for place, piece in enumerate(pieces)
    )


@lru_cache(maxsize=2)
def _numbers(store: RuleStore) -> re.Pattern[str]:
    numbers = sorted((c.nummer for c in store.contacten.values()), key=len, reverse=True)
    return re.compile(rf"(?<![\d-])({'|'.join(map(re.escape, numbers))})(?![\d-])")


def _with_marks(text: str) -> Markup:
    """A stored message with each thing that was taken out as a mark of its own."""
    pieces = _REDACTED.split(text)
    return Markup("").join(
        Markup('<span class="utrecht-data-badge weggehaald">{}</span>').format(piece.lower())
        if place % 2
        else escape(piece)
        for place, piece in enumerate(pieces)
    )
