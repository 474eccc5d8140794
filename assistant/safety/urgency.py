"""How urgent a message is: deterministic, and explained by the rules and the words that decided.

Two nets. Rules that are sure (`zeker` in `data/taal/urgentie.yml`) make a message acuut by themselves.
Everything else that the rules and word groups see is weighed together (`urgency_weighing`), but against
somebody who says that there is no danger the weighing alone never says acuut. What takes the
meaning out of words (negation, the past, supposition, training, figures of speech) is decided for both
in `urgency_frames`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.safety import urgency_rules, urgency_weighing
from assistant.safety.urgency_frames import Frames
from assistant.safety.urgency_matching import Match, Reader, Sentence
from assistant.safety.urgency_weighing import Weighed

Level = Literal["acuut", "crisis", "geen"]

_URGENT = (0.3, 0.25, 0.2, 0.1)
"""From this weight (0 to 1) on a message is urgent, by the points of the strongest rule that sees danger.

Words alone, without any rule, have to weigh more. Lower misses less and alarms more.
"""
_SURELY_NOT = 0.03
"""Below this weight even a sure rule doesn't count: everything around its words speaks against it."""
_IN_DOUBT = 1.0
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
    weighed = [scale.weigh(stretch) for stretch in urgency_weighing.stretches(sentences, frames)]
    heaviest = max((each.dringend for each in weighed), default=0.0)
    counting = [m for sentence in sentences for m in sentence.matches if frames.of_match(m) is None]
    danger = [match for match in counting if match.rule.soort == "acuut"]
    sure = [match for match in danger if match.rule.zeker]
    if sure and heaviest >= _SURELY_NOT:
        return _because("acuut", [_ground(match, sentences) for match in sure], counting, sentences)
    points = max((match.rule.punten for match in danger), default=0)
    said_safe = any(match.rule.soort == "veilig" and match.rule.zeker for match in counting)
    level = _level(weighed, _URGENT[points], only_crisis=said_safe and points < _STRONG)
    if level == "geen":
        return Urgency("geen")
    telling = max(weighed, key=lambda each: each.acuut if level == "acuut" else each.crisis)
    deciding = [Ground(_WEIGHING, scale.heaviest(telling))]
    return _because(level, deciding, counting, sentences)


def _level(weighed: Sequence[Weighed], enough: float, *, only_crisis: bool) -> Level:
    """The gravest level of the stretches that weigh enough; with `only_crisis` never acuut."""
    if only_crisis:
        return "crisis" if any(each.crisis >= enough for each in weighed) else "geen"
    urgent = [each for each in weighed if each.dringend >= enough]
    if any(each.acuut >= _IN_DOUBT * each.crisis for each in urgent):
        return "acuut"
    return "crisis" if urgent else "geen"


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
