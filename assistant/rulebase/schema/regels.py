"""A regel: one norm, with where it stands and when it holds."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Literal

from pydantic import Field, field_validator, model_validator

from assistant.rulebase.schema.base import Entry, Id, Tekst
from assistant.rulebase.schema.sources import Controle


class Soort(str, Enum):
    """What kind of norm a regel is; the order is the order of ranking, norm before finding."""

    VERPLICHTING = "verplichting"
    TERMIJN = "termijn"
    BEVOEGDHEID = "bevoegdheid"
    CRITERIUM = "criterium"
    STAP = "stap"
    DEFINITIE = "definitie"
    UITGANGSPUNT = "uitgangspunt"
    OORDEEL = "oordeel"
    """A professional must judge this; no table decides it."""
    BEVINDING = "bevinding"
    """What an evaluation found in practice; it binds nobody."""


class Voorwaarde(Entry):
    """When a regel holds: in words, and where possible as values of criteria."""

    tekst: Tekst
    criteria: dict[Id, Literal["ja", "nee"]] = Field(default_factory=dict)


_LEAST_SUPPOSED = 2
"""A single word never tells what somebody supposes."""


class Regel(Entry):
    """One norm, small enough to be cited alone, in our own words at language level B1."""

    id: Id
    bron: Id
    vindplaats: Tekst
    onderwerpen: tuple[Id, ...] = Field(min_length=1)
    soort: Soort
    tekst: Tekst
    wie: Id | None = None
    """The actor who does it."""
    jegens: tuple[Id, ...] = ()
    """Towards whom."""
    stap: Id | None = None
    """The step of the process it belongs to."""
    na: Id | None = None
    """The step after which it applies."""
    als: Voorwaarde | None = None
    volgorde: int | None = None
    """Place in a list of the document, from 1."""
    termijn: Id | None = None
    criterium: Id | None = None
    begrip: Id | None = None
    gebied: Tekst | None = None
    """The region a finding is about, where that is not the region of the source."""
    beroepsgroep: Tekst | None = None
    wijkt_af_van: tuple[Id, ...] = ()
    zie_ook: tuple[Id, ...] = ()
    weerspreekt: tuple[Tekst, ...] = ()
    """What people wrongly suppose and this regel contradicts, as patterns (`reasoning/suppositions.py`)."""
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None
    controle: Controle | None = None

    @field_validator("weerspreekt")
    @classmethod
    def _says_enough(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            if sum(not part.startswith("-") for part in pattern.split()) < _LEAST_SUPPOSED:
                raise ValueError(f"‘{pattern}’ zegt te weinig: noem minstens {_LEAST_SUPPOSED} woorden")
        return patterns

    @model_validator(mode="after")
    def _period_runs_forward(self) -> Regel:
        if self.geldig_vanaf and self.geldig_tot and self.geldig_tot < self.geldig_vanaf:
            raise ValueError("geldig_tot ligt vóór geldig_vanaf")
        return self
