"""What every kind of entry shares: its form, its ids and the three values."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$")]
"""Lower case words joined by hyphens, parts by dots: `ijmond.directe-overdracht.contact`."""

Tekst = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

Waarde = Literal["ja", "nee", "onbekend"]
"""The three values of a criterion; what nobody has said is `onbekend`, never `nee`."""

LANDELIJK = "landelijk"


class Entry(BaseModel):
    """A piece of the rule base: immutable, and strict about its fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Grondslag(Entry):
    """Where something stands: source and place."""

    bron: Id
    vindplaats: Tekst
