"""Whether a piece of a message asks about the agreements, is out of reach, or asks what no source says."""

from __future__ import annotations

from functools import cache
from math import exp, log
from typing import NamedTuple

from assistant.dutch.words import analyse, read_language, with_people
from assistant.nlu.acts import ActModel
from assistant.nlu.familiar import Familiar
from assistant.nlu.questions import QuestionModel
from assistant.nlu.segments import asks_in_form, follows_up
from assistant.nlu.short_answers import as_answer
from assistant.reasoning.answers import Belief

QUESTION = "vraag"
"""The act of a question; what it is about is the second classifier's work."""
OUT_OF_SCOPE, TOLD = "buiten_bereik", "casus"
UNSOURCED = "buiten_bronnen"
"""The act of a question in the field that no source answers."""

_SAYS_ENOUGH, _LEANING = 10, 20
"""From how many words on a question needs no other; up to how many it may point back to one."""
_STANDS_ALONE = 0.9
"""From this share on a subject is clear without the question before."""
_CLEAR_TOPIC, _CLEAR_ACT = 0.5, 0.5
"""From these shares on a subject stands out, and an act counts."""
SURE_ACT = 0.9
"""From this share on an act counts in a piece that is rather strange."""
_RATHER = 0.25
"""From this share of strange words on something is rather strange."""
_HARDLY = 0.2
"""What is believed less to ask, as a whole, doesn't ask because a piece of it does."""
_TELLS = 0.3
"""What is believed less to tell of a case is out of reach: letters, other languages, complaints."""

_SAYS_ANYTHING = 0.05
"""Where the acts that a piece can do have less of the belief, it is out of reach."""
_FLOOR = 0.0001
"""Keeps the logarithm of a belief finite."""


def _can_be(act: str, piece: str) -> bool:
    """Whether a piece holds what an act can't do without, and no question where the act asks none."""
    words = analyse(piece)
    known = read_language("handelingswoorden.yml")
    needed = known.get(act)
    if needed and not any(word.text in needed for word in words):
        return False
    return act not in known["vraagt_niets"] or not asks_in_form(words)


class _Signs(NamedTuple):
    """What tells a question about the agreements from one out of reach; or how much each sign weighs."""

    vraag: float
    """The logarithm of the belief in asking, of what is believed to ask or to be out of reach."""
    buiten: float
    """The logarithm of the belief in being out of reach, of the same."""
    gelijk: float
    """How alike it is to the regel that is most alike, from 0 to 1."""
    onderwerp: float
    """The belief in the likeliest subject, from 0 to 1."""
    elders: float
    """The share of content words that Dutch has and the domain hasn't, from 0 to 1."""
    onleesbaar: float
    """The share of content words that neither has, from 0 to 1."""


_WEIGHTS, _BASE = _Signs(0.59, -0.68, 9.49, 1.35, -6.61, -6.22), -2.2
"""Fitted on held-out questions and on held-out kinds of what is out of reach (docs)."""


class _Known(NamedTuple):
    """What tells whether a source answers a question; or how much each sign weighs."""

    buiten_bronnen: float
    """The logarithm of the belief that no source answers it."""
    vraag: float
    """The logarithm of the belief that one does."""
    gedekt: float
    """The share of what it says that belongs to one regel, from 0 to 1."""
    gelijk: float
    """How alike it is to the regel that is most alike, from 0 to 1."""
    onderwerp: float
    """The belief in the likeliest subject, from 0 to 1."""


_KNOWN_WEIGHTS, _KNOWN_BASE = _Known(0.65, -0.28, -5.11, -1.91, -0.70), 6.81
"""Fitted by `bench/unanswered.py`."""
_WHOLLY = 0.999
"""What belongs to one regel so fully is answered, however much it looks like what isn't: of held-out
questions that no source answers 2 % do, of the others a third."""
_SURELY_UNSOURCED = log(0.98)
"""From this belief that no source answers on, a word that only one regel has proves nothing: 'meegeven'."""


