"""What a decision concludes, and what that means for whoever asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from assistant.rulebase.schema.base import Entry, Id, Tekst


class Bedoeld(Entry):
    """Something said only in some cases: by the answers given, by role, by region."""

    als: dict[Id, Literal["ja", "nee"]] = Field(default_factory=dict)
    """Only when all these criteria have these values."""
    rol: tuple[Id, ...] = ()
    """Only for who has one of these roles, each an actor."""
    regio: tuple[Id, ...] = ()
    """Only in one of these regions."""

    @property
    def altijd(self) -> bool:
        """Whether it is said in every case."""
        return not (self.als or self.rol or self.regio)

    def holds(self, answers: Mapping[str, str], rol: str | None, regio: str | None) -> bool:
        """Whether it is said to somebody with this role (None: not known), here, after these answers."""
        if any(answers.get(name) != value for name, value in self.als.items()):
            return False
        return (not self.rol or rol in self.rol) and (not self.regio or regio in self.regio)


class Deel(Bedoeld):
    """A part of an outcome, with the regels it rests on: they carry its source and place."""

    tekst: Tekst
    """As it stands in the outcome itself: one or two short sentences."""
    meer: tuple[Tekst, ...] = ()
    """What else there is to say, behind a button; a line each."""
    regels: tuple[Id, ...] = Field(min_length=1)


DATUM = "{datum}"
"""The blank in the text of an Actie with a term, for the last day of that term."""


class Actie(Bedoeld):
    """Who does what after an outcome, and by when."""

    wie: Id
    tekst: Tekst
    """With DATUM where it has a term."""
    termijn: Id | None = None
    na: Id | None = None
    """The term at the end of which this one begins; without it, it begins on the day of the conversation."""
    regels: tuple[Id, ...] = Field(min_length=1)


class Uitkomst(Entry):
    """What a decision table can conclude, with what it means for the professional.

    Of `voor_jou`, `gezin` and `ook` the first part that holds is said; of `acties` all that hold,
    but of several with the same term only the first.
    """

    id: Id
    naam: Tekst
    tekst: Tekst
    regels: tuple[Id, ...]
    """The regels behind it, the most exact first."""
    per_regio: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    """Regels to cite instead, for a region that has its own."""
    stap: Id | None = None
    """The step of the process where a case with this outcome is now."""
    voor_jou: tuple[Deel, ...] = ()
    """What it means for the professional now."""
    acties: tuple[Actie, ...] = ()
    """Who does what by which date; the first one stands in the outcome itself."""
    gezin: tuple[Deel, ...] = ()
    """What to tell the family."""
    ook: tuple[Deel, ...] = ()
    """What stays possible."""

    @property
    def onderdelen(self) -> Mapping[str, tuple[Deel | Actie, ...]]:
        """All parts, by the name of their field."""
        return {"voor_jou": self.voor_jou, "acties": self.acties, "gezin": self.gezin, "ook": self.ook}
