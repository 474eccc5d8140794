"""What goes over the line: the JSON of the contract.

The docstrings of the classes and of their fields are Dutch: they stand in the published description.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic.alias_generators import to_camel
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError
from typing_extensions import LiteralString

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

_YEARS = range(1970, 2091)
"""The calendar of public holidays goes from 1966 to 2100; a term runs on for some years."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)


Value = TypeVar("Value", bound=date)


def _shaped(shape: re.Pattern[str], kind: LiteralString) -> BeforeValidator:
    """Refuse all but text of this shape: pydantic would take a bare number for a moment too."""

    def check(value: Any) -> Any:
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise PydanticCustomError(kind, "not written in ISO 8601")
        return value

    return BeforeValidator(check)


def _in_range(value: Value) -> Value:
    """Raises for a year of which the public holidays aren't known."""
    if value.year not in _YEARS:
        raise PydanticCustomError("jaar", "year out of range")
    return value


Moment = Annotated[AwareDatetime, AfterValidator(_in_range), _shaped(_MOMENT, "moment")]
"""A moment with its offset, between 1970 and 2090."""

Dag = Annotated[date, AfterValidator(_in_range), _shaped(_DAY, "dag")]
"""A calendar day between 1970 and 2090."""


def readable(text: str) -> str:
    """The text without control characters other than line ends and tabs.

    A null byte ends a search in SQLite, and one in the middle of a name would hide it from redaction.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) != "Cc")


def _says_something(text: str) -> str:
    """Raises when there is nothing to be seen: only spaces, zero-width or unassigned characters."""
    text = readable(text).strip()
    if all(unicodedata.category(character)[0] in "ZC" for character in text):
        raise PydanticCustomError("string_too_short", "nothing to read")
    return text


def _example(example: JsonDict) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class Input(BaseModel):
    """What a client sends: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Output(BaseModel):
    """What the service sends: names of more than one word in lowerCamelCase, no field ever left out."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
    )


class NieuwGesprek(Input):
    """Waar en wanneer een gesprek plaatsvindt. Beide velden mag je weglaten."""

    model_config = _example({"regio": "ijmond", "moment": "2026-01-12T10:30:00+01:00"})

    regio: str | None = None
    """Het id van een regio uit `/regios`."""
    moment: Moment | None = None
    """Het gesprek verloopt alsof het op dit moment is (voor oefenen en testen). Zonder: nu."""


class NieuwBericht(Input):
    """Wat de gebruiker typt."""

    model_config = _example({"tekst": "Er is een blauwe plek te zien. Het is niet acuut."})

    tekst: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_CHARACTERS),
        AfterValidator(_says_something),
    ]
    """De tekst, zonder opmaak."""


class WegingVraag(Input):
    """Antwoorden om te wegen. Een criterium dat je weglaat, is onbekend."""

    model_config = _example({"regio": "ijmond", "antwoorden": {"zichtbaar-letsel": "ja", "stalking": "nee"}})

    regio: str | None = None
    """Het id van een regio uit `/regios`: haar eigen regels staan dan in de bronnen."""
    antwoorden: dict[str, Waarde] = Field(default_factory=dict)
    """Per criterium het antwoord: ja, nee of onbekend."""


class Knop(Output):
    """Een knop: wat erop staat, en de tekst die hij stuurt."""

    titel: str
    """Wat op de knop staat."""
    tekst: str
    """Het bericht dat de knop stuurt."""


class BronVerwijzing(Output):
    """Een verwijzing: de bron, de vindplaats, en de regel die daar staat."""

    bron: str
    """Het id van de bron, zie `/bronnen`."""
    vindplaats: str
    """De plaats in de bron."""
    titel: str
    """Hoe die plaats heet."""
    regel: str | None
    """Het id van de regel, zie `/regels/{id}`. Leeg als de verwijzing een hele plaats betreft."""
    versie: str | None = None
    """De vingerafdruk van de tekst van de regel, zoals die nu is: het bewijs waar een antwoord op rust."""
    kort: str
    """De korte naam van de bron, om te laten zien."""


class Bericht(Output):
    """Eén bericht van de assistent."""

    tekst: str
    """De tekst, op taalniveau B1."""
    knoppen: list[Knop] = []
    """Wat de gebruiker met één klik kan antwoorden."""
    bronnen: list[BronVerwijzing] = []
    """Waar het staat, de meest precieze plaats eerst."""


class Stand(Output):
    """Wat het gesprek tot nu toe heeft opgeleverd."""

    regio: str | None
    """De regio van het gesprek."""
    beslissing: str | None
    """De beslissing die wordt doorlopen, zie `/beslissingen`."""
    criteria: dict[str, Waarde]
    """Per criterium wat er bekend is, verteld of gevraagd."""
    vraagt: str | None
    """Het criterium dat de assistent in deze beurt vraagt."""
    uitkomst: str | None
    """De uitkomst van de beslissing."""


_SOURCE: JsonDict = {
    "bron": "ijmond-2024",
    "vindplaats": "3.2",
    "titel": "Richtlijn voor de verdeling",
    "regel": "ijmond.richtlijn.zichtbaar-letsel",
    "versie": "3f1a9c0b52de",
    "kort": "IJmond 2024",
}
_GREETING: JsonDict = {
    "vraag": None,
    "geredigeerd": False,
    "urgentie": "geen",
    "soort": "begroeting",
    "berichten": [{"tekst": "Hallo. Waarmee kan ik je helpen?", "knoppen": [], "bronnen": []}],
    "stand": {"regio": "ijmond", "beslissing": None, "criteria": {}, "vraagt": None, "uitkomst": None},
}
_TURN: JsonDict = {
    "vraag": "Ze heeft een blauwe plek op haar wang.",
    "geredigeerd": False,
    "urgentie": "geen",
    "soort": "vraag",
    "berichten": [
        {
            "tekst": "Is er op dit moment direct gevaar?",
            "knoppen": [{"titel": "Ja", "tekst": "ja"}, {"titel": "Nee", "tekst": "nee"}],
            "bronnen": [_SOURCE],
        }
    ],
    "stand": {
        "regio": "ijmond",
        "beslissing": "directe-overdracht",
        "criteria": {"zichtbaar-letsel": "ja"},
        "vraagt": "acute-bedreiging",
        "uitkomst": "eerst-veilig-thuis",
    },
}


class Beurt(Output):
    """Eén beurt: wat de gebruiker typte, en wat de assistent daarop zegt."""

    model_config = _example(_TURN)

    vraag: str | None
    """Het bericht zoals het is bewaard, zonder persoonsgegevens. Leeg bij de begroeting."""
    geredigeerd: bool
    """Of er persoonsgegevens uit het bericht zijn gehaald."""
    urgentie: Urgentie
    """Of er direct gevaar is (acuut), of dat het niet tot de volgende werkdag kan wachten (crisis)."""
    soort: Soort
    """Wat deze beurt doet."""
    berichten: list[Bericht]
    """Wat de assistent zegt, in deze volgorde."""
    stand: Stand
    """Wat er na deze beurt bekend is."""


class Gesprek(Output):
    """Een gesprek met al zijn beurten."""

    model_config = _example({"id": "Zk3vQ8sWn1yT5xLb7cRd0aUe", "regio": "ijmond", "beurten": [_GREETING]})

    id: str
    """Het id; het is niet te raden."""
    regio: str | None
    """De regio van het gesprek."""
    beurten: list[Beurt]
    """De beurten, de oudste eerst. De eerste is de begroeting."""


class Weging(Output):
    """Wat een beslissing zegt over de antwoorden."""

    model_config = _example(
        {
            "uitkomst": "eerst-veilig-thuis",
            "doorslag": ["zichtbaar-letsel"],
            "open": ["acute-bedreiging"],
            "bronnen": [_SOURCE],
            "toelichting": "Veilig Thuis kijkt eerst zelf.",
        }
    )

    uitkomst: str
    """Het id van de uitkomst."""
    doorslag: list[str]
    """De criteria die de doorslag gaven."""
    open: list[str]
    """De criteria die nog onbekend zijn. De eerste is de beste om nu te vragen."""
    bronnen: list[BronVerwijzing]
    """Waar het staat."""
    toelichting: str
    """De uitkomst in een zin."""


class ContactGegeven(Output):
    """Een dienst die je kunt bellen."""

    id: str
    """Het id."""
    naam: str
    """De naam van de dienst."""
    nummer: str
    """Het telefoonnummer, zoals je het draait."""
    doel: str
    """Waarvoor je belt."""
    wanneer: Literal["altijd", "kantoortijd", "onbekend"]
    """Wanneer iemand opneemt."""
    kosten: str | None
    """Wat bellen kost, als dat bekend is."""
    gecontroleerd_op: date
    """Wanneer het nummer het laatst is nagekeken."""


class Bereikbaarheid(Output):
    """Wie er op een moment bereikbaar is."""

    kantoortijd: bool
    """Of het dan kantoortijd is."""
    route: Literal["bureaudienst", "crisisdienst"]
    """Wie er dan opneemt."""
    contacten: list[ContactGegeven]
    """Wie je kunt bellen, de belangrijkste eerst."""
    bronnen: list[BronVerwijzing]
    """Waar het staat."""


class Probleem(Output):
    """Een fout, zoals RFC 9457 die beschrijft. Er staat nooit in wat je hebt gestuurd."""

    model_config = _example(
        {
            "type": "about:blank",
            "title": "Niet gevonden",
            "status": 404,
            "detail": "Dit adres bestaat niet.",
        }
    )

    type: str = "about:blank"
    """Het soort fout; `about:blank` als de status genoeg zegt."""
    title: str
    """De fout in een paar woorden."""
    status: int
    """De HTTP-status."""
    detail: str
    """Wat er mis is, en wat je kunt doen."""
