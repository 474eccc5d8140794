"""Where two regions agreed different things, and where sources disagree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.rulebase.schema import LANDELIJK, Regel
from assistant.rulebase.store import RuleStore


@dataclass(frozen=True)
class Verschil:
    """Two regels that say different things about the same point."""

    onderwerpen: tuple[str, ...]
    """The subjects that both are about."""
    een: Regel
    ander: Regel


def differences(store: RuleStore, een: str, ander: str, onderwerp: str | None = None) -> list[Verschil]:
    """All stated differences between two regions (`landelijk` is one too), on one subject or on all.

    Each pair once, with the regel of region `een` first. Raises KeyError for an unknown region.
    """
    for region in (een, ander):
        store.regios[region]
    return [
        found
        for found in _between(store, een, ander)
        if onderwerp is None or onderwerp in (*found.een.onderwerpen, *found.ander.onderwerpen)
    ]


@lru_cache(maxsize=64)
def _between(store: RuleStore, een: str, ander: str) -> tuple[Verschil, ...]:
    """All differences of two regions; every outcome asks for those of its own region."""
    found = []
    for first, second in store.deviations:
        regions = [store.bronnen[regel.bron].regio for regel in (first, second)]
        if regions == [ander, een]:
            first, second = second, first
        elif regions != [een, ander]:
            continue
        shared = tuple(o for o in first.onderwerpen if o in second.onderwerpen)
        found.append(Verschil(shared, first, second))
    return tuple(found)


@lru_cache(maxsize=64)
def overruled(store: RuleStore, regio: str) -> frozenset[str]:
    """The ids of regels of other regions from which an agreement of `regio` deviates: there they don't hold.

    One region's explanation of a national protocol serves for another, until that agrees something else.
    """
    pairs = [*store.deviations, *((other, one) for one, other in store.deviations)]
    region = {bron.id: bron.regio for bron in store.bronnen.values()}
    return frozenset(
        other.id
        for own, other in pairs
        if region[own.bron] == regio and region[other.bron] not in (regio, LANDELIJK)
    )
