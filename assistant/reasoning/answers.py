"""Which regels answer a question, the most exact first.

Nine signs are weighed: the belief in a regel's subjects, the belief in its place, how alike the question
is to the regel and to what people ask about it, the words they share, whose agreement it is, whether a time
is asked for, whether a duty is or a review, whether it is about who asks, and whether it is about the case
that was told. The weights were fitted on questions held out from training (`bench/ranking.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from operator import mul
from typing import NamedTuple

from assistant.dutch.once import once_a_turn
from assistant.dutch.words import analyse, read_language
from assistant.reasoning.brevity import MOST_WORDS, brief, repeats
from assistant.reasoning.differences import overruled
from assistant.reasoning.suppositions import contradicts, supposes
from assistant.rulebase.schema import Regel, Soort
from assistant.rulebase.store import Layer, RuleStore


class Signs(NamedTuple):
    """What speaks for a regel as the answer to a question; or, as `WEIGHTS`, how much each sign weighs."""

    onderwerp: float
    """The logarithm of the belief in its subjects."""
    plaats: float
    """The logarithm of the belief in its place."""
    gelijk: float
    """How alike the question is to the regel and to what people ask about it, from 0 to 1."""
    woorden: float
    """How well the words match, from 0 to 1 for the best match."""
    regio: float
    """1 when it is an agreement of the region from which is asked."""
    tijd: float
    """When a time is asked for, 1 where the regel holds a term, and -1 where it only explains a word."""
    toetsing: float
    """-1 when it binds nobody and a duty is asked for, 1 when a review is asked for and it comes from one."""
    vrager: float
    """1 when 'we' or 'us' is asked about, and the regel is about what the asker does or is done for."""
    zaak: float
    """1 when it says what a criterium means that the message told of, -1 when it does of another one."""


WEIGHTS = Signs(
    onderwerp=0.79,
    plaats=0.67,
    gelijk=10.65,
    woorden=1.39,
    regio=2.1,
    tijd=2.0,
    toetsing=1.0,
    vrager=2.0,
    zaak=2.0,
)
"""Fitted on questions that nothing was trained on, asked from a region and from none (docs); `tijd`,
`toetsing` and `vrager` were set where those questions neither gain nor lose, and `zaak` by hand."""

_TIMES = {Soort.TERMIJN: 1.0, Soort.DEFINITIE: -1.0}
"""How much kinds of regels say about a time."""
_SECOND_TOPIC = 0.5
"""What a regel's further subjects count beside its main one."""
_FLOOR = 0.001
"""The belief in what a classifier didn't name."""
_SEARCHED = 60

_TERM_FIRST = 0.2
"""Who asks for a time gets the term first, if it is believed at least so much as the likeliest regel."""
_MOST_PLACES = 5


Believed = tuple[str, float]
"""A subject, place or regel with the belief in it."""


@dataclass(frozen=True)
class Belief:
    """What a question may be about, best first; every number is from 0 to 1."""

    onderwerpen: tuple[tuple[str, float], ...]
    """Subjects with the share of belief in each."""
    plaatsen: tuple[tuple[str, float], ...] = ()
    """Places (`bron/vindplaats`) with the share of belief in each."""
    regels: tuple[tuple[str, float], ...] = ()
    """Regels with how alike the question is to them and to what people ask about them."""

    def after(self, earlier: Belief) -> Belief:
        """What a question is about that leans on an earlier one: both beliefs count for half."""
        return Belief(
            _halves(self.onderwerpen, earlier.onderwerpen),
            _halves(self.plaatsen, earlier.plaatsen),
            _halves(self.regels, earlier.regels),
        )


@dataclass(frozen=True)
class Answer:
    """The regels to show, the first of further places, those behind 'meer', and how likely it is right."""

    regels: tuple[Regel, ...] = ()
    ook: tuple[Regel, ...] = ()
    meer: tuple[Regel, ...] = ()
    zekerheid: float = 0.0
    """The probability, from 0 to 1, that the first regel answers the question, or another of its place."""
    helderheid: float = 0.0
    """The probability, from 0 to 1, that the question is about the subject that is likeliest."""
    weerlegt: Regel | None = None
    """The regel, first of `regels`, that contradicts what the question supposes."""


