"""Errors as `application/problem+json`, in Dutch, without a word of what was sent."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.database.faults import StorageAway
from assistant.service.models import MOST_CHARACTERS, Probleem

MEDIA_TYPE = "application/problem+json"

TITLES = {
    400: "Onjuist verzoek",
    401: "Geen toegang",
    403: "Geen toegang",
    404: "Niet gevonden",
    405: "Dit kan hier niet",
    406: "Deze vorm kan ik niet geven",
    409: "Dit past niet bij wat je eerder stuurde",
    413: "Te groot",
    415: "Deze vorm kan ik niet lezen",
    429: "Te veel berichten",
    500: "Er ging iets mis",
    503: "Nog niet klaar",
}

DETAILS = {
    400: "De inhoud is geen geldige JSON.",
    401: "Dit adres is alleen voor wie de sleutel heeft.",
    403: "Dit mag niet.",
    404: "Dit adres bestaat niet.",
    405: "Deze methode bestaat niet op dit adres.",
    406: "Het verslag is er als text/markdown en als text/html. Vraag met Accept om een van die twee.",
    409: "Met deze sleutel stuurde je al een ander bericht. Kies voor elk bericht een nieuwe sleutel.",
    413: f"Dit is te groot. Een bericht heeft hooguit {MOST_CHARACTERS} tekens.",
    415: "Stuur JSON, met Content-Type: application/json.",
    429: "Je stuurt te veel berichten achter elkaar. Wacht even, of bel Veilig Thuis: 0800-2000. "
    "Bij direct gevaar: 112.",
    500: "Je bericht is niet verwerkt. Probeer het opnieuw, of bel Veilig Thuis: 0800-2000. "
    "Bij direct gevaar: 112.",
    503: "De assistent start nog op. Probeer het over een paar seconden opnieuw.",
}

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

_TOO_LONG = "string_too_long"

_SENTENCES = {
    "json_invalid": "De inhoud is geen geldige JSON.",
    "missing": "{field} ontbreekt.",
    "string_too_short": "{field} is leeg.",
    _TOO_LONG: "{field} is te lang.",
    "string_type": "{field} moet tekst zijn.",
    "string_unicode": "{field} heeft tekens die geen geldige tekst zijn.",
    "string_pattern_mismatch": "{field} heeft tekens die hier niet kunnen.",
    "extra_forbidden": "Er staat een veld in dat hier niet hoort.",
    "moment": "{field} moet een moment zijn, zoals 2026-01-31T14:30:00+01:00.",
    "timezone_aware": "{field} moet een tijdzone noemen, zoals in 2026-01-31T14:30:00+01:00.",
    "dag": "{field} moet een datum zijn, zoals 2026-01-31.",
    "datetime_parsing": "{field} is geen moment dat bestaat.",
    "datetime_from_date_parsing": "{field} is geen moment dat bestaat.",
    "date_parsing": "{field} is geen dag die bestaat.",
    "date_from_datetime_parsing": "{field} is geen dag die bestaat.",
    "jaar": "{field} moet tussen 1970 en 2090 liggen.",
    "literal_error": "{field} heeft een waarde die hier niet kan: kies ja, nee of onbekend.",
    "model_attributes_type": "De inhoud moet een JSON-object zijn.",
    "dict_type": "{field} moet een JSON-object zijn.",
    "int_parsing": "{field} moet een heel getal zijn.",
    "greater_than_equal": "{field} is te klein.",
    "less_than_equal": "{field} is te groot.",
}

_STORE_AWAY = (
    "Ik kan nu niet bij de opgeslagen gesprekken. Je bericht is niet verwerkt. Probeer het over een paar "
    "seconden opnieuw, of bel Veilig Thuis: 0800-2000. Bij direct gevaar: 112."
)
_RETRY = {"Retry-After": "5"}

logger = logging.getLogger(__name__)


class Problem(HTTPException):
    """An error to tell a client: a status, and in Dutch what is wrong and what to do."""

    def __init__(
        self, status: int, detail: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status_code=status, detail=detail or DETAILS[status], headers=headers)


def problem_response(
    status: int, detail: str | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The response for an error; without `detail` the usual one for its status."""
    title = TITLES.get(status, "Fout")
    problem = Probleem(title=title, status=status, detail=detail or DETAILS.get(status, f"{title}."))
    return JSONResponse(problem.model_dump(), status, headers, media_type=MEDIA_TYPE)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Errors that an operation can answer with, for its `responses`."""
    return {status: {"description": TITLES[status]} for status in statuses}


def install(app: FastAPI) -> None:
    """Answer the errors of `app` in this form; CatchAll does so for those that nobody foresaw."""

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(_allowed(request))
        # Only a Problem's own words: those of a library are English, and may repeat the input.
        detail = error.detail if isinstance(error, Problem) else None
        return problem_response(error.status_code, detail, headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        errors = error.errors()
        too_long = any(e["type"] == _TOO_LONG and e["loc"][0] == "body" for e in errors)
        if too_long:
            return problem_response(413)
        return problem_response(400, " ".join(dict.fromkeys(_explain(e) for e in errors)))

    @app.exception_handler(StorageAway)
    async def _away(_: Request, error: StorageAway) -> JSONResponse:
        logger.error("de opslag is niet bereikbaar: %s", error)
        return problem_response(503, _STORE_AWAY, _RETRY)


def _allowed(request: Request) -> Iterator[str]:
    """The methods that exist at the address of a request, over all its routes."""
    for method in _METHODS:
        asked = {**request.scope, "method": method}
        if any(route.matches(asked)[0] is Match.FULL for route in request.app.routes):
            yield method
            if method == "GET":
                yield "HEAD"


def _explain(error: Mapping[str, Any]) -> str:
    """One validation error as a sentence; names the field, never its value."""
    # The second part is a field of ours, unless the error says that it isn't; what follows may be a
    # key that the client made up.
    name = error["loc"][1] if len(error["loc"]) > 1 else None
    field = f"‘{name}’" if isinstance(name, str) else "de inhoud"
    sentence = _SENTENCES.get(error["type"], "{field} klopt niet.").format(field=field)
    return sentence[0].upper() + sentence[1:]


class CatchAll:
    """Middleware that answers what nobody foresaw with a 500, and keeps its message out of the logs.

    Starlette's own handler of last resort raises again after answering, and the server then logs the
    traceback. A message of an error may hold what somebody typed; its kind and place never do.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:
            logger.error("onverwachte fout: %s", ", door ".join(_places(error)))
            # An answer that was begun can't be taken back: the server breaks the connection off.
            if not started:
                await problem_response(500)(scope, receive, send)


def _places(error: BaseException | None) -> Iterator[str]:
    """The kind of an error and the line that raised it, and so on for what caused it."""
    while error:
        frame = error.__traceback__
        while frame and frame.tb_next:
            frame = frame.tb_next
        line = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
        yield f"{type(error).__name__} in {line}"
        error = error.__cause__ or error.__context__
