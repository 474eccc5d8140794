"""Names that point at nobody: organisations of the field, places, terms. They stay in a text."""

from __future__ import annotations

from functools import lru_cache

from assistant.dutch.words import read_language
from assistant.rulebase.store import RuleStore
from assistant.safety.redact_data import read_redaction
from assistant.safety.redact_names import Phrases, phrases


@lru_cache(maxsize=2)
def public_names(store: RuleStore) -> Phrases:
    """The names of the rule base, of `organisaties.yml` and `vaktaal.yml`, and the towns of several words."""
    names = [*read_language("organisaties.yml")["organisaties"], *read_redaction("vaktaal.yml")["namen"]]
    towns = [name for listed in read_language("gemeenten.yml").values() for name in listed]
    names += [name for name in towns if " " in name]  # those of one word may be a surname: Horst, Echt
    names += [contact.naam for contact in store.contacten.values()]
    for actor in store.actoren.values():
        names += [actor.naam, *actor.ook_genoemd]
    for begrip in store.begrippen.values():
        names += [begrip.term, *begrip.ook_genoemd]
    for regio in store.regios.values():
        names += [regio.naam, *regio.ook_genoemd]
        for gemeente in regio.gemeenten:
            names += [gemeente.naam, *gemeente.plaatsen]
    return phrases(names)
