"""Decision tables over criteria."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from assistant.rulebase.schema.base import LANDELIJK, Entry, Grondslag, Id, Tekst
from assistant.rulebase.schema.outcomes import Deel, Uitkomst


def _opposite(answer: str | None, value: str) -> bool:
    return answer in ("ja", "nee") and answer != value


class Rij(Entry):
    """A row of a decision table: all of `als_alle` and, if given, one of `als_een_van`."""

    uitkomst: Id
    als_alle: dict[Id, Literal["ja", "nee"]] = Field(default_factory=dict)
    als_een_van: dict[Id, Literal["ja", "nee"]] = Field(default_factory=dict)
    door: tuple[Id, ...] = ()
    """Which of its criteria to name as the reason, where naming all of them says too much."""

    @model_validator(mode="after")
    def _has_a_condition(self) -> Rij:
        if not self.als_alle and not self.als_een_van:
            raise ValueError("een rij zonder voorwaarde geldt altijd; geef als_alle of als_een_van")
        both = sorted(set(self.als_alle) & set(self.als_een_van))
        if both:
            raise ValueError(f"criterium {both[0]!r} staat in als_alle én in als_een_van")
        return self

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Whether the answers given make this row true, whatever the others turn out to be."""
        if any(answers.get(name) != value for name, value in self.als_alle.items()):
            return False
        one_of = self.als_een_van.items()
        return not one_of or any(answers.get(name) == value for name, value in one_of)

    def possible(self, answers: Mapping[str, str]) -> bool:
        """Whether the answers given leave room for this row to become true."""
        if any(_opposite(answers.get(name), value) for name, value in self.als_alle.items()):
            return False
        one_of = self.als_een_van.items()
        return not one_of or any(not _opposite(answers.get(name), value) for name, value in one_of)


class Botsing(Entry):
    """A combination of answers in which two rules collide: said as it is, decided by nobody."""

    als_alle: dict[Id, Literal["ja", "nee"]] = Field(min_length=2)
    tekst: Tekst
    regels: tuple[Id, ...]

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Whether the answers given contain the combination."""
        return all(answers.get(name) == value for name, value in self.als_alle.items())


class Beslissing(Entry):
    """A decision table over criteria; the dialogue asks any table without code of its own."""

    id: Id
    naam: Tekst
    vraag: Tekst
    """The question that it decides."""
    criteria: tuple[Id, ...] = Field(min_length=1)
    """In the order in which they are asked."""
    eerst_veilig: Id | None = None
    """A criterium on acute danger that the dialogue asks before anything else."""
    regio: Id = LANDELIJK
    """The region whose agreement the table comes from."""
    onderwerpen: tuple[Id, ...] = ()
    """Questions about these subjects start the decision."""
    startwoorden: tuple[Tekst, ...] = ()
    """Words by which somebody who wants to go through a decision means this one."""
    startzinnen: tuple[Tekst, ...] = ()
    """Said of a case at hand, these begin the decision, whatever else is asked beside it."""
    slotvragen: tuple[Tekst, ...] = ()
    """Questions that ask for it only at the end of a message that tells of a case: 'wat moet ik doen'."""
    alleen_op_verzoek: bool = False
    """Whether it begins only when somebody asks for it, and never by what is told of a case."""
    alles_vragen: bool = False
    """Whether every criterium is asked, also when the outcome is settled: its result is one for each."""
    daarna: tuple[Id, ...] = ()
    """Decisions that may be wanted after this one: offered with its outcome."""
    grondslag: tuple[Grondslag, ...]
    tabel: tuple[Rij, ...] = Field(min_length=1)
    uitkomsten: tuple[Uitkomst, ...] = Field(min_length=1)
    onbeslist: Uitkomst
    """The outcome while answers are missing, or where rules collide."""
    hangt_af_van: Deel | None = None
    """What the outcome depends on, in short: for whoever asks for it before it can be said."""
    gewoonlijk: dict[Id, Literal["ja", "nee"]] = Field(default_factory=dict)
    """What is taken to be so, as long as nobody says otherwise, for who asks early what comes of it."""
    botsingen: tuple[Botsing, ...] = ()
