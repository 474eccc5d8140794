"""Weighing the answers of a case against a decision table.

A criterium is `ja`, `nee` or unknown. An outcome is given as soon as no further answer can lead to
another one, so more answers never turn it round; where two rules collide nobody decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.rulebase.schema import Beslissing, Botsing, Criterium, Rij, Uitkomst

_OPPOSITE = {"ja": "nee", "nee": "ja"}

Answers = Mapping[str, str]
"""Criterium id → `ja`, `nee` or `onbekend`; what is absent was never mentioned."""


@dataclass(frozen=True)
class Weging:
    """What a decision table says of the answers given."""

    uitkomst: Uitkomst
    beslist: bool
    """False while the outcome is open."""
    doorslag: tuple[str, ...]
    """The criteria that decided, in the order of the table."""
    open: tuple[str, ...]
    """The criteria still unknown, the one to ask next first."""
    van_belang: tuple[str, ...]
    """Those of `open` that can still change the outcome and were not answered yet."""
    botsing: Botsing | None = None


def weigh(beslissing: Beslissing, criteria: Mapping[str, Criterium], answers: Answers) -> Weging:
    """Weigh `answers` (any criteria; those of other tables count where they settle one of this one)."""
    known = derive(beslissing, criteria, answers)
    unknown = _in_order_of_asking(beslissing, known, answers)
    botsing = next((b for b in beslissing.botsingen if b.holds(known)), None)
    if botsing:
        return Weging(beslissing.onbeslist, False, tuple(botsing.als_alle), unknown, (), botsing)
    possible = [rij for rij in beslissing.tabel if _possible(rij, known, beslissing.botsingen)]
    outcomes = {rij.uitkomst for rij in possible}
    if len(outcomes) == 1:
        uitkomst = next(u for u in beslissing.uitkomsten if u.id in outcomes)
        return Weging(uitkomst, True, _decisive(beslissing, possible, known), unknown, ())
    relevant = _relevant(beslissing, possible, known) or _open_in(possible, known)
    asked = tuple(name for name in unknown if name in relevant and name not in answers)
    first = tuple(name for name in unknown if name in relevant)
    rest = tuple(name for name in unknown if name not in relevant)
    return Weging(beslissing.onbeslist, False, (), first + rest, asked)


def foresee(
    beslissing: Beslissing, criteria: Mapping[str, Criterium], answers: Answers
) -> tuple[Weging, tuple[str, ...]] | None:
    """What comes of it if all is as usual that nobody spoke of, and the criteria which that rests on.

    None where it is settled already, where that settles nothing, or where nothing that was told decides it.
    """
    taken = {name: value for name, value in beslissing.gewoonlijk.items() if name not in answers}
    weging = weigh(beslissing, criteria, {**answers, **taken})
    told = set(weging.doorslag) - taken.keys()
    if not weging.beslist or not told or weigh(beslissing, criteria, answers).beslist:
        return None

    def turned(name: str) -> Weging:
        return weigh(beslissing, criteria, {**answers, **taken, name: _OPPOSITE[taken[name]]})

    return weging, tuple(name for name in taken if turned(name).uitkomst.id != weging.uitkomst.id)


def derive(beslissing: Beslissing, criteria: Mapping[str, Criterium], answers: Answers) -> dict[str, str]:
    """The answers `ja` and `nee` to this table's criteria, with those that follow from other answers.

    Where an answer contradicts what follows from another one, the criterium stays unknown: nobody
    decides on a contradiction.
    """
    known: dict[str, str] = {}
    for name in beslissing.criteria:
        following = criteria[name].volgt_uit
        values: set[str] = {a.geeft for a in following if answers.get(a.criterium) == a.waarde}
        if answers.get(name) in ("ja", "nee"):
            values.add(answers[name])
        if len(values) == 1:
            known[name] = values.pop()
    return known


def _possible(rij: Rij, known: Answers, botsingen: Iterable[Botsing]) -> bool:
    """Whether further answers can make the row true without running into a collision."""
    if not rij.possible(known):
        return False
    base = {**known, **rij.als_alle}
    ways = [{**base, name: value} for name, value in rij.als_een_van.items()] or [base]
    return any(
        all(way[name] == value for name, value in base.items()) and not any(b.holds(way) for b in botsingen)
        for way in ways
    )


def _in_order_of_asking(beslissing: Beslissing, known: Answers, answers: Answers) -> tuple[str, ...]:
    """Unknown criteria in the order of the table; those that were answered already come last."""
    unknown = [name for name in beslissing.criteria if name not in known]
    return tuple(sorted(unknown, key=lambda name: name in answers))


def _relevant(beslissing: Beslissing, possible: Iterable[Rij], known: Answers) -> set[str]:
    """Unknown criteria of which the one answer can lead to another outcome than the other."""
    return {
        name
        for rij in possible
        for name in (*rij.als_alle, *rij.als_een_van)
        if name not in known and _turns(beslissing, rij, name, known)
    }


def _open_in(possible: Iterable[Rij], known: Answers) -> set[str]:
    """Unknown criteria of the rows left: what to ask when only several answers together decide."""
    named = {name for rij in possible for name in (*rij.als_alle, *rij.als_een_van)}
    return named - known.keys()


def _turns(beslissing: Beslissing, rij: Rij, name: str, known: Answers) -> bool:
    """Whether a case in which the row is true gets another outcome when `name` alone is turned round."""
    for case in _cases_that_rest_on(rij, name, known):
        turned = {**case, name: _OPPOSITE[case[name]]}
        for other in beslissing.tabel:
            if other.uitkomst != rij.uitkomst and _possible(other, turned, beslissing.botsingen):
                return True
    return False


def _cases_that_rest_on(rij: Rij, name: str, known: Answers) -> Iterator[dict[str, str]]:
    """Answers that make the row true, and that no longer do so when `name` is turned round."""
    base: dict[str, str] = {**known, **rij.als_alle}
    ways: list[dict[str, str]]
    if name in rij.als_alle:
        ways = [{other: value} for other, value in rij.als_een_van.items()] or [{}]
    else:
        others = {o: _OPPOSITE[v] for o, v in rij.als_een_van.items() if o != name}
        ways = [{**others, name: rij.als_een_van[name]}]
    for way in ways:
        if all(base.get(other, value) == value for other, value in way.items()):
            yield {**base, **way}


def _decisive(beslissing: Beslissing, possible: list[Rij], known: Answers) -> tuple[str, ...]:
    """The answers that make the remaining row true, or that rule all other rows out."""
    certain = [rij for rij in possible if rij.holds(known)]
    if certain:
        needed = {**certain[0].als_alle, **certain[0].als_een_van}
        decided = {name for name, value in needed.items() if known.get(name) == value}
    else:
        ruled_out = [rij for rij in beslissing.tabel if rij not in possible]
        decided = {
            name
            for rij in ruled_out
            for name, value in {**rij.als_alle, **rij.als_een_van}.items()
            if name in known and known[name] != value
        }
    return tuple(name for name in beslissing.criteria if name in decided)
