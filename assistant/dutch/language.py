"""Whether a message is in another language than Dutch, by its most ordinary words or its letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from assistant.dutch.words import function_words, read_language

OTHER_SCRIPT = "[ANDER-SCHRIFT]"
"""What is left of a message that is wholly in another script: names in it can't be told from other words."""

_AT_LEAST = 2
"""One word says nothing: people write 'sorry' and 'help' in Dutch."""
_SHARE = 0.3
"""The least share of a message that consists of such words."""


def in_other_language(words: Iterable[str]) -> bool:
    """Whether a message of these lower case words isn't in Dutch.

    In other letters than ours it isn't; otherwise when more of its words are ordinary ones of one other
    language than of Dutch.
    """
    spoken = list(words)
    if any(_other_letters(word) for word in spoken):
        return True
    dutch = sum(word in function_words() for word in spoken)
    hits = max((sum(word in listed for word in spoken) for listed in _languages()), default=0)
    return hits >= _AT_LEAST and hits > dutch and hits >= _SHARE * len(spoken)


def _other_letters(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and not any(unicodedata.name(c, "").startswith("LATIN") for c in letters)


@lru_cache(maxsize=1)
def _languages() -> list[frozenset[str]]:
    """The ordinary words of each language, without those that Dutch has too."""
    return [frozenset(words) - function_words() for words in read_language("andere-talen.yml").values()]
