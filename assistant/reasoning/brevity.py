"""How much of what was found is said: what the answer is likely to be in, briefly, and nothing twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.dutch.words import analyse, function_words, scope_words
from assistant.rulebase.schema import Regel

MOST_WORDS = 100
"""An answer is short: a turn may have 120 words, and the rest of it needs some."""
_MOST_SHOWN, _LOOKED_AT = 4, 40
_ENOUGH = 0.97
"""When the regels shown are believed to hold the answer with this probability, no further one is added."""
_LEAST = 0.02
"""What is so much less likely than the first regel is left out: it is seldom what was asked for."""
_BESIDE = 0.5
"""So likely, beside one about a criterium, the regel about another one must be to stand there too."""
_REPEATS = 0.9
"""Of this share of its words on, a regel repeats what was said before it."""


def brief(ranked: Sequence[Regel], likely: Mapping[str, float], most: int) -> list[Regel]:
    """The likeliest regels that fit in an answer of at most `most` words; always the first of all.

    `likely` tells for the id of each regel how probable it is that it answers. One that is too long for the
    room that is left is passed over: a shorter one behind it may hold the rest. So is one that says what
    those before it said already: a source has many facts both by themselves and in a list of all. What is
    unlikely, or about another criterium, distracts.
    """
    shown: list[Regel] = []
    words, covered = 0, 0.0
    for regel in ranked[:_LOOKED_AT]:
        length = len(regel.tekst.split())
        if len(shown) == _MOST_SHOWN or covered >= _ENOUGH:
            break
        if repeats(regel, shown):
            covered += likely[regel.id]
        elif not shown or (words + length <= most and _belongs(regel, shown, likely)):
            shown.append(regel)
            words += length
            covered += likely[regel.id]
    return shown


def _belongs(regel: Regel, shown: Sequence[Regel], likely: Mapping[str, float]) -> bool:
    """Whether a regel is likely enough to stand beside those that are shown."""
    mine = likely[regel.id]
    other = (r for r in shown if regel.criterium and r.criterium and r.criterium != regel.criterium)
    return mine >= _LEAST * likely[shown[0].id] and all(mine >= _BESIDE * likely[r.id] for r in other)


def repeats(regel: Regel, told: Sequence[Regel]) -> bool:
    """Whether what `regel` says was told already, by regels of the same place.

    A number or a 'niet' that wasn't told makes it something else. What stands in another place may be for
    other cases in the same words: 14 days after one handover, and 14 days after another.
    """
    place = (regel.bron, regel.vindplaats)
    here = [other for other in told if (other.bron, other.vindplaats) == place]
    known = {word for other in here for word in _content(other.tekst)}
    own = _content(regel.tekst)
    return len(own & known) >= _REPEATS * len(own) and not any(map(_weighs, own - known))


def _weighs(word: str) -> bool:
    return any(map(str.isdigit, word)) or word in scope_words()["ontkenning"]


@lru_cache(maxsize=4096)
def _content(tekst: str) -> frozenset[str]:
    return frozenset(word.stem for word in analyse(tekst) if word.text not in function_words())
