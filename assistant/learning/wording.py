"""What a made question leaves out of a sentence, and what would give its answer away."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from assistant.dutch.words import analyse, function_words
from assistant.learning.texts import text
from assistant.rulebase.schema import Begrip

_ARTICLE = r"(?:(?:de|het|een) )?"
_SHORT = 4
"""Words with stems of so many letters at most tell nothing of where a sentence stands."""


def blanked(sentence: str, names: Sequence[str]) -> str | None:
    """The sentence with a line for these names, article and all; None when none of them is in it."""
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"\b{_ARTICLE}(?:{either})\b", re.IGNORECASE)
    blank, count = pattern.subn(text("streep"), sentence)
    return blank if count else None


def blanked_at_start(sentence: str, names: Sequence[str]) -> str | None:
    """The sentence with a line for these names, if it opens with one of them."""
    blank = blanked(sentence, names)
    return blank if blank and blank.startswith(text("streep")) else None


def other_name(sentence: str, begrip: Begrip) -> bool:
    """Whether a sentence has another name of a term in it, beside the term itself."""
    rest = blanked(sentence, (begrip.term,)) or sentence
    return bool(begrip.ook_genoemd) and blanked(rest, begrip.ook_genoemd) is not None


def is_short_for(term: str) -> bool:
    """Whether a term is an abbreviation: RvdK, (V)OTS."""
    return " " not in term and sum(letter.isupper() for letter in term) > 1


def within(place: str, other: str) -> bool:
    """Whether of two places one is part of the other: 3.3 and 3.3.1."""
    return place.startswith(f"{other}.") or other.startswith(f"{place}.")


def names_itself(title: str, said: Collection[str]) -> bool:
    """Whether a sentence has a word of a title in it, so that it might well stand there too."""
    return not _telling(title).isdisjoint(said)


@lru_cache(maxsize=512)
def _telling(title: str) -> frozenset[str]:
    stems = (word.stem for word in analyse(title) if word.text not in function_words())
    return frozenset(stem for stem in stems if len(stem) > _SHORT)