class Candidate(NamedTuple):
    """A regel that may answer, with the signs that speak for it."""

    regel: Regel
    signs: Signs
    score: float
    """All signs, weighed."""


def _halves(one: Iterable[Believed], other: Iterable[Believed]) -> tuple[Believed, ...]:
    total: dict[str, float] = defaultdict(float)
    for name, number in (*one, *other):
        total[name] += number / 2
    return tuple(sorted(total.items(), key=lambda item: -item[1]))


def place_of(regel: Regel) -> str:
    """The place of a regel as one word, as a `Belief` names it."""
    return f"{regel.bron}/{regel.vindplaats}"


def answer(
    store: RuleStore,
    vraag: str,
    belief: Belief,
    layer: Layer,
    words: int = MOST_WORDS,
    rol: str | None = None,
    verteld: Collection[str] = (),
) -> Answer:
    """The regels that answer `vraag`, of which `belief` tells what it may be about, in at most `words`.

    `rol` is the id of the actor that the asker is, where that is known; `verteld` holds the ids of the
    criteria that were told to hold in the case asked about.

    Empty when neither the belief nor the words of the question lead to a regel that holds in `layer`.
    """
    subject = belief.onderwerpen[0][0] if belief.onderwerpen else ""
    if subject in store.onderwerpen and vraag == store.onderwerpen[subject].titel:
        return _on_subject(store, subject, layer, words)
    possible = candidates(store, vraag, belief, layer, rol, verteld)
    found = sorted(possible, key=lambda candidate: -candidate.score)
    if not found:
        return Answer()
    ranked = [candidate.regel for candidate in found]
    likely = _probabilities(found)
    refuting = _refuting(ranked, vraag)
    foremost = refuting or _term(ranked, likely, vraag)
    if foremost:
        ranked = [foremost, *(regel for regel in ranked if regel is not foremost)]
    shown = brief(ranked, likely, words)
    first = place_of(ranked[0])
    certain = sum(likely[regel.id] for regel in ranked if place_of(regel) == first)
    rest = [regel for regel in ranked if subject in regel.onderwerpen and not repeats(regel, shown)]
    subjects: dict[str, float] = defaultdict(float)
    for regel in ranked:
        subjects[regel.onderwerpen[0]] += likely[regel.id]
    further = tuple(_further(ranked, shown))
    clear = 1.0 if refuting else max(subjects.values())
    return Answer(tuple(shown), further, tuple(rest), certain, clear, refuting)


def _refuting(ranked: Iterable[Regel], vraag: str) -> Regel | None:
    """The likeliest regel that contradicts what the question supposes, if there is one."""
    if not supposes(vraag):
        return None
    return next((regel for regel in ranked if contradicts(regel, vraag)), None)


def _term(ranked: Sequence[Regel], likely: Mapping[str, float], vraag: str) -> Regel | None:
    """The likeliest term on the likeliest subject, where a time is asked for and a term fits."""
    if not asks_for_time(vraag):
        return None
    subject, least = ranked[0].onderwerpen[0], likely[ranked[0].id] * _TERM_FIRST
    terms = (regel for regel in ranked if regel.soort is Soort.TERMIJN and subject in regel.onderwerpen)
    return next((regel for regel in terms if likely[regel.id] >= least), None)


def _on_subject(store: RuleStore, onderwerp: str, layer: Layer, words: int) -> Answer:
    """What was agreed on a subject asked for by its title: the region first, head regels before others."""
    heads = store.onderwerpen[onderwerp].hoofdregels
    ranked = sorted(
        store.over(onderwerp, layer),
        key=lambda regel: (store.bronnen[regel.bron].regio != layer.regio, regel.id not in heads),
    )
    shown = brief(ranked, {regel.id: 0.0 for regel in ranked}, words)
    if not shown:
        return Answer()
    rest = tuple(regel for regel in ranked if not repeats(regel, shown))
    return Answer(tuple(shown), meer=rest, zekerheid=1.0, helderheid=1.0)


