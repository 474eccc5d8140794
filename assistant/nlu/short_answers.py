"""Short answers: the ja, nee or weet niet that a message opens with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from assistant.dutch.words import Word, read_language

ShortAnswer = Literal["ja", "nee", "weet_niet"]

_SHORT_TAKEN_BACK = 20
"""In a longer message, what isn't known is something else than what was asked."""


def as_answer(intent: str) -> ShortAnswer | None:
    """An act that is an answer in other words than those of the list: 'dacht het niet'."""
    kinds: tuple[ShortAnswer, ...] = ("ja", "nee", "weet_niet")
    return next((kind for kind in kinds if kind == intent), None)


def short_answer(text: str, words: Sequence[Word]) -> tuple[ShortAnswer | None, int]:
    """The ja, nee or weet niet that a message opens with, and where the rest of it starts.

    It counts when it is the whole message, the whole first clause of it, or a word that is nothing else.
    """
    spoken = tuple(word.text for word in words)
    if _says_unknown(spoken):
        return "weet_niet", words[-1].end
    first = tuple(word.text for word in words if (word.sentence, word.clause) == (0, words[0].clause))
    for phrase, kind in _short_answers():
        if spoken == phrase:
            return kind, len(text)
        if first == phrase:
            return kind, words[len(phrase) - 1].end
    answers = read_language("korte-antwoorden.yml")
    for kind in ("ja", "nee"):
        if spoken and spoken[0] in answers[f"{kind}_in_een_woord"]:
            return kind, words[0].end
    return None, 0


@lru_cache(maxsize=1)
def _short_answers() -> list[tuple[tuple[str, ...], ShortAnswer]]:
    answers = read_language("korte-antwoorden.yml")
    kinds: tuple[ShortAnswer, ...] = ("weet_niet", "nee", "ja")
    phrases = [(tuple(phrase.split()), kind) for kind in kinds for phrase in answers[kind]]
    return sorted(phrases, key=lambda item: -len(item[0]))


def _says_unknown(spoken: tuple[str, ...]) -> bool:
    """Whether a message opens with yes or no, and takes it back at once: 'ja sorry, dat weet ik niet'."""
    unknown = read_language("korte-antwoorden.yml")["neemt_terug"]
    opens = spoken[:1] in (("ja",), ("nee",)) and len(spoken) <= _SHORT_TAKEN_BACK
    return opens and any(f" {phrase} " in f" {' '.join(spoken)} " for phrase in unknown)
