"""Weighing the words of a message: the second net, for danger that no rule puts into words.

A linear model over two views of a message. What the rules see: words, two in a row, and pieces of them (so
that a compound or a typing error still resembles what it is), word groups (alone, together in a clause, and
with the frame around them), how clauses begin, and the rules with their points. And its letters in rows, over
the spaces, so that turns of phrase count as well. What is rare counts for more than what everybody says all
the time, so that everyday words can't add up to danger. The weights stand in
`data/taal/urgentie-gewichten.tsv`, learned by `urgency_training` from what people type
(`urgentie-alledaags.yml`), unusual examples (`urgentie-voorbeelden.yml`) and `urgentie-bouwstenen.yml`.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from assistant import places
from assistant.dutch.words import function_words, stem
from assistant.safety.urgency_frames import Frames
from assistant.safety.urgency_matching import Sentence, Span
from assistant.safety.urgency_rules import SIGNALS

_TOLD = 5
"""How many words are named as the reason at most."""
_PIECES = (4, 5)
"""How many letters the pieces of a word have, its edges counted as one each."""
_SHORTEST_IN_PIECES = 4
_ROWS = (4, 5, 6)
"""How many letters and spaces the rows have that are read over the spaces."""
LETTERS = "letters:"
"""How the name of a row of letters begins; these rows are a view of their own."""
_DIGIT = re.compile(r"\d")

Features = Mapping[str, Set[str]]
"""What is seen, each with the typed words in which it was seen."""


@dataclass(frozen=True)
class Weighed:
    """How likely a stretch of a message is urgent, and which of both levels then, and what was seen in it."""

    odds: float
    """The log odds that it is urgent at all."""
    rather_acute: float
    """How likely it is acuut, from 0 to 1, if it is urgent."""
    features: Features

    @property
    def dringend(self) -> float:
        """How likely it is acuut or crisis, from 0 to 1."""
        return _share(self.odds)

    @property
    def acuut(self) -> float:
        """How likely it is acuut, from 0 to 1."""
        return self.dringend * self.rather_acute

    @property
    def crisis(self) -> float:
        """How likely it is crisis, from 0 to 1."""
        return self.dringend - self.acuut


class Weight(NamedTuple):
    """What a feature adds for urgent against geen, and for acuut against crisis, and how rare it is."""

    dringend: float
    acuut: float
    rarity: float


_NOTHING = Weight(0.0, 0.0, 0.0)


class Scale:
    """The weights of features, and what weighs when nothing is seen."""

    def __init__(self, weights: Mapping[str, Weight], base: Weight) -> None:
        self._weights = weights
        self._base = base

    def weigh(self, features: Features, letters: Iterable[str]) -> Weighed:
        """Weigh a message, or a stretch of it. What no example had counts for nothing."""
        words, rows = self._sum(features), self._sum(letters)
        odds = self._base.dringend + words.dringend + rows.dringend
        return Weighed(odds, _share(self._base.acuut + words.acuut), features)

    def _sum(self, features: Iterable[str]) -> Weight:
        """What the features add, scaled to length one; the rarity is that length."""
        weights = self._weights
        known = [weights[name] for name in features if name in weights]
        size = math.sqrt(sum([weight[2] * weight[2] for weight in known])) or 1.0
        urgent, acute = sum([weight[0] for weight in known]), sum([weight[1] for weight in known])
        return Weight(urgent / size, acute / size, size)

    def heaviest(self, weighed: Weighed) -> tuple[str, ...]:
        """The words that weighed most towards urgent, the heaviest first."""
        by_word: dict[str, float] = defaultdict(float)
        for name, words in weighed.features.items():
            for word in words:
                by_word[word] += self._weights.get(name, _NOTHING).dringend / len(words)
        telling = [word for word in sorted(by_word) if by_word[word] > 0 and word not in function_words()]
        return tuple(sorted(telling, key=lambda word: -by_word[word])[:_TOLD])


def _share(odds: float) -> float:
    """The share from 0 to 1 that these log odds come to."""
    return 1 / (1 + math.exp(-odds))


def stretches(sentences: int) -> Iterator[tuple[int, ...]]:
    """The numbers of every sentence and of every two in a row, of a message of so many.

    Each stretch can be weighed by itself, so that whatever is told before or after an emergency can't
    outweigh it.
    """
    numbers = tuple(range(sentences))
    pieces = (numbers[start : start + size] for start in numbers for size in (1, 2))
    return (piece for piece in pieces if len(piece) < sentences)


def together(parts: Iterable[Features]) -> Features:
    """The features of several sentences as one."""
    found: dict[str, Set[str]] = {}
    for part in parts:
        for name, words in part.items():
            found[name] = found[name] | words if name in found else words
    return found


def of_each(sentences: Sequence[Sentence], frames: Frames) -> list[Features]:
    """The features of each sentence of a message, but for its letters."""
    return [_features(sentence, number, frames) for number, sentence in enumerate(sentences)]


def letters(sentences: Sequence[Sentence]) -> set[str]:
    """The name of every row of letters in the message as it is understood, each digit a nought."""
    words = [word.text for sentence in sentences for word in sentence.words if word.text.isalnum()]
    text = f" {_DIGIT.sub('0', ' '.join(words))} "
    return {
        f"{LETTERS}{text[start : start + size]}" for size in _ROWS for start in range(len(text) - size + 1)
    }


def _features(sentence: Sentence, number: int, frames: Frames) -> Features:
    found: dict[str, set[str]] = defaultdict(set)
    _see_words(sentence, found)
    _see_groups(sentence, number, frames, found)
    points = 0
    for match in sentence.matches:
        words = {sentence.words[place].typed for place in match.places}
        if match.rule.soort not in SIGNALS:
            found[f"kader:{match.rule.soort}"] |= words
            continue
        frame = frames.of_match(match)
        if match.rule.soort == "acuut" and frame is None:
            points = max(points, match.rule.punten)
        found[f"punten:{match.rule.soort} {match.rule.punten} {'niet' if frame else 'telt'}"] |= words
        found[f"regel:{match.rule.soort} {frame or 'telt'}"] |= words
        found[f"naam:{match.rule.naam} {frame or 'telt'}"] |= words
    for kind in {match.rule.soort for match in sentence.matches if match.rule.soort != "acuut"}:
        found[f"naast:{points} {kind}"] = set()
    if sentence.words and sentence.words[0].asked:
        found["vraagteken"] = set()
    return found


def _see_words(sentence: Sentence, found: dict[str, set[str]]) -> None:
    """Every word in pieces, those with a meaning by their stem, two in a row, and how each clause begins."""
    clause = None
    before = ""
    for place, word in enumerate(sentence.words):
        for piece in _pieces(word.text):
            found[piece].add(word.typed)
        root = stem(word.text)
        if word.text not in function_words():
            found[f"woord:{root}"].add(word.typed)
        if word.clause == clause:
            found[f"twee:{before} {root}"].add(word.typed)
        before = root
        if word.clause != clause:
            clause = word.clause
            found[f"begin:{word.text}"].add(word.typed)
            second = sentence.words[place + 1 : place + 2]
            if second and second[0].clause == clause:
                found[f"begin:{word.text} {second[0].text}"].add(word.typed)


def _see_groups(sentence: Sentence, number: int, frames: Frames, found: dict[str, set[str]]) -> None:
    """Every group, with the frame around it, and those that stand in one clause without a frame."""
    framed: dict[Span, str | None] = {}
    together_in: dict[int, dict[str, str]] = defaultdict(dict)
    for group, spans in sentence.groups.items():
        for span in spans:
            if span not in framed:
                framed[span] = frames.around(number, span)
            frame = framed[span]
            words = {sentence.words[place].typed for place in span}
            found[f"groep:{group}"] |= words
            found[f"groep:{group} {frame or 'telt'}"] |= words
            if frame is None:
                first = sentence.words[span[0]]
                together_in[first.clause].setdefault(group, first.typed)
    for groups in together_in.values():
        for one, other in combinations(sorted(groups), 2):
            found[_pair(one, other)] = {groups[one], groups[other]}


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[str, ...]:
    if len(word) < _SHORTEST_IN_PIECES:
        return ()
    edged = f"^{word}$"
    starts = ((start, size) for size in _PIECES for start in range(len(edged) - size + 1))
    return tuple(f"deel:{edged[start : start + size]}" for start, size in starts)


@lru_cache(maxsize=20_000)
def _pair(one: str, other: str) -> str:
    return f"samen:{one} {other}"


def weights_file() -> Path:
    """Where the weights stand."""
    return places.project() / "data" / "taal" / "urgentie-gewichten.tsv"


@lru_cache(maxsize=1)
def current() -> Scale:
    """The scale of this project."""
    rows = weights_file().read_text(encoding="utf-8").splitlines()
    weights: dict[str, Weight] = {}
    for row in rows:
        if not row.startswith("#"):
            name, urgent, acute, rarity = row.split("\t")
            weights[name] = Weight(float(urgent), float(acute), float(rarity))
    return Scale(weights, weights.pop("basis"))
