"""Criteria: the facts that decisions weigh, and the wordings by which people mention them."""

from __future__ import annotations

from typing import Literal

from assistant.rulebase.schema.base import Entry, Grondslag, Id, Tekst


class Afleiding(Entry):
    """Another criterium's value that settles this one."""

    criterium: Id
    waarde: Literal["ja", "nee"]
    geeft: Literal["ja", "nee"]


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
    voor_het_gesprek: Id | None = None
    """The regel that comes before anything about talking with the family, where the criterium holds."""
    vorm_van_geweld: bool = False
    """Whether it names violence or what violence left: only suspected, it stays `onbekend`."""
    nee_alleen_uitdrukkelijk: bool = False
    """Whether denying a wording leaves it open: 'hij slaat haar niet' is no 'nee' to a suspicion."""
    als_antwoord_ja: tuple[Tekst, ...] = ()
    """What means 'ja' when this was asked, whatever it opens with: 'nee, maar wel al langer'."""
    volgt_uit: tuple[Afleiding, ...] = ()


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
