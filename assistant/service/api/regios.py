"""The regions with agreements of their own."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.rulebase import current
from assistant.rulebase.schema import LANDELIJK
from assistant.service.models import Output

router = APIRouter(prefix="/regios", tags=["regelbank"])


class GemeenteGegeven(Output):
    """Een gemeente, met plaatsen die erin liggen."""

    naam: str
    """De naam van de gemeente."""
    plaatsen: list[str]
    """Plaatsen in deze gemeente met een andere naam."""


class RegioGegeven(Output):
    """Een regio met eigen afspraken."""

    id: str
    """Het id, om als `regio` mee te sturen."""
    naam: str
    """De naam van de regio."""
    veilig_thuis: str | None
    """Het Veilig Thuis van deze regio."""
    gemeenten: list[GemeenteGegeven]
    """De gemeenten in deze regio."""


class Regios(Output):
    """De regio's met eigen afspraken."""

    regios: list[RegioGegeven]
    """De regio's. Overal anders gelden de landelijke regels."""


@router.get("", operation_id="leesRegios", summary="Lees de regio's", response_description="De regio's.")
async def read() -> Regios:
    """De regio's met eigen afspraken."""
    regions = [regio for id, regio in current.store().regios.items() if id != LANDELIJK]
    return Regios(
        regios=[
            RegioGegeven(
                id=regio.id,
                naam=regio.naam,
                veilig_thuis=regio.veilig_thuis,
                gemeenten=[GemeenteGegeven(naam=g.naam, plaatsen=list(g.plaatsen)) for g in regio.gemeenten],
            )
            for regio in regions
        ]
    )
