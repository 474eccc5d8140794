"""The service: the API below `/v1`, the page, and `/gezondheid`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from watchfiles import awatch

from assistant import places
from assistant.dialogue.engine import Dialogue
from assistant.dialogue.training import model_file
from assistant.rulebase import current
from assistant.rulebase.problems import RulebaseError
from assistant.service import problems
from assistant.service.api import bereikbaarheid, beslissingen, gesprekken
from assistant.service.conversations import Conversations
from assistant.service.limits import BodyLimit
from assistant.service.page import pages
from assistant.service.turns import Desk

API_VERSION = "1.0.0"

logger = logging.getLogger(__name__)


class VersionHeader:
    """Middleware that puts `API-Version` on every answer, as the NL API Design Rules ask."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""

        async def with_version(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"api-version", API_VERSION.encode())]
            await send(message)

        await self._app(scope, receive, with_version)


def create_api() -> FastAPI:
    """The API alone, with its description at `openapi.json`."""
    api = FastAPI(
        title="Bureaudienst-assistent",
        version=API_VERSION,
        description="Advies of melding, anonimiteit en overdracht, met bron en vindplaats.",
        contact={"name": "Beheer bureaudienst-assistent", "email": "beheer@bureaudienst.example", "url": "https://bureaudienst.example"},
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        servers=[{"url": "/v1", "description": "Deze dienst"}],
        root_path_in_servers=False,
        docs_url=None,
        redoc_url=None,
    )
    problems.install(api)
    for module in (gesprekken, beslissingen, bereikbaarheid):
        api.include_router(module.router)
    api.add_middleware(BodyLimit)
    api.add_middleware(VersionHeader)
    return api


def create_app() -> FastAPI:
    """The whole service."""
    api = create_api()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        _take_over_rules()
        conversations = Conversations(places.conversations_file())
        dialogue = Dialogue(model_file())
        api.state.conversations = conversations
        api.state.desk = Desk(dialogue, conversations)
        watcher = asyncio.create_task(_follow_rules())
        yield
        watcher.cancel()
        api.state.desk = None
        conversations.close()

    app = FastAPI(lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None)
    api.state.desk = None
    problems.install(app)

    @app.get("/gezondheid", include_in_schema=False)
    async def health() -> Response:
        return Response(status_code=200 if api.state.desk else 503)

    app.mount("/v1", api)
    pages.install(app)
    return app


def _take_over_rules() -> None:
    """Use the rule base as it is now; with mistakes in it, the last good one, saying so."""
    try:
        current.refresh()
    except RulebaseError as error:
        logger.error("De afspraken hebben fouten; ik werk verder met de vorige versie.\n%s", error)
        current.store()


async def _follow_rules() -> None:
    """Take over changes to the YAML while the service runs."""
    async for _ in awatch(places.afspraken(), recursive=True):
        await asyncio.to_thread(_take_over_rules)
