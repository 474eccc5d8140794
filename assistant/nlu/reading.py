"""One message, understood: what it answers, tells and asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.dutch.language import OTHER_SCRIPT, in_other_language
from assistant.dutch.words import analyse
from assistant.nlu.acts import ActModel
from assistant.nlu.courtesies import without_courtesies
from assistant.nlu.criteria import CriteriaFinder
from assistant.nlu.familiar import Familiar
from assistant.nlu.mentions import DANGER, DOUBT, Mention
from assistant.nlu.outcome_parts import asked_part
from assistant.nlu.parts import Parts, take_apart
from assistant.nlu.questions import QuestionModel
from assistant.nlu.reach import OUT_OF_SCOPE, QUESTION, SURE_ACT, TOLD, Beliefs
from assistant.nlu.regions import NamedRegion, RegionFinder
from assistant.nlu.segments import (
    asks_in_form,
    asks_whom_to_call,
    follows_up,
    narrates,
    only_varies,
    points_back,
    supposes,
)
from assistant.nlu.short_answers import ShortAnswer, as_answer, short_answer
from assistant.reasoning.answers import Belief

OTHER_LANGUAGE = "andere_taal"
_DECIDES = ("start_beslissing", "wat_nu")
_DIGIT = re.compile(r"\d")
_COURTESIES = ("begroeting", "bedankt", "afscheid", "begrepen", "meeleven")
"""Said beside something else, these are not what a message is about."""
_NOT_BESIDE_REGION = ("regio", "terug", "herhaal", "daarna", "meer", "kort", OUT_OF_SCOPE, *_COURTESIES)
"""What a message that names a region doesn't do: 'oke en in velsen' goes on to no next paragraph."""
_LOOSE = (*_COURTESIES, TOLD, "ja", "nee", "weet_niet")
"""What a question is easily taken for that leans on another: 'welke niet?' is no no."""
_VAGUE = (OUT_OF_SCOPE, TOLD, "herhaal", "meer")
"""What short words are easily taken for."""
_ASKING = (QUESTION, "buiten_bronnen", "privacy")
"""Acts that ask: what stands in such a message about nobody tells nothing, however surely it is named."""
_FOREIGN = 0.5
"""From this share of strange words on nobody can tell what a message is about."""
_OUTSIDE = 0.5
"""From this belief on what has no word that ties it to a question is out of reach, and asks on after none."""
_ASKS_ON = 0.93
"""From this belief on a message asks, read after the question before it, though it doesn't by itself."""
_ENOUGH_WORDS = 2
"""From so many words that say something on, a message is about something."""


@dataclass(frozen=True)
class Question:
    """A question in a message, with what it may be about."""

    tekst: str
    """What is read to answer it: with what is told beside it, where it leans on that."""
    gaat_over: Belief
    onbeantwoord: float = 0.0
    """The belief, from 0 to 1, that no source answers it."""
    gevraagd: str = ""
    """The question itself, without what is told beside it."""


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
    """Whether the message leans on what was said before it: 'en op de regie?', 'hoezo dan niet?'."""
    in_vraagvorm: bool = False
    """Whether a part of the message has the form of a question."""
    elders: bool = False
    """Whether the message speaks of other things, or of too little to tell."""
    naast_elkaar: tuple[str, ...] = ()
    """The regions that are asked about beside each other."""


class Models(NamedTuple):
    """What was learned from the training data."""

    acts: ActModel
    questions: QuestionModel
    familiar: Familiar


class Reader:
    """Reads messages with the trained models and the finders of the rule base.

    `titles` are the titles of topics, as they stand on buttons, with the topic of each.
    """

    def __init__(
        self,
        models: Models,
        criteria: CriteriaFinder,
        regions: RegionFinder,
        titles: Mapping[str, str],
    ) -> None:
        self._models = models
        self._criteria = criteria
        self._regions = regions
        self._titles = titles

    def read(self, text: str, before: str = "") -> Reading:
        """What `text` answers, tells and asks; every text gets a reading.

        `before` is the question that was answered last, on which this one may lean; empty when there is none.
        """
        if text in self._titles:
            chosen = Question(text, Belief(onderwerpen=((self._titles[text], 1.0),)), gevraagd=text)
            return Reading(QUESTION, 1.0, vragen=(chosen,))
        if text.strip() == OTHER_SCRIPT:
            return Reading(OTHER_LANGUAGE, 1.0)
        text = without_courtesies(text)
        beliefs = Beliefs(*self._models)
        before = "" if asks_whom_to_call(text) else before
        mentions = () if before and only_varies(analyse(text)) else self._mentions(text, beliefs)
        beside = self._regions.side_by_side(text)
        region = None if beside else self._regions.find(text)
        said, text = text, _without(text, beside or (region,))
        words = analyse(text)
        answer, rest = short_answer(text, words)
        parts = take_apart(text, words, rest, mentions, beliefs)
        questions = _asked(parts, beliefs, before, said[rest:], text[rest:])
        if not parts.told and beliefs.hardly_asks(said):
            questions = ()
        elsewhere = parts.strange or beliefs.is_outside(said)
        intent, share = _intent(answer, parts, questions, None if elsewhere else region)
        # Short words such as 'hoe nu verder' ask for a part of an outcome, where there is one.
        for_a_part = intent in _VAGUE and asked_part(text)
        if intent in (*_VAGUE, QUESTION) and in_other_language(word.text for word in words):
            questions, intent = (), OTHER_LANGUAGE
        elif not (mentions or questions) and (
            for_a_part or (answer is None and _asks_on((intent, share), said, parts, before, beliefs))
        ):
            questions, intent = (Question(text, beliefs.in_light_of(before, text), gevraagd=text),), QUESTION
        if answer is None and as_answer(intent) and (share < SURE_ACT or narrates(said)):
            # 'Tis hier echt niet veilig' must not pass for a no, nor 'ze zeggen nu wel ja' for a yes.
            intent = TOLD
        if intent == "regio" and region is None and (narrates(said) or _DIGIT.search(said)):
            # 'Ze woont bij ons' and 'in 2.1.k' name no region.
            intent = TOLD
        answer = answer or as_answer(intent)
        intent = beliefs.within_field(intent, said)
        near = beliefs.about(text).onderwerpen[0][0]
        leans, in_form = follows_up(words), parts.in_form
        strange = beliefs.strange(said)
        outside = beliefs.tells_elsewhere(said) or strange.words < _ENOUGH_WORDS or strange.share >= _FOREIGN
        together = tuple(dict.fromkeys(named.regio for named in beside if named.regio))
        form = (near, leans, in_form, outside, together)
        return Reading(intent, share, answer, questions, mentions, region, *form)

    def _mentions(self, text: str, beliefs: Beliefs) -> tuple[Mention, ...]:
        """The criteria that a message speaks of; only by the wordings when it clearly does something else.

        'Ik weet het echt niet' answers what was asked, and is no doubt about violence. What stands beside a
        question is judged by itself: it tells, however surely the whole asks.
        """
        heard = self._criteria.hear(text)
        if not heard.mentions or (not heard.surely and beliefs.tells_elsewhere(text)):
            return ()
        acts = [beliefs.acts(piece)[0] for piece in (text, heard.told)]
        if not heard.of_somebody and acts[0][0] != TOLD:
            return tuple(m for m in heard.mentions if _tells_nevertheless(m, heard.surely, acts[0][0]))
        if heard.surely or any(act == TOLD or share < SURE_ACT for act, share in acts):
            return tuple(heard.mentions)
        asks = acts[0][0] == QUESTION and asks_in_form(analyse(text))
        answers = acts[0][0] == "weet_niet"
        return tuple(
            mention
            for mention in heard.mentions
            if mention.criterium in heard.worded
            and not (answers and mention.criterium == DOUBT)
            and not (asks and self._criteria.is_judgement(mention.criterium))
        )


