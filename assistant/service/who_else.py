"""Who helps with what is told beside all else: suicide, sexual violence. Said once in a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.texts import text
from assistant.dutch.words import holds_any, read_language
from assistant.reasoning.reachability import AFTER_ABUSE, SUICIDE_PREVENTION
from assistant.rulebase.store import RuleStore
from assistant.safety.despair import ANOTHER, WRITER, hinted
from assistant.service.citing import cite
from assistant.service.models import Bericht, Urgentie

SAID = "gewezen_op"
"""The slot with the sentences that were said."""
_ABUSE = "seksueel-misbruik"
_BY_WHOM = {WRITER: "denk_je_aan_zelfmoord", ANOTHER: "denkt_iemand_aan_zelfmoord"}
_AFTER_ABUSE = "na_seksueel_geweld_ook"

Slots = Mapping[str, Any]


def who_else_helps(
    store: RuleStore, said: str, urgency: Urgentie, before: Slots, after: Slots, minor: bool
) -> tuple[list[Bericht], dict[str, Any]]:
    """The sentences for what is `said`, and the slots after them; `before` and `after` are the turn's.

    A `minor` who tells of himself hears of sexual violence elsewhere (`openings.young`, `actions.minor`).
    """
    later = any(before.get(slot) for slot in ("criteria", "laatste_vraag", "gezegd"))
    who = hinted(said, later)
    wanted = {_BY_WHOM[who]: SUICIDE_PREVENTION} if who else {}
    if not minor and _tells_of_abuse(said, urgency, before, after):
        wanted[_AFTER_ABUSE] = AFTER_ABUSE
    told = list(after.get(SAID) or ())
    new = {name: store.contacten[contact] for name, contact in wanted.items() if name not in told}
    messages = [
        Bericht(tekst=text(name, nummer=contact.nummer), bronnen=[cite(store, store.regel(contact.regel))])
        for name, contact in new.items()
    ]
    return messages, {**after, SAID: [*told, *new]} if new else dict(after)


def _tells_of_abuse(said: str, urgency: Urgentie, before: Slots, after: Slots) -> bool:
    """Whether sexual violence is noted in this turn, or is named in a message that can't wait."""
    known, criteria = before.get("criteria") or {}, after.get("criteria") or {}
    noted = criteria.get(_ABUSE) == "ja" and known.get(_ABUSE) != "ja"
    return noted or (urgency != "geen" and holds_any(said, read_language("seksueel-geweld.yml")["genoemd"]))
