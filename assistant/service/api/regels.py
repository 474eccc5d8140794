"""The regels: search them, page through them, read one."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema

from assistant.rulebase import current
from assistant.rulebase.schema import Regel, Soort
from assistant.rulebase.store import Layer, RuleStore
from assistant.service.api.parameters import Id, OrEmpty, check_region
from assistant.service.models import Dag, Output, readable
from assistant.service.problems import Problem, documented

router = APIRouter(prefix="/regels", tags=["regels"])

PER_PAGE = 20
_ALL = -1
"""As a limit, SQLite takes this for none."""


SoortRegel = Annotated[str, WithJsonSchema({"type": "string", "enum": [soort.value for soort in Soort]})]


class VoorwaardeGegeven(Output):
    """Wanneer een regel geldt."""

    tekst: str
    """In woorden."""
    criteria: dict[str, Literal["ja", "nee"]]
    """Als antwoorden op criteria, waar dat kan."""


class ControleGegeven(Output):
    """Of een regel is nagekeken."""

    status: Literal["nog-niet-tegen-wettekst", "gecontroleerd"]
    """Of de regel naast de wettekst is gelegd."""
    datum: date
    """Sinds wanneer dat zo is."""
    toelichting: str | None
    """Wat er nog moet gebeuren."""


class RegelGegeven(Output):
    """Eén afspraak, klein genoeg om alleen naar te verwijzen."""

    id: str
    """Het id."""
    versie: str
    """Verandert mee met de inhoud: bewaar hem om later te zien of de regel anders is geworden."""
    tekst: str
    """De afspraak in eigen woorden, op taalniveau B1."""
    soort: SoortRegel
    """Wat voor regel het is."""
    bron: str
    """Het id van de bron, zie `/bronnen`."""
    vindplaats: str
    """De plaats in de bron."""
    titel: str
    """Hoe die plaats heet."""
    regio: str
    """De regio van de bron, of `landelijk`."""
    onderwerpen: list[str]
    """Waar de regel over gaat, het voornaamste eerst."""
    wie: str | None
    """Wie het doet."""
    jegens: list[str]
    """Tegenover wie."""
    stap: str | None
    """De stap in het werk waar de regel bij hoort."""
    na: str | None
    """De stap waarna de regel geldt."""
    als: VoorwaardeGegeven | None
    """Wanneer de regel geldt."""
    termijn: str | None
    """De termijn die de regel noemt, zie `/termijnen`."""
    criterium: str | None
    """Het criterium dat de regel noemt, zie `/beslissingen`."""
    begrip: str | None
    """Het begrip dat de regel uitlegt, zie `/begrippen`."""
    gebied: str | None
    """Het gebied waarover een bevinding gaat, als dat niet de regio van de bron is."""
    beroepsgroep: str | None
    """De beroepsgroep waarvoor de regel is."""
    wijkt_af_van: list[str]
    """Regels waar deze van afwijkt."""
    zie_ook: list[str]
    """Verwante regels."""
    geldig_vanaf: date | None
    """De eerste dag waarop de regel geldt."""
    geldig_tot: date | None
    """De laatste dag waarop de regel geldt."""
    controle: ControleGegeven | None
    """Of de regel is nagekeken, als dat apart is bijgehouden."""


class RegelPagina(Output):
    """Een pagina met regels."""

    regels: list[RegelGegeven]
    """De regels op deze pagina, bij zoeken de beste eerst."""
    totaal: int
    """Hoeveel regels er in totaal zijn gevonden."""
    pagina: int
    """Het nummer van deze pagina, vanaf 1."""
    paginas: int
    """Hoeveel pagina's er zijn."""


Zoek = Annotated[
    Annotated[str, StringConstraints(max_length=500), AfterValidator(readable)] | None,
    Query(description="Woorden om op te zoeken.", examples=["warme overdracht"]),
]
Regio = Annotated[
    str | None,
    OrEmpty,
    Query(description="Wat er in deze regio geldt: haar eigen regels en de landelijke.", examples=["ijmond"]),
]
Bron = Annotated[str | None, OrEmpty, Query(description="Alleen uit deze bron.", examples=["ijmond-2024"])]
Peildatum = Annotated[
    Dag | None,
    OrEmpty,
    Query(description="Wat er op deze dag geldt. Zonder: vandaag.", examples=["2026-01-31"]),
]
Pagina = Annotated[
    Annotated[int, Field(ge=1, le=100_000)] | None,
    OrEmpty,
    Query(description=f"Het nummer van de pagina; er staan er {PER_PAGE} op een pagina.", examples=[1]),
]


@router.get(
    "", operation_id="zoekRegels", summary="Zoek regels", response_description="Een pagina met regels."
)
def search(
    zoek: Zoek = None,
    regio: Regio = None,
    bron: Bron = None,
    peildatum: Peildatum = None,
    pagina: Pagina = None,
) -> RegelPagina:
    """De regels die gelden, of die bij de zoekwoorden passen."""
    check_region(regio, national=True)
    store = current.store()
    if bron is not None and bron not in store.bronnen:
        raise Problem(400, f"Deze bron ken ik niet. Kies uit: {', '.join(store.bronnen)}.")
    layer = Layer(regio, peildatum)
    found = (
        [regel for regel, _ in store.zoek(zoek, layer, _ALL)] if zoek and zoek.strip() else store.alle(layer)
    )
    found = [regel for regel in found if bron in (None, regel.bron)]
    number = pagina or 1
    start = (number - 1) * PER_PAGE
    return RegelPagina(
        regels=[_details(store, regel) for regel in found[start : start + PER_PAGE]],
        totaal=len(found),
        pagina=number,
        paginas=ceil(len(found) / PER_PAGE),
    )


@router.get(
    "/{id}",
    operation_id="leesRegel",
    summary="Lees een regel",
    response_description="De regel.",
    responses=documented(404),
)
def read(id: Id) -> RegelGegeven:
    """Eén regel, met zijn versie."""
    store = current.store()
    try:
        return _details(store, store.regel(id))
    except KeyError:
        raise Problem(404, "Deze regel ken ik niet. Zoek hem met /v1/regels.") from None


def _details(store: RuleStore, regel: Regel) -> RegelGegeven:
    own = regel.model_dump(mode="json", exclude={"volgorde"})
    return RegelGegeven(
        versie=store.versie(regel.id),
        titel=store.vindplaats(regel.bron, regel.vindplaats).titel,
        regio=store.bronnen[regel.bron].regio,
        **own,
    )
