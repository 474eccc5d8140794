"""When a question comes back: FSRS, replayed over the answers that a learner gave.

No state of the scheduler is stored, only answers and times: whoever has those has everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fsrs import Card, Rating, Scheduler, State

from assistant.dutch.dates import as_text
from assistant.learning.opgaven import PLACES, Opgave
from assistant.learning.texts import text
from assistant.reasoning.reachability import AMSTERDAM

_SCHEDULER = Scheduler(enable_fuzzing=False)
"""The parameters that FSRS comes with; without chance, so that the same answers give the same day."""
_KNOWN_DAYS = 7.0
"""From this stability on (the days after which nine of ten still know it) a question counts as known."""

Stand = Literal["nieuw", "bezig", "bekend", "gewijzigd"]
"""Never asked; asked; known for a while; known in an earlier version."""


@dataclass(frozen=True)
class Gegeven:
    """An answer as it is stored."""

    opgave: str
    versie: str
    goed: bool
    moment: datetime


@dataclass(frozen=True)
class Kaart:
    """A question of a learner: how well it is known and when it comes back."""

    opgave: Opgave
    stand: Stand
    terug: datetime | None
    """When it comes back; None when it was never asked in this version."""


def cards(opgaven: Iterable[Opgave], given: Iterable[Gegeven]) -> list[Kaart]:
    """Every question with what the answers so far make of it.

    Answers to an earlier version don't count: what changed has to be learned anew.
    """
    answers: dict[str, list[Gegeven]] = defaultdict(list)
    for one in given:
        answers[one.opgave].append(one)
    return [_card(opgave, answers.get(opgave.id, ())) for opgave in opgaven]


def _card(opgave: Opgave, given: Sequence[Gegeven]) -> Kaart:
    current = [one for one in given if one.versie == opgave.versie]
    if not current:
        return Kaart(opgave, "gewijzigd" if given else "nieuw", None)
    # Without an id of its own a card would wait for the clock to give it one.
    card = Card(card_id=1)
    for one in sorted(current, key=lambda answer: answer.moment):
        rating = Rating.Good if one.goed else Rating.Again
        card, _ = _SCHEDULER.review_card(card, rating, one.moment)
    known = card.state is State.Review and (card.stability or 0) >= _KNOWN_DAYS
    return Kaart(opgave, "bekend" if known else "bezig", card.due)


def next_card(all_cards: Sequence[Kaart], now: datetime) -> Kaart | None:
    """What to ask now: what changed, then what is due (longest first), then what is new; None for nothing."""
    changed = [kaart for kaart in all_cards if kaart.stand == "gewijzigd"]
    due = sorted((k for k in all_cards if k.terug and k.terug <= now), key=lambda k: k.terug or now)
    new = [kaart for kaart in all_cards if kaart.stand == "nieuw"]
    core = [kaart for kaart in new if kaart.opgave.gemaakt not in PLACES]
    return next(iter((*changed, *due, *core, *new)), None)


def next_moment(all_cards: Sequence[Kaart]) -> datetime | None:
    """When the first question comes back; None when none will."""
    return min((kaart.terug for kaart in all_cards if kaart.terug), default=None)


def when(moment: datetime, now: datetime) -> str:
    """A moment to come, as it reads in a sentence: 'op maandag 9 maart 2026', 'vandaag om 14.05 uur'."""
    there, here = moment.astimezone(AMSTERDAM), now.astimezone(AMSTERDAM)
    if there.date() <= here.date():
        return text("vandaag_om", tijd=f"{there.hour}.{there:%M}")
    return text("op_een_dag", dag=as_text(there.date()))


def progress(all_cards: Sequence[Kaart]) -> Mapping[str, Mapping[Stand, int]]:
    """Per module how many questions stand how."""
    counted: dict[str, dict[Stand, int]] = {}
    for kaart in all_cards:
        of_module = counted.setdefault(
            kaart.opgave.module, {"bekend": 0, "bezig": 0, "gewijzigd": 0, "nieuw": 0}
        )
        of_module[kaart.stand] += 1
    return counted


def regels_known(all_cards: Sequence[Kaart]) -> Mapping[str, Stand]:
    """Per regel how well it is known: as well as the best known question about it, unless that changed."""
    order: tuple[Stand, ...] = ("nieuw", "bezig", "bekend", "gewijzigd")
    known: dict[str, Stand] = {}
    for kaart in all_cards:
        for id in kaart.opgave.regels:
            known[id] = max(known.get(id, "nieuw"), kaart.stand, key=order.index)
    return known
