"""Services that can be called."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.rulebase import current
from assistant.rulebase.schema import Contact
from assistant.service.models import ContactGegeven, Output

router = APIRouter(prefix="/contacten", tags=["regelbank"])


class Contacten(Output):
    """De diensten die je kunt bellen."""

    contacten: list[ContactGegeven]
    """De diensten, 112 eerst."""


@router.get(
    "", operation_id="leesContacten", summary="Lees de telefoonnummers", response_description="De diensten."
)
async def read() -> Contacten:
    """De diensten die je kunt bellen, met de datum waarop het nummer is nagekeken."""
    return Contacten(contacten=[contact_details(contact) for contact in current.store().contacten.values()])


def contact_details(contact: Contact) -> ContactGegeven:
    """A service as clients see it."""
    return ContactGegeven(
        id=contact.id,
        naam=contact.naam,
        nummer=contact.nummer,
        doel=contact.doel,
        wanneer=contact.wanneer,
        kosten=contact.kosten,
        gecontroleerd_op=contact.gecontroleerd_op,
    )
