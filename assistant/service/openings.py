"""What stands in front of an answer: whom to call now, for who is in danger, is a child, or despairs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.message import Message
from actions.texts import button, text
from actions.turn import IN_DOUBT
from assistant.reasoning.reachability import (
    EMERGENCY,
    SUICIDE_PREVENTION,
    VEILIG_THUIS,
    moment_of,
    reachable,
)
from assistant.rulebase.store import RuleStore
from assistant.service.citing import cite
from assistant.service.models import Bericht, Knop, Urgentie

KINDERTELEFOON = "kindertelefoon"
HEARD = "landelijk.spoed.minderjarige"
"""The regel that a minor who calls is always heard."""


def urgent(store: RuleStore, urgency: Urgentie, slots: Mapping[str, Any], said: str) -> list[Bericht]:
    """What stands in front of everything else when it is urgent; `said` is the message, redacted."""
    if urgency == "geen":
        return []
    if urgency == "acuut" and slots.get("wanhoop"):
        return [_calling_112(store, "noodgeval_wanhoop")]
    who = reachable(store, slots.get("regio"), moment_of(slots.get("moment")))
    number = store.contacten[VEILIG_THUIS].nummer
    picks_up = text(f"neemt_op_{who.route}")
    sources = [cite(store, regel) for regel in who.regels]
    if urgency == "crisis":
        crisis = text("crisis", nummer=number, wie_neemt_op=picks_up)
        return [Bericht(tekst=crisis, bronnen=sources, knoppen=[Knop(**button("mens"))])]
    inside = "noodgeval_misschien" if slots.get("spoed") == IN_DOUBT else "noodgeval"
    at_the_door = Message({"text": said}).tells_of_a_door
    return [
        _calling_112(store, "noodgeval_deur" if at_the_door else inside),
        Bericht(
            tekst=text("noodgeval_daarna", nummer=number, wie_neemt_op=picks_up),
            bronnen=sources,
            knoppen=[Knop(**button("gebeld")), Knop(**button("geen_gevaar"))],
        ),
    ]


def _calling_112(store: RuleStore, name: str) -> Bericht:
    danger = store.regel(store.contacten[EMERGENCY].regel)
    return Bericht(tekst=text(name), bronnen=[cite(store, danger)])


def young(store: RuleStore) -> list[Bericht]:
    """What a child who types for himself is told before anything else: who listens, and how to reach them."""
    children, numbers = store.contacten[KINDERTELEFOON], store.contacten
    said = text("minderjarige", kind=children.nummer, nummer=numbers[VEILIG_THUIS].nummer)
    regels = [store.regel(id) for id in (HEARD, children.regel, numbers[VEILIG_THUIS].regel)]
    return [Bericht(tekst=said, bronnen=[cite(store, regel) for regel in regels])]


def despairing(store: RuleStore, again: bool) -> list[Bericht]:
    """What somebody is told who doesn't want to live any more; other words when he said so `again`."""
    regels = [store.regel(store.contacten[name].regel) for name in (SUICIDE_PREVENTION, EMERGENCY)]
    bronnen = [cite(store, regel) for regel in regels]
    return [
        Bericht(
            tekst=text("wanhoop_verder" if again else "denkt_aan_zelfmoord"),
            bronnen=bronnen,
            knoppen=[Knop(**button("mens"))],
        )
    ]
