"""How urgent a message is: deterministic, and explained by the words that decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.dutch.phrases import PhraseBook, clauses
from assistant.dutch.scope import count_negations, is_question, is_supposed
from assistant.dutch.words import Word, analyse, read_language

Level = Literal["acuut", "crisis", "geen"]


@dataclass(frozen=True)
class Urgency:
    """The level, and the words of the message that gave it."""

    niveau: Level
    woorden: tuple[str, ...] = ()


def assess(text: str) -> Urgency:
    """How urgent `text` is. Between acuut and crisis the graver one counts."""
    words_of: dict[Level, tuple[str, ...]] = {}
    for clause, last in clauses(analyse(text)):
        if is_question(clause, last) or is_supposed(clause) or _is_past(clause):
            continue
        for match in _book().matches(clause):
            if count_negations(clause, match.places) % 2 == 0:
                words_of.setdefault(match.meaning, tuple(clause[place].text for place in match.places))
    for level in ("acuut", "crisis"):
        if level in words_of:
            return Urgency(level, words_of[level])
    return Urgency("geen")


@lru_cache(maxsize=1)
def _book() -> PhraseBook[Level]:
    lists = read_language("urgentie.yml")
    levels: tuple[Level, ...] = ("acuut", "crisis")
    return PhraseBook((phrase, level) for level in levels for phrase in lists[level])


def _is_past(clause: Sequence[Word]) -> bool:
    spoken = " " + " ".join(word.text for word in clause) + " "
    return any(f" {marker} " in spoken for marker in read_language("urgentie.yml")["verleden"])
