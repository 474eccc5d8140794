"""One message, understood: what it answers, tells and asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Literal

from assistant.dutch.scope import opens_question
from assistant.dutch.words import Word, analyse, read_language
from assistant.nlu.criteria import CriteriaFinder, Mention
from assistant.nlu.linear import LinearClassifier
from assistant.nlu.regions import NamedRegion, RegionFinder

QUESTION = "vraag"
"""The act of a question; what it is about is the second classifier's work."""

SURE = 0.10
"""From this share of belief on, a topic is answered without asking back."""
_ASKS, _ASKS_PERHAPS, _CLEAR_TOPIC = 0.75, 0.4, 0.5
"""A sentence asks about the agreements when that is believed, or half believed with a clear topic."""

OUT_OF_SCOPE = "buiten_bereik"

ShortAnswer = Literal["ja", "nee", "weet_niet"]


@dataclass(frozen=True)
class Question:
    """A question in a message, with the topics it may be about, best first."""

    tekst: str
    onderwerpen: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Reading:
    """What a message says, in the parts that the dialogue needs."""

    intent: str
    zekerheid: float
    antwoord: ShortAnswer | None = None
    vragen: tuple[Question, ...] = ()
    criteria: tuple[Mention, ...] = ()
    regio: NamedRegion | None = None


@dataclass
class _Parts:
    questions: list[Question] = field(default_factory=list)
    catchwords: list[Question] = field(default_factory=list)
    """Segments about a topic that don't have the form of a question: 'termijn contact gezin'."""
    acts: list[tuple[str, float]] = field(default_factory=list)
    told: bool = False


class Reader:
    """Reads messages with two trained classifiers and the finders of the rule base.

    `titles` are the titles of topics, as they stand on buttons, with the topic of each.
    """

    def __init__(
        self,
        acts: LinearClassifier,
        topics: LinearClassifier,
        criteria: CriteriaFinder,
        regions: RegionFinder,
        titles: Mapping[str, str],
    ) -> None:
        self._acts = acts
        self._topics = topics
        self._criteria = criteria
        self._regions = regions
        self._titles = titles

    def read(self, text: str) -> Reading:
        """What `text` answers, tells and asks; every text gets a reading."""
        if text in self._titles:
            chosen = Question(text, ((self._titles[text], 1.0),))
            return Reading(QUESTION, 1.0, vragen=(chosen,))
        words = analyse(text)
        mentions = tuple(self._criteria.find(text))
        answer, rest = short_answer(text, words)
        parts = _Parts(told=bool(mentions))
        for segment, asks in _segments(words):
            piece = text[segment[0].start : segment[-1].end]
            if segment[-1].end > rest:
                self._read_segment(piece, asks, _mentioned(mentions, segment), parts)
        if not parts.questions and not parts.told:
            parts.questions = parts.catchwords
        elif parts.catchwords:
            parts.told = True
        region = self._regions.find(text)
        intent, share = _intent(answer, parts, region)
        return Reading(intent, share, answer, tuple(parts.questions), mentions, region)

    def _read_segment(self, piece: str, asks: bool, mentioned: bool, parts: _Parts) -> None:
        if mentioned and not asks:
            return
        acts = self._acts.shares(piece)
        label, share = acts[0]
        topics = tuple(self._topics.shares(piece)[:5])
        belief = dict(acts).get(QUESTION, 0.0)
        about_a_place = asks and label == "regio" and topics[0][1] >= _CLEAR_TOPIC
        if belief >= _ASKS or about_a_place or (belief >= _ASKS_PERHAPS and topics[0][1] >= _CLEAR_TOPIC):
            (parts.questions if asks else parts.catchwords).append(Question(piece, topics))
        elif label == "casus":
            parts.told = True
        else:
            parts.acts.append((OUT_OF_SCOPE if label == QUESTION else label, share))


def _mentioned(mentions: Sequence[Mention], segment: Sequence[Word]) -> bool:
    return any(segment[0].start <= m.start < segment[-1].end for m in mentions)


def _segments(words: Sequence[Word]) -> Iterator[tuple[list[Word], bool]]:
    """A message in pieces that tell or ask: per sentence, and per question within a sentence."""
    for _, sentence in groupby(words, key=lambda word: word.sentence):
        piece: list[Word] = []
        asks = False
        for _, group in groupby(sentence, key=lambda word: word.clause):
            clause = list(group)
            if opens_question(clause) and len(clause) > 1:
                if piece:
                    yield piece, asks
                piece, asks = clause, True
            else:
                piece = piece + clause
        if piece:
            yield piece, asks or piece[0].question


def _intent(answer: ShortAnswer | None, parts: _Parts, region: NamedRegion | None) -> tuple[str, float]:
    """The one label by which the rules choose what to do."""
    acts = sorted(parts.acts, key=lambda act: -act[1])
    if parts.questions and parts.told:
        return "casus_met_vraag", 1.0
    if parts.questions:
        return "vraag", max(q.onderwerpen[0][1] for q in parts.questions)
    if answer and not parts.told:
        return answer, 1.0
    if parts.told or answer:
        return "casus", 1.0
    if region and (not acts or acts[0][0] in ("regio", "buiten_bereik")):
        return "regio", 1.0
    return acts[0] if acts else ("buiten_bereik", 0.0)


@lru_cache(maxsize=1)
def _short_answers() -> list[tuple[tuple[str, ...], ShortAnswer]]:
    answers = read_language("korte-antwoorden.yml")
    kinds: tuple[ShortAnswer, ...] = ("weet_niet", "nee", "ja")
    phrases = [(tuple(phrase.split()), kind) for kind in kinds for phrase in answers[kind]]
    return sorted(phrases, key=lambda item: -len(item[0]))


def short_answer(text: str, words: Sequence[Word]) -> tuple[ShortAnswer | None, int]:
    """The ja, nee or weet niet that a message opens with, and where the rest of it starts.

    It counts when it is the whole message, or the whole first clause of it.
    """
    spoken = tuple(word.text for word in words)
    first = tuple(word.text for word in words if (word.sentence, word.clause) == (0, words[0].clause))
    for phrase, kind in _short_answers():
        if spoken == phrase:
            return kind, len(text)
        if first == phrase:
            return kind, words[len(phrase) - 1].end
    return None, 0
