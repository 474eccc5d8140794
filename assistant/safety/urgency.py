"""How urgent a message is: deterministic, and explained by the rules and the words that decided.

Three nets. Rules that are sure (`zeker` in `data/taal/urgentie.yml`) make a message acuut by themselves,
unless the message surely reads calm. Everything else is weighed together (`urgency_weighing`): the message
as a whole, since what stands around words gives them their meaning; what is told in it without the questions
beside it; and each stretch, so that nothing can drown out danger that is plain by itself. And the message is
read in its order (`urgency_net`), as a whole and two sentences that weigh much at a time, which has more
say. But against somebody who says that there is no danger these two never say acuut. What takes the meaning
out of words (negation, the past, supposition, training, figures of speech) is decided for the rules and the
weighing in `urgency_frames`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, islice
from typing import Literal, NamedTuple

from assistant.dutch.words import function_words, with_people
from assistant.safety import urgency_net, urgency_rules, urgency_weighing
from assistant.safety.urgency_frames import Frames
from assistant.safety.urgency_matching import Match, Reader, Sentence
from assistant.safety.urgency_weighing import Weighed

Level = Literal["acuut", "crisis", "geen"]

_ACUTE = (0.3, 0.3, 0.3, 0.2)
"""From this weight (0 to 1) on a message is acuut, by the points of the strongest rule that sees danger.

Lower misses less and alarms more: the figures stand in `docs/besluiten.md`.
"""
_NOBODY = 0.5
"""The same where no rule sees danger and nobody is spoken of: 'Rijdt de tram?' holds a word of danger."""
_PEOPLE = frozenset({"iemand", "mij", "kind", "baby", "slachtoffer"})
"""The groups of words for those who can be in danger."""
_SOON = 0.3
"""From this weight on a message is a crisis: what can wait an hour asks for more than what can't."""
_SURELY_NOT = 0.1
"""Weighed below this nothing counts, not even a sure rule: everything around its words speaks against it."""
_READS_LIKE_IT = 0.0
"""… unless it reads (log odds) like danger: 'vraag over termijnen, o ja vader heeft de baby geschud'."""
_SURELY_CALM = -4.0
"""Read below this (log odds) no sure rule counts either: 'een vrouw die gewurgd wordt, in akte 2'."""
_BY_ITSELF = 0.65
"""From this weight on a stretch of a message is urgent, whatever stands around it."""
_TOGETHER = 2
"""So many sentences in a row are read by themselves where they weigh so much."""
_IN_DOUBT = 0.7
"""Acuut, when it weighs at least so much of what crisis weighs."""
_WEIGHING = "weging van de woorden"
_READING = "lezen in volgorde"
_TOLD_WORDS = 3
"""So many of the words that the net needed are told."""
_LIKELY = 1.1
"""Below these log odds it is doubtful whether a message is urgent."""
_PLAIN = 4.5
"""From these log odds on danger is plain, also where it is denied in passing: 'hij zei niks aan de hand'."""
_STRONG = 3
"""The points of a rule that sees danger clearly."""


class _Trust(NamedTuple):
    """How what a message weighs and what it reads like become log odds that it is urgent."""

    weighed: float
    read: float
    base: float

    def odds(self, weighed: float, read: float) -> float:
        """The log odds from those of both."""
        return self.weighed * weighed + self.read * read + self.base


_TRUST = _Trust(weighed=0.24, read=0.62, base=-0.58)
"""Fitted by `bench/choices.py`, on messages that neither was learned from."""


@dataclass(frozen=True)
class Ground:
    """A rule that counted, and the words it saw."""

    regel: str
    woorden: tuple[str, ...]


@dataclass(frozen=True)
class Urgency:
    """The level, and why: what decided, its words, and every rule that pointed the same way."""

    niveau: Level
    woorden: tuple[str, ...] = ()
    regel: str | None = None
    gronden: tuple[Ground, ...] = ()
    door_regel: bool = False
    """Whether a rule by name saw the danger: only then it is told, and not just likely from the words."""
    twijfel: bool = False
    """Whether it may well not be urgent: enough to say 112, not to say it again to who denied danger."""

    @property
    def only_likely(self) -> bool:
        """Whether it is acuut in doubt, and by no rule: then 112 is for who says that it is now."""
        return self.niveau == "acuut" and self.twijfel and not self.door_regel


def prepare() -> None:
    """Load what `assess` needs, so that no message waits for it."""
    _reader()
    urgency_weighing.current()
    urgency_net.prepare()


def assess(text: str) -> Urgency:
    """How urgent `text` is. In doubt between acuut and crisis it is acuut."""
    text = with_people(text)
    sentences = _reader().read(text)
    frames = Frames(sentences)
    parts = {of: part for of, part in _weigh(sentences, frames).items() if part.dringend >= _SURELY_NOT}
    counting = [m for sentence in sentences for m in sentence.matches if frames.of_match(m) is None]
    danger = [match for match in counting if match.rule.soort == "acuut"]
    sure = [match for match in danger if match.rule.zeker]
    if not parts and sure and urgency_net.margin(text) > _READS_LIKE_IT:
        return _because("acuut", [_ground(match, sentences) for match in sure], counting, sentences)
    if not parts:
        return _at_least_soon(counting, sentences)
    read, where = _read(text, sentences, parts)
    if sure and read > _SURELY_CALM:
        return _because("acuut", [_ground(match, sentences) for match in sure], counting, sentences)
    weighed = [replace(each, odds=_TRUST.odds(each.odds, read)) for each in parts.values()]
    points = max((match.rule.punten for match in danger), default=0)
    said_safe = any(match.rule.soort == "veilig" and match.rule.zeker for match in counting)
    enough = _ACUTE[points] if points or _is_about_somebody(sentences) else _NOBODY
    most = max(each.odds for each in weighed)
    level = _level(weighed, enough, only_crisis=said_safe and points < _STRONG and most < _PLAIN)
    if level == "geen":
        return _at_least_soon(counting, sentences)
    telling = max(weighed, key=lambda each: each.acuut if level == "acuut" else each.crisis)
    deciding = [
        Ground(_WEIGHING, urgency_weighing.current().heaviest(telling)),
        Ground(_READING, _needed(where)),
    ]
    because = _because(level, deciding, counting, sentences)
    return replace(because, twijfel=points < _STRONG and most < _LIKELY)


