"""What in the rule base is getting old: overdue evaluations, unverified regels, numbers long unchecked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from assistant.reasoning.terms import evaluation_due
from assistant.rulebase.schema import Bron, Contact, Regel
from assistant.rulebase.store import Layer, RuleStore

_CHECK_NUMBERS_EVERY = relativedelta(years=1)


@dataclass(frozen=True)
class Upkeep:
    """What asks for attention on a day."""

    verlopen: tuple[tuple[Bron, date], ...]
    """Sources whose own evaluation is overdue, with the day it was due."""
    ongecontroleerd: tuple[Regel, ...]
    """Regels that nobody has held against the text of the law."""
    oude_nummers: tuple[Contact, ...]
    """Telephone numbers that were last checked over a year ago."""


def upkeep(store: RuleStore, day: date) -> Upkeep:
    """What asks for attention on `day`."""
    overdue = ((bron, due_of(store, bron)) for bron in store.bronnen.values())
    regels = store.kies({}, Layer(None, day))
    return Upkeep(
        verlopen=tuple((bron, due) for bron, due in overdue if due and due < day),
        ongecontroleerd=tuple(
            regel for regel in regels if regel.controle and regel.controle.status != "gecontroleerd"
        ),
        oude_nummers=tuple(
            contact
            for contact in store.contacten.values()
            if contact.gecontroleerd_op + _CHECK_NUMBERS_EVERY < day
        ),
    )


def due_of(store: RuleStore, bron: Bron) -> date | None:
    """The day by which a source promised its own evaluation, or None when it promised none."""
    termijn = store.termijnen.get(bron.evaluatie_termijn) if bron.evaluatie_termijn else None
    return evaluation_due(bron.datum, termijn)
