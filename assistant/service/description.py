"""The description of the API: OpenAPI as FastAPI makes it, with what the NL API Design Rules add.

It is OpenAPI 3.0, not FastAPI's 3.1: version 2.1 of the Design Rules' own linter takes nothing newer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from assistant.service.headers import API_VERSION
from assistant.service.models import Gesprek, Probleem
from assistant.service.problems import DETAILS, MEDIA_TYPE, TITLES

OPENAPI = "3.0.3"

Json = dict[str, Any]

_DATA = ("example", "examples")
"""What stands under these keys is data: nothing in it is a schema."""

TAGS = [
    {"name": "bereikbaarheid", "description": "Wie er op een moment bereikbaar is."},
    {"name": "beschrijving", "description": "Deze beschrijving."},
    {"name": "beslissingen", "description": "Beslissingen over criteria, ook te wegen zonder gesprek."},
    {"name": "gesprekken", "description": "Gesprekken: beginnen, berichten sturen, teruglezen, wissen."},
    {"name": "leren", "description": "Modules, vragen die terugkomen, oefengesprekken, en groepen."},
    {"name": "regelbank", "description": "Bronnen, begrippen, telefoonnummers en regio's."},
    {"name": "regels", "description": "De afspraken zelf, elk met bron en vindplaats."},
    {"name": "termijnen", "description": "Termijnen, en de dag waarop ze aflopen."},
]

_CONTACT = {
    "name": "Beheer bureaudienst-assistent",
    "email": "beheer@bureaudienst.example",
    "url": "https://bureaudienst.example",
}

_ABOUT = """Advies of melding, anonimiteit en overdracht: antwoorden uit de samenwerkingsafspraken tussen \
Veilig Thuis en lokale teams, elk met bron en vindplaats.

Er worden geen persoonsgegevens bewaard. Fouten hebben de vorm van RFC 9457 (`application/problem+json`)."""

_VERSION = {
    "description": "De volledige versie van deze API.",
    "schema": {"type": "string"},
    "example": API_VERSION,
}
_RETRY = {
    "description": "Over hoeveel seconden je het opnieuw kunt proberen.",
    "schema": {"type": "integer"},
    "example": 12,
}


class DescribedApi(FastAPI):
    """An API that describes itself at `/openapi.json`."""

    def __init__(self) -> None:
        super().__init__(
            title="Bureaudienst-assistent",
            version=API_VERSION,
            description=_ABOUT,
            license_info={"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"},
            servers=[{"url": "/v1", "description": "Deze dienst"}],
            openapi_tags=TAGS,
            openapi_url=None,
            docs_url=None,
            redoc_url=None,
            root_path_in_servers=False,
            # An address with a slash too many doesn't exist: no redirect.
            redirect_slashes=False,
            # FastAPI would hand errors, with what was typed in them, to whatever collects telemetry.
            telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        )
        self.add_api_route(
            "/openapi.json",
            self._describe,
            operation_id="leesBeschrijving",
            summary="Deze beschrijving",
            description="De beschrijving van deze API in OpenAPI 3.0. Elke website mag haar lezen.",
            tags=["beschrijving"],
            response_class=JSONResponse,
            response_description="De beschrijving.",
            responses={200: {"headers": _open_to_all()}},
        )

    async def _describe(self) -> JSONResponse:
        return JSONResponse(self.openapi(), headers={"Access-Control-Allow-Origin": "*"})

    def openapi(self) -> Json:
        """The description, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = _completed(super().openapi())
        return self.openapi_schema


def _open_to_all() -> Json:
    # Lower case, because version 2.1 of the Design Rules' linter looks for the header so.
    about = "Elke website mag deze beschrijving lezen."
    return {
        "access-control-allow-origin": {"description": about, "schema": {"type": "string"}, "example": "*"}
    }


def _completed(description: Json) -> Json:
    """FastAPI's description with the headers and errors that every operation has."""
    schemas = description["components"]["schemas"]
    for theirs in ("HTTPValidationError", "ValidationError"):
        schemas.pop(theirs, None)
    # FastAPI leaves null out of examples, and this one needs it.
    schemas["Gesprek"]["examples"] = Gesprek.model_json_schema()["examples"]
    schemas["Probleem"] = Probleem.model_json_schema(mode="serialization")
    for operation in _operations(description):
        _complete(operation)
    completed: Json = as_openapi_3_0(_untitled(description))
    # FastAPI would want another library to look at the e-mail address.
    return {**completed, "openapi": OPENAPI, "info": {**description["info"], "contact": _CONTACT}}


def _operations(description: Json) -> Iterator[Json]:
    for path in description["paths"].values():
        yield from path.values()


def _complete(operation: Json) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    for status in _errors_of_all(operation):
        responses.setdefault(str(status), {"description": TITLES[status]})
    for status, response in responses.items():
        response.setdefault("headers", {})["API-Version"] = _VERSION
        if int(status) >= 400:
            response["content"] = {MEDIA_TYPE: _problem(int(status))}
        if status == "429":
            response["headers"]["Retry-After"] = _RETRY
    operation["responses"] = dict(sorted(responses.items()))


def _errors_of_all(operation: Json) -> Iterator[int]:
    """What can go wrong with any operation that takes such input."""
    if "requestBody" in operation:
        yield from (400, 413, 415)
    elif operation.get("parameters"):
        yield 400
    yield 500


def _problem(status: int) -> Json:
    example = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": DETAILS[status]}
    return {"schema": {"$ref": "#/components/schemas/Probleem"}, "example": example}


def _untitled(node: Any) -> Any:
    """A description without the titles that are made from names: `Geldigvanaf` tells nobody anything."""
    if isinstance(node, list):
        return [_untitled(part) for part in node]
    if not isinstance(node, dict):
        return node
    return {
        key: value if key in _DATA else _untitled(value)
        for key, value in node.items()
        if key != "title" or isinstance(value, dict)  # a field may be called so
    }


def as_openapi_3_0(node: Any) -> Any:
    """A description in OpenAPI 3.1 with what 3.0 spells otherwise: null, constants and examples."""
    if isinstance(node, list):
        return [as_openapi_3_0(part) for part in node]
    if not isinstance(node, dict):
        return node
    plain = {key: value if key in _DATA else as_openapi_3_0(value) for key, value in node.items()}
    if "anyOf" in plain and {"type": "null"} in plain["anyOf"]:
        _make_nullable(plain)
    if "const" in plain:
        plain["enum"] = [plain.pop("const")]
    if isinstance(plain.get("examples"), list):
        plain["example"] = plain.pop("examples")[0]
    if "$ref" in plain and len(plain) > 1:
        plain["allOf"] = [{"$ref": plain.pop("$ref")}]
    return plain


def _make_nullable(schema: Json) -> None:
    others = [option for option in schema.pop("anyOf") if option != {"type": "null"}]
    if len(others) == 1 and "$ref" not in others[0]:
        schema.update({**others[0], **schema})
    else:
        schema["allOf" if len(others) == 1 else "anyOf"] = others
    schema["nullable"] = True
