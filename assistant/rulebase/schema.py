"""The rule base as types: what an expert may write in `data/afspraken/`.

Every class is one kind of entry in the YAML. Field names are Dutch because experts without
Python write them; unknown fields are refused, so that a typing error never vanishes silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from enum import Enum
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$")]
"""Lower case words joined by hyphens, parts by dots: `ijmond.directe-overdracht.contact`."""

Tekst = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Waarde = Literal["ja", "nee", "onbekend"]
"""The three values of a criterion; what nobody has said is `onbekend`, never `nee`."""

LANDELIJK = "landelijk"


class Entry(BaseModel):
    """A piece of the rule base: immutable, and strict about its fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Soort(str, Enum):
    """What kind of norm a regel is; the order is the order of ranking, norm before finding."""

    VERPLICHTING = "verplichting"
    TERMIJN = "termijn"
    BEVOEGDHEID = "bevoegdheid"
    CRITERIUM = "criterium"
    STAP = "stap"
    DEFINITIE = "definitie"
    UITGANGSPUNT = "uitgangspunt"
    OORDEEL = "oordeel"
    """A professional must judge this; no table decides it."""
    BEVINDING = "bevinding"
    """What an evaluation found in practice; it binds nobody."""


class Vindplaats(Entry):
    """A place inside a source, spelled exactly as the contract fixes it."""

    id: Tekst
    titel: Tekst
    landelijke_toelichting: bool = False
    """True where a regional source explains a national protocol: other regions may cite it too."""


class Bron(Entry):
    """A document or law that regels cite."""

    id: Id
    titel: Tekst
    kort: Tekst
    """Short name for citations, e.g. `IJmond 2024`."""
    regio: Id
    datum: date | None = None
    datum_tekst: Tekst
    """The date as the document gives it: `4 juli 2024`, `november 2018`."""
    evaluatie_termijn: Id | None = None
    """Term after `datum` within which the source itself promises an evaluation."""
    gewicht: Literal["norm", "toelichting", "bevinding"] = "norm"
    controle: Controle | None = None
    vindplaatsen: tuple[Vindplaats, ...]

    def plaats(self, id: str) -> Vindplaats:
        """The place with this id. Raises StopIteration when there is none."""
        return next(place for place in self.vindplaatsen if place.id == id)


class Controle(Entry):
    """What has not been verified yet, and since when that is known."""

    status: Literal["nog-niet-tegen-wettekst", "gecontroleerd"]
    datum: date
    toelichting: Tekst | None = None


class Grondslag(Entry):
    """Where something stands: source and place."""

    bron: Id
    vindplaats: Tekst


class Gemeente(Entry):
    """A municipality of a region, with the places in it that people name."""

    naam: Tekst
    plaatsen: tuple[Tekst, ...] = ()


def _quoted(value: object) -> object:
    # YAML reads 17:00 without quotes as a number to base sixty.
    if isinstance(value, int | float):
        raise ValueError('zet aanhalingstekens om een tijd, zoals "17:00"')
    return value


Tijd = Annotated[time, BeforeValidator(_quoted)]


class Kantoortijd(Entry):
    """Office hours in Europe/Amsterdam; an end the region's own agreement fixes may be cited."""

    van: Tijd
    tot: Tijd
    werkdagen_alleen: bool = True


class Regio(Entry):
    """A region with agreements of its own, or `landelijk`."""

    id: Id
    naam: Tekst
    in_zin: Tekst
    """As it reads after 'in' or 'voor' in a sentence: `de IJmond`."""
    veilig_thuis: Tekst | None = None
    gemeenten: tuple[Gemeente, ...] = ()
    ook_genoemd: tuple[Tekst, ...] = ()
    kantoortijd: Kantoortijd | None = None
    bereikbaarheid: tuple[Id, ...] = ()
    """Regels on who can be reached after hours, the most exact first."""


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


