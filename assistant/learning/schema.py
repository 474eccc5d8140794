"""The learning material as types: what an expert may write in `data/leren/`.

Field names are Dutch because experts without Python write them. Nothing here is a fact by itself: every
text that explains names the regels it rests on, and the material holds for a region when those regels do.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BeforeValidator, Field, model_validator

from assistant.rulebase.schema import Entry, Id, Tekst

VraagSoort = Literal["keuze", "meerkeuze", "stelling", "getal", "volgorde"]
"""How a question is answered: one of several, some of several, true or not, a number, an order."""

VaardigheidSoort = Literal["vraag", "uitleg", "uitkomst", "afronding", "fout"]
"""What a worker does in a call: ask, explain, say an outcome, round off, or what should not be done."""

Urgentie = Literal["acuut", "crisis", "geen"]

SHORTEST_KEUZE, SHORTEST_MEERKEUZE, SHORTEST_VOLGORDE = 3, 4, 3
"""How many answers a question of each kind offers at least."""


class Uitleg(Entry):
    """A piece of explanation; shown in a region when all its regels hold there."""

    tekst: Tekst
    regels: tuple[Id, ...] = Field(min_length=1)


class Module(Entry):
    """A lesson of five to ten minutes: what it explains, and the subjects whose regels it teaches."""

    id: Id
    titel: Tekst
    doel: Tekst
    """What somebody knows afterwards, as it reads after 'Na deze module': `weet je wat …`."""
    volgorde: Annotated[int, Field(ge=1)]
    minuten: Annotated[int, Field(ge=5, le=10)]
    onderwerpen: tuple[Id, ...] = ()
    """Subjects of the rule base. A subject belongs to one module: questions made from its regels go there."""
    uitleg: tuple[Uitleg, ...] = Field(min_length=1)


class Fout(Entry):
    """A wrong answer that somebody could well give, and what is wrong with it."""

    tekst: Tekst
    uitleg: Tekst | None = None
    """Said to who chose it, in front of the explanation that everybody gets."""


class Vraag(Entry):
    """A question written by hand; asked in a region when all its regels hold there."""

    id: Id
    module: Id
    soort: VraagSoort
    situatie: Tekst | None = None
    """A case that the question is about."""
    vraag: Tekst
    goed: tuple[Tekst, ...] = ()
    """`keuze`: the right answer; `meerkeuze`: all right ones; `volgorde`: all parts in the right order."""
    fout: tuple[Fout, ...] = ()
    klopt: bool | None = None
    """Of a `stelling`."""
    getal: Annotated[int, Field(ge=0)] | None = None
    eenheid: Tekst | None = None
    """Of a `getal`: what is counted, such as `werkdagen`."""
    uitleg: Tekst
    """Said after every answer, right or wrong."""
    regels: tuple[Id, ...] = Field(min_length=1)
    """The regels that it teaches and that the explanation rests on, the most exact first."""
    regio: tuple[Id, ...] = ()
    """Only where a question compares regions: in which regions it is asked, whatever holds there."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Vraag:
        wrong = _MISFITS[self.soort](self)
        if wrong:
            raise ValueError(wrong)
        return self


def _misfit_keuze(vraag: Vraag) -> str:
    if len(vraag.goed) != 1:
        return "een keuze heeft precies één goed antwoord"
    if 1 + len(vraag.fout) < SHORTEST_KEUZE:
        return "een keuze heeft minstens twee foute antwoorden"
    return _misfit_other(vraag)


def _misfit_meerkeuze(vraag: Vraag) -> str:
    if not vraag.goed or not vraag.fout or len(vraag.goed) + len(vraag.fout) < SHORTEST_MEERKEUZE:
        return "een meerkeuze heeft goede én foute antwoorden, samen minstens vier"
    return _misfit_other(vraag)


def _misfit_stelling(vraag: Vraag) -> str:
    if vraag.klopt is None or vraag.goed or vraag.fout:
        return "een stelling heeft alleen ‘klopt: true’ of ‘klopt: false’, geen antwoorden"
    return ""


