"""The service: the API below `/v1`, the page, `/gezondheid`, and `/metrics` for who has its key."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST

from assistant import places
from assistant.learning import school
from assistant.service import loaded, metrics, problems, upkeep
from assistant.service.api import (
    begrippen,
    bereikbaarheid,
    beslissingen,
    bronnen,
    contacten,
    gesprekken,
    groepen,
    leren,
    oefengesprekken,
    regels,
    regios,
    termijnen,
)
from assistant.service.conversations import HOUR, Conversations
from assistant.service.csrf import OwnFormsOnly
from assistant.service.description import DescribedApi
from assistant.service.headers import API_HEADERS, API_VERSION, STRICT_HEADERS, HeadAsGet, Headers
from assistant.service.limits import MINUTE, BodyLimit, ClientLimit
from assistant.service.locks.files import FileLocks
from assistant.service.locks.local import LocalLocks
from assistant.service.locks.redis_queue import RedisLocks
from assistant.service.page import pages
from assistant.service.storage.database import Database
from assistant.service.storage.patience import patiently
from assistant.service.turns import Desk
from assistant.settings import Settings

_SUBJECTS = (
    gesprekken,
    beslissingen,
    bereikbaarheid,
    regels,
    termijnen,
    bronnen,
    begrippen,
    contacten,
    regios,
    leren,
    oefengesprekken,
    groepen,
)

logger = logging.getLogger(__name__)


def create_api(settings: Settings | None = None) -> DescribedApi:
    """The API alone, with its description at `openapi.json`; it answers 503 until it has a desk."""
    settings = settings or Settings.from_environment()
    api = DescribedApi()
    api.state.desk = None
    api.state.conversations = None
    api.state.school = None
    api.state.messages = ClientLimit(settings.berichten_per_minuut, MINUTE, settings.redis_url)
    api.state.starts = ClientLimit(settings.gesprekken_per_uur, HOUR, settings.redis_url)
    problems.install(api)
    for subject in _SUBJECTS:
        api.include_router(subject.router)
    # What is added last stands outermost.
    api.add_middleware(BodyLimit)
    api.add_middleware(problems.CatchAll)
    api.add_middleware(Headers, wanted={**API_HEADERS, **STRICT_HEADERS})
    return api


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole service; without `settings` as the environment says."""
    settings = settings or Settings.from_environment()
    api = create_api(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        dialogue = await asyncio.to_thread(loaded.dialogue)
        conversations = await patiently(_open_store, settings)
        locks = _locks(settings)
        api.state.conversations = conversations
        api.state.desk = Desk(dialogue, conversations, locks)
        api.state.school = await patiently(school.current)
        async with upkeep.going_on(conversations):
            yield
        api.state.desk = api.state.conversations = api.state.school = None
        await locks.close()
        conversations.close()

    app = FastAPI(lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    problems.install(app)

    @app.get("/gezondheid", include_in_schema=False)
    async def health() -> JSONResponse:
        if api.state.conversations is None:
            return problems.problem_response(503)
        await patiently(api.state.conversations.check)
        return JSONResponse({"gereed": True}, headers={"API-Version": API_VERSION})

    @app.get("/metrics", include_in_schema=False)
    async def figures(request: Request) -> Response:
        key = settings.metrieken_sleutel
        if key is None:
            raise problems.Problem(404)
        if not metrics.allowed(request.headers.get("authorization", ""), key):
            return problems.problem_response(401, headers={"WWW-Authenticate": "Bearer"})
        return Response(metrics.exposition(), media_type=CONTENT_TYPE_LATEST)

    app.mount("/v1", api)
    # The page's forms go the same way as the API's messages: one desk, one store, one limit.
    app.state = api.state
    app.add_middleware(problems.CatchAll)
    pages.install(app)
    app.add_middleware(Headers, wanted=STRICT_HEADERS)
    app.add_middleware(OwnFormsOnly)
    app.add_middleware(HeadAsGet)
    app.add_middleware(metrics.Measured)
    return app


def _open_store(settings: Settings) -> Conversations:
    place = settings.database_url or places.conversations_file()
    return Conversations(Database(place), settings.bewaartijd_uren * HOUR)


def _locks(settings: Settings) -> LocalLocks:
    if settings.redis_url:
        return RedisLocks(settings.redis_url)
    return FileLocks(places.state() / "sloten") if settings.workers > 1 else LocalLocks()
