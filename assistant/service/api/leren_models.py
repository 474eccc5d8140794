"""What goes over the line for learning.

The docstrings of the classes and of their fields are Dutch: they stand in the published description.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Body

from assistant.service.models import BronVerwijzing, Input, Moment, Output

Stand = Literal["nieuw", "bezig", "bekend", "gewijzigd"]


class ModuleKort(Output):
    """Een module in een regio."""

    id: str
    """Het id."""
    titel: str
    """Hoe de module heet."""
    doel: str
    """Wat je na de module weet, zoals het leest na ‘Na deze module’."""
    minuten: int
    """Hoe lang de module ongeveer duurt."""
    vragen: int
    """Hoeveel vragen er in deze regio bij horen."""


class Modules(Output):
    """De modules van een regio."""

    modules: list[ModuleKort]
    """De modules, in de volgorde van het leerpad."""


class UitlegGegeven(Output):
    """Een stuk uitleg."""

    tekst: str
    """De uitleg, op taalniveau B1."""
    bronnen: list[BronVerwijzing]
    """Waar het staat."""


class ModuleGegeven(ModuleKort):
    """Een module met haar uitleg."""

    uitleg: list[UitlegGegeven]
    """De uitleg, in volgorde. Alleen wat in de regio geldt."""


class NieuweLeerling(Input):
    """Iemand die begint met leren. Geen naam: je krijgt een code."""

    regio: str
    """Het id van een regio uit `/regios`."""
    groep: str | None = None
    """De groepscode van een trainer, als je die hebt."""
    moment: Moment | None = None
    """Alsof het dan is (voor oefenen en testen). Zonder: nu."""


class Leerling(Output):
    """Een nieuwe leerling."""

    code: str
    """De leercode. Bewaar hem: wij kunnen hem niet terugvinden."""
    merk: str
    """Zo ziet een trainer jou. Dit merk opent niets."""


class OpgaveGegeven(Output):
    """Een vraag om te beantwoorden."""

    id: str
    """Het id."""
    module: str
    """De module waar de vraag bij hoort."""
    soort: Literal["keuze", "meerkeuze", "stelling", "getal", "volgorde"]
    """Hoe je antwoordt: één keuze, meer keuzes, klopt of niet, een getal, of een volgorde."""
    situatie: str | None
    """Het voorval waar de vraag over gaat."""
    vraag: str
    """De vraag."""
    keuzes: list[str]
    """De antwoorden om uit te kiezen. Leeg bij een getal."""
    eenheid: str | None
    """Wat er geteld wordt, bij een getal."""
    stand: Stand
    """Hoe goed je deze vraag kent. Gewijzigd: de afspraak is veranderd sinds je haar leerde."""


class VolgendeOpgave(Output):
    """De vraag die nu aan de beurt is."""

    opgave: OpgaveGegeven | None
    """De vraag. Leeg als er nu niets te vragen is."""
    terug: datetime | None
    """Wanneer de eerste vraag terugkomt."""


class NieuwAntwoord(Input):
    """Een antwoord op een vraag."""

    opgave: str
    """Het id van de vraag."""
    antwoord: Annotated[list[str], Body(max_length=20)]
    """De nummers van de gekozen antwoorden, vanaf 1; bij een volgorde in jouw volgorde. Of het getal."""
    moment: Moment | None = None
    """Alsof het dan is (voor oefenen en testen). Zonder: nu."""


class AntwoordBeoordeeld(Output):
    """Wat het antwoord waard is, met uitleg en bron."""

    goed: bool
    """Of het antwoord goed is."""
    goede_antwoord: list[str]
    """Het goede antwoord."""
    opmerkingen: list[str]
    """Wat er mis is met wat je koos."""
    uitleg: str
    """De uitleg bij de vraag."""
    bronnen: list[BronVerwijzing]
    """Waar het staat."""


class ModuleVoortgang(Output):
    """Hoe ver je bent met een module."""

    module: str
    """Het id van de module."""
    titel: str
    """Hoe de module heet."""
    bekend: int
    """Hoeveel vragen je kent."""
    bezig: int
    """Hoeveel vragen je aan het leren bent."""
    gewijzigd: int
    """Hoeveel vragen terugkomen omdat een afspraak is veranderd."""
    nieuw: int
    """Hoeveel vragen je nog niet kreeg."""


class Voortgang(Output):
    """Hoe ver je bent."""

    merk: str
    """Zo ziet een trainer jou."""
    regio: str
    """De regio waarvoor je leert."""
    modules: list[ModuleVoortgang]
    """Per module hoe ver je bent."""
    regels: dict[str, Stand]
    """Per regel hoe goed je die kent."""
    terug: datetime | None
    """Wanneer de eerste vraag terugkomt."""
