"""Finding phrases in clauses, whatever the order and inflection of their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from assistant.dutch.words import Word, analyse, function_words

_SLACK = 4
"""How many other words may stand between the words of a phrase."""

Meaning = TypeVar("Meaning")


@dataclass(frozen=True)
class Phrase(Generic[Meaning]):
    """What a phrase means, and the stems that must all occur."""

    meaning: Meaning
    stems: frozenset[str]


@dataclass(frozen=True)
class Match(Generic[Meaning]):
    """A phrase found in a clause, at the places of its words there."""

    meaning: Meaning
    places: tuple[int, ...]


class PhraseBook(Generic[Meaning]):
    """Phrases with their meanings; `matches` finds them in a clause."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        self._by_stem: dict[str, list[Phrase[Meaning]]] = defaultdict(list)
        for text, meaning in phrases:
            stems = content_stems(text)
            if stems:
                rarest = min(stems, key=lambda stem: (-len(stem), stem))
                self._by_stem[rarest].append(Phrase(meaning, stems))

    def matches(self, clause: Sequence[Word]) -> Iterator[Match[Meaning]]:
        """Every phrase whose words all stand close together in the clause."""
        places: dict[str, int] = {}
        for place, word in enumerate(clause):
            places.setdefault(word.stem, place)
        for stem in places:
            for phrase in self._by_stem.get(stem, ()):
                if phrase.stems <= places.keys():
                    found = tuple(sorted(places[s] for s in phrase.stems))
                    if found[-1] - found[0] < len(found) + _SLACK:
                        yield Match(phrase.meaning, found)


def content_stems(phrase: str) -> frozenset[str]:
    """The stems of the words that carry the meaning; a phrase of function words only keeps them all."""
    words = analyse(phrase)
    content = frozenset(word.stem for word in words if word.text not in function_words())
    return content or frozenset(word.stem for word in words)


def clauses(words: Sequence[Word]) -> Iterator[tuple[Sequence[Word], bool]]:
    """The clauses of a message, each with whether it is the last of its sentence."""
    found = [list(group) for _, group in groupby(words, key=lambda w: (w.sentence, w.clause))]
    for index, clause in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        yield clause, following is None or following[0].sentence != clause[0].sentence
