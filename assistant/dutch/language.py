"""In which other language than Dutch a message is, by its most ordinary words or its letters, and what helps.

Nothing is understood of such a message but whether somebody is in danger (`data/taal/andere-talen.yml`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, cast

from assistant.dutch.words import function_words, read_language

OTHER_SCRIPT = "[ANDER-SCHRIFT]"
"""What is left of a message that is wholly in another script: names in it can't be told from other words."""

_AT_LEAST = 2
"""One word says nothing: people write 'sorry' and 'help' in Dutch."""
_SHARE = 0.3
"""The least share of a message that consists of such words."""


class Language(NamedTuple):
    """What is known of a language; words are in lower case."""

    naam: str
    woorden: frozenset[str]
    """Words by which it is recognised, none of which are ordinary Dutch."""
    gevaar: frozenset[str]
    """Words that tell by themselves that a life is in danger."""
    geweld: frozenset[str]
    """Words that tell so beside one of `nu`."""
    nu: frozenset[str]
    zegt: str
    """What is said to who writes in it, with `{nummer}` for the number of Veilig Thuis."""

    def endangers(self, words: Iterable[str]) -> bool:
        """Whether somebody is in danger by what these words of a message say."""
        spoken = set(words)
        at_once = not spoken.isdisjoint(self.geweld) and not spoken.isdisjoint(self.nu)
        return at_once or not spoken.isdisjoint(self.gevaar)


def other_language(words: Iterable[str]) -> Language | None:
    """The language of a message of these lower case words, in our letters; None when it is Dutch.

    More of its words are then ordinary ones of one other language than of Dutch.
    """
    spoken = list(words)
    dutch = sum(word in function_words() for word in spoken)
    hits = [(sum(word in language.woorden for word in spoken), language) for language in _languages()]
    most, language = max(hits, key=lambda hit: hit[0])
    return language if most >= _AT_LEAST and most > dutch and most >= _SHARE * len(spoken) else None


def language_named(naam: str | None) -> Language | None:
    """The language that is called so in the data; None for a name that isn't there."""
    return next((language for language in _languages() if language.naam == naam), None)


def in_other_language(words: Iterable[str]) -> bool:
    """Whether a message of these lower case words isn't in Dutch, or not in our letters."""
    spoken = list(words)
    return any(_other_letters(word) for word in spoken) or other_language(spoken) is not None


def _other_letters(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and not any(unicodedata.name(c, "").startswith("LATIN") for c in letters)


@lru_cache(maxsize=1)
def _languages() -> list[Language]:
    known = cast(dict[str, dict[str, list[str]]], read_language("andere-talen.yml"))
    return [
        Language(
            naam,
            frozenset((*data["woorden"], *data["gevaar"], *data["geweld"])) - function_words(),
            frozenset(data["gevaar"]),
            frozenset(data["geweld"]),
            frozenset(data["nu"]),
            str(data["zegt"]),
        )
        for naam, data in known.items()
    ]
