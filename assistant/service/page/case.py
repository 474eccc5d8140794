"""The picture of the case that stands beside a conversation: what is known, where it is, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assistant.reasoning.decisions import Weging, derive, weigh
from assistant.reasoning.outcomes import Stap
from assistant.rulebase.schema import Beslissing, Criterium, Waarde
from assistant.rulebase.store import RuleStore
from assistant.service import verslag
from assistant.service.conversations import Stored
from assistant.service.models import Beurt
from assistant.service.turns import DANGER

_CRISIS = "crisis"
_START = "signaal"


@dataclass(frozen=True)
class Fact:
    """A criterium with what is known of it."""

    criterium: Criterium
    waarde: Waarde
    gevolgd: bool
    """Whether it was not said, but follows from something that was."""
    gevraagd: bool
    """Whether the assistant asks it now."""


@dataclass(frozen=True)
class Case:
    """A conversation as a case."""

    moment: datetime
    beslissing: Beslissing | None
    weging: Weging | None
    feiten: tuple[Fact, ...]
    """The criteria of the decision at hand, and whatever else was said."""
    bekend: int
    stappen: tuple[Stap, ...]
    """What is to be done, in the order of their dates; without a date last."""
    nu: str
    """The step of the process where the case is now."""


def picture(store: RuleStore, stored: Stored) -> Case:
    """The case of a conversation as it stands."""
    report = verslag.compose(store, stored)
    last = stored.gesprek.beurten[-1]
    beslissing = store.beslissingen.get(last.stand.beslissing or "")
    facts = _facts(store, beslissing, last.stand.criteria, last.stand.vraagt)
    weging = weigh(beslissing, store.criteria, last.stand.criteria) if beslissing else None
    steps = sorted(report.stappen, key=lambda step: step.datum or date.max)
    return Case(
        moment=report.moment,
        beslissing=beslissing,
        weging=weging,
        feiten=facts,
        bekend=sum(fact.waarde != "onbekend" for fact in facts),
        stappen=tuple(steps),
        nu=_CRISIS if _urgent(last) else (weging and weging.uitkomst.stap) or _START,
    )


def _urgent(last: Beurt) -> bool:
    return last.urgentie != "geen" or last.stand.criteria.get(DANGER) == "ja"


def _facts(
    store: RuleStore, beslissing: Beslissing | None, answers: dict[str, Waarde], asked: str | None
) -> tuple[Fact, ...]:
    """Danger first, then the decision's criteria in its order, then the others that were said."""
    names: list[str] = []
    derived: dict[str, str] = {}
    if beslissing:
        names = [*([beslissing.eerst_veilig] if beslissing.eerst_veilig else []), *beslissing.criteria]
        derived = derive(beslissing, store.criteria, answers)
    names += [name for name in answers if name in store.criteria]
    return tuple(_fact(store.criteria[name], answers, derived, asked) for name in dict.fromkeys(names))


def _fact(
    criterium: Criterium, answers: dict[str, Waarde], derived: dict[str, str], asked: str | None
) -> Fact:
    said = answers.get(criterium.id, "onbekend")
    follows = derived.get(criterium.id)
    value: Waarde = "ja" if follows == "ja" else "nee" if follows == "nee" else said
    return Fact(criterium, value, follows is not None and said == "onbekend", criterium.id == asked)
