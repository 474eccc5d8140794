"""The addresses of the page, put beside the API."""

from __future__ import annotations

from fastapi import FastAPI

from assistant.service.page import (
    agreements,
    chat,
    files,
    learning,
    learning_calls,
    learning_groups,
    reference,
)
from assistant.service.page.errors import ErrorPages

_LEARNING = (learning_calls, learning_groups, learning)
"""The fixed addresses first: below /leren any other name is that of a module."""


def install(app: FastAPI) -> None:
    """Add the pages and their files to `app`, whose state must have the desk and the conversations."""
    for part in (chat, agreements, reference, *_LEARNING, files):
        app.include_router(part.router)
    app.add_middleware(ErrorPages)
