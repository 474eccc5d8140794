"""Who can be reached at a moment."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BeforeValidator

from assistant.reasoning.reachability import AMSTERDAM, reachable
from assistant.rulebase import current
from assistant.service.api.contacten import contact_details
from assistant.service.api.parameters import OrEmpty, check_region
from assistant.service.citing import cite
from assistant.service.models import Bereikbaarheid, Moment

router = APIRouter(tags=["bereikbaarheid"])

_LOST_PLUS = re.compile(r" (?=\d{2}:?\d{2}$)")


def _plus(value: Any) -> Any:
    """A plus sign that wasn't escaped stands for a space in a query: `…T10:00:00 01:00`."""
    return _LOST_PLUS.sub("+", value) if isinstance(value, str) else value


@router.get(
    "/bereikbaarheid",
    operation_id="leesBereikbaarheid",
    summary="Wie is er bereikbaar",
    response_description="Wie er bereikbaar is.",
)
async def read(
    regio: Annotated[
        str | None,
        OrEmpty,
        Query(description="Het id van een regio. Zonder: landelijk.", examples=["ijmond"]),
    ] = None,
    moment: Annotated[
        Moment | None,
        BeforeValidator(_plus),
        OrEmpty,
        Query(
            description="Een moment met tijdzone, in ISO 8601. Zonder: nu.",
            examples=["2026-01-12T10:30:00+01:00"],
        ),
    ] = None,
) -> Bereikbaarheid:
    """Wie er bereikbaar is op een moment."""
    check_region(regio)
    store = current.store()
    found = reachable(store, regio, moment or datetime.now(AMSTERDAM))
    return Bereikbaarheid(
        kantoortijd=found.kantoortijd,
        route=found.route,
        contacten=[contact_details(contact) for contact in found.contacten],
        bronnen=[cite(store, regel) for regel in found.regels],
    )
