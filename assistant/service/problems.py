"""Errors as `application/problem+json`, in Dutch, without a word of what was sent."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.service.models import MOST_CHARACTERS, Probleem

logger = logging.getLogger(__name__)

_TITLES = {
    400: "Onjuist verzoek",
    404: "Niet gevonden",
    405: "Dit kan hier niet",
    406: "Deze vorm kan ik niet geven",
    409: "Even geduld",
    413: "Te groot",
    415: "Deze vorm kan ik niet lezen",
    429: "Te veel berichten",
    500: "Er ging iets mis",
    503: "Nog niet klaar",
}

_DETAILS = {
    404: "Dit adres bestaat niet.",
    405: "Deze methode bestaat niet op dit adres.",
    500: "Je bericht is niet verwerkt. Probeer het opnieuw, of bel Veilig Thuis: 0800-2000. Bij direct gevaar: 112.",
}


class Problem(HTTPException):
    """An error to tell a client: a status, and in Dutch what is wrong and what to do."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(status_code=status, detail=detail)


def problem_response(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """The response for an error."""
    problem = Probleem(title=_TITLES.get(status, "Fout"), status=status, detail=detail)
    return JSONResponse(problem.model_dump(), status, headers, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Answer every error of `app` in this form."""

    @app.exception_handler(HTTPException)
    async def _http(_: Request, error: HTTPException) -> JSONResponse:
        known = _DETAILS.get(error.status_code)
        detail = error.detail if isinstance(error, Problem) else known or _TITLES.get(error.status_code, "Fout")
        return problem_response(error.status_code, detail, dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        return problem_response(400, " ".join(dict.fromkeys(_explain(e) for e in error.errors())))

    @app.exception_handler(Exception)
    async def _unexpected(_: Request, error: Exception) -> JSONResponse:
        # The message of an error may hold what somebody typed; its kind and place never do.
        frame = error.__traceback__
        while frame and frame.tb_next:
            frame = frame.tb_next
        where = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
        logger.error("onverwachte fout %s in %s", type(error).__name__, where)
        return problem_response(500, _DETAILS[500])


def _explain(error: dict[str, Any]) -> str:
    """One validation error as a sentence; names the field, never its value."""
    kind = error["type"]
    if kind == "json_invalid":
        return "De inhoud is geen geldige JSON."
    parts = [str(part) for part in error["loc"][1:] if isinstance(part, str)]
    field = f"‘{parts[0]}’" if parts and parts[0].isidentifier() else "de inhoud"
    sentences = {
        "missing": f"{field} ontbreekt.",
        "string_too_short": f"{field} is leeg.",
        "string_too_long": f"{field} is te lang: hooguit {MOST_CHARACTERS} tekens.",
        "string_type": f"{field} moet tekst zijn.",
        "extra_forbidden": "Er staat een veld in dat hier niet hoort.",
        "timezone_aware": f"{field} moet een tijdzone noemen, zoals +01:00.",
        "literal_error": f"{field} heeft een waarde die hier niet kan.",
        "date_from_datetime_parsing": f"{field} moet een datum zijn, zoals 2026-01-31.",
    }
    sentence = sentences.get(kind, f"{field} klopt niet.")
    return sentence[0].upper() + sentence[1:]
