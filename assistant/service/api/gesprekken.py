"""Conversations: start, say something, read back, erase."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from assistant.rulebase import current
from assistant.rulebase.schema import LANDELIJK
from assistant.service.models import Beurt, Gesprek, NieuwBericht, NieuwGesprek
from assistant.service.problems import Problem
from assistant.service.turns import Desk

router = APIRouter(prefix="/gesprekken", tags=["gesprekken"])

_UNKNOWN = "Dit gesprek bestaat niet (meer). Begin een nieuw gesprek."


@router.post("", status_code=201, operation_id="startGesprek", summary="Begin een gesprek")
async def start(request: Request, wanted: NieuwGesprek | None = None) -> Gesprek:
    """Begin een gesprek; het antwoord bevat de begroeting."""
    wanted = wanted or NieuwGesprek()
    check_region(wanted.regio)
    return _desk(request).open(wanted)


@router.post("/{id}/berichten", status_code=201, operation_id="stuurBericht", summary="Stuur een bericht")
async def send(request: Request, id: str, message: NieuwBericht) -> Beurt:
    """Stuur een bericht en krijg het antwoord."""
    beurt = await _desk(request).handle(id, message.tekst)
    if beurt is None:
        raise Problem(404, _UNKNOWN)
    return beurt


@router.get("/{id}", operation_id="leesGesprek", summary="Lees een gesprek terug")
async def read(request: Request, id: str) -> Gesprek:
    """Het gesprek met alle beurten, zoals het is opgeslagen."""
    stored = request.app.state.conversations.find(id)
    if stored is None:
        raise Problem(404, _UNKNOWN)
    gesprek: Gesprek = stored.gesprek
    return gesprek


@router.delete("/{id}", status_code=204, operation_id="wisGesprek", summary="Wis een gesprek")
async def erase(request: Request, id: str) -> Response:
    """Wis het gesprek; er blijft niets van over."""
    if not request.app.state.conversations.erase(id):
        raise Problem(404, _UNKNOWN)
    return Response(status_code=204)


def _desk(request: Request) -> Desk:
    desk: Desk | None = request.app.state.desk
    if desk is None:
        raise Problem(503, "De assistent start nog op. Probeer het over een paar seconden opnieuw.")
    return desk


def check_region(regio: str | None) -> None:
    """Raise a 400 Problem when `regio` is no region with agreements of its own."""
    regions = [id for id in current.store().regios if id != LANDELIJK]
    if regio is not None and regio not in regions:
        raise Problem(400, f"Deze regio ken ik niet. Kies uit: {', '.join(regions)}. Of laat regio weg.")
