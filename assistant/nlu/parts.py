"""A message taken apart: what it asks, tells and does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.dutch.words import Word
from assistant.nlu.mentions import Mention
from assistant.nlu.reach import OUT_OF_SCOPE, QUESTION, TOLD, Beliefs
from assistant.nlu.segments import narrates, segments

_ASKS = 0.5
"""From this belief on a piece asks."""
_ASKS_SURELY = 0.9
"""From this belief on a message asks that doesn't look like it, and tells a fact."""


@dataclass
class Parts:
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
    strange: bool = False
    """Whether the message, without the region that it names, speaks of other things."""


def take_apart(
    text: str, words: Sequence[Word], rest: int, mentions: Sequence[Mention], beliefs: Beliefs
) -> Parts:
    """Sort the pieces of a message from `rest` on, where the answer ends that it opens with."""
    parts = Parts(told=bool(mentions))
    all_of_it = text[words[0].start : words[-1].end] if words else ""
    whole = beliefs.asks(all_of_it, in_form=True) if words else 0.0
    for segment, asks in segments(words):
        piece = text[segment[0].start : segment[-1].end]
        if segment[-1].end <= rest:
            continue
        if asks or not _mentioned(mentions, segment):
            _sort(piece, asks, whole, parts, beliefs)
        else:
            parts.facts.append(piece)
    _find_question(parts, bool(mentions), all_of_it, whole, beliefs)
    parts.strange = bool(words) and beliefs.is_strange(all_of_it)
    return parts


def _find_question(parts: Parts, tells: bool, message: str, whole: float, beliefs: Beliefs) -> None:
    """Look for a question that has no form of one; `tells` is whether the message tells of a criterium."""
    if parts.questions:
        parts.context += parts.catchwords
    elif (
        tells
        and not narrates(message, by_me=True)
        and whole >= _ASKS_SURELY
        and beliefs.acts(message)[0][0] == QUESTION
        and beliefs.is_clear(message)
    ):
        # No piece has the form of a question, but all together they are one: 'huisverbod na geweld termijn'.
        parts.questions, parts.facts = [message], []
    elif tells:
        parts.context += parts.catchwords
    elif parts.catchwords:
        parts.questions = parts.catchwords
    elif whole >= _ASKS and not narrates(message) and beliefs.is_clear(". ".join(parts.context)):
        # A case told in a few words, without any criterium: 'ouders zeggen ja maar doen niks'.
        parts.questions, parts.context, parts.told = parts.context, [], False


def _sort(piece: str, asks: bool, whole: float, parts: Parts, beliefs: Beliefs) -> None:
    """Put a piece where it belongs; `whole` is the belief that the message asks.

    'Mag dat?' says little by itself and leans on what precedes it.
    """
    act = beliefs.act(piece)
    belief = max(beliefs.asks(piece, asks), whole if asks else 0.0)
    # 'Waar staat DJGB voor' and 'wie doet dat in Velsen' ask, whatever else such words do.
    looks_other = asks and act in ("regio", "waar_staat_dat") and beliefs.is_clear(piece)
    if (belief >= _ASKS or looks_other) and (asks or not narrates(piece)):
        (parts.questions if asks else parts.catchwords).append(piece)
        parts.in_form = parts.in_form or asks
    elif act == TOLD or (act == OUT_OF_SCOPE and belief >= _ASKS):
        parts.told = True
        parts.context.append(piece)
    else:
        parts.acts.append((act, dict(beliefs.acts(piece))[act]))
        parts.loose.append(piece)


def _mentioned(mentions: Sequence[Mention], segment: Sequence[Word]) -> bool:
    return any(segment[0].start <= m.start < segment[-1].end for m in mentions)
