"""Who has a part in the agreements, the steps of the process, and what questions are about."""

from __future__ import annotations

from assistant.rulebase.schema.base import Entry, Grondslag, Id, Tekst


class Actor(Entry):
    """Somebody with a part in the agreements: the closed list behind `wie` and `jegens`."""

    id: Id
    naam: Tekst
    ook_genoemd: tuple[Tekst, ...] = ()


class Stap(Entry):
    """A step in the process of Veilig Thuis; `naar` makes the steps a graph."""

    id: Id
    naam: Tekst
    uitleg: Tekst
    naar: tuple[Id, ...] = ()
    grondslag: tuple[Grondslag, ...] = ()


class Onderwerp(Entry):
    """A subject that questions are about."""

    id: Id
    titel: Tekst
    """As a person would say it on a button: 'Wie ziet wie er gemeld heeft?'"""
    bereikbaarheid: bool = False
    """Whether who asks about it also wants to know who can be called right now."""
    hoofdregels: tuple[Id, ...] = ()
    """The regels that answer the plain question, in this order; without them, ranking decides."""
    stap: Id | None = None
    buiten_de_beslissingen: bool = False
    """Whether a case about this goes another way: no decision is begun for it."""
    niet_in_bronnen: Tekst | None = None
    """What people want to know about it and no source says; said with the answer."""
