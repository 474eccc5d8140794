"""How old people in a message are: 'zoon van 34', 'mevrouw, 81 jaar', 'een 15-jarige', 'cl (23, lvb)'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, Protocol

from assistant.dutch.words import read_language

Band = Literal["jong", "volwassen", "oud"]
"""Under eighteen; eighteen or over; sixty-five or over (who is volwassen too)."""

_ADULT, _OLD, _OLDEST = 18, 65, 112
_NEAR = 6
"""A person stands at most so many words before their age."""


class Spoken(Protocol):
    """Any word with its text and its sentence."""

    @property
    def text(self) -> str:
        """The word in lower case."""

    @property
    def sentence(self) -> int:
        """The number of its sentence."""


def bands(tokens: Sequence[Spoken]) -> list[frozenset[Band]]:
    """For every word the age bands of the person that it names; mostly none."""
    found: list[frozenset[Band]] = [frozenset()] * len(tokens)
    for place, age in _ages(tokens):
        person = _person(tokens, place)
        if person is not None:
            found[person] |= _bands(age)
    return found


def _bands(age: int) -> frozenset[Band]:
    if age < _ADULT:
        return frozenset(("jong",))
    return frozenset(("volwassen", "oud")) if age >= _OLD else frozenset(("volwassen",))


def _ages(tokens: Sequence[Spoken]) -> Iterator[tuple[int, int]]:
    """Places where an age stands, with the age."""
    words = _words()
    for place, token in enumerate(tokens):
        head, joined, tail = token.text.partition("-")
        number = _number(token.text.removesuffix("jarige").removesuffix("jarig").rstrip("-"))
        if joined and tail.startswith("jarig"):
            number = _number(head)
        if number is None or number > _OLDEST:
            continue
        if token.text == "een" and tokens[place + 1 : place + 2] and tokens[place + 1].text != "jaar":
            # An article far more often than a number.
            continue
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        before = tokens[place - 1].text if place else ""
        if after in words["geen_leeftijd_ervoor"] or before in words["geen_leeftijd_erna"]:
            continue
        if after == "jaar" and tokens[place + 2 : place + 3] and tokens[place + 2].text in words["duur"]:
            continue
        below = before == "geen" or (place > 1 and {before, tokens[place - 2].text} >= {"onder"})
        yield place, number - 1 if below else number


def _person(tokens: Sequence[Spoken], age: int) -> int | None:
    """The place of the person whose age stands at `age`: before it, else right after it."""
    words = _words()
    for place in range(age - 1, max(-1, age - _NEAR), -1):
        token = tokens[place]
        if token.text in words["personen"]:
            return place
        if token.text not in words["tussen_persoon_en_leeftijd"] and _number(token.text) is None:
            break
    after = tokens[age + 1 : age + 4]
    return next((age + 1 + i for i, token in enumerate(after) if token.text in words["personen"]), None)


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_language("leeftijd.yml").items()}


def _number(word: str) -> int | None:
    if word.isdecimal():
        return int(word) if len(word) <= 3 else None
    return _spelled().get(word)


@lru_cache(maxsize=1)
def _spelled() -> dict[str, int]:
    """Dutch numbers in letters, up to ninety-nine."""
    data = read_language("leeftijd.yml")
    units = dict(zip(data["getallen_tot_twintig"], range(1, 20), strict=True))
    tens = dict(zip(data["tientallen"], range(20, 100, 10), strict=True))
    small = list(units.items())[:9]
    mixed = {
        unit + ("ën" if unit.endswith("e") else "en") + ten: one + many
        for unit, one in small
        for ten, many in tens.items()
    }
    plain = {word.replace("ë", "e"): number for word, number in mixed.items()}
    return {**units, **tens, **mixed, **plain}
