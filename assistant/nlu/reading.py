"""One message, understood: what it answers, tells and asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from math import exp, log
from typing import Literal

from assistant.dutch.scope import opens_question
from assistant.dutch.words import Word, analyse, read_language
from assistant.nlu.acts import ActModel
from assistant.nlu.criteria import CriteriaFinder, Mention
from assistant.nlu.outcome_parts import asked_part
from assistant.nlu.questions import QuestionModel
from assistant.nlu.regions import NamedRegion, RegionFinder
from assistant.reasoning.answers import Belief

QUESTION = "vraag"
"""The act of a question; what it is about is the second classifier's work."""

_ASKS, _CLEAR_TOPIC, _CLEAR_ACT = 0.5, 0.5, 0.5
"""From this belief on a piece asks; from these shares on a subject stands out, and an act counts."""
_ASKS_SURELY = 0.9
"""From this belief on a message asks that doesn't look like it, and tells a fact."""
_SHORT_TAKEN_BACK = 20
"""In a longer message, what isn't known is something else than what was asked."""
_SHORT = 9
"""A longer message speaks for itself, whatever word it opens with."""
_TELLS = 0.3
"""What is believed less to tell of a case is out of reach: letters, other languages, complaints."""
_CLEAR_ALONE = 0.7
"""From this share on, a question needs nothing of the case told beside it."""

_REACH = {"vraag": 0.65, "buiten": -1.03, "gelijk": 6.1, "onderwerp": 2.5, "basis": -5.1}
"""What tells a question about the agreements from one out of reach: fitted on held-out examples."""

OUT_OF_SCOPE, TOLD = "buiten_bereik", "casus"
_COURTESIES = ("begroeting", "bedankt", "afscheid")
"""Said beside something else, these are not what a message is about."""
_VAGUE = (OUT_OF_SCOPE, TOLD, "herhaal", "meer")
"""What short words are easily taken for."""
_FLOOR = 0.0001
"""Keeps the logarithm of a belief finite."""

ShortAnswer = Literal["ja", "nee", "weet_niet"]


@dataclass(frozen=True)
class Question:
    """A question in a message, with what it may be about."""

    tekst: str
    gaat_over: Belief


@dataclass(frozen=True)
class Reading:
    """What a message says, in the parts that the dialogue needs."""

    intent: str
    zekerheid: float
    antwoord: ShortAnswer | None = None
    vragen: tuple[Question, ...] = ()
    criteria: tuple[Mention, ...] = ()
    regio: NamedRegion | None = None
    buurt: str | None = None
    """The subject nearest to the whole message, also when the message is about none."""
    haakt_aan: bool = False
    in_vraagvorm: bool = False
    """Whether a part of the message has the form of a question."""
    """Whether the message leans on what was said before it: 'en op de regie?', 'hoezo dan niet?'."""


@dataclass
class _Parts:
    """A message taken apart."""

    questions: list[str] = field(default_factory=list)
    catchwords: list[str] = field(default_factory=list)
    """Pieces about a subject that don't have the form of a question: 'termijn contact gezin'."""
    context: list[str] = field(default_factory=list)
    """Pieces that tell of a situation, and nothing about a criterium: a question may lean on them."""
    loose: list[str] = field(default_factory=list)
    """Pieces that by themselves are about nothing: only beside a question they say something."""
    facts: list[str] = field(default_factory=list)
    """Pieces that tell something about a criterium."""
    acts: list[tuple[str, float]] = field(default_factory=list)
    told: bool = False
    in_form: bool = False
    """Whether a question has the form of one."""


class _Beliefs:
    """What the models believe of the pieces of one message, each piece looked at once."""

    def __init__(self, acts: ActModel, questions: QuestionModel) -> None:
        self.acts = cache(acts.shares)
        self.about = cache(questions.believe)

    def asks(self, piece: str, in_form: bool) -> float:
        """The belief that a piece asks about the agreements, and nothing out of reach.

        What has the form of a question, or is clearly about a subject, is not just told.
        """
        acts = dict(self.acts(piece))
        asked, outside = acts.get(QUESTION, 0.0), acts.get(OUT_OF_SCOPE, 0.0)
        either = asked + outside + _FLOOR
        told = 0.0 if in_form or self.is_clear(piece) else acts.get(TOLD, 0.0)
        act = self.act(piece)
        other = 0.0 if act in (OUT_OF_SCOPE, TOLD) else acts[act]
        about = self.about(piece)
        alike = about.regels[0][1] if about.regels else 0.0
        reach = (
            _REACH["basis"]
            + _REACH["vraag"] * log(asked / either + _FLOOR)
            + _REACH["buiten"] * log(outside / either + _FLOOR)
            + _REACH["gelijk"] * alike
            + _REACH["onderwerp"] * about.onderwerpen[0][1]
        )
        return (1 - told - other) / (1 + exp(-reach))

    def act(self, piece: str) -> str:
        """What a piece clearly does beside asking and telling; otherwise telling, or out of scope."""
        label, share = next(a for a in self.acts(piece) if a[0] not in (QUESTION, OUT_OF_SCOPE, TOLD))
        if share >= _CLEAR_ACT:
            return label
        acts = dict(self.acts(piece))
        told = acts.get(TOLD, 0.0)
        return TOLD if told > max(acts.get(OUT_OF_SCOPE, 0.0), _TELLS) else OUT_OF_SCOPE

    def is_clear(self, piece: str, share: float = _CLEAR_TOPIC) -> bool:
        """Whether one subject stands out, with at least `share` of the belief."""
        return self.about(piece).onderwerpen[0][1] >= share