def _misfit_getal(vraag: Vraag) -> str:
    if vraag.getal is None or vraag.eenheid is None or vraag.goed or vraag.fout:
        return "een vraag naar een getal heeft ‘getal’ en ‘eenheid’, geen antwoorden"
    return ""


def _misfit_volgorde(vraag: Vraag) -> str:
    if len(vraag.goed) < SHORTEST_VOLGORDE or vraag.fout:
        return "een volgorde heeft onder ‘goed’ minstens drie stappen, en geen foute antwoorden"
    return _misfit_other(vraag)


def _misfit_other(vraag: Vraag) -> str:
    if vraag.klopt is not None or vraag.getal is not None:
        return f"‘klopt’ en ‘getal’ horen niet bij een {vraag.soort}"
    return ""


_MISFITS = {
    "keuze": _misfit_keuze,
    "meerkeuze": _misfit_meerkeuze,
    "stelling": _misfit_stelling,
    "getal": _misfit_getal,
    "volgorde": _misfit_volgorde,
}
"""Per kind of question what is wrong with its answers; empty when nothing is."""


class Zinnen(Entry):
    """How people say something: recognised by likeness to these sentences, or by words."""

    zinnen: tuple[Tekst, ...] = ()
    """Whole sentences, as somebody types them."""
    woorden: tuple[Tekst, ...] = ()
    """Each a few words that together are enough, in any order and inflection: `oma weekend`."""
    maar_niet: tuple[Tekst, ...] = ()
    """Sentences that look like it and mean something else."""


class BijBurger(Entry):
    """Feedback for a call of somebody who is no professional, whom norms for professionals don't bind."""

    vergeten: Tekst | None = None
    """Instead of that of the vaardigheid, where that speaks of what professionals do."""
    regels: tuple[Id, ...] = Field(min_length=1)


class Vaardigheid(Zinnen):
    """Something that a worker of the bureaudienst does in a call, or should not do."""

    id: Id
    naam: Tekst
    """As it stands in the feedback: `vragen of het nu veilig is`."""
    soort: VaardigheidSoort
    beslissing: Id | None = None
    uitkomst: Id | None = None
    """Of an `uitkomst`: which outcome of which decision is said."""
    reactie: Tekst | None = None
    """What a caller says to it where the case has nothing of its own."""
    gedaan: Tekst
    """Feedback when it was done (of a `fout`: what was wrong)."""
    vergeten: Tekst | None = None
    """Feedback when it was not done; a `fout` and an `afronding` have none."""
    regels: tuple[Id, ...] = Field(min_length=1)
    """What the feedback rests on; only those that hold in the region of the case are cited."""
    bij_burger: BijBurger | None = None
    vraagt_naar: tuple[Id, ...] = ()
    """The criteria that it asks for. What the caller told of his own accord doesn't have to be asked."""
    hoort_bij: tuple[Urgentie, ...] = ()
    """In cases of which urgency it has to be a goal; of a `fout`: in which it is one, all when empty."""

    @model_validator(mode="after")
    def _complete(self) -> Vaardigheid:
        if self.soort not in ("fout", "afronding") and not self.vergeten:
            raise ValueError("‘vergeten’ ontbreekt: wat zeg je als iemand dit niet deed?")
        if self.soort == "uitkomst" and not (self.beslissing and self.uitkomst):
            raise ValueError("een uitkomst noemt ‘beslissing’ en ‘uitkomst’")
        if not self.zinnen:
            raise ValueError("‘zinnen’ ontbreekt: hoe zegt iemand dit?")
        return self


class Weet(Zinnen):
    """Something that the caller knows and tells only when asked."""

    id: Id
    vaardigheid: Id | None = None
    """Asked by whoever does this; its sentences then count too."""
    zegt: Tekst
    criteria: dict[Id, Literal["ja", "nee"]] = Field(default_factory=dict)
    """What it says about the case, by criterium."""

    @model_validator(mode="after")
    def _can_be_asked(self) -> Weet:
        if not (self.vaardigheid or self.zinnen or self.woorden):
            raise ValueError("geef ‘vaardigheid’, ‘zinnen’ of ‘woorden’: hoe vraagt iemand hiernaar?")
        return self