class Voorwaarde(Entry):
    """When a regel holds: in words, and where possible as values of criteria."""

    tekst: Tekst
    criteria: dict[Id, Literal["ja", "nee"]] = Field(default_factory=dict)


_LEAST_SUPPOSED = 2
"""A single word never tells what somebody supposes."""


class Regel(Entry):
    """One norm, small enough to be cited alone, in our own words at language level B1."""

    id: Id
    bron: Id
    vindplaats: Tekst
    onderwerpen: tuple[Id, ...] = Field(min_length=1)
    soort: Soort
    tekst: Tekst
    wie: Id | None = None
    """The actor who does it."""
    jegens: tuple[Id, ...] = ()
    """Towards whom."""
    stap: Id | None = None
    """The step of the process it belongs to."""
    na: Id | None = None
    """The step after which it applies."""
    als: Voorwaarde | None = None
    volgorde: int | None = None
    """Place in a list of the document, from 1."""
    termijn: Id | None = None
    criterium: Id | None = None
    begrip: Id | None = None
    gebied: Tekst | None = None
    """The region a finding is about, where that is not the region of the source."""
    beroepsgroep: Tekst | None = None
    wijkt_af_van: tuple[Id, ...] = ()
    zie_ook: tuple[Id, ...] = ()
    weerspreekt: tuple[Tekst, ...] = ()
    """What people wrongly suppose and this regel contradicts, as patterns (`reasoning/suppositions.py`)."""
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None
    controle: Controle | None = None

    @field_validator("weerspreekt")
    @classmethod
    def _says_enough(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            if sum(not part.startswith("-") for part in pattern.split()) < _LEAST_SUPPOSED:
                raise ValueError(f"‘{pattern}’ zegt te weinig: noem minstens {_LEAST_SUPPOSED} woorden")
        return patterns

    @model_validator(mode="after")
    def _period_runs_forward(self) -> Regel:
        if self.geldig_vanaf and self.geldig_tot and self.geldig_tot < self.geldig_vanaf:
            raise ValueError("geldig_tot ligt vóór geldig_vanaf")
        return self


class Criterium(Entry):
    """A fact about the case that decision tables weigh: ja, nee or onbekend."""

    id: Id
    naam: Tekst
    vraag: Tekst
    """The question as the assistant asks it."""
    waarom: Tekst
    """Why it is asked, for whoever answers 'waarom vraag je dat?'."""
    als_ja: Tekst
    """Shown back when it holds: `er is letsel te zien`."""
    als_nee: Tekst
    grondslag: Grondslag
    regel: Id
    vorm_van_geweld: bool = False
    """Whether it names violence or what violence left: only suspected, it stays `onbekend`."""
    nee_alleen_uitdrukkelijk: bool = False
    """Whether denying a wording leaves it open: 'hij slaat haar niet' is no 'nee' to a suspicion."""
    volgt_uit: tuple[Afleiding, ...] = ()


class Afleiding(Entry):
    """Another criterium's value that settles this one."""

    criterium: Id
    waarde: Literal["ja", "nee"]
    geeft: Literal["ja", "nee"]


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


class Bedoeld(Entry):
    """Something said only in some cases: by the answers given, by role, by region."""

    als: dict[Id, Literal["ja", "nee"]] = Field(default_factory=dict)
    """Only when all these criteria have these values."""
    rol: tuple[Id, ...] = ()
    """Only for who has one of these roles, each an actor."""
    regio: tuple[Id, ...] = ()
    """Only in one of these regions."""

    @property
    def altijd(self) -> bool:
        """Whether it is said in every case."""
        return not (self.als or self.rol or self.regio)

    def holds(self, answers: Mapping[str, str], rol: str | None, regio: str | None) -> bool:
        """Whether it is said to somebody with this role (None: not known), here, after these answers."""
        if any(answers.get(name) != value for name, value in self.als.items()):
            return False
        return (not self.rol or rol in self.rol) and (not self.regio or regio in self.regio)


class Deel(Bedoeld):
    """A part of an outcome, with the regels it rests on: they carry its source and place."""

    tekst: Tekst
    """As it stands in the outcome itself: one or two short sentences."""
    meer: tuple[Tekst, ...] = ()
    """What else there is to say, behind a button; a line each."""
    regels: tuple[Id, ...] = Field(min_length=1)


DATUM = "{datum}"
"""The blank in the text of an Actie with a term, for the last day of that term."""


class Actie(Bedoeld):
    """Who does what after an outcome, and by when."""

    wie: Id
    tekst: Tekst
    """With DATUM where it has a term."""
    termijn: Id | None = None
    na: Id | None = None
    """The term at the end of which this one begins; without it, it begins on the day of the conversation."""
    regels: tuple[Id, ...] = Field(min_length=1)


class Uitkomst(Entry):
    """What a decision table can conclude, with what it means for the professional.

    Of `voor_jou`, `gezin` and `ook` the first part that holds is said; of `acties` all that hold,
    but of several with the same term only the first.
    """

    id: Id
    naam: Tekst
    tekst: Tekst
    regels: tuple[Id, ...]
    """The regels behind it, the most exact first."""
    per_regio: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    """Regels to cite instead, for a region that has its own."""
    stap: Id | None = None
    """The step of the process where a case with this outcome is now."""
    voor_jou: tuple[Deel, ...] = ()
    """What it means for the professional now."""
    acties: tuple[Actie, ...] = ()
    """Who does what by which date; the first one stands in the outcome itself."""
    gezin: tuple[Deel, ...] = ()
    """What to tell the family."""
    ook: tuple[Deel, ...] = ()
    """What stays possible."""

    @property
    def onderdelen(self) -> Mapping[str, tuple[Deel | Actie, ...]]:
        """All parts, by the name of their field."""
        return {"voor_jou": self.voor_jou, "acties": self.acties, "gezin": self.gezin, "ook": self.ook}


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
    botsingen: tuple[Botsing, ...] = ()


class Botsing(Entry):
    """A combination of answers in which two rules collide: said as it is, decided by nobody."""

    als_alle: dict[Id, Literal["ja", "nee"]] = Field(min_length=2)
    tekst: Tekst
    regels: tuple[Id, ...]

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Whether the answers given contain the combination."""
        return all(answers.get(name) == value for name, value in self.als_alle.items())


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


class Verwoording(Entry):
    """Everyday wordings by which people mention a criterium."""

    criterium: Id
    kern: tuple[Tekst, ...] = ()
    """Said, the criterium holds; denied, it doesn't: 'stalking', 'geen stalking'."""
    ja: tuple[Tekst, ...] = ()
    """Said, the criterium holds; denied, nothing is said: 'slaat haar niet' leaves much open."""
    nee: tuple[Tekst, ...] = ()
    """Said, the criterium doesn't hold; denied, nothing is said."""
    omgekeerd: tuple[Tekst, ...] = ()
    """Said, the criterium doesn't hold; denied, it does: 'werken mee', 'werken niet mee'."""
    ontkend: tuple[Tekst, ...] = ()
    """Denied, the criterium doesn't hold; said, nothing is said: 'niet zwanger', 'zwanger'."""


KINDS: dict[str, type[Entry]] = {
    "bronnen": Bron,
    "regios": Regio,
    "actoren": Actor,
    "stappen": Stap,
    "onderwerpen": Onderwerp,
    "regels": Regel,
    "criteria": Criterium,
    "beslissingen": Beslissing,
    "termijnen": Termijn,
    "begrippen": Begrip,
    "contacten": Contact,
    "checklists": Checklist,
    "verwoordingen": Verwoording,
}
"""Top-level keys of a rule base file, and the entries that stand under each."""

for _model in KINDS.values():
    _model.model_rebuild()
