"""Conversations: start, say something, read back, erase."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Header, Request, Response

from assistant.rulebase import current
from assistant.service import verslag
from assistant.service.accept import preferred
from assistant.service.api.parameters import Id, check_region
from assistant.service.conversations import NotKept, OtherMessage, Sent
from assistant.service.limits import may_send, may_start
from assistant.service.models import Beurt, Gesprek, NieuwBericht, NieuwGesprek
from assistant.service.problems import Problem, documented
from assistant.service.ready import conversations_of, desk_of
from assistant.service.storage.patience import patiently

router = APIRouter(prefix="/gesprekken", tags=["gesprekken"])

_UNKNOWN = "Dit gesprek bestaat niet (meer). Begin een nieuw gesprek."

_OTHER_MESSAGE = "Met deze sleutel stuurde je al een ander bericht. Kies voor elk bericht een nieuwe sleutel."
_NOT_KEPT = "Dit bericht is al beantwoord. Het antwoord is niet bewaard."

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=16,
        max_length=128,
        pattern=r"^[!-~]+$",
        description="Een sleutel die alleen bij dit bericht hoort, zoals een UUID: 16 tot 128 tekens.",
        examples=["0b6c2f9e-3f0d-4a51-9b0e-2d8c1f7a4e63"],
    ),
]

_LOCATION: dict[str, Any] = {
    "Location": {
        "description": "Het adres van het nieuwe gesprek.",
        "schema": {"type": "string", "format": "uri-reference"},
        "example": "/v1/gesprekken/Zk3vQ8sWn1yT5xLb7cRd0aUe",
    }
}


@router.post(
    "",
    status_code=201,
    operation_id="startGesprek",
    summary="Begin een gesprek",
    response_description="Het nieuwe gesprek, met de begroeting.",
    responses={201: {"headers": _LOCATION}, **documented(429, 503)},
    dependencies=[Depends(may_start)],
)
async def start(
    request: Request, response: Response, wanted: Annotated[NieuwGesprek | None, Body()] = None
) -> Gesprek:
    """Begin een gesprek. Het antwoord bevat de begroeting. Je mag de inhoud weglaten."""
    wanted = wanted or NieuwGesprek()
    check_region(wanted.regio)
    gesprek = await desk_of(request).open(wanted)
    response.headers["Location"] = f"{request.scope['root_path']}/gesprekken/{gesprek.id}"
    return gesprek


@router.post(
    "/{id}/berichten",
    status_code=201,
    operation_id="stuurBericht",
    summary="Stuur een bericht",
    response_description="De beurt: het bericht zoals het is bewaard, en het antwoord.",
    responses=documented(404, 409, 429, 503),
    dependencies=[Depends(may_send)],
)
async def send(request: Request, id: Id, message: NieuwBericht, sleutel: Key = None) -> Beurt:
    """Stuur een bericht en krijg het antwoord.

    Geef met `Idempotency-Key` een nieuwe, willekeurige sleutel mee, zoals een UUID. Weet je niet of een
    bericht is aangekomen? Stuur het dan nog eens met dezelfde sleutel: je krijgt hetzelfde antwoord, en het
    gesprek gaat maar één stap verder.
    """
    try:
        beurt = await desk_of(request).handle(id, Sent(message.tekst, sleutel))
    except OtherMessage:
        raise Problem(409, _OTHER_MESSAGE) from None
    except NotKept:
        raise Problem(409, _NOT_KEPT) from None
    if beurt is None:
        raise Problem(404, _UNKNOWN)
    return beurt


@router.get(
    "/{id}",
    operation_id="leesGesprek",
    summary="Lees een gesprek terug",
    response_description="Het gesprek.",
    responses=documented(404, 503),
)
async def read(request: Request, id: Id) -> Gesprek:
    """Het gesprek met alle beurten, zoals het is bewaard."""
    stored = await patiently(conversations_of(request).find, id)
    if stored is None:
        raise Problem(404, _UNKNOWN)
    return stored.gesprek


MARKDOWN, HTML = "text/markdown", "text/html"

_VERSLAG: dict[str, Any] = {
    MARKDOWN: {
        "schema": {"type": "string"},
        "example": "# Verslag van een consultatie\n\n- **Regio:** IJmond\n",
    },
    HTML: {
        "schema": {"type": "string"},
        "example": '<!doctype html>\n<html lang="nl">…</html>',
    },
}
_VARY: dict[str, Any] = {
    "Vary": {
        "description": "Het antwoord hangt af van `Accept`.",
        "schema": {"type": "string"},
        "example": "Accept",
    }
}


@router.get(
    "/{id}/verslag",
    operation_id="leesVerslag",
    summary="Lees het verslag van een gesprek",
    response_description="Het verslag, als Markdown of als pagina om te printen.",
    response_class=Response,
    responses={200: {"content": _VERSLAG, "headers": _VARY}, **documented(404, 406, 503)},
)
async def summarise(
    request: Request, id: Id, accept: Annotated[str, Header(include_in_schema=False)] = "*/*"
) -> Response:
    """Het verslag van het gesprek tot nu toe, zonder persoonsgegevens.

    Erin staat wat er gevraagd en vastgesteld is, de uitkomst met de reden, de vervolgstappen met datums,
    wie je kunt bellen en de aangehaalde regels. Het komt als `text/markdown`, of als `text/html` wanneer
    `Accept` daarom vraagt.
    """
    stored = await patiently(conversations_of(request).find, id)
    if stored is None:
        raise Problem(404, _UNKNOWN)
    wanted = preferred(accept, (MARKDOWN, HTML))
    if wanted is None:
        raise Problem(406, headers={"Vary": "Accept"})
    store = current.store()
    made = verslag.compose(store, stored)
    headers = {"Vary": "Accept"}
    if wanted == MARKDOWN:
        return Response(verslag.as_markdown(store, made), headers=headers, media_type=MARKDOWN)
    headers["Content-Security-Policy"] = verslag.page_policy()
    return Response(verslag.as_html(store, made), headers=headers, media_type=HTML)


@router.delete(
    "/{id}",
    status_code=204,
    operation_id="wisGesprek",
    summary="Wis een gesprek",
    response_description="Het gesprek is gewist.",
    responses=documented(404, 503),
)
async def erase(request: Request, id: Id) -> Response:
    """Wis het gesprek. Er blijft niets van over."""
    if not await desk_of(request).erase(id):
        raise Problem(404, _UNKNOWN)
    return Response(status_code=204)
