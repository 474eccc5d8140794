"""What a learner says in a practice call: which of a list of meanings, by likeness to written sentences.

Every meaning has sentences as people type them. A piece of a message means it when it is like one of
them and stands in the same light (asked, said or denied), more than it is like any sentence that only
looks so. No model is trained: what was recognised can
always be shown beside the sentence that it was recognised by.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from rapidfuzz import fuzz

from assistant.dutch.words import Word, analyse, function_words, stem
from assistant.learning.light import Light, Piece, denies, light_of, pieces
from assistant.learning.schema import Gelijk, Zinnen

_ALIKE, _ALIKE_ALONE = 0.47, 0.7
"""From this likeness (0 to 1) on a piece means what a sentence means; the second for a single word."""
_BESIDE = 0.12
"""A meaning that is so much less alike than the best one isn't meant."""
_WORDS, _LETTERS = 0.65, 0.35
"""What words weigh against letters, which bridge compounds and typing errors."""
_LITTLE = 0.25
"""What a word without meaning of its own weighs against one that occurs everywhere."""
_PAIR = 0.6
"""What a pair of words that follow each other weighs against the words themselves."""
_GRAM = 3
_BESIDES = 1
"""How many words of its own a piece has at most that turns a sentence round, beside those of the sentence."""
_SAID, _SAID_OF_A_DENIAL = 0.6, 0.66
"""What part of the words of their own of a sentence, and of one that denies, has to be there."""
_LONG, _MISTYPED = 4, 80
"""Of so many letters on a word may be mistyped, and stays so much alike (0 to 100)."""
_FEWEST = 2
"""A sentence with fewer words of its own than this can't be turned round: too much is like it."""
_ASKS = 0.5
"""From this part of its sentences on a meaning is something that one asks."""

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Gehoord:
    """A meaning that was recognised, with the piece of the message and how sure it is."""

    id: str
    stuk: str
    zekerheid: float
    plaats: int
    """Where in the message the piece begins."""


@dataclass(frozen=True)
class _Sentence:
    """A sentence as numbers: words and letters, each of length 1."""

    words: Weights
    letters: Weights
    light: Light
    content: frozenset[str]
    """The stems of its words with a meaning of their own, without those that deny."""


