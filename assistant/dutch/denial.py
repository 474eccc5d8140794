"""Whether a clause denies what stands at some places of it: 'geen letsel', 'slaat haar niet'.

Dutch denies from the left ('geen', 'zonder', 'niemand'), from both sides ('niet', 'nooit'), and with
whole expressions ('geen sprake van'); two denials affirm. Where it can't be told, nothing is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import Literal

from assistant.dutch.expressions import matches_of, places_of, words_in
from assistant.dutch.inflection import particles
from assistant.dutch.tokens import Token
from assistant.dutch.words import function_words

Denial = Literal["denied", "affirmed", "unclear"]

_NEAR = 4
"""A denial before a word reaches it over at most so many others."""


def denial(clause: Sequence[Token], places: Sequence[int]) -> Denial:
    """What the denials in a clause that don't belong to the match at `places` do to it."""
    apart = [one for one in matches_of(clause, "ontkenning_van_alles") if not one.intersection(places)]
    count = len(apart)
    deniers = [place for place, token in enumerate(clause) if token.text in words_in("ontkenning")]
    exempt = places_of(clause, "geen_ontkenning").union(places, *apart) if deniers else set()
    for place in deniers:
        if place in exempt or _is_doubled(clause, place):
            continue
        reach = _reach(clause, place, places)
        if reach == "unclear":
            return "unclear"
        count += reach == "denied"
    return "denied" if count % 2 else "affirmed"


def _is_doubled(clause: Sequence[Token], denier: int) -> bool:
    """'Niks geen letsel' denies once."""
    return any(token.text in words_in("ontkent_rechts") for token in clause[denier + 1 : denier + 2])


def _reach(clause: Sequence[Token], denier: int, places: Sequence[int]) -> Denial:
    first, last = min(places), max(places)
    if first < denier < last:
        return "denied"
    left = denier < first
    between = [token.text for token in clause[denier + 1 : first] or ()] if left else []
    if left:
        return _from_the_left(clause[denier].text, between)
    return _from_the_right(clause, denier, last)


def _from_the_left(denier: str, between: Sequence[str]) -> Denial:
    if words_in("ontkent_rechts") & set(between):
        # 'Niks geen letsel', 'noch letsel noch dwang': the nearer one denies.
        return "affirmed"
    listed = words_in("sluit_lijst") & set(between) and not words_in("wie_of_het") & set(between)
    bounds = words_in("grens") - (words_in("sluit_lijst") if listed else frozenset())
    if tuple(between[:1]) == ("wat",):
        # 'Nooit wat gezien': nothing, and no new clause.
        between = between[1:]
    if bounds & set(between):
        return "affirmed"
    if listed:
        return "denied"
    if denier in words_in("ontkent_rechts") and words_in("voorzetsels") & set(between):
        return "affirmed"
    return "denied" if len(between) <= _NEAR else "unclear"


def _from_the_right(clause: Sequence[Token], denier: int, last: int) -> Denial:
    """'Slaat haar niet' denies; 'een blauwe plek, wil niet zeggen hoe' and 'geen verklaring' don't."""
    word = clause[denier].text
    if words_in("grens") & {token.text for token in clause[last + 1 : denier]}:
        return "affirmed"
    after = list(takewhile(lambda text: text not in words_in("en_of"), _texts(clause[denier + 1 :])))
    closes = all(_is_light(text, words_in("sluit_af")) for text in after)
    if word in words_in("ontkent_rechts"):
        return "denied" if not after else "affirmed"
    return "denied" if closes else "affirmed"


def _texts(tokens: Sequence[Token]) -> Iterator[str]:
    return (token.text for token in tokens)


def _is_light(word: str, closing: Collection[str]) -> bool:
    return word in closing or word in function_words() or word in particles()
