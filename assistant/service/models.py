"""What goes over the line: the JSON of the contract."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from assistant.rulebase.schema import Waarde

MOST_CHARACTERS = 5_000
"""The longest message; a page and a half of case description."""

Urgentie = Literal["acuut", "crisis", "geen"]
Soort = Literal[
    "begroeting",
    "antwoord",
    "vraag",
    "keuze",
    "uitkomst",
    "doorverwijzing",
    "noodgeval",
    "buiten-bereik",
    "smalltalk",
]


def _in_range(moment: datetime) -> datetime:
    if not 1970 <= moment.year <= 2200:
        raise ValueError("year out of range")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_in_range)]
"""A moment with its offset, between 1970 and 2200."""


class Input(BaseModel):
    """What a client sends: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class NieuwGesprek(Input):
    """Where and when a conversation takes place; both may be left out."""

    regio: str | None = None
    moment: Moment | None = None


class NieuwBericht(Input):
    """What the user types."""

    tekst: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_CHARACTERS)]


class WegingVraag(Input):
    """Answers to weigh; criteria left out are unknown."""

    regio: str | None = None
    antwoorden: dict[str, Waarde] = Field(default_factory=dict)


class Knop(BaseModel):
    """A button: what it says on it, and the text that it sends."""

    titel: str
    tekst: str


class BronVerwijzing(BaseModel):
    """A citation: source, place, and the regel behind it."""

    bron: str
    vindplaats: str
    titel: str
    regel: str | None
    kort: str
    """Short name of the source, to show."""


class Bericht(BaseModel):
    """One message of the assistant."""

    tekst: str
    knoppen: list[Knop] = []
    bronnen: list[BronVerwijzing] = []


class Stand(BaseModel):
    """What the conversation has established so far."""

    regio: str | None
    beslissing: str | None
    criteria: dict[str, Waarde]
    vraagt: str | None
    uitkomst: str | None


class Beurt(BaseModel):
    """One turn: what was typed (redacted), and what the assistant says to it."""

    vraag: str | None
    geredigeerd: bool
    urgentie: Urgentie
    soort: Soort
    berichten: list[Bericht]
    stand: Stand


class Gesprek(BaseModel):
    """A conversation with all its turns."""

    id: str
    regio: str | None
    beurten: list[Beurt]


class Weging(BaseModel):
    """What a decision table says of the answers."""

    uitkomst: str
    doorslag: list[str]
    open: list[str]
    bronnen: list[BronVerwijzing]
    toelichting: str
    """The outcome in a sentence."""


class ContactGegeven(BaseModel):
    """A service that can be called."""

    id: str
    naam: str
    nummer: str
    doel: str
    wanneer: Literal["altijd", "kantoortijd", "onbekend"]
    kosten: str | None
    gecontroleerd_op: str


class Bereikbaarheid(BaseModel):
    """Who can be reached at a moment."""

    kantoortijd: bool
    route: Literal["bureaudienst", "crisisdienst"]
    contacten: list[ContactGegeven]
    bronnen: list[BronVerwijzing]


class Probleem(BaseModel):
    """An error as RFC 9457 has it, in Dutch; it never repeats what was sent."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