def _at_least_soon(counting: Sequence[Match], sentences: Sequence[Sentence]) -> Urgency:
    """Crisis where a sure rule says so, whatever else the words weigh; else nothing."""
    sure = [match for match in counting if match.rule.soort == "crisis" and match.rule.zeker]
    grounds = [_ground(match, sentences) for match in sure]
    return _because("crisis", grounds, counting, sentences) if sure else Urgency("geen")


def signs(text: str) -> tuple[float, float]:
    """What a message weighs where that is most, and what it reads like: log odds that it is urgent."""
    sentences = _reader().read(text)
    parts = _weigh(sentences, Frames(sentences))
    return max(part.odds for part in parts.values()), _read(text, sentences, parts)[0]


def _needed(text: str) -> tuple[str, ...]:
    """The words that the net needed most to read danger; numbers it doesn't read as they were typed."""
    needed = (word for word in urgency_net.leans_on(text) if word.isalpha() and word not in function_words())
    return tuple(islice(needed, _TOLD_WORDS))


def _weigh(sentences: Sequence[Sentence], frames: Frames) -> dict[tuple[int, ...], Weighed]:
    """What weighs, by its sentences: the message, what is told in it, each stretch urgent by itself."""
    scale = urgency_weighing.current()
    each = urgency_weighing.of_each(sentences, frames)

    def weigh(numbers: Sequence[int]) -> Weighed:
        seen = urgency_weighing.together(each[number] for number in numbers)
        return scale.weigh(seen, urgency_weighing.letters([sentences[number] for number in numbers]))

    weighed = {
        numbers: weigh(numbers) for numbers in (tuple(range(len(sentences))), _told(sentences)) if numbers
    }
    alone = {numbers: weigh(numbers) for numbers in urgency_weighing.stretches(len(sentences))}
    return weighed | {numbers: part for numbers, part in alone.items() if part.dringend >= _BY_ITSELF}


def _told(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """The numbers of the sentences that tell something beside questions; none when that is all or nothing."""
    told = tuple(number for number, sentence in enumerate(sentences) if not _only_asks(sentence))
    return told if len(told) < len(sentences) else ()


def _read(text: str, sentences: Sequence[Sentence], weighed: Iterable[tuple[int, ...]]) -> tuple[float, str]:
    """What a message reads like, and where: as a whole, what is told in it, or two sentences that weigh much.

    One sentence alone reads like danger too easily, and what stands around it in a long message like none.
    """
    parts = {_told(sentences), *(numbers for numbers in weighed if len(numbers) == _TOGETHER)} - {()}
    typed = (_typed([sentences[number] for number in numbers]) for numbers in parts)
    return max((urgency_net.margin(part), part) for part in (text, *typed))


def _typed(sentences: Sequence[Sentence]) -> str:
    """The words of sentences as they were typed; one that stands for several was typed once."""
    return " . ".join(" ".join(typed for typed, _ in groupby(w.typed for w in s.words)) for s in sentences)


def _is_about_somebody(sentences: Sequence[Sentence]) -> bool:
    return any(not _PEOPLE.isdisjoint(sentence.groups) for sentence in sentences)


def _only_asks(sentence: Sentence) -> bool:
    """Whether all of a sentence is a question: what is told beside it counts for no less."""
    return all(word.asked for word in sentence.words)


def _level(weighed: Sequence[Weighed], enough: float, *, only_crisis: bool) -> Level:
    """The gravest level of the stretches that weigh enough; with `only_crisis` never acuut."""
    if not only_crisis and any(each.dringend >= enough and _rather_acute(each) for each in weighed):
        return "acuut"
    soon = (each.crisis if only_crisis else each.dringend for each in weighed)
    return "crisis" if any(weight >= _SOON for weight in soon) else "geen"


def _rather_acute(weighed: Weighed) -> bool:
    return weighed.acuut >= _IN_DOUBT * weighed.crisis


def _because(
    level: Level, deciding: Sequence[Ground], counting: Sequence[Match], sentences: Sequence[Sentence]
) -> Urgency:
    also = sorted((m for m in counting if m.rule.soort == level), key=lambda match: -match.rule.punten)
    grounds = dict.fromkeys([*deciding, *(_ground(match, sentences) for match in also)])
    told = level == "acuut" and any(match.rule.zeker or match.rule.punten >= _STRONG for match in also)
    return Urgency(level, deciding[0].woorden, deciding[0].regel, tuple(grounds), told)


def _ground(match: Match, sentences: Sequence[Sentence]) -> Ground:
    words = sentences[match.sentence].words
    return Ground(match.rule.naam, tuple(dict.fromkeys(words[place].typed for place in match.places)))


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader(urgency_rules.current())
