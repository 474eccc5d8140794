"""Everything there is to learn in a region: its modules, and their questions in the order of teaching."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from assistant.learning.generate import Generator
from assistant.learning.material import Material
from assistant.learning.opgaven import PLACES, Opgave, by_hand, with_version
from assistant.learning.schema import Module, Uitleg
from assistant.rulebase.schema import LANDELIJK, Regel
from assistant.rulebase.store import Layer, RuleStore


class Course:
    """The questions of every region on a day: those written by hand, and those made from the rule base.

    A question is asked where all its regels hold. Made questions about content come after those written
    by hand; where a regel stands is only asked of regels that no other question reaches.
    """

    def __init__(self, store: RuleStore, material: Material, today: date) -> None:
        self.store = store
        self.material = material
        self._today = today
        self._regels: dict[str, dict[str, Regel]] = {}
        self._opgaven: dict[str, dict[str, Opgave]] = {}

    def is_of(self, store: RuleStore, material: Material, today: date) -> bool:
        """Whether it was made of these."""
        return self.store is store and self.material is material and self._today == today

    @cached_property
    def regios(self) -> tuple[str, ...]:
        """The regions with agreements of their own."""
        return tuple(id for id in self.store.regios if id != LANDELIJK)

    def regels(self, regio: str) -> Mapping[str, Regel]:
        """The regels that hold in a region, by id."""
        if regio not in self._regels:
            holding = self.store.alle(Layer(regio, self._today))
            self._regels[regio] = {regel.id: regel for regel in holding}
        return self._regels[regio]

    def holds(self, regels: Iterable[str], regio: str) -> bool:
        """Whether all these regels hold in a region."""
        return all(id in self.regels(regio) for id in regels)

    def explanation(self, module: Module, regio: str) -> list[Uitleg]:
        """The parts of a module's explanation that hold in a region."""
        return [part for part in module.uitleg if self.holds(part.regels, regio)]

    def modules(self, regio: str) -> list[Module]:
        """The modules that have something to teach in a region, in the order of teaching."""
        asked = {opgave.module for opgave in self.opgaven(regio)}
        return [m for m in self.material.modules.values() if m.id in asked and self.explanation(m, regio)]

    def opgaven(self, regio: str) -> list[Opgave]:
        """The questions of a region, module by module; raises KeyError for a region that doesn't exist."""
        return list(self._by_id(regio).values())

    def opgave(self, regio: str, id: str) -> Opgave | None:
        """The question with this id as it is asked in a region; None when it isn't asked there."""
        return self._by_id(regio).get(id)

    def _by_id(self, regio: str) -> dict[str, Opgave]:
        if regio not in self._opgaven:
            if regio not in self.regios:
                raise KeyError(regio)
            self._opgaven[regio] = {opgave.id: opgave for opgave in self._make(regio)}
        return self._opgaven[regio]

    def _make(self, regio: str) -> list[Opgave]:
        written = [by_hand(vraag) for vraag in self.material.vragen.values()]
        asked = [o for o in written if regio in o.regio or (not o.regio and self.holds(o.regels, regio))]
        generator = Generator(self.store, self.regels(regio), self._overlap, self._near)
        made: list[Opgave] = [
            opgave
            for opgave in generator.decisions(regio, self._module_of_subject)
            if self.holds(opgave.regels, regio)
        ]
        taught = [(regel, self.module_of(regel)) for regel in self.regels(regio).values()]
        for regel, module in taught:
            made += generator.about(regel, module) if module else ()
        reached = {id for opgave in (*asked, *made) for id in opgave.regels}
        for regel, module in taught:
            place = generator.place(regel, module) if module and regel.id not in reached else None
            made += (place,) if place else ()
        order = {id: number for number, id in enumerate(self.material.modules)}
        in_order = sorted((*asked, *made), key=lambda o: (order[o.module], o.gemaakt in PLACES))
        return [with_version(o, [self.store.versie(id) for id in o.regels]) for o in in_order]

    @cached_property
    def _overlap(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(one.actoren) for one in self.material.overlap.values())

    @cached_property
    def _near(self) -> frozenset[str]:
        return frozenset(id for one in self.material.benadering.values() for id in one.regels)

    @cached_property
    def _module_of_subject(self) -> dict[str, str]:
        return {o: module.id for module in self.material.modules.values() for o in module.onderwerpen}

    def module_of(self, regel: Regel) -> str | None:
        """The module that teaches a regel: that of the first of its subjects that has one."""
        of_subject = self._module_of_subject
        return next((of_subject[o] for o in regel.onderwerpen if o in of_subject), None)

    def unreached(self, regio: str) -> list[Regel]:
        """The regels that hold in a region and that no question there is about."""
        reached = {id for opgave in self.opgaven(regio) for id in opgave.regels}
        return [regel for id, regel in self.regels(regio).items() if id not in reached]
