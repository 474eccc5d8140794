"""The documents that regels cite, and what of them has yet to be verified."""

from __future__ import annotations

from datetime import date
from typing import Literal

from assistant.rulebase.schema.base import Entry, Id, Tekst


class Vindplaats(Entry):
    """A place inside a source, spelled exactly as the contract fixes it."""

    id: Tekst
    titel: Tekst
    landelijke_toelichting: bool = False
    """True where a regional source explains a national protocol: other regions may cite it too."""
    daarna: Tekst | None = None
    """The place of the same source that tells what happens next; None where no place does."""


class Controle(Entry):
    """What has not been verified yet, and since when that is known."""

    status: Literal["nog-niet-tegen-wettekst", "gecontroleerd"]
    datum: date
    toelichting: Tekst | None = None


class Bron(Entry):
    """A document or law that regels cite."""

    id: Id
    titel: Tekst
    kort: Tekst
    """Short name for citations, e.g. `IJmond 2024`."""
    regio: Id
    datum: date | None = None
    datum_tekst: Tekst
    """The date as the document gives it: `4 juli 2024`, `november 2018`."""
    evaluatie_termijn: Id | None = None
    """Term after `datum` within which the source itself promises an evaluation."""
    gewicht: Literal["norm", "toelichting", "bevinding"] = "norm"
    controle: Controle | None = None
    vindplaatsen: tuple[Vindplaats, ...]

    def plaats(self, id: str) -> Vindplaats:
        """The place with this id. Raises StopIteration when there is none."""
        return next(place for place in self.vindplaatsen if place.id == id)
