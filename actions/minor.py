"""What a child or a teenager is told who types for himself: kindly, no questions asked, and who to call."""

from __future__ import annotations

from typing import Any

from actions import emergency
from actions.texts import text
from actions.turn import Turn
from assistant.reasoning.reachability import AFTER_ABUSE, EMERGENCY, VEILIG_THUIS

_KINDERTELEFOON = "kindertelefoon"
_ABUSE = "seksueel-misbruik"


def say_to_minor(turn: Turn, in_danger: bool = True) -> list[dict[str, Any]]:
    """Say who listens. Nothing is shown back or asked: a child isn't interviewed here.

    Not `in_danger` is who has just said so.
    """
    if turn.minor_was_told:
        return []
    if in_danger and emergency.goes_on(turn):
        first = turn.store.regel(turn.store.contacten[EMERGENCY].regel)
        name = "minderjarige_gebeld" if turn.message.called_for_help else "minderjarige_gevaar"
        turn.say(turn.vary(name), "doorverwijzing", [first])
        return turn.varied()
    contacts = turn.store.contacten
    children, veilig_thuis = contacts[_KINDERTELEFOON], contacts[VEILIG_THUIS]
    regels = [turn.store.regel(children.regel), turn.store.regel(veilig_thuis.regel)]
    lines = [turn.vary("minderjarige_verder", kind=children.nummer, nummer=veilig_thuis.nummer)]
    if turn.answers.get(_ABUSE) == "ja":
        centre = contacts[AFTER_ABUSE]
        lines.append(text("na_seksueel_geweld", nummer=centre.nummer))
        regels.append(turn.store.regel(centre.regel))
    turn.say("\n".join(lines), "doorverwijzing", regels)
    return turn.varied()
