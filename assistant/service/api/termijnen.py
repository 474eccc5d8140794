"""Terms, and the day on which one ends."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from assistant.reasoning.terms import end_of
from assistant.rulebase import current
from assistant.rulebase.schema import Termijn
from assistant.rulebase.store import RuleStore
from assistant.service.api.parameters import Id
from assistant.service.citing import cite
from assistant.service.models import BronVerwijzing, Dag, Output
from assistant.service.problems import Problem, documented

router = APIRouter(prefix="/termijnen", tags=["termijnen"])


class TermijnGegeven(Output):
    """Een termijn: hoe lang, en vanaf wanneer."""

    id: str
    """Het id."""
    naam: str
    """Hoe de termijn heet."""
    aantal: int
    """Hoeveel."""
    eenheid: Literal["uren", "werkdagen", "dagen", "weken", "maanden", "jaren"]
    """Waarvan."""
    vanaf: str
    """Wat dag 0 is."""
    bronnen: list[BronVerwijzing]
    """Waar het staat."""


class Termijnen(Output):
    """De termijnen."""

    termijnen: list[TermijnGegeven]
    """De termijnen."""


class Einddatum(Output):
    """De laatste dag van een termijn."""

    datum: date
    """De laatste dag."""
    bronnen: list[BronVerwijzing]
    """Waar de termijn staat."""


@router.get(
    "", operation_id="leesTermijnen", summary="Lees de termijnen", response_description="De termijnen."
)
async def read() -> Termijnen:
    """De termijnen, met de bron."""
    store = current.store()
    return Termijnen(termijnen=[_details(store, termijn) for termijn in store.termijnen.values()])


@router.get(
    "/{id}/datum",
    operation_id="berekenDatum",
    summary="Bereken wanneer een termijn afloopt",
    response_description="De laatste dag.",
    responses=documented(404),
)
async def end_date(
    id: Id,
    vanaf: Annotated[Dag, Query(description="Dag 0, zoals 2026-01-31.", examples=["2026-01-31"])],
) -> Einddatum:
    """De laatste dag van een termijn die begint op `vanaf` (dag 0).

    Werkdagen slaan het weekend over, en de dagen waarop Nederlandse kantoren dicht zijn. Andere
    termijnen volgen de kalender. Uren tellen als hele dagen.
    """
    store = current.store()
    termijn = store.termijnen.get(id)
    if termijn is None:
        raise Problem(404, f"Deze termijn ken ik niet. Kies uit: {', '.join(store.termijnen)}.")
    return Einddatum(datum=end_of(termijn, vanaf), bronnen=[cite(store, store.regel(termijn.regel))])


def _details(store: RuleStore, termijn: Termijn) -> TermijnGegeven:
    return TermijnGegeven(
        id=termijn.id,
        naam=termijn.naam,
        aantal=termijn.aantal,
        eenheid=termijn.eenheid,
        vanaf=termijn.vanaf,
        bronnen=[cite(store, store.regel(termijn.regel))],
    )
