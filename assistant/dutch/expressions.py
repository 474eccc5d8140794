"""Lists of words and expressions that tell how a clause is meant (`data/taal/zinsverband.yml`).

An expression is words in a row; '…' stands for up to six other words, and '^' for the start of the clause.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.dutch.tokens import Token, written_out
from assistant.dutch.words import read_language

_GAP, _START = "…", "^"
_WIDEST_GAP = 6


class _Expression(NamedTuple):
    """The words of an expression in a row, gaps among them, and those that must all be there."""

    words: tuple[str, ...]
    needed: frozenset[str]


def has(clause: Sequence[Token], name: str) -> bool:
    """Whether an expression of the list stands in the clause."""
    return bool(places_of(clause, name))


def places_of(clause: Sequence[Token], name: str) -> set[int]:
    """The places of the words that form expressions of the list."""
    return {place for places in matches_of(clause, name) for place in places}


def matches_of(clause: Sequence[Token], name: str) -> list[set[int]]:
    """The places of each expression of the list that stands in the clause, but for those within others."""
    texts = [token.text for token in clause]
    starts = _expressions(name)
    if starts.keys().isdisjoint(texts):
        return []
    present = frozenset(texts)
    found = [
        places
        for start, text in enumerate(texts)
        for expression in starts.get(text, ())
        if expression.needed <= present and (places := set(_from(texts, start, expression.words)))
    ]
    found.sort(key=len, reverse=True)
    return [
        places for number, places in enumerate(found) if not any(places & other for other in found[:number])
    ]


@lru_cache(maxsize=64)
def words_in(name: str) -> frozenset[str]:
    """The single words of a list."""
    return frozenset(written_out(word) for word in read_language("zinsverband.yml")[name])


@lru_cache(maxsize=64)
def _expressions(name: str) -> dict[str, list[_Expression]]:
    """The expressions of a list by their first word."""
    found: dict[str, list[_Expression]] = defaultdict(list)
    for expression in read_language("zinsverband.yml")[name]:
        words = tuple(written_out(word) for word in expression.split())
        first = words[0].removeprefix(_START)
        found[first].append(_Expression(words, frozenset((first, *words[1:])) - {_GAP}))
    return dict(found)


def _from(texts: Sequence[str], start: int, expression: Sequence[str]) -> Iterator[int]:
    """The places of the expression's words when it begins at `start`; none when it doesn't."""
    if expression[0].startswith(_START) and start:
        return
    places = [start]
    gap = False
    for word in expression[1:]:
        if word == _GAP:
            gap = True
            continue
        reach = range(places[-1] + 1, min(len(texts), places[-1] + 2 + gap * _WIDEST_GAP))
        found = next((place for place in reach if texts[place] == word), None)
        if found is None:
            return
        places.append(found)
        gap = False
    yield from places
