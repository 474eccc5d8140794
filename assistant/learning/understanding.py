"""What a learner says in a practice call: which of a list of meanings, by likeness to written sentences.

Every meaning has sentences as people type them. A piece of a message means it when it is like one of
them, more than it is like any sentence that only looks so. No model is trained: what was recognised can
always be shown beside the sentence that it was recognised by.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import log, sqrt

from assistant.dutch.expressions import words_in
from assistant.dutch.words import Word, analyse, function_words, stem
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
_TELLING = 2
"""How many words with a meaning of their own a clause has that is read by itself."""

_DENIES, _SUPPOSES = "ontkenning", "veronderstelling_halverwege"
"""Lists of `data/taal/zinsverband.yml`. Words that deny turn a sentence round, and weigh as much as the
rarest; a clause that opens with a word that supposes isn't said by itself."""

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
            id: [frozenset(self._stems(analyse(words))) for words in z.woorden] for id, z in meanings.items()
        }

    def __contains__(self, id: str) -> bool:
        return id in self._yes

    def hear(self, text: str, among: Sequence[str]) -> list[Gehoord]:
        """The meanings of `among` that a message has, in the order in which they are said.

        A piece may have several meanings, when it is about as much alike to one as to another.
        """
        best: dict[str, Gehoord] = {}
        for piece in _pieces(text):
            said = text[piece[0].start : piece[-1].end]
            alike = dict(self._likenesses(piece, said, among))
            enough = _ALIKE if len(piece) > 1 else _ALIKE_ALONE
            least = max(enough, max(alike.values(), default=0.0) - _BESIDE)
            for id, likeness in alike.items():
                if likeness >= least and (id not in best or likeness > best[id].zekerheid):
                    best[id] = Gehoord(id, said, likeness, piece[0].start)
        return sorted(best.values(), key=lambda heard: (heard.plaats, -heard.zekerheid))

    def _likenesses(
        self, piece: Sequence[Word], said: str, among: Sequence[str]
    ) -> Iterator[tuple[str, float]]:
        read = self._read(piece, said)
        stems = set(self._stems(piece))
        for id in among:
            likeness = max((_alike(read, one) for one in self._yes[id]), default=0.0)
            if any(words <= stems for words in self._sets[id]):
                likeness = 1.0
            against = max((_alike(read, one) for one in self._no[id]), default=0.0)
            yield id, likeness if likeness > against else 0.0

    def _stems(self, words: Sequence[Word]) -> list[str]:
        return [self._same.get(word.stem, word.stem) for word in words]

    def _read_all(self, texts: Iterable[str]) -> list[_Sentence]:
        return [self._read(analyse(text), text) for text in texts]

    def _read(self, words: Sequence[Word], text: str) -> _Sentence:
        stems = self._stems(words)
        weights: dict[str, float] = defaultdict(float)
        for word, sign in zip(words, stems, strict=True):
            weights[sign] += self._weight(word, sign)
        for (one, first), (other, second) in pairwise(zip(words, stems, strict=True)):
            weights[f"{first} {second}"] += _PAIR * min(self._weight(one, first), self._weight(other, second))
        letters = re.sub(r"\W+", " ", text.lower())
        grams = Counter(letters[n : n + _GRAM] for n in range(len(letters) - _GRAM + 1))
        return _Sentence(_unit(weights), _unit(grams))

    def _weight(self, word: Word, sign: str) -> float:
        if word.text in words_in(_DENIES):
            return self._unknown
        return _LITTLE if word.text in function_words() else self._rare.get(sign, self._unknown)


def _pieces(text: str) -> Iterator[list[Word]]:
    """A message in sentences, and each sentence of several clauses in the clauses that say something."""
    for _, sentence in groupby(analyse(text), key=lambda word: word.sentence):
        words = list(sentence)
        yield words
        clauses = [list(clause) for _, clause in groupby(words, key=lambda word: word.clause)]
        yield from (clause for clause in clauses if len(clauses) > 1 and _says_something(clause))


def _says_something(clause: Sequence[Word]) -> bool:
    """Whether a clause can be read by itself: it tells enough, and supposes nothing ('als u meldt')."""
    telling = [word for word in clause if word.text not in function_words()]
    return len(telling) >= _TELLING and clause[0].text not in words_in(_SUPPOSES)


def _unit(weights: Mapping[str, float]) -> Weights:
    length = sqrt(sum(value * value for value in weights.values())) or 1.0
    return {sign: value / length for sign, value in weights.items()}


def _alike(one: _Sentence, other: _Sentence) -> float:
    return _WORDS * _product(one.words, other.words) + _LETTERS * _product(one.letters, other.letters)


def _product(one: Weights, other: Weights) -> float:
    small, large = sorted((one, other), key=len)
    return sum(value * large.get(sign, 0.0) for sign, value in small.items())
