"""Who can be reached at a moment."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter

from assistant.reasoning.reachability import AMSTERDAM, reachable
from assistant.rulebase import current
from assistant.service.api.gesprekken import check_region
from assistant.service.models import Bereikbaarheid, ContactGegeven, Moment
from assistant.service.turns import cite

router = APIRouter(tags=["bereikbaarheid"])


@router.get("/bereikbaarheid", operation_id="leesBereikbaarheid", summary="Wie is nu bereikbaar")
async def read(regio: str | None = None, moment: Moment | None = None) -> Bereikbaarheid:
    """Wie er bereikbaar is op een moment (nu, als je geen moment geeft)."""
    check_region(regio)
    store = current.store()
    found = reachable(store, regio, moment or datetime.now(AMSTERDAM))
    contacts = [contact.model_dump(mode="json", exclude={"regel", "gezien"}) for contact in found.contacten]
    return Bereikbaarheid(
        kantoortijd=found.kantoortijd,
        route=found.route,
        contacten=[ContactGegeven.model_validate(contact) for contact in contacts],
        bronnen=[cite(store, regel) for regel in found.regels],
    )
