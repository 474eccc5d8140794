"""The documents that regels cite."""

from __future__ import annotations

from datetime import date
from typing import Literal

from fastapi import APIRouter

from assistant.reasoning.terms import evaluation_due
from assistant.rulebase import current
from assistant.rulebase.schema import Bron
from assistant.rulebase.store import RuleStore
from assistant.service.models import Output

router = APIRouter(prefix="/bronnen", tags=["regelbank"])


class VindplaatsGegeven(Output):
    """Een plaats in een bron."""

    id: str
    """Het id, zoals het in elke verwijzing staat."""
    titel: str
    """Hoe die plaats heet."""


class BronGegeven(Output):
    """Een document of wet waar regels naar verwijzen."""

    id: str
    """Het id."""
    titel: str
    """De volledige titel."""
    kort: str
    """De korte naam, zoals die bij een verwijzing staat."""
    regio: str
    """De regio waarvoor de bron geldt, of `landelijk`."""
    datum: date | None
    """De datum, als het document er een met dag en maand heeft."""
    datum_tekst: str
    """De datum zoals het document die geeft."""
    gewicht: Literal["norm", "toelichting", "bevinding"]
    """Of de bron verplicht, uitlegt, of beschrijft wat een onderzoek vond."""
    evaluatie_uiterlijk: date | None
    """De dag waarop de evaluatie klaar moet zijn die het document belooft."""
    vindplaatsen: list[VindplaatsGegeven]
    """De plaatsen in de bron."""


class Bronnen(Output):
    """De bronnen van de regels."""

    bronnen: list[BronGegeven]
    """De bronnen."""


@router.get("", operation_id="leesBronnen", summary="Lees de bronnen", response_description="De bronnen.")
async def read() -> Bronnen:
    """De bronnen, met hun datum, hun regio en hun vindplaatsen."""
    store = current.store()
    return Bronnen(bronnen=[_details(store, bron) for bron in store.bronnen.values()])


def _details(store: RuleStore, bron: Bron) -> BronGegeven:
    return BronGegeven(
        id=bron.id,
        titel=bron.titel,
        kort=bron.kort,
        regio=bron.regio,
        datum=bron.datum,
        datum_tekst=bron.datum_tekst,
        gewicht=bron.gewicht,
        evaluatie_uiterlijk=evaluation_due(bron.datum, store.termijnen.get(bron.evaluatie_termijn or "")),
        vindplaatsen=[VindplaatsGegeven(id=place.id, titel=place.titel) for place in bron.vindplaatsen],
    )