class Vergist(Zinnen):
    """Something that the caller gets wrong, and that the worker should put right.

    Its `zinnen` and `woorden` are how a worker puts it right. Who says the opposite of one of them, or only
    agrees when the caller says it, confirms it: a mistake.
    """

    id: Id
    zegt: Tekst
    na_beurt: Annotated[int, Field(ge=1)] = 2
    """Said after so many turns of the worker, unless it was put right before."""
    beaamt: tuple[Tekst, ...] = ()
    """Other sentences by which a worker confirms it."""
    daarop: Tekst
    """What the caller says once it is put right."""
    naam: Tekst
    """As it stands in the feedback: `rechtzetten dat een melding anoniem kan`."""
    uitleg: Tekst
    """What is right, for the feedback."""
    regels: tuple[Id, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _can_be_put_right(self) -> Vergist:
        if not (self.zinnen or self.woorden):
            raise ValueError("geef ‘zinnen’ of ‘woorden’: hoe zet iemand dit recht?")
        return self


class Doel(Entry):
    """Something that the worker should do in this call."""

    vaardigheid: Id
    eerst: bool = False
    """Whether it should come before everything else."""
    regels: tuple[Id, ...] = ()
    """What the feedback rests on in this case, instead of the regels of the vaardigheid."""


def _quoted(value: object) -> object:
    # YAML makes a moment out of it without quotes, and loses the offset in doing so.
    if not isinstance(value, str):
        raise ValueError('zet aanhalingstekens om het moment, zoals "2026-03-10T14:10:00+01:00"')
    return value


class Beller(Entry):
    """Who calls, and how the call begins and ends."""

    wie: Tekst
    """For the learner beforehand: `een leerkracht van een basisschool`. No names of people."""
    rol: Id
    """The caller as an actor of the rule base."""
    burger: bool = False
    """Whether somebody calls who is no professional."""
    opent: Tekst
    sluit: Tekst
    """Said when the worker rounds off."""
    snapt_niet: tuple[Tekst, ...] = Field(min_length=2)
    """What the caller says, by turns, when nothing was recognised."""


class Geval(Entry):
    """A practice call: somebody calls, the learner is the worker of the bureaudienst."""

    id: Id
    titel: Tekst
    regio: Id
    module: Id
    """The module that it is best practised after."""
    niveau: Literal[1, 2, 3]
    """1 is a plain case; 3 has more than one catch."""
    urgentie: Urgentie
    moment: Annotated[AwareDatetime, BeforeValidator(_quoted)]
    """When the call takes place."""
    beller: Beller
    blijkt: dict[Id, Literal["ja", "nee"]] = Field(default_factory=dict)
    """What the opening words say about the case, by criterium."""
    weet: tuple[Weet, ...] = Field(min_length=3)
    vergist: tuple[Vergist, ...] = ()
    doelen: tuple[Doel, ...] = Field(min_length=3)
    uitkomsten: dict[Id, Id]
    """Per decision the outcome of this case; checked against the decision table."""
    termijnen: tuple[Id, ...] = ()
    """Terms that the worker should name."""
    mag: tuple[Id, ...] = ()
    """A `fout` that is none in this call."""
    nabespreking: tuple[Uitleg, ...] = Field(min_length=1)
    """What there is to learn from the case, read afterwards."""


class Overlap(Entry):
    """Actors of which one is part of another: never the wrong answer to each other."""

    id: Id
    actoren: tuple[Id, ...] = Field(min_length=2)


class Benadering(Entry):
    """Regels for which their source has no place of its own: nobody is asked in which part they stand."""

    id: Id
    regels: tuple[Id, ...] = Field(min_length=1)


class Gelijk(Entry):
    """Words that mean the same for recognising what a worker says: `kind`, `dochter`, `leerling`."""

    id: Id
    woorden: tuple[Tekst, ...] = Field(min_length=2)


KINDS: dict[str, type[Entry]] = {
    "modules": Module,
    "vragen": Vraag,
    "vaardigheden": Vaardigheid,
    "gevallen": Geval,
    "overlap": Overlap,
    "benadering": Benadering,
    "gelijk": Gelijk,
}
"""Top-level keys of a file of learning material, and the entries that stand under each."""
