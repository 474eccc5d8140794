"""The addresses of the page, put beside the API."""

from __future__ import annotations

from fastapi import FastAPI

from assistant.service.page import agreements, chat, files, reference
from assistant.service.page.errors import ErrorPages


def install(app: FastAPI) -> None:
    """Add the pages and their files to `app`, whose state must have the desk and the conversations."""
    for part in (chat, agreements, reference, files):
        app.include_router(part.router)
    app.add_middleware(ErrorPages)
