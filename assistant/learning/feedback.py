"""How a practice call went: what was asked and explained, forgotten or wrong, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.learning.amounts import amount_of, amounts_in
from assistant.learning.practice import Beurt
from assistant.learning.schema import Geval, Uitleg, Vaardigheid
from assistant.learning.texts import text
from assistant.rulebase.store import Layer, RuleStore

_FIRST = 2
"""What comes before everything else is done within so many turns."""

PuntStand = Literal["gedaan", "te-laat", "vergeten", "fout"]


@dataclass(frozen=True)
class Punt:
    """One thing about the call, with what the feedback rests on."""

    id: str
    naam: str
    stand: PuntStand
    tekst: str
    regels: tuple[str, ...]


@dataclass(frozen=True)
class Terugkoppeling:
    """All there is to say about a call."""

    punten: tuple[Punt, ...]
    nabespreking: tuple[Uitleg, ...]

    @property
    def gedaan(self) -> int:
        """How many of the things that were needed were done."""
        return sum(punt.stand in ("gedaan", "te-laat") for punt in self.punten)

    @property
    def totaal(self) -> int:
        """How many things were needed; what should not have been done isn't one of them."""
        return sum(not punt.id.startswith("misser:") for punt in self.punten)

    @property
    def missers(self) -> int:
        """How many things were done that should not be."""
        return sum(punt.id.startswith("misser:") for punt in self.punten)


def feedback(
    geval: Geval, beurten: Sequence[Beurt], skills: Mapping[str, Vaardigheid], store: RuleStore
) -> Terugkoppeling:
    """How a call went, up to now."""
    judge = _Judge(geval, beurten, skills, store)
    points = (*judge.goals(), *judge.mistakes(), *judge.outcomes(), *judge.terms(), *judge.faults())
    return Terugkoppeling(tuple(points), geval.nabespreking)


class _Judge:
    def __init__(
        self, geval: Geval, beurten: Sequence[Beurt], skills: Mapping[str, Vaardigheid], store: RuleStore
    ) -> None:
        self._geval = geval
        self._beurten = beurten
        self._skills = skills
        self._store = store
        holding = store.alle(Layer(geval.regio, geval.moment.date()))
        self._holding = {regel.id for regel in holding}
        self._first: dict[str, int] = {}
        for number, beurt in enumerate(beurten, 1):
            for id in beurt.gehoord:
                self._first.setdefault(id, number)

    def goals(self) -> Iterator[Punt]:
        for doel in self._geval.doelen:
            skill = self._skills[doel.vaardigheid]
            turn = self._first.get(doel.vaardigheid)
            regels = doel.regels or self._here(skill.regels)
            if turn is None:
                yield Punt(skill.id, skill.naam, "vergeten", skill.vergeten or "", regels)
            elif doel.eerst and turn > _FIRST:
                yield Punt(skill.id, skill.naam, "te-laat", text("te_laat", gedaan=skill.gedaan), regels)
            else:
                yield Punt(skill.id, skill.naam, "gedaan", skill.gedaan, regels)

    def mistakes(self) -> Iterator[Punt]:
        """What the caller got wrong; what never came up was no fault of the worker."""
        told = {id for beurt in self._beurten for id in beurt.gezegd}
        for vergist in self._geval.vergist:
            name = f"vergist:{vergist.id}"
            if name in self._first:
                tekst = text("vergissing_rechtgezet", uitleg=vergist.uitleg)
                yield Punt(name, vergist.naam, "gedaan", tekst, vergist.regels)
            elif name in told:
                tekst = text("vergissing_blijft", uitleg=vergist.uitleg)
                yield Punt(name, vergist.naam, "vergeten", tekst, vergist.regels)

    def outcomes(self) -> Iterator[Punt]:
        """Whether the right outcome was said; of several the last one counts."""
        for beslissing, uitkomst in self._geval.uitkomsten.items():
            right = self._skill_for(beslissing, uitkomst)
            last = next((id for id in self._said_of(beslissing)), None)
            regels = self._here(right.regels)
            if last == right.id:
                yield Punt(right.id, right.naam, "gedaan", right.gedaan, regels)
            elif last is None:
                yield Punt(right.id, right.naam, "vergeten", right.vergeten or "", regels)
            else:
                tekst = text("uitkomst_fout", vergeten=right.vergeten)
                yield Punt(right.id, right.naam, "fout", tekst, regels)

    def terms(self) -> Iterator[Punt]:
        said = [found for beurt in self._beurten for found in amounts_in(beurt.medewerker)]
        rights = {amount_of(self._store.termijnen[id]) for id in self._geval.termijnen}
        other = any(deadline and amount not in rights for amount, deadline in said)
        for id in self._geval.termijnen:
            termijn = self._store.termijnen[id]
            named = amount_of(termijn) in [amount for amount, _ in said]
            stand: PuntStand = "gedaan" if named else "fout" if other else "vergeten"
            words = {"gedaan": "termijn_goed", "fout": "termijn_fout", "vergeten": "termijn_vergeten"}
            values = {"aantal": termijn.aantal, "eenheid": termijn.eenheid, "vanaf": termijn.vanaf}
            naam = text("termijn_naam", naam=termijn.naam)
            yield Punt(f"termijn:{id}", naam, stand, text(words[stand], **values), (termijn.regel,))

    def faults(self) -> Iterator[Punt]:
        """What was done that should not be."""
        for id in self._first:
            skill = self._skills.get(id)
            if skill and skill.soort == "fout" and id not in self._geval.mag:
                yield Punt(f"misser:{id}", skill.naam, "fout", skill.gedaan, self._here(skill.regels))

    def _skill_for(self, beslissing: str, uitkomst: str) -> Vaardigheid:
        wanted = (beslissing, uitkomst)
        return next(s for s in self._skills.values() if (s.beslissing, s.uitkomst) == wanted)

    def _said_of(self, beslissing: str) -> Iterator[str]:
        """The outcomes of a decision that were said, the last one first."""
        for beurt in reversed(self._beurten):
            for id in reversed(beurt.gehoord):
                skill = self._skills.get(id)
                if skill and skill.soort == "uitkomst" and skill.beslissing == beslissing:
                    yield id

    def _here(self, regels: Sequence[str]) -> tuple[str, ...]:
        """Of these regels those that hold where and when the call takes place."""
        return tuple(id for id in regels if id in self._holding)
