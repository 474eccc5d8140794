"""Which regels answer a question, the most exact first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.dutch.phrases import content_stems
from assistant.dutch.words import read_language
from assistant.rulebase.schema import Regel, Soort
from assistant.rulebase.store import Layer, RuleStore

_SHOWN = 3
_MOST_WORDS = 90
"""An answer is short: the contract allows 120 words a turn, and the rest of a turn needs some."""
_TOPIC, _MAIN_TOPIC, _HEAD, _WORDS, _OWN_REGION = 1.5, 0.4, 0.5, 0.8, 0.8
"""Weights of: the belief in a topic, it being the regel's main one, being its head regel, matching words,
and being an agreement of the region that the question is asked for."""

_TIME = 0.6
"""Who asks how long or by when wants the regel with the term."""
_FINDING = 0.2
"""What a study found in practice stands back for what was agreed."""
_ENOUGH_WORDS = 4
"""From so many words of content on, a question says by itself which regel it wants."""


@dataclass(frozen=True)
class Answer:
    """The regels to show, and those behind 'meer'."""

    regels: tuple[Regel, ...]
    meer: tuple[Regel, ...] = ()


def answer(store: RuleStore, vraag: str, onderwerpen: Sequence[tuple[str, float]], layer: Layer) -> Answer:
    """The regels that answer `vraag`, which is about `onderwerpen` (with the belief in each).

    Empty when neither the topics nor the words of the question lead to a regel.
    """
    scores: dict[str, float] = {}
    regels: dict[str, Regel] = {}
    for topic, share in onderwerpen[:3]:
        heads = store.onderwerpen[topic].hoofdregels if topic in store.onderwerpen else ()
        for regel in store.over(topic, layer):
            regels[regel.id] = regel
            score = (
                _TOPIC * share + _MAIN_TOPIC * (regel.onderwerpen[0] == topic) + _HEAD * (regel.id in heads)
            )
            scores[regel.id] = max(scores.get(regel.id, 0.0), score)
    found = store.zoek(vraag, layer, limit=40)
    words = _WORDS * min(1.0, len(content_stems(vraag)) / _ENOUGH_WORDS)
    best = found[0][1] if found else 1.0
    for regel, match in found:
        regels[regel.id] = regel
        scores[regel.id] = scores.get(regel.id, 0.0) + words * match / best
    asks_time = _asks_for_time(vraag)
    on_findings = bool(onderwerpen) and _is_on_findings(store, onderwerpen[0][0], layer)
    for id, regel in regels.items():
        if store.bronnen[regel.bron].gewicht == "bevinding" and not on_findings:
            scores[id] -= _FINDING
        scores[id] += _TIME * (asks_time and regel.soort is Soort.TERMIJN)
        scores[id] += _OWN_REGION * (
            layer.regio is not None and store.bronnen[regel.bron].regio == layer.regio
        )
    ranked = sorted(regels.values(), key=lambda regel: -scores[regel.id])
    shown = _brief(ranked)
    subject = onderwerpen[0][0] if onderwerpen else None
    rest = [regel for regel in ranked[len(shown) :] if subject in regel.onderwerpen]
    return Answer(tuple(shown), tuple(rest))


def _asks_for_time(vraag: str) -> bool:
    """Whether the question is how long, how often or by when."""
    spoken = f" {vraag.lower().strip(' ?')} "
    return any(f" {phrase} " in spoken for phrase in read_language("tijd.yml")["vraag_naar_tijd"])


def _is_on_findings(store: RuleStore, onderwerp: str, layer: Layer) -> bool:
    """Whether a subject is what a study found, so that even its gravest regel is a finding."""
    regels = store.over(onderwerp, layer)
    return bool(regels) and all(store.bronnen[r.bron].gewicht == "bevinding" for r in regels[:3])


def _brief(regels: Iterable[Regel]) -> list[Regel]:
    """The first regels, as many as make a short answer; always at least one."""
    shown: list[Regel] = []
    words = 0
    for regel in regels:
        words += len(regel.tekst.split())
        if shown and (words > _MOST_WORDS or len(shown) == _SHOWN):
            break
        shown.append(regel)
    return shown