class Beliefs:
    """What the models believe of the pieces of one message, each piece looked at once."""

    def __init__(self, acts: ActModel, questions: QuestionModel, familiar: Familiar) -> None:
        typed = cache(lambda piece: familiar.corrected(with_people(piece)))
        self._shares = cache(lambda piece: dict(acts.shares(typed(piece))))
        self.acts = cache(self._acts)
        self.about = cache(lambda piece: questions.believe(typed(piece)))
        self._covered = cache(lambda piece: questions.covered(typed(piece)))
        self.strange = cache(lambda piece: familiar.strange(analyse(piece)))

    def in_light_of(self, before: str, piece: str) -> Belief:
        """What a piece is about that may lean on the question `before` it; `before` may be empty.

        What isn't tied to the other by its words, and is clear by itself or long, stays what it is. Of the
        rest what it is about by itself counts for half.
        """
        alone = self.about(piece)
        return alone.after(self.about(f"{before} {piece}")) if self.leans(before, piece) else alone

    def leans(self, before: str, piece: str) -> bool:
        """Whether a piece may ask on after the question `before` it; `before` may be empty."""
        words = analyse(piece)
        own = self.is_clear(piece, _STANDS_ALONE) or len(words) > _SAYS_ENOUGH
        return bool(before) and (not own or follows_up(words, _LEANING))

    def _acts(self, piece: str) -> list[tuple[str, float]]:
        """The acts with the belief in each, best first; to ask what no source says is to ask."""
        shares = dict(self._shares(piece))
        shares[QUESTION] = shares.get(QUESTION, 0.0) + shares.pop(UNSOURCED, 0.0)
        kept = {act: share for act, share in shares.items() if _can_be(act, piece)}
        total = sum(kept.values())
        if total < _SAYS_ANYTHING:
            kept, total = {**kept, OUT_OF_SCOPE: kept.get(OUT_OF_SCOPE, 0.0) + 1 - total}, 1.0
        shares = {act: kept.get(act, 0.0) / total for act in shares}
        return sorted(shares.items(), key=lambda act: -act[1])

    def unanswered(self, piece: str) -> float:
        """The belief, from 0 to 1, that no source answers what a piece asks, or that it asks out of reach."""
        signs = self.known(piece)
        unknown = _KNOWN_BASE + sum(w * sign for w, sign in zip(_KNOWN_WEIGHTS, signs, strict=True))
        wholly = signs.gedekt >= _WHOLLY and signs.buiten_bronnen < _SURELY_UNSOURCED
        answered = 1.0 if wholly else 1 / (1 + exp(unknown))
        return 1 - self.asks(piece, in_form=True) * answered

    def known(self, piece: str) -> _Known:
        """What tells whether a source answers a piece."""
        shares, about = self._shares(piece), self.about(piece)
        return _Known(
            buiten_bronnen=log(shares.get(UNSOURCED, 0.0) + _FLOOR),
            vraag=log(shares.get(QUESTION, 0.0) + _FLOOR),
            gedekt=self._covered(piece),
            gelijk=about.regels[0][1] if about.regels else 0.0,
            onderwerp=about.onderwerpen[0][1],
        )

    def within_field(self, act: str, message: str) -> str:
        """The act of a message; where it is out of reach, but asks something of the field, that."""
        shares = self._shares(message)
        unsourced = shares.get(UNSOURCED, 0.0) > shares.get(OUT_OF_SCOPE, 0.0)
        return UNSOURCED if act == OUT_OF_SCOPE and unsourced else act

    def asks(self, piece: str, in_form: bool) -> float:
        """The belief that a piece asks about the agreements, and nothing out of reach.

        What has the form of a question, or is clearly about a subject, is not just told.
        """
        shares = dict(self.acts(piece))
        told = 0.0 if in_form or self.is_clear(piece) else shares.get(TOLD, 0.0)
        act = self.act(piece)
        # 'Kan ik het aan moeder vertellen' has words of 'dat kan ik niet zeggen', and asks.
        rather = in_form and as_answer(act) is not None and shares[act] < SURE_ACT
        other = 0.0 if rather or act in (OUT_OF_SCOPE, TOLD) else shares[act]
        reach = _BASE + sum(w * sign for w, sign in zip(_WEIGHTS, self._signs(piece), strict=True))
        return (1 - told - other) / (1 + exp(-reach))

    def _signs(self, piece: str) -> _Signs:
        shares = dict(self.acts(piece))
        asked, outside = shares.get(QUESTION, 0.0), shares.get(OUT_OF_SCOPE, 0.0)
        either = asked + outside + _FLOOR
        about, strange = self.about(piece), self.strange(piece)
        words = max(1, strange.words)
        return _Signs(
            vraag=log(asked / either + _FLOOR),
            buiten=log(outside / either + _FLOOR),
            gelijk=about.regels[0][1] if about.regels else 0.0,
            onderwerp=about.onderwerpen[0][1],
            elders=strange.elsewhere / words,
            onleesbaar=strange.unreadable / words,
        )

    def act(self, piece: str) -> str:
        """What a piece clearly does beside asking and telling; otherwise telling, or out of scope."""
        label, share = next(a for a in self.acts(piece) if a[0] not in (QUESTION, OUT_OF_SCOPE, TOLD))
        if share >= (SURE_ACT if self.is_strange(piece) else _CLEAR_ACT):
            return label
        acts = dict(self.acts(piece))
        told = acts.get(TOLD, 0.0)
        return TOLD if told > max(acts.get(OUT_OF_SCOPE, 0.0), _TELLS) else OUT_OF_SCOPE

    def is_outside(self, message: str) -> bool:
        """Whether a message is clearly out of reach by what it does."""
        return dict(self.acts(message)).get(OUT_OF_SCOPE, 0.0) >= _CLEAR_ACT

    def is_strange(self, piece: str) -> bool:
        """Whether a good part of the words is none in which people speak of the agreements, or of a case."""
        return self.strange(piece).share >= _RATHER

    def tells_elsewhere(self, message: str) -> bool:
        """Whether what seems to tell of a case tells of something else: 'hulp geweigerd door de anwb'.

        Both must say so, what it does and its words: a case that is put oddly must not be sent away.
        """
        return self.is_outside(message) and self.is_strange(message)

    def hardly_asks(self, message: str) -> bool:
        """Whether a message as a whole neither asks nor has a clear subject, whatever its pieces do."""
        return self.asks(message, in_form=True) < _HARDLY and not self.is_clear(message)

    def is_clear(self, piece: str, share: float = _CLEAR_TOPIC) -> bool:
        """Whether one subject stands out, with at least `share` of the belief."""
        return self.about(piece).onderwerpen[0][1] >= share
