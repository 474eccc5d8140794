"""Small decision tables, made up so that every combination of answers has exactly one outcome.

What a table says is also worked out here in the simplest way there is: try all combinations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import strategies as st

from assistant.rulebase.schema import (
    Afleiding,
    Beslissing,
    Botsing,
    Criterium,
    Grondslag,
    Rij,
    Uitkomst,
)

NAMES = ("appel", "boom", "citroen", "druif")
OUTCOMES = ("links", "rechts", "rechtdoor")
OPEN = "nog-onbekend"

Answers = Mapping[str, str]


def criterium(name: str, *volgt_uit: tuple[str, str, str]) -> Criterium:
    """A criterium; `volgt_uit` are (other criterium, its value, what that gives)."""
    return Criterium(
        id=name,
        naam=name,
        vraag=f"Is er een {name}?",
        waarom="Dat telt.",
        als_ja=f"er is een {name}",
        als_nee=f"er is geen {name}",
        grondslag=Grondslag(bron="boek", vindplaats="1"),
        regel="boek.een",
        volgt_uit=tuple(Afleiding(criterium=c, waarde=w, geeft=g) for c, w, g in volgt_uit),
    )


CRITERIA = {name: criterium(name) for name in NAMES}


def beslissing(
    names: tuple[str, ...], tabel: tuple[Rij, ...], botsingen: tuple[Botsing, ...] = ()
) -> Beslissing:
    """A table over `names` with all of `OUTCOMES`."""
    return Beslissing(
        id="fruit",
        naam="Fruit",
        vraag="Welke kant op?",
        criteria=names,
        grondslag=(),
        tabel=tabel,
        uitkomsten=tuple(Uitkomst(id=id, naam=id, tekst=id, regels=()) for id in OUTCOMES),
        onbeslist=Uitkomst(id=OPEN, naam=OPEN, tekst=OPEN, regels=()),
        botsingen=botsingen,
    )


def completions(table: Beslissing, known: Answers) -> Iterator[dict[str, str]]:
    """All ways to answer what is not known yet."""
    unknown = [name for name in table.criteria if name not in known]
    for values in product(("ja", "nee"), repeat=len(unknown)):
        yield {**known, **dict(zip(unknown, values, strict=True))}


def outcome(table: Beslissing, answers: Answers) -> str | None:
    """The outcome where every criterium is answered; None where rules collide."""
    if any(all(answers[n] == v for n, v in b.als_alle.items()) for b in table.botsingen):
        return None
    found = {
        rij.uitkomst
        for rij in table.tabel
        if all(answers[n] == v for n, v in rij.als_alle.items())
        and (not rij.als_een_van or any(answers[n] == v for n, v in rij.als_een_van.items()))
    }
    [only] = found
    return only


def reachable_outcomes(table: Beslissing, known: Answers) -> set[str]:
    """The outcomes that further answers can lead to, collisions aside."""
    return {found for full in completions(table, known) if (found := outcome(table, full))}


def turning_criteria(table: Beslissing, known: Answers) -> set[str]:
    """The unknown criteria of which a single answer can turn one outcome into another."""
    turning = set()
    for full in completions(table, known):
        for name in table.criteria:
            if name not in known and full[name] == "ja":
                pair = {outcome(table, full), outcome(table, {**full, name: "nee"})}
                if None not in pair and len(pair) == 2:
                    turning.add(name)
    return turning


@st.composite
def _rows(draw: st.DrawFn, names: tuple[str, ...], path: dict[str, str]) -> list[Rij]:
    """Rows for whoever gave the answers in `path`: split on a criterium, on any of several, or stop."""
    left = [name for name in names if name not in path]
    kind = draw(st.sampled_from(["stop", "split", "any"])) if path else "split"
    if kind == "split" and left:
        name = draw(st.sampled_from(left))
        return [rij for value in ("ja", "nee") for rij in draw(_rows(names, {**path, name: value}))]
    if kind == "any" and len(left) > 1:
        chosen = draw(st.lists(st.sampled_from(left), min_size=2, unique=True))
        values = {name: draw(st.sampled_from(["ja", "nee"])) for name in chosen}
        opposite = {name: "nee" if value == "ja" else "ja" for name, value in values.items()}
        first = Rij(uitkomst=draw(st.sampled_from(OUTCOMES)), als_alle=path, als_een_van=values)
        return [first, Rij(uitkomst=draw(st.sampled_from(OUTCOMES)), als_alle={**path, **opposite})]
    return [Rij(uitkomst=draw(st.sampled_from(OUTCOMES)), als_alle=path)]


@st.composite
def functions(draw: st.DrawFn) -> Beslissing:
    """Tables without collisions."""
    names = NAMES[: draw(st.integers(2, 4))]
    rows = draw(_rows(names, {}))
    return beslissing(names, tuple(draw(st.permutations(rows))))


@st.composite
def tables(draw: st.DrawFn) -> Beslissing:
    """Tables in which one further row may collide with others, each collision being declared."""
    table = draw(functions())
    extra = draw(st.dictionaries(st.sampled_from(table.criteria), st.sampled_from(["ja", "nee"]), max_size=2))
    if not extra:
        return table
    row = Rij(uitkomst=draw(st.sampled_from(OUTCOMES)), als_alle=extra)
    botsingen = [
        Botsing(als_alle=full, tekst="Dit botst.", regels=())
        for full in completions(table, {})
        if row.holds(full) and outcome(table, full) != row.uitkomst
    ]
    return beslissing(table.criteria, (*table.tabel, row), tuple(botsingen))


def answers_to(table: Beslissing) -> st.SearchStrategy[dict[str, str]]:
    """Some answers, 'weet ik niet' among them."""
    return st.dictionaries(st.sampled_from(table.criteria), st.sampled_from(["ja", "nee", "onbekend"]))
