"""The addresses of the page."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.types import Scope

from assistant.reasoning.reachability import EMERGENCY, VEILIG_THUIS
from assistant.rulebase import current
from assistant.rulebase.schema import LANDELIJK
from assistant.service.models import MOST_CHARACTERS
from assistant.service.page import learning, learning_calls, learning_groups

_HERE = Path(__file__).resolve().parent

_POLICY = (
    "default-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    # Makes the browser refuse every way of turning text into HTML or script.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)

_HEADERS = {
    "Content-Security-Policy": "; ".join(_POLICY),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Asked again at each visit, so that a page never runs with the script of an earlier version.
    "Cache-Control": "no-cache",
}

_templates = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class _Files(StaticFiles):
    """The script, the styles and the icon, with the page's headers."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update(_HEADERS)
        return response


def install(app: FastAPI) -> None:
    """Add the page and its files to `app`."""

    @app.get("/", include_in_schema=False)
    async def index() -> HTMLResponse:
        return HTMLResponse(_render(), headers=_HEADERS)

    # The fixed addresses first: below /leren any other name is that of a module.
    for part in (learning_calls, learning_groups, learning):
        app.include_router(part.router)
    app.mount("/static", _Files(directory=_HERE / "static"), name="static")


def _render() -> str:
    """The page without any conversation: regions and telephone numbers are those of the rule base."""
    store = current.store()
    return _templates.get_template("chat.html").render(
        alarmnummer=store.contacten[EMERGENCY].nummer,
        veilig_thuis=store.contacten[VEILIG_THUIS].nummer,
        nummers=[contact.nummer for contact in store.contacten.values()],
        regios=[regio for id, regio in store.regios.items() if id != LANDELIJK],
        hooguit=MOST_CHARACTERS,
    )