class Reader:
    """Reads messages with two trained models and the finders of the rule base.

    `titles` are the titles of topics, as they stand on buttons, with the topic of each.
    """

    def __init__(
        self,
        acts: ActModel,
        questions: QuestionModel,
        criteria: CriteriaFinder,
        regions: RegionFinder,
        titles: Mapping[str, str],
    ) -> None:
        self._models = acts, questions
        self._criteria = criteria
        self._regions = regions
        self._titles = titles

    def read(self, text: str) -> Reading:
        """What `text` answers, tells and asks; every text gets a reading."""
        if text in self._titles:
            chosen = Question(text, Belief(onderwerpen=((self._titles[text], 1.0),)))
            return Reading(QUESTION, 1.0, vragen=(chosen,))
        mentions = tuple(self._criteria.find(text))
        region = self._regions.find(text)
        text = _without(text, region)
        words = analyse(text)
        answer, rest = short_answer(text, words)
        beliefs = _Beliefs(*self._models)
        parts = _take_apart(text, words, rest, mentions, beliefs)
        questions = _asked(parts, beliefs)
        intent, share = _intent(answer, parts, questions, region)
        if intent in _VAGUE and not mentions and asked_part(text):
            # Short words such as 'hoe nu verder' ask for a part of an outcome, where there is one.
            questions, intent = (Question(text, beliefs.about(text)),), QUESTION
        answer = answer or _as_answer(intent)
        near = beliefs.about(text).onderwerpen[0][0]
        leans, in_form = _follows_up(words), parts.in_form
        return Reading(intent, share, answer, questions, mentions, region, near, leans, in_form)


def _take_apart(
    text: str, words: Sequence[Word], rest: int, mentions: Sequence[Mention], beliefs: _Beliefs
) -> _Parts:
    """Sort the pieces of a message from `rest` on, where the answer ends that it opens with."""
    parts = _Parts(told=bool(mentions))
    all_of_it = text[words[0].start : words[-1].end] if words else ""
    whole = beliefs.asks(all_of_it, in_form=True) if words else 0.0
    for segment, asks in _segments(words):
        piece = text[segment[0].start : segment[-1].end]
        if segment[-1].end <= rest:
            continue
        if asks or not _mentioned(mentions, segment):
            _sort(piece, asks, whole, parts, beliefs)
        else:
            parts.facts.append(piece)
    _find_question(parts, bool(mentions), all_of_it, whole, beliefs)
    return parts


def _find_question(parts: _Parts, tells: bool, message: str, whole: float, beliefs: _Beliefs) -> None:
    """Look for a question that has no form of one; `tells` is whether the message tells of a criterium."""
    if parts.questions:
        parts.context += parts.catchwords
    elif tells and whole >= _ASKS_SURELY and beliefs.acts(message)[0][0] == QUESTION:
        # No piece has the form of a question, but all together they are one: 'huisverbod na geweld termijn'.
        parts.questions, parts.facts = [message], []
    elif tells:
        parts.context += parts.catchwords
    elif parts.catchwords:
        parts.questions = parts.catchwords
    elif whole >= _ASKS and beliefs.is_clear(". ".join(parts.context)):
        # A case told in a few words, without any criterium: 'ouders zeggen ja maar doen niks'.
        parts.questions, parts.context, parts.told = parts.context, [], False


def _sort(piece: str, asks: bool, whole: float, parts: _Parts, beliefs: _Beliefs) -> None:
    """Put a piece where it belongs; `whole` is the belief that the message asks.

    'Mag dat?' says little by itself and leans on what precedes it.
    """
    act = beliefs.act(piece)
    belief = max(beliefs.asks(piece, asks), whole if asks else 0.0)
    about_a_place = asks and act == "regio" and beliefs.is_clear(piece)
    if belief >= _ASKS or about_a_place:
        (parts.questions if asks else parts.catchwords).append(piece)
        parts.in_form = parts.in_form or asks
    elif act == TOLD:
        parts.told = True
        parts.context.append(piece)
    else:
        parts.acts.append((act, dict(beliefs.acts(piece))[act]))
        parts.loose.append(piece)


