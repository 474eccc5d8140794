"""The service: the API below `/v1`, the page, and `/gezondheid`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from watchfiles import awatch

from assistant import places
from assistant.dialogue.engine import Dialogue
from assistant.dialogue.training import model_file
from assistant.learning import current as lessons
from assistant.learning import school
from assistant.rulebase import current
from assistant.rulebase.problems import RulebaseError
from assistant.service import problems
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
from assistant.service.conversations import Conversations
from assistant.service.description import DescribedApi
from assistant.service.headers import API_VERSION, ApiHeaders, HeadAsGet
from assistant.service.limits import BodyLimit, MessageLimit
from assistant.service.page import pages
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


def create_api() -> DescribedApi:
    """The API alone, with its description at `openapi.json`; it answers 503 until it has a desk."""
    api = DescribedApi()
    api.state.desk = None
    api.state.conversations = None
    api.state.school = None
    api.state.limit = MessageLimit(Settings.from_environment().berichten_per_minuut)
    problems.install(api)
    for subject in _SUBJECTS:
        api.include_router(subject.router)
    # What is added last stands outermost.
    api.add_middleware(BodyLimit)
    api.add_middleware(problems.CatchAll)
    api.add_middleware(ApiHeaders)
    return api


def create_app() -> FastAPI:
    """The whole service."""
    api = create_api()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        _take_over_rules()
        conversations = Conversations(places.conversations_file())
        dialogue = Dialogue(model_file())
        await dialogue.warm_up()
        api.state.conversations = app.state.conversations = conversations
        api.state.desk = Desk(dialogue, conversations)
        api.state.school = app.state.school = school.current()
        watcher = asyncio.create_task(_follow_rules())
        # In the background: the first practice call would wait for it, and nothing else needs it.
        preparing = asyncio.create_task(asyncio.to_thread(_prepare_lessons))
        yield
        watcher.cancel()
        await preparing
        api.state.desk = api.state.conversations = api.state.school = app.state.school = None
        conversations.close()

    app = FastAPI(lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    # The pages read the same state as the API.
    app.state.school, app.state.limit = None, api.state.limit
    problems.install(app)

    @app.get("/gezondheid", include_in_schema=False)
    async def health() -> JSONResponse:
        if api.state.desk is None:
            return problems.problem_response(503)
        return JSONResponse({"gereed": True}, headers={"API-Version": API_VERSION})

    app.mount("/v1", api)
    # The page's forms go the same way as the API's messages: one desk, one store, one limit.
    app.state = api.state
    app.add_middleware(problems.CatchAll)
    pages.install(app)
    app.add_middleware(HeadAsGet)
    return app


def _take_over_rules() -> None:
    """Use the rule base as it is now; with mistakes in it, the last good one, saying so."""
    try:
        current.refresh()
    except RulebaseError as error:
        logger.error("De afspraken hebben fouten; ik werk verder met de vorige versie.\n%s", error)
        current.store()


def _take_over_lessons() -> None:
    """Teach from the learning material as it is now; with mistakes in it, the last good one, saying so."""
    try:
        lessons.refresh()
    except RulebaseError as error:
        logger.error("Het lesmateriaal heeft fouten; ik werk verder met de vorige versie.\n%s", error)


def _prepare_lessons() -> None:
    _take_over_lessons()
    with suppress(RulebaseError):  # which was told
        school.current().prepare()


async def _follow_rules() -> None:
    """Take over changes to the YAML while the service runs."""
    async for _ in awatch(places.afspraken(), places.leren(), recursive=True):
        await asyncio.to_thread(_take_over_rules)
        await asyncio.to_thread(_take_over_lessons)
