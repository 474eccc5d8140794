"""A question as a learner gets it, whoever made it: written by hand, or made from the rule base."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from assistant.learning.schema import Vraag, VraagSoort

KLOPT, KLOPT_NIET = "Klopt", "Klopt niet"
"""The two answers to a stelling."""

PLACES = ("plaats", "bron")
"""How questions are made that ask where something stands; new ones come after everything else."""

Part = TypeVar("Part")


@dataclass(frozen=True)
class Keuze:
    """An answer on offer."""

    tekst: str
    goed: bool
    uitleg: str | None = None
    """What is wrong with it, for who chose it."""


@dataclass(frozen=True)
class Opgave:
    """A question with its answers in the order in which they are shown."""

    id: str
    module: str
    soort: VraagSoort
    vraag: str
    uitleg: str
    regels: tuple[str, ...]
    """What it teaches and what the explanation rests on, the most exact first."""
    keuzes: tuple[Keuze, ...] = ()
    """Of a `volgorde` in the order shown; `goede_volgorde` is the right one."""
    goede_volgorde: tuple[str, ...] = ()
    getal: int | None = None
    eenheid: str | None = None
    situatie: str | None = None
    regio: tuple[str, ...] = ()
    """Where it is asked, whatever holds there; empty: wherever its regels hold."""
    gemaakt: str | None = None
    """How it was made from the rule base; None for one written by hand."""
    versie: str = field(default="", compare=False)
    """Changes when the question or the text of one of its regels does; see `with_version`."""

    @property
    def goed(self) -> tuple[str, ...]:
        """The right answer in words, one or several."""
        if self.soort == "getal":
            return (f"{self.getal} {self.eenheid}",)
        return self.goede_volgorde or tuple(keuze.tekst for keuze in self.keuzes if keuze.goed)


def by_hand(vraag: Vraag) -> Opgave:
    """A question written by hand; its answers in an order that is mixed, and the same every time."""
    right = [Keuze(text, True) for text in vraag.goed]
    wrong = [Keuze(one.tekst, False, one.uitleg) for one in vraag.fout]
    if vraag.soort == "stelling":
        shown = [Keuze(KLOPT, bool(vraag.klopt)), Keuze(KLOPT_NIET, not vraag.klopt)]
    else:
        shown = mixed(vraag.id, [*right, *wrong], lambda keuze: keuze.tekst)
    in_order = vraag.soort == "volgorde"
    if in_order and [keuze.tekst for keuze in shown] == list(vraag.goed):
        shown = shown[::-1]
    return Opgave(
        id=vraag.id,
        module=vraag.module,
        soort=vraag.soort,
        vraag=vraag.vraag,
        uitleg=vraag.uitleg,
        regels=vraag.regels,
        keuzes=tuple(shown),
        goede_volgorde=vraag.goed if in_order else (),
        getal=vraag.getal,
        eenheid=vraag.eenheid,
        situatie=vraag.situatie,
        regio=vraag.regio,
    )


def mixed(seed: str, parts: Iterable[Part], name: object = str) -> list[Part]:
    """`parts` in an order that looks random and is always the same for this `seed`."""
    key = name if callable(name) else str
    return sorted(parts, key=lambda part: hashlib.sha256(f"{seed}\0{key(part)}".encode()).digest())


def with_version(opgave: Opgave, versions: Sequence[str]) -> Opgave:
    """The question with a version made of its content and of `versions`, those of its regels' texts."""
    content = repr((replace(opgave, module="", versie=""), tuple(versions)))
    return replace(opgave, versie=hashlib.sha256(content.encode()).hexdigest()[:12])
