"""How urgent a message is: deterministic, and explained by the rules and the words that decided.

Two nets. Rules that are sure (`zeker` in `data/taal/urgentie.yml`) make a message acuut by themselves.
Everything else is weighed together (`urgency_weighing`): the message as a whole, since what stands around
words gives them their meaning; what is told in it without the questions beside it; and each stretch, so
that nothing can drown out danger that is plain by itself. But against somebody who says that there is no
danger the weighing alone never says acuut. What takes the meaning out of words (negation, the past,
supposition, training, figures of speech) is decided for both in `urgency_frames`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap
from typing import Literal

from assistant.safety import urgency_rules, urgency_weighing
from assistant.safety.urgency_frames import Frames
from assistant.safety.urgency_matching import Match, Reader, Sentence
from assistant.safety.urgency_weighing import Weighed

Level = Literal["acuut", "crisis", "geen"]

_ACUTE = (0.16, 0.16, 0.16, 0.1)
"""From this weight (0 to 1) on a message is acuut, by the points of the strongest rule that sees danger.

Lower misses less and alarms more: the figures stand in `docs/besluiten.md`.
"""
_SOON = 0.4
"""From this weight on a message is a crisis: what can wait an hour asks for more than what can't."""
_SURELY_NOT = 0.1
"""Below this weight even a sure rule doesn't count: everything around its words speaks against it."""
_BY_ITSELF = 0.65
"""From this weight on a stretch of a message is urgent, whatever stands around it."""
_IN_DOUBT = 0.7
"""Acuut, when it weighs at least so much of what crisis weighs."""
_WEIGHING = "weging van de woorden"
_STRONG = 3
"""The points of a rule that sees danger clearly."""


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


def assess(text: str) -> Urgency:
    """How urgent `text` is. In doubt between acuut and crisis it is acuut."""
    sentences = _reader().read(text)
    frames = Frames(sentences)
    scale = urgency_weighing.current()
    each = urgency_weighing.of_each(sentences, frames)
    weighed = [scale.weigh(urgency_weighing.together(each), urgency_weighing.letters(sentences))]
    told = [number for number, sentence in enumerate(sentences) if not _only_asks(sentence)]
    if told and len(told) < len(sentences):
        seen = urgency_weighing.together(each[number] for number in told)
        weighed.append(scale.weigh(seen, urgency_weighing.letters([sentences[n] for n in told])))
    if len(sentences) > 1:
        alone = starmap(scale.weigh, urgency_weighing.stretches(sentences, each, frames))
        weighed += [stretch for stretch in alone if stretch.dringend >= _BY_ITSELF]
    counting = [m for sentence in sentences for m in sentence.matches if frames.of_match(m) is None]
    danger = [match for match in counting if match.rule.soort == "acuut"]
    sure = [match for match in danger if match.rule.zeker]
    if sure and any(each.dringend >= _SURELY_NOT for each in weighed):
        return _because("acuut", [_ground(match, sentences) for match in sure], counting, sentences)
    points = max((match.rule.punten for match in danger), default=0)
    said_safe = any(match.rule.soort == "veilig" and match.rule.zeker for match in counting)
    level = _level(weighed, _ACUTE[points], only_crisis=said_safe and points < _STRONG)
    if level == "geen":
        return Urgency("geen")
    telling = max(weighed, key=lambda each: each.acuut if level == "acuut" else each.crisis)
    deciding = [Ground(_WEIGHING, scale.heaviest(telling))]
    return _because(level, deciding, counting, sentences)


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
