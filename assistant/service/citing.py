"""The places that a turn rests on, as clients get them."""

from __future__ import annotations

from assistant.rulebase.schema import Regel
from assistant.rulebase.store import RuleStore
from assistant.service.models import Bericht, BronVerwijzing

MOST_PLACES = 5


def cite(store: RuleStore, regel: Regel) -> BronVerwijzing:
    """A regel as a citation."""
    return BronVerwijzing(
        bron=regel.bron,
        vindplaats=regel.vindplaats,
        titel=store.vindplaats(regel.bron, regel.vindplaats).titel,
        regel=regel.id,
        versie=store.versie(regel.id),
        kort=store.bronnen[regel.bron].kort,
    )


def bounded(messages: list[Bericht]) -> list[Bericht]:
    """The messages with at most five places in all, those cited first."""
    seen: dict[tuple[str, str], None] = {}
    bounded = []
    for message in messages:
        kept: list[BronVerwijzing] = []
        for source in message.bronnen:
            place = (source.bron, source.vindplaats)
            repeated = place in {(k.bron, k.vindplaats) for k in kept}
            if not repeated and (place in seen or len(seen) < MOST_PLACES):
                seen[place] = None
                kept.append(source)
        bounded.append(message.model_copy(update={"bronnen": kept}))
    return bounded
