"""What is found of a criterium in a message, and what holds for it whatever found it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dutch.expressions import has, words_in
from assistant.dutch.frames import Clause
from assistant.dutch.patterns import Found, Places
from assistant.dutch.tokens import Token, is_participle
from assistant.rulebase.schema import Criterium, Waarde

DOUBT = "onzeker-of-geweld"
DANGER = "acute-bedreiging"
HELP = "gezin-wil-geen-hulp"
INJURY = "zichtbaar-letsel"
VIOLENCE = "<geweld>"
"""The word group that also stands for whatever wording says that a form of violence holds."""
SOMEBODY = ("<iemand van het gezin>", "<ze>", "<mens>")
"""The word groups of those whom a case may be about."""
_SEEN = (DANGER, INJURY)
"""What can be seen stands apart from whether it was violence: doubt about the one is none about the other."""


@dataclass(frozen=True)
class Mention:
    """A criterium that a message speaks of, with its value and where it stands."""

    criterium: str
    waarde: Waarde
    start: int
    end: int
    weight: int
    """How many words matched; of two mentions of one criterium the longer counts."""


def is_act(criterium: Criterium) -> bool:
    """Whether a criterium is a form of violence that must have happened for it to hold."""
    return criterium.vorm_van_geweld and criterium.id not in _SEEN


def is_of_caller(clause: Clause, found: Found) -> bool:
    """Whether a clause is about the caller alone: 'wij hebben zelf om hulp gevraagd'."""
    caller = any(token.text in words_in("beller") for token in clause.words)
    return caller and not any(found.get(family) for family in ("<iemand van het gezin>", "<ze>"))


def is_over(clause: Clause, value: Waarde, places: Places) -> bool:
    """Whether danger was of an earlier moment ('heeft een mes getrokken'), safety of another ('maandag')."""
    if value == "nee":
        return clause.narrated or (has(clause.tokens, "andere_dag") and not has(clause.tokens, "nu"))
    words = clause.words
    perfect = any(is_participle(words[place]) for place in places) and any(
        token.text in words_in("hebben") for token in words
    )
    again = has(words, "herhaald") or has(words, "andere_dag")
    happened = perfect and (again or not has(words, "dit_moment"))
    return clause.recent or happened or _is_told_of(words, places)


def _is_told_of(words: Sequence[Token], places: Places) -> bool:
    """Whether a match is half in what is told: 'vertelt nu dat hij haar sloeg' has no 'nu sloeg'."""
    return any(token.text in words_in("wat_verteld_wordt") for token in words[places[0] + 1 : places[-1]])
