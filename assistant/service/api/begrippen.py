"""Terms of the field, with what they mean."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.rulebase import current
from assistant.rulebase.schema import Begrip
from assistant.rulebase.store import RuleStore
from assistant.service.citing import cite
from assistant.service.models import BronVerwijzing, Output

router = APIRouter(prefix="/begrippen", tags=["regelbank"])


class BegripGegeven(Output):
    """Een begrip met zijn uitleg."""

    id: str
    """Het id."""
    term: str
    """Het begrip."""
    ook_genoemd: list[str]
    """Andere woorden ervoor."""
    uitleg: str
    """Wat het betekent."""
    bronnen: list[BronVerwijzing]
    """Waar het staat."""


class Begrippen(Output):
    """De begrippen."""

    begrippen: list[BegripGegeven]
    """De begrippen."""


@router.get(
    "", operation_id="leesBegrippen", summary="Lees de begrippen", response_description="De begrippen."
)
async def read() -> Begrippen:
    """De begrippen, met hun uitleg."""
    store = current.store()
    return Begrippen(begrippen=[_details(store, begrip) for begrip in store.begrippen.values()])


def _details(store: RuleStore, begrip: Begrip) -> BegripGegeven:
    regel = store.regel(begrip.regel)
    return BegripGegeven(
        id=begrip.id,
        term=begrip.term,
        ook_genoemd=list(begrip.ook_genoemd),
        uitleg=regel.tekst,
        bronnen=[cite(store, regel)],
    )
