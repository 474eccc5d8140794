"""Questions made from the rule base, where that is honest: terms, actors, definitions, criteria, places.

Made the same every time, so that a question is the same for everybody and keeps its id. A wrong answer is
something that stands elsewhere in the rule base; what might be right as well is never offered.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.dutch.words import analyse
from assistant.learning.opgaven import Keuze, Opgave, mixed
from assistant.learning.texts import text
from assistant.learning.wording import (
    blanked,
    blanked_at_start,
    is_short_for,
    names_itself,
    other_name,
    within,
)
from assistant.reasoning.decisions import weigh
from assistant.rulebase.schema import Actor, Begrip, Beslissing, Bron, Criterium, Regel, Soort
from assistant.rulebase.store import Layer, RuleStore

_WRONG = 3
"""How many wrong answers a made question offers."""
_FEWEST_WRONG = 2
_PLAUSIBLE = 8
"""Of so many actors, those with most to do, the wrong ones are chosen."""
_RIGHT_CRITERIA = 3
Antwoord = Literal["ja", "nee", "onbekend"]
_BY_TURNS: tuple[Antwoord, ...] = ("ja", "nee", "onbekend")
"""What is asked of the criteria of a decision, so that no outcome is the answer every time."""
_AFTER_A_NUMBER = {"uren": "uur", "jaren": "jaar"}
_NUMBER = re.compile(r"\b(?P<number>\d+)(?=(?:e|ste|de)? (?P<unit>uur|werkdag|dag|we?ek|maand|jaar)\w*)")
_UNITS = {
    "uren": "uur",
    "werkdagen": "werkdag",
    "dagen": "dag",
    "weken": "we",
    "maanden": "maand",
    "jaren": "jaar",
}
"""By what the name of a unit begins, as it stands in a text."""


@dataclass(frozen=True)
class Generator:
    """Makes the questions for the regels of one region; `regels` are those that hold there."""

    store: RuleStore
    regels: Mapping[str, Regel]
    overlap: Sequence[frozenset[str]] = ()
    """Actors of which one is part of the other: where the one is right, the other isn't wrong."""
    near: frozenset[str] = frozenset()
    """Regels whose source has no place of its own for them."""

    def about(self, regel: Regel, module: str) -> Iterator[Opgave]:
        """What can be asked about the content of a regel."""
        for make in (self._number, self._actor, self._term):
            opgave = make(regel, module)
            if opgave:
                yield opgave

    def place(self, regel: Regel, module: str) -> Opgave | None:
        """Where a regel stands: of which part of its source it is, or else of which source."""
        part = None if regel.id in self.near else self._part(regel, module)
        return part or self._source(regel, module)

    def decisions(self, region: str, modules: Mapping[str, str]) -> Iterator[Opgave]:
        """What follows from one fact, for decision tables in which one fact is enough.

        `modules` gives the module of a subject.
        """
        for beslissing in self.store.beslissingen.values():
            module = next((modules[o] for o in beslissing.onderwerpen if o in modules), None)
            if module and beslissing.regio == region and self._one_is_enough(beslissing):
                yield from self._outcomes(beslissing, module)
                yield from self._criteria(beslissing, module)

    def _number(self, regel: Regel, module: str) -> Opgave | None:
        termijn = self.store.termijnen.get(regel.termijn or "")
        if termijn is None:
            return None
        for match in _NUMBER.finditer(regel.tekst):
            same_unit = match["unit"].startswith(_UNITS[termijn.eenheid])
            if same_unit and int(match["number"]) == termijn.aantal:
                blank = f"{regel.tekst[: match.start()]}{text('streep')}{regel.tekst[match.end() :]}"
                return Opgave(
                    id=f"getal.{regel.id}",
                    module=module,
                    soort="getal",
                    vraag=text("maak_getal", zin=blank, bron=self.store.bronnen[regel.bron].kort),
                    getal=termijn.aantal,
                    eenheid=counted_in(termijn.eenheid),
                    uitleg=regel.tekst,
                    regels=(regel.id,),
                    gemaakt="termijn",
                )
        return None

    def _actor(self, regel: Regel, module: str) -> Opgave | None:
        actor = self.store.actoren.get(regel.wie or "")
        blank = actor and blanked_at_start(regel.tekst, (actor.naam, *actor.ook_genoemd))
        if not actor or not blank:
            return None
        beside = [other for other in self._actors_beside(regel) if self._differs(actor, other)]
        if actor == self._plausible_actors[0] and not beside:
            # Who always says the one with most to do would be right, and there is nobody to confuse it with.
            return None
        others = [other for other in self._plausible_actors if self._differs(actor, other)]
        names = list(
            dict.fromkeys(other.naam for other in (*beside, *mixed(regel.id, others[:_PLAUSIBLE], _name)))
        )
        return self._choice("wie", regel, module, "maak_wie", blank, actor.naam, names[:_WRONG])

    @cached_property
    def _plausible_actors(self) -> list[Actor]:
        """Actors that do something in this region, those with most to do first."""
        return self._by_work(self.regels.values())

    def _actors_beside(self, regel: Regel) -> list[Actor]:
        """Actors that do something in the same step, or about the same subject, the busiest first."""
        near = [r for r in self.regels.values() if regel.stap and r.stap == regel.stap]
        return self._by_work(near or self._about_the_same(regel))

    def _by_work(self, regels: Iterable[Regel]) -> list[Actor]:
        counted = Counter(regel.wie for regel in regels if regel.wie)
        return [self.store.actoren[id] for id, _ in sorted(counted.items(), key=lambda c: (-c[1], c[0]))]

    def _differs(self, one: Actor, other: Actor) -> bool:
        apart = not any({one.id, other.id} <= group for group in self.overlap)
        return apart and one.id != other.id

    def _term(self, regel: Regel, module: str) -> Opgave | None:
        begrip = self.store.begrippen.get(regel.begrip or "")
        if begrip is None or begrip.regel != regel.id or regel.soort is not Soort.DEFINITIE:
            return None
        blank = blanked(regel.tekst, (begrip.term, *begrip.ook_genoemd))
        if blank and other_name(regel.tekst, begrip):
            # Two lines for two names of the same thing leave nothing to tell it by.
            blank = blanked(regel.tekst, (begrip.term,))
        if blank is None:
            return None
        others = [
            other.term
            for other in self.store.begrippen.values()
            if other.regel in self.regels
            and not _akin(begrip, other)
            and is_short_for(other.term) == is_short_for(begrip.term)
            and other.term.lower() not in blank
        ]
        return self._choice("begrip", regel, module, "maak_begrip", blank, begrip.term, others)

    def _part(self, regel: Regel, module: str) -> Opgave | None:
        bron = self.store.bronnen[regel.bron]
        right = bron.plaats(regel.vindplaats).titel
        taken = {place for subject in regel.onderwerpen for place in self._places[subject]}
        said = {word.stem for word in analyse(regel.tekst)}
        others = [
            place.titel
            for place in bron.vindplaatsen
            if (regel.bron, place.id) not in taken
            and not within(place.id, regel.vindplaats)
            and not names_itself(place.titel, said)
        ]
        sentence = blanked(regel.tekst, [part for part in right.split(": ") if part])
        template = "maak_plaats_streep" if sentence else "maak_plaats"
        return self._choice("plaats", regel, module, template, sentence or regel.tekst, right, others)

    @cached_property
    def _places(self) -> Mapping[str, set[tuple[str, str]]]:
        """By subject the sources and places at which anything is said of it, in any region."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for regel in self.store.alle(Layer()):
            for subject in regel.onderwerpen:
                found[subject].add((regel.bron, regel.vindplaats))
        return found

    def _source(self, regel: Regel, module: str) -> Opgave | None:
        taken = {r.bron for r in self._about_the_same(regel)}
        others = [bron.titel for id, bron in self.store.bronnen.items() if id not in taken]
        right = self.store.bronnen[regel.bron].titel
        return self._choice("bron", regel, module, "maak_bron", regel.tekst, right, others)

    def _about_the_same(self, regel: Regel) -> Iterable[Regel]:
        """Regels that say something about the same subject, itself among them."""
        linked = {regel.id, *regel.zie_ook, *regel.wijkt_af_van}
        subject = regel.onderwerpen[0]
        return (r for r in self.regels.values() if subject in r.onderwerpen or r.id in linked)

    def _choice(
        self,
        kind: str,
        regel: Regel,
        module: str,
        template: str,
        sentence: str,
        right: str,
        others: Iterable[str],
    ) -> Opgave | None:
        id, source = f"{kind}.{regel.id}", self.store.bronnen[regel.bron].kort
        if right.lower() in f"{sentence} {source}".lower():
            return None
        wrong = mixed(id, {other for other in others if other != right})[:_WRONG]
        if len(wrong) < _FEWEST_WRONG:
            return None
        answers = [Keuze(right, True), *(Keuze(other, False) for other in wrong)]
        return Opgave(
            id=id,
            module=module,
            soort="keuze",
            vraag=text(template, zin=sentence, bron=source),
            keuzes=tuple(mixed(f"{id}.volgorde", answers, lambda keuze: keuze.tekst)),
            uitleg=regel.tekst,
            regels=(regel.id,),
            gemaakt=kind,
        )

    def _one_is_enough(self, beslissing: Beslissing) -> bool:
        """Whether each criterium alone turns the outcome from what it is when none holds."""
        none = self._weigh(beslissing, None)
        return all(self._weigh(beslissing, name) != none for name in beslissing.criteria)

    def _weigh(self, beslissing: Beslissing, one: str | None, value: Antwoord = "ja") -> str:
        """The outcome when `one` criterium has this value, and none of the others holds."""
        answers = {name: value if name == one else "nee" for name in beslissing.criteria}
        return weigh(beslissing, self.store.criteria, answers).uitkomst.id

    def _outcomes(self, beslissing: Beslissing, module: str) -> Iterator[Opgave]:
        offered = (*beslissing.uitkomsten, beslissing.onbeslist)
        for number, name in enumerate(beslissing.criteria):
            criterium = self.store.criteria[name]
            value = _BY_TURNS[number % len(_BY_TURNS)]
            right = self._weigh(beslissing, name, value)
            id = f"beslissing.{beslissing.id}.{name}"
            yield Opgave(
                id=id,
                module=module,
                soort="keuze",
                vraag=text(f"maak_beslissing_{value}", feit=_as_told(criterium, value)),
                keuzes=tuple(mixed(id, [Keuze(u.naam, u.id == right) for u in offered], lambda k: k.tekst)),
                uitleg=text(f"uitleg_beslissing_{value}", regel=self.store.regel(criterium.regel).tekst),
                regels=(criterium.regel,),
                gemaakt="beslissing",
            )

    def _criteria(self, beslissing: Beslissing, module: str) -> Iterator[Opgave]:
        own = [self.store.criteria[name] for name in beslissing.criteria]
        strange = [c for c in self.store.criteria.values() if not _akin_to_any(c, own)]
        of_a_case = [c for c in strange if self.store.regel(c.regel).soort is not Soort.CRITERIUM]
        if len(of_a_case) >= _WRONG:
            # By the others an organisation is judged: nobody would take them for facts of a case.
            strange = of_a_case
        bron: Bron = self.store.bronnen[beslissing.grondslag[0].bron]
        for start in range(0, len(own), _RIGHT_CRITERIA):
            right = own[start : start + _RIGHT_CRITERIA]
            id = f"criteria.{beslissing.id}.{start // _RIGHT_CRITERIA + 1}"
            wrong = mixed(id, strange, lambda c: c.id)[:_WRONG]
            if not wrong:
                return
            answers = [Keuze(c.als_ja, True) for c in right] + [Keuze(c.als_ja, False) for c in wrong]
            yield Opgave(
                id=id,
                module=module,
                soort="meerkeuze",
                vraag=text("maak_criteria", vraag=beslissing.vraag, bron=bron.kort),
                keuzes=tuple(mixed(id, answers, lambda keuze: keuze.tekst)),
                uitleg=text("uitleg_criteria", feiten="; ".join(c.als_ja for c in right)),
                regels=tuple(dict.fromkeys(c.regel for c in right)),
                gemaakt="criteria",
            )


def _as_told(criterium: Criterium, value: Antwoord) -> str:
    """A fact of a case, or the question about it while nobody knows."""
    return {"ja": criterium.als_ja, "nee": criterium.als_nee, "onbekend": criterium.vraag}[value]


def counted_in(unit: str) -> str:
    """A unit of time as it stands after a number: '72 uur', '2 jaar'."""
    return _AFTER_A_NUMBER.get(unit, unit)


def _name(actor: Actor) -> str:
    return actor.naam


def _akin_to_any(criterium: Criterium, own: Sequence[Criterium]) -> bool:
    """Whether a criterium is one of these, or one of them settles the other."""
    names = {c.id for c in own}
    settles = {a.criterium for a in criterium.volgt_uit}
    settled = {a.criterium for c in own for a in c.volgt_uit}
    return criterium.id in names or bool(settles & names) or criterium.id in settled


def _akin(one: Begrip, other: Begrip) -> bool:
    """Whether two terms are the same, or the name of one is in that of the other."""
    names, others = ([n.lower() for n in (b.term, *b.ook_genoemd)] for b in (one, other))
    return one.id == other.id or any(a in b or b in a for a in names for b in others)
