"""The rule base as types: what an expert may write in `data/afspraken/`.

Every class is one kind of entry in the YAML. Field names are Dutch because experts without
Python write them; unknown fields are refused, so that a typing error never vanishes silently.
All types are taken from here, whichever module a concept stands in.
"""

from __future__ import annotations

from assistant.rulebase.schema.base import LANDELIJK, Entry, Grondslag, Id, Tekst, Waarde
from assistant.rulebase.schema.criteria import Afleiding, Criterium, Verwoording
from assistant.rulebase.schema.decisions import Beslissing, Botsing, Rij
from assistant.rulebase.schema.facts import Begrip, Checklist, ChecklistPunt, Contact, Termijn
from assistant.rulebase.schema.outcomes import DATUM, Actie, Bedoeld, Deel, Uitkomst
from assistant.rulebase.schema.process import Actor, Onderwerp, Stap
from assistant.rulebase.schema.regels import Regel, Soort, Voorwaarde
from assistant.rulebase.schema.regions import Gemeente, Kantoortijd, Regio, Tijd
from assistant.rulebase.schema.sources import Bron, Controle, Vindplaats

__all__ = [
    "DATUM",
    "KINDS",
    "LANDELIJK",
    "Actie",
    "Actor",
    "Afleiding",
    "Bedoeld",
    "Begrip",
    "Beslissing",
    "Botsing",
    "Bron",
    "Checklist",
    "ChecklistPunt",
    "Contact",
    "Controle",
    "Criterium",
    "Deel",
    "Entry",
    "Gemeente",
    "Grondslag",
    "Id",
    "Kantoortijd",
    "Onderwerp",
    "Regel",
    "Regio",
    "Rij",
    "Soort",
    "Stap",
    "Tekst",
    "Termijn",
    "Tijd",
    "Uitkomst",
    "Verwoording",
    "Vindplaats",
    "Voorwaarde",
    "Waarde",
]

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