def _tells_nevertheless(mention: Mention, surely: bool, act: str) -> bool:
    """Whether a message that speaks of nobody tells it nevertheless: 'stalking protocol' doesn't.

    'Geen letsel' does; of danger only where nothing is asked ('politie geen spoed nummer').
    """
    if mention.waarde == "ja":
        return surely and act not in _ASKING
    return mention.criterium != DANGER or act not in _ASKING


def _asked(parts: Parts, beliefs: Beliefs, before: str, message: str, rest: str) -> tuple[Question, ...]:
    """The questions in `message`: those that are clearly about different subjects apart, all others as one.

    `before` is the question that it may lean on, `rest` the message without the region that it names.

    'Klopt dat, of moet ik eerst bellen?' is one question; so is a situation and what is asked of it.
    """
    apart: dict[str, Question] = {}
    for piece in parts.questions:
        if beliefs.is_clear(piece):
            about = beliefs.about(piece)
            alone = Question(piece, about, beliefs.unanswered(piece), piece)
            apart.setdefault(about.onderwerpen[0][0], alone)
    if len(apart) > 1:
        return tuple(apart.values())
    if not parts.questions:
        return ()
    if parts.loose or parts.context or parts.facts:
        # Where somebody works is told beside the question, and not asked about.
        message = rest
    about = beliefs.in_light_of(before, message)
    if parts.facts and not points_back(parts.questions):
        # What is told of a case says less of what is asked than the question itself.
        piece = ". ".join([*parts.loose, *parts.context, *parts.questions])
        about = beliefs.about(piece).after(about)
    asked = ". ".join(parts.questions)
    # Nobody answers 'hoeveel weken moet ik dat aankijken' by itself, but after what it leans on.
    wholes = (asked, message, *([f"{before} {message}"] if beliefs.leans(before, message) else ()))
    return (Question(message, about, min(map(beliefs.unanswered, wholes)), asked),)


def _asks_on(does: tuple[str, float], message: str, parts: Parts, before: str, beliefs: Beliefs) -> bool:
    """Whether a message that says little by itself asks on after the question `before` it: 'hoe vaak?'.

    `does` is its act with the belief in it: a sure act stays what it is, unless form alone speaks against it.
    """
    if not before or parts.strange:
        return False
    intent, share = does
    words = analyse(message)
    varies = supposes(words) or only_varies(words) or message.rstrip().endswith("?")
    if supposes(words) and intent in _DECIDES:
        # 'En wat als dat niet lukt' asks on, and for no decision.
        return True
    in_form = varies or follows_up(words) or asks_in_form(words)
    sure = _OUTSIDE if intent == OUT_OF_SCOPE and not varies else SURE_ACT
    if not in_form or (share >= sure and not (varies and intent in _LOOSE)):
        return False
    return beliefs.asks(f"{before} {message}", in_form=True) >= _ASKS_ON


def _without(text: str, regions: Iterable[NamedRegion | None]) -> str:
    """The text with spaces where it names regions: where somebody works isn't what is asked about."""
    rest = text
    for named in filter(None, regions):
        rest = rest[: named.start] + " " * (named.end - named.start) + rest[named.end :]
    return rest if rest.strip() else text


def _intent(
    answer: ShortAnswer | None, parts: Parts, questions: Sequence[Question], region: NamedRegion | None
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
    if region and (not acts or acts[0][0] in _NOT_BESIDE_REGION):
        return "regio", 1.0
    return acts[0] if acts else ("buiten_bereik", 0.0)
