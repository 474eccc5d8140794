"""How a practice call went: what was asked and explained, forgotten or wrong, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.learning.amounts import amount_of, amounts_in, is_about
from assistant.learning.generate import counted_in
from assistant.learning.practice import Beurt, beaamt_of, is_fault
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
        self._last: dict[str, int] = {}
        for number, beurt in enumerate(beurten, 1):
            for id in beurt.gehoord:
                self._first.setdefault(id, number)
                self._last[id] = number

    def goals(self) -> Iterator[Punt]:
        for doel in self._geval.doelen:
            skill = self._skills[doel.vaardigheid]
            turn = self._first.get(doel.vaardigheid)
            regels = doel.regels or self._regels_of(skill)
            if turn is None and self._told_already(skill, doel.eerst):
                continue
            if turn is None:
                yield Punt(skill.id, skill.naam, "vergeten", self._forgotten(skill), regels)
            elif doel.eerst and turn > _FIRST:
                yield Punt(skill.id, skill.naam, "te-laat", text("te_laat", gedaan=skill.gedaan), regels)
            else:
                yield Punt(skill.id, skill.naam, "gedaan", skill.gedaan, regels)

    def _told_already(self, skill: Vaardigheid, first: bool) -> bool:
        """Whether the caller told what it asks for, unasked; what comes `first` only in the opening words."""
        told = {id for beurt in self._beurten for id in beurt.gezegd}
        facts = (weet.criteria for weet in self._geval.weet if f"weet:{weet.id}" in told and not first)
        known = {*self._geval.blijkt, *(criterium for criteria in facts for criterium in criteria)}
        return bool(known.intersection(skill.vraagt_naar))

    def mistakes(self) -> Iterator[Punt]:
        """What the caller got wrong; what never came up was no fault of the worker.

        Of putting it right and confirming it the last one counts.
        """
        told = {id for beurt in self._beurten for id in beurt.gezegd}
        for vergist in self._geval.vergist:
            name = f"vergist:{vergist.id}"
            confirmed = self._last.get(beaamt_of(name), 0)
            if confirmed > self._last.get(name, 0):
                tekst = text("vergissing_beaamd", uitleg=vergist.uitleg)
                yield Punt(name, vergist.naam, "fout", tekst, vergist.regels)
            elif name in self._first:
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
            regels = self._regels_of(right)
            if last == right.id:
                yield Punt(right.id, right.naam, "gedaan", right.gedaan, regels)
            elif last is None:
                yield Punt(right.id, right.naam, "vergeten", self._forgotten(right), regels)
            else:
                tekst = text("uitkomst_fout", vergeten=self._forgotten(right))
                yield Punt(right.id, right.naam, "fout", tekst, regels)

    def terms(self) -> Iterator[Punt]:
        """Whether the right terms were named; a wrong one is one that is said of the same thing."""
        said = [found for beurt in self._beurten for found in amounts_in(beurt.medewerker)]
        for id in self._geval.termijnen:
            termijn = self._store.termijnen[id]
            right = amount_of(termijn)
            named = any(found.hoeveel == right for found in said)
            wrong = any(found.termijn and is_about(found.zin, termijn) for found in said)
            stand: PuntStand = "gedaan" if named else "fout" if wrong else "vergeten"
            words = {"gedaan": "termijn_goed", "fout": "termijn_fout", "vergeten": "termijn_vergeten"}
            values = {
                "aantal": termijn.aantal,
                "eenheid": counted_in(termijn.eenheid),
                "vanaf": termijn.vanaf,
            }
            naam = text("termijn_naam", naam=termijn.naam)
            yield Punt(f"termijn:{id}", naam, stand, text(words[stand], **values), (termijn.regel,))

    def faults(self) -> Iterator[Punt]:
        """What was done that should not be."""
        for id in self._first:
            skill = self._skills.get(id)
            if skill and is_fault(skill, self._geval):
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

    def _regels_of(self, skill: Vaardigheid) -> tuple[str, ...]:
        """What the feedback on a skill rests on, for a caller like this one."""
        instead = skill.bij_burger if self._geval.beller.burger else None
        return self._here(instead.regels if instead else skill.regels)

    def _forgotten(self, skill: Vaardigheid) -> str:
        instead = skill.bij_burger if self._geval.beller.burger else None
        return (instead and instead.vergeten) or skill.vergeten or ""

    def _here(self, regels: Sequence[str]) -> tuple[str, ...]:
        """Of these regels those that hold where and when the call takes place."""
        return tuple(id for id in regels if id in self._holding)