def _asked(parts: _Parts, beliefs: _Beliefs) -> tuple[Question, ...]:
    """The questions: those that are clearly about different subjects apart, all others as one.

    'Klopt dat, of moet ik eerst bellen?' is one question; so is a situation and what is asked of it.
    """
    apart: dict[str, Question] = {}
    for piece in parts.questions:
        if beliefs.is_clear(piece):
            about = beliefs.about(piece)
            apart.setdefault(about.onderwerpen[0][0], Question(piece, about))
    if len(apart) > 1:
        return tuple(apart.values())
    if not parts.questions:
        return ()
    whole = ". ".join([*parts.loose, *parts.context, *parts.questions])
    if parts.facts and (_points_back(parts.questions) or not beliefs.is_clear(whole, _CLEAR_ALONE)):
        whole = ". ".join([*parts.facts, whole])
    return (Question(whole, beliefs.about(whole)),)


def _without(text: str, region: NamedRegion | None) -> str:
    """The text with spaces where it names a region: where somebody works isn't what is asked about."""
    if region is None:
        return text
    rest = text[: region.start] + " " * (region.end - region.start) + text[region.end :]
    return rest if rest.strip() else text


def _mentioned(mentions: Sequence[Mention], segment: Sequence[Word]) -> bool:
    return any(segment[0].start <= m.start < segment[-1].end for m in mentions)


def _segments(words: Sequence[Word]) -> Iterator[tuple[list[Word], bool]]:
    """A message in pieces that tell or ask: per sentence, and per question within a sentence."""
    for _, sentence in groupby(words, key=lambda word: word.sentence):
        piece: list[Word] = []
        asks = False
        for _, group in groupby(sentence, key=lambda word: word.clause):
            clause = list(group)
            if (opens_question(clause) or _asks_inverted(clause)) and len(clause) > 1:
                if piece:
                    yield piece, asks
                piece, asks = clause, True
            else:
                piece = piece + clause
        if piece:
            yield piece, asks or piece[0].question


def _asks_inverted(clause: Sequence[Word]) -> bool:
    """Whether a clause opens with a verb and its subject or with 'aan wie', or closes with 'of niet'."""
    words = read_language("vraagvorm.yml")
    if len(clause) < 3:
        return False
    first, second = clause[0].text, clause[1].text
    if [word.text for word in clause[-2:]] == ["of", "niet"]:
        return True
    verb_first = second in words["onderwerp_na_werkwoord"] and first not in words["geen_werkwoord"]
    return verb_first or (first in words["voorzetsels"] and second in words["vraagwoorden_na_voorzetsel"])


def _points_back(questions: Sequence[str]) -> bool:
    """Whether a question speaks of what stands before it: 'gaat zoiets naar het wijkteam?'."""
    back = read_language("vraagvorm.yml")["wijst_naar_de_zaak"]
    return any(word.text in back for question in questions for word in analyse(question))


def _as_answer(intent: str) -> ShortAnswer | None:
    """An act that is an answer in other words than those of the list: 'dacht het niet'."""
    kinds: tuple[ShortAnswer, ...] = ("ja", "nee", "weet_niet")
    return next((kind for kind in kinds if kind == intent), None)


def _follows_up(words: Sequence[Word]) -> bool:
    """Whether a message opens with a word that ties it to what went before, or points back to it."""
    ties = read_language("vraagvorm.yml")
    spoken = [word.text for word in words]
    if not spoken or len(spoken) > _SHORT:
        return False
    return spoken[0] in ties["haakt_aan"] or not set(spoken).isdisjoint(ties["wijst_terug"])


def _intent(
    answer: ShortAnswer | None, parts: _Parts, questions: Sequence[Question], region: NamedRegion | None
) -> tuple[str, float]:
    """The one label by which the rules choose what to do."""
    acts = sorted(parts.acts, key=lambda act: (act[0] in _COURTESIES, -act[1]))
    if questions and parts.told:
        return "casus_met_vraag", 1.0
    if questions:
        return "vraag", max(question.gaat_over.onderwerpen[0][1] for question in questions)
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


def _says_unknown(spoken: tuple[str, ...]) -> bool:
    """Whether a message opens with yes or no, and takes it back at once: 'ja sorry, dat weet ik niet'."""
    unknown = read_language("korte-antwoorden.yml")["neemt_terug"]
    opens = spoken[:1] in (("ja",), ("nee",)) and len(spoken) <= _SHORT_TAKEN_BACK
    return opens and any(f" {phrase} " in f" {' '.join(spoken)} " for phrase in unknown)


def short_answer(text: str, words: Sequence[Word]) -> tuple[ShortAnswer | None, int]:
    """The ja, nee or weet niet that a message opens with, and where the rest of it starts.

    It counts when it is the whole message, or the whole first clause of it.
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
    return None, 0
