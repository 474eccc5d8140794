"""Terms, explanations, telephone numbers and checklists: each rests on a regel."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from assistant.rulebase.schema.base import Entry, Id, Tekst


class Termijn(Entry):
    """A term: how long, of what unit, from when."""

    id: Id
    naam: Tekst
    aantal: Annotated[int, Field(ge=0)]
    eenheid: Literal["uren", "werkdagen", "dagen", "weken", "maanden", "jaren"]
    vanaf: Tekst
    """The moment that is day 0, in words."""
    regel: Id


class Begrip(Entry):
    """A term of the field, explained by a regel."""

    id: Id
    term: Tekst
    ook_genoemd: tuple[Tekst, ...] = ()
    regel: Id


class Contact(Entry):
    """A service that can be called, with the date on which its number was checked."""

    id: Id
    naam: Tekst
    nummer: Tekst
    doel: Tekst
    wanneer: Literal["altijd", "kantoortijd", "onbekend"]
    kosten: Tekst | None = None
    gezien: Tekst
    """Where the number was seen."""
    gecontroleerd_op: date
    regel: Id


class ChecklistPunt(Entry):
    """One item of a checklist."""

    tekst: Tekst
    regel: Id


class Checklist(Entry):
    """A list to prepare or to check something by, each item with the regel behind it."""

    id: Id
    titel: Tekst
    stap: Id | None = None
    wie: Id | None = None
    onderwerpen: tuple[Id, ...] = ()
    punten: tuple[ChecklistPunt, ...] = Field(min_length=1)