class Meanings:
    """A list of meanings to recognise; made once for all cases, asked for those of one case."""

    def __init__(self, meanings: Mapping[str, Zinnen], gelijk: Iterable[Gelijk]) -> None:
        self._same = {stem(word.lower()): f"={one.id}" for one in gelijk for word in one.woorden}
        texts = [text for zinnen in meanings.values() for text in (*zinnen.zinnen, *zinnen.maar_niet)]
        counted = Counter(sign for text in texts for sign in set(self._stems(analyse(text))))
        self._rare = {sign: 1 + log((1 + len(texts)) / (1 + count)) for sign, count in counted.items()}
        self._unknown = 1 + log(1 + len(texts))
        self._yes = {id: self._read_all(z.zinnen) for id, z in meanings.items()}
        self._no = {id: self._read_all(z.maar_niet) for id, z in meanings.items()}
        self._sets = {
            id: [(frozenset(self._stems(analyse(words))), light_of(words)) for words in z.woorden]
            for id, z in meanings.items()
        }
        self._asking = {id for id, sentences in self._yes.items() if _is_asked(sentences)}

    def __contains__(self, id: str) -> bool:
        return id in self._yes

    def hear(self, text: str, among: Sequence[str]) -> list[Gehoord]:
        """The meanings of `among` that a message has, in the order in which they are said.

        A piece may have several meanings, when it is about as much alike to one as to another.
        """
        best: dict[str, Gehoord] = {}
        for piece in pieces(text):
            alike = dict(self._likenesses(piece, among))
            enough = _ALIKE if len(piece.words) > 1 else _ALIKE_ALONE
            least = max(enough, max(alike.values(), default=0.0) - _BESIDE)
            for id, likeness in alike.items():
                if likeness >= least and (id not in best or likeness > best[id].zekerheid):
                    best[id] = Gehoord(id, piece.said, likeness, piece.words[0].start)
        return sorted(best.values(), key=lambda heard: (heard.plaats, -heard.zekerheid))

    def turned_round(self, text: str, among: Sequence[str]) -> list[str]:
        """The meanings of `among` of which a message says the opposite, in words of theirs."""
        said = [(piece.light, self._content(piece.words)) for piece in pieces(text)]
        return [
            id
            for id in among
            if any(
                light.opposes(one.light) and _in_its_words(content, one.content)
                for light, content in said
                for one in self._yes[id]
            )
        ]

    def _likenesses(self, piece: Piece, among: Sequence[str]) -> Iterator[tuple[str, float]]:
        read = self._read(piece.words, piece.said, piece.light)
        stems = set(self._stems(piece.words))
        for id in among:
            asking = id in self._asking
            likeness = self._most_alike(read, self._yes[id], asking)
            if any(words <= stems and piece.light.fits(light, asking) for words, light in self._sets[id]):
                likeness = 1.0
            against = self._most_alike(read, self._no[id], asking)
            yield id, likeness if likeness > against else 0.0

    def _most_alike(self, read: _Sentence, sentences: Iterable[_Sentence], asking: bool) -> float:
        """How much it is like the one of these that it can mean, by the light in which both stand."""
        fitting = (
            one for one in sentences if read.light.fits(one.light, asking) and (asking or _covers(read, one))
        )
        return max((_alike(read, one) for one in fitting), default=0.0)

    def _stems(self, words: Sequence[Word]) -> list[str]:
        return [self._same.get(word.stem, word.stem) for word in words]

    def _read_all(self, texts: Iterable[str]) -> list[_Sentence]:
        return [self._read(analyse(text), text, light_of(text)) for text in texts]

    def _content(self, words: Sequence[Word]) -> frozenset[str]:
        telling = [word for word in words if word.text not in function_words() and not denies(word.text)]
        return frozenset(self._stems(telling))

    def _read(self, words: Sequence[Word], text: str, light: Light) -> _Sentence:
        stems = self._stems(words)
        weights: dict[str, float] = defaultdict(float)
        for word, sign in zip(words, stems, strict=True):
            weights[sign] += self._weight(word, sign)
        for (one, first), (other, second) in pairwise(zip(words, stems, strict=True)):
            weights[f"{first} {second}"] += _PAIR * min(self._weight(one, first), self._weight(other, second))
        letters = re.sub(r"\W+", " ", text.lower())
        grams = Counter(letters[n : n + _GRAM] for n in range(len(letters) - _GRAM + 1))
        return _Sentence(_unit(weights), _unit(grams), light, self._content(words))

    def _weight(self, word: Word, sign: str) -> float:
        if denies(word.text):
            # It turns a sentence round, and weighs as much as the rarest word.
            return self._unknown
        return _LITTLE if word.text in function_words() else self._rare.get(sign, self._unknown)


def _is_asked(sentences: Sequence[_Sentence]) -> bool:
    """Whether these sentences are questions, for the greater part."""
    return sum(one.light.asked for one in sentences) >= _ASKS * len(sentences) > 0


def _covers(read: _Sentence, sentence: _Sentence) -> bool:
    """Whether enough of what a sentence says is said; of a denial nearly all, as that says what isn't so."""
    part = _SAID if sentence.light.senses == {"gezegd"} else _SAID_OF_A_DENIAL
    there = sum(any(_same(word, other) for other in read.content) for word in sentence.content)
    return there >= part * len(sentence.content)


def _same(word: str, other: str) -> bool:
    """The same stem, but for a typing error or what it is compounded with."""
    if min(len(word), len(other)) < _LONG:
        return word == other
    return word in other or other in word or fuzz.ratio(word, other) >= _MISTYPED


def _in_its_words(content: frozenset[str], other: frozenset[str]) -> bool:
    return len(other) >= _FEWEST and other <= content and len(content - other) <= _BESIDES


def _unit(weights: Mapping[str, float]) -> Weights:
    length = sqrt(sum(value * value for value in weights.values())) or 1.0
    return {sign: value / length for sign, value in weights.items()}


def _alike(one: _Sentence, other: _Sentence) -> float:
    return _WORDS * _product(one.words, other.words) + _LETTERS * _product(one.letters, other.letters)


def _product(one: Weights, other: Weights) -> float:
    small, large = sorted((one, other), key=len)
    return sum(value * large.get(sign, 0.0) for sign, value in small.items())