def candidates(
    store: RuleStore,
    vraag: str,
    belief: Belief,
    layer: Layer,
    rol: str | None = None,
    verteld: Collection[str] = (),
) -> list[Candidate]:
    """The regels that may answer, in no particular order, with what speaks for each."""
    found = _matching(store, vraag, layer)
    best = found[0][1] if found else 1.0
    words = {regel.id: match / best for regel, match in found}
    regels = {regel.id: regel for regel, _ in found}
    likely = [regel for topic, _ in belief.onderwerpen for regel in store.over(topic, layer)]
    likely += store.geldend([id for id, _ in belief.regels], layer)
    regels.update((regel.id, regel) for regel in likely)
    signs = _Reader(store, vraag, belief, layer, words, rol, verteld)
    elsewhere = overruled(store, layer.regio) if layer.regio else frozenset()
    return [signs.weighed(regel) for regel in regels.values() if regel.id not in elsewhere]


@once_a_turn
def _matching(store: RuleStore, vraag: str, layer: Layer) -> list[tuple[Regel, float]]:
    """The regels that share words with a question; it is weighed alone and together with the last one."""
    return store.zoek(vraag, layer, limit=_SEARCHED)


class _Reader:
    """Reads the signs of regels for one question."""

    def __init__(
        self,
        store: RuleStore,
        vraag: str,
        belief: Belief,
        layer: Layer,
        words: Mapping[str, float],
        rol: str | None,
        verteld: Collection[str],
    ) -> None:
        self._store = store
        self._regio = layer.regio
        self._words = words
        self._topics = dict(belief.onderwerpen)
        self._places = dict(belief.plaatsen)
        self._alike = dict(belief.regels)
        self._asks_time = asks_for_time(vraag)
        spoken = {word.text for word in analyse(vraag)}
        asks = read_language("vraagvorm.yml")
        self._asks_review = not spoken.isdisjoint(asks["vraag_naar_toetsing"])
        self._asks_duty = not self._asks_review and not spoken.isdisjoint(asks["vraag_naar_plicht"])
        self._we = rol if not spoken.isdisjoint(asks["wij_doen"]) else None
        self._verteld = verteld
        self._us = rol if not spoken.isdisjoint(asks["ons_gedaan"]) else None

    def weighed(self, regel: Regel) -> Candidate:
        """A regel with what speaks for it."""
        signs = self._of(regel)
        return Candidate(regel, signs, sum(map(mul, WEIGHTS, signs)))

    def _of(self, regel: Regel) -> Signs:
        main, *further = (self._topics.get(topic, 0.0) for topic in regel.onderwerpen)
        bron = self._store.bronnen[regel.bron]
        from_review = bron.gewicht != "norm"
        here = self._regio is not None and bron.regio == self._regio
        return Signs(
            onderwerp=log(_FLOOR + main + _SECOND_TOPIC * sum(further)),
            plaats=log(_FLOOR + self._places.get(place_of(regel), 0.0)),
            gelijk=self._alike.get(regel.id, 0.0),
            woorden=self._words.get(regel.id, 0.0),
            regio=float(here),
            tijd=self._asks_time * _TIMES.get(regel.soort, 0.0),
            toetsing=float(from_review and self._asks_review) - float(from_review and self._asks_duty),
            vrager=float(not from_review and self._is_about_asker(regel)),
            zaak=self._is_about_case(regel),
        )

    def _is_about_asker(self, regel: Regel) -> bool:
        return regel.wie == self._we if self._we else self._us in regel.jegens

    def _is_about_case(self, regel: Regel) -> float:
        if regel.criterium is None or not self._verteld:
            return 0.0
        return 1.0 if regel.criterium in self._verteld else -1.0


def _probabilities(ranked: list[Candidate]) -> dict[str, float]:
    weights = {candidate.regel.id: exp(candidate.score - ranked[0].score) for candidate in ranked}
    total = sum(weights.values())
    return {id: weight / total for id, weight in weights.items()}


def asks_for_time(vraag: str) -> bool:
    """Whether the question is how long, how often or by when."""
    spoken = f" {vraag.lower().strip(' ?')} "
    return any(f" {phrase} " in spoken for phrase in read_language("tijd.yml")["vraag_naar_tijd"])


def _further(ranked: list[Regel], shown: list[Regel]) -> list[Regel]:
    """The best regel of each further place, as far as five places go."""
    places = {place_of(regel) for regel in shown}
    further = []
    for regel in ranked:
        if len(places) == _MOST_PLACES:
            break
        if place_of(regel) not in places:
            places.add(place_of(regel))
            further.append(regel)
    return further
