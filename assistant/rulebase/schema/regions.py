"""Regions: who works there, where, and when."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import BeforeValidator

from assistant.rulebase.schema.base import Entry, Id, Tekst


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
