"""Whether the rule base hangs together: references, decision tables, layers.

`check` returns every problem it finds, each with file and line; an empty list means that the
rule base can be used.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from assistant.rulebase.lint_blanks import check_blanks
from assistant.rulebase.lint_outcomes import check_outcomes
from assistant.rulebase.lint_text import check_texts
from assistant.rulebase.lint_wordings import check_wordings
from assistant.rulebase.loader import Place, Rulebase
from assistant.rulebase.problems import Problem
from assistant.rulebase.schema import LANDELIJK, Beslissing

REFERENCES: dict[str, dict[str, str]] = {
    "bronnen": {"regio": "regios", "evaluatie_termijn": "termijnen"},
    "regios": {"bereikbaarheid": "regels"},
    "stappen": {"naar": "stappen"},
    "onderwerpen": {"hoofdregels": "regels", "stap": "stappen"},
    "regels": {
        "onderwerpen": "onderwerpen",
        "wie": "actoren",
        "jegens": "actoren",
        "stap": "stappen",
        "na": "stappen",
        "termijn": "termijnen",
        "criterium": "criteria",
        "begrip": "begrippen",
        "wijkt_af_van": "regels",
        "zie_ook": "regels",
    },
    "criteria": {"regel": "regels"},
    "beslissingen": {
        "criteria": "criteria",
        "eerst_veilig": "criteria",
        "onderwerpen": "onderwerpen",
        "regio": "regios",
        "daarna": "beslissingen",
    },
    "termijnen": {"regel": "regels"},
    "begrippen": {"regel": "regels"},
    "contacten": {"regel": "regels"},
    "checklists": {"stap": "stappen", "wie": "actoren", "onderwerpen": "onderwerpen"},
    "verwoordingen": {"criterium": "criteria"},
}
"""Fields that name an entry of another kind (or several)."""


def check(rulebase: Rulebase) -> list[Problem]:
    """All problems of a rule base whose form is right, in order of file and line."""
    checks = (
        _references,
        _grondslagen,
        _regions,
        _covered_places,
        _next_places,
        _head_regels,
        _decisions,
        check_blanks,
        check_outcomes,
        check_texts,
        check_wordings,
    )
    return sorted(problem for one in checks for problem in one(rulebase))


def _references(rulebase: Rulebase) -> Iterator[Problem]:
    for kind, fields in REFERENCES.items():
        for id, entry in rulebase.of(kind).items():
            for field, target in fields.items():
                value = getattr(entry, field)
                named = value if isinstance(value, tuple) else (value,) if value else ()
                yield from _missing(rulebase, rulebase.place(kind, id), id, (field,), named, target)
    yield from _nested_references(rulebase)


def _missing(
    rulebase: Rulebase,
    place: Place,
    id: str,
    key: tuple[str | int, ...],
    named: tuple[str, ...],
    target: str,
) -> Iterator[Problem]:
    for name in named:
        if name not in rulebase.of(target):
            yield place.problem(f"‘{id}’ verwijst naar ‘{name}’, maar dat staat niet bij {target}.", key=key)


def _nested_references(rulebase: Rulebase) -> Iterator[Problem]:
    for id, regel in rulebase.of("regels").items():
        if regel.als:
            place = rulebase.place("regels", id)
            yield from _missing(rulebase, place, id, ("als",), tuple(regel.als.criteria), "criteria")
    for id, criterium in rulebase.of("criteria").items():
        others = tuple(a.criterium for a in criterium.volgt_uit)
        yield from _missing(rulebase, rulebase.place("criteria", id), id, ("volgt_uit",), others, "criteria")
    for id, checklist in rulebase.of("checklists").items():
        named = tuple(punt.regel for punt in checklist.punten)
        yield from _missing(rulebase, rulebase.place("checklists", id), id, ("punten",), named, "regels")
    for id, beslissing in rulebase.of("beslissingen").items():
        place = rulebase.place("beslissingen", id)
        for uitkomst in (*beslissing.uitkomsten, beslissing.onbeslist):
            named = (*uitkomst.regels, *(r for rs in uitkomst.per_regio.values() for r in rs))
            yield from _missing(rulebase, place, id, ("uitkomsten",), named, "regels")
            yield from _missing(rulebase, place, id, ("uitkomsten",), tuple(uitkomst.per_regio), "regios")
            stap = (uitkomst.stap,) if uitkomst.stap else ()
            yield from _missing(rulebase, place, id, ("uitkomsten",), stap, "stappen")
        for botsing in beslissing.botsingen:
            yield from _missing(rulebase, place, id, ("botsingen",), botsing.regels, "regels")


def _grondslagen(rulebase: Rulebase) -> Iterator[Problem]:
    """Every source and place that is named exists."""
    known = {(b.id, v.id) for b in rulebase.of("bronnen").values() for v in b.vindplaatsen}
    cited = [
        *(("regels", id, r.bron, r.vindplaats) for id, r in rulebase.of("regels").items()),
        *(
            ("criteria", id, c.grondslag.bron, c.grondslag.vindplaats)
            for id, c in rulebase.of("criteria").items()
        ),
        *(
            (kind, id, g.bron, g.vindplaats)
            for kind in ("stappen", "beslissingen")
            for id, entry in rulebase.of(kind).items()
            for g in entry.grondslag
        ),
    ]
    for kind, id, bron, vindplaats in cited:
        if (bron, vindplaats) not in known:
            message = (
                f"‘{id}’ noemt de plaats ‘{vindplaats}’ van ‘{bron}’, maar die staat niet bij de bronnen."
            )
            yield rulebase.place(kind, id).problem(message)


def _regions(rulebase: Rulebase) -> Iterator[Problem]:
    """A regel stands in the folder of its source's region, so that people find it there."""
    for id, regel in rulebase.of("regels").items():
        bron = rulebase.of("bronnen").get(regel.bron)
        place = rulebase.place("regels", id)
        folder = place.file.split("/")[0]
        if bron and folder in rulebase.of("regios") and folder != bron.regio:
            hint = f"Zet deze regel in de map ‘{bron.regio}’."
            yield place.problem(f"‘{id}’ hoort bij regio ‘{bron.regio}’ maar staat bij ‘{folder}’.", hint)
    if LANDELIJK not in rulebase.of("regios"):
        yield Problem("landelijk", 1, "de regio ‘landelijk’ ontbreekt.")


def _covered_places(rulebase: Rulebase) -> Iterator[Problem]:
    """Every place of every source has a regel."""
    covered = {(r.bron, r.vindplaats) for r in rulebase.of("regels").values()}
    for id, bron in rulebase.of("bronnen").items():
        for index, vindplaats in enumerate(bron.vindplaatsen):
            if (id, vindplaats.id) not in covered:
                message = f"geen regel noemt ‘{vindplaats.id}’ van ‘{id}’."
                yield rulebase.place("bronnen", id).problem(message, key=("vindplaatsen", index))


def _next_places(rulebase: Rulebase) -> Iterator[Problem]:
    """What happens next stands in another place of the same source."""
    for id, bron in rulebase.of("bronnen").items():
        places = {vindplaats.id for vindplaats in bron.vindplaatsen}
        for index, vindplaats in enumerate(bron.vindplaatsen):
            if vindplaats.daarna and vindplaats.daarna not in places - {vindplaats.id}:
                message = f"‘{vindplaats.daarna}’ is geen andere plaats van ‘{id}’."
                key = ("vindplaatsen", index, "daarna")
                yield rulebase.place("bronnen", id).problem(message, key=key)


def _head_regels(rulebase: Rulebase) -> Iterator[Problem]:
    """A regel that answers the plain question about a subject is about that subject."""
    for id, onderwerp in rulebase.of("onderwerpen").items():
        for name in onderwerp.hoofdregels:
            regel = rulebase.of("regels").get(name)
            if regel and id not in regel.onderwerpen:
                place = rulebase.place("onderwerpen", id)
                hint = f"Geef die regel het onderwerp ‘{id}’, of haal hem hier weg."
                yield place.problem(f"hoofdregel ‘{name}’ gaat niet over ‘{id}’.", hint, ("hoofdregels",))


def _decisions(rulebase: Rulebase) -> Iterator[Problem]:
    for id, beslissing in rulebase.of("beslissingen").items():
        place = rulebase.place("beslissingen", id)
        yield from _table_vocabulary(beslissing, place)
        yield from _reasons(beslissing, place)
        yield from _table_is_function(beslissing, place)


def _table_vocabulary(beslissing: Beslissing, place: Place) -> Iterator[Problem]:
    outcomes = {u.id for u in beslissing.uitkomsten}
    for index, rij in enumerate(beslissing.tabel):
        if rij.uitkomst not in outcomes:
            message = f"rij {index + 1} geeft ‘{rij.uitkomst}’, maar dat staat niet bij de uitkomsten."
            yield place.problem(message, key=("tabel", index))
        for name in (*rij.als_alle, *rij.als_een_van):
            if name not in beslissing.criteria:
                wrong = f"rij {index + 1} vraagt naar ‘{name}’"
                message = f"{wrong}, maar dat criterium hoort niet bij ‘{beslissing.id}’."
                yield place.problem(message, key=("tabel", index))
    for index, botsing in enumerate(beslissing.botsingen):
        for name in botsing.als_alle:
            if name not in beslissing.criteria:
                message = f"een botsing noemt ‘{name}’, maar dat hoort niet bij ‘{beslissing.id}’."
                yield place.problem(message, key=("botsingen", index))


def _reasons(beslissing: Beslissing, place: Place) -> Iterator[Problem]:
    """What a row names as its reason is something it asks."""
    for index, rij in enumerate(beslissing.tabel):
        for name in rij.door:
            if name not in (*rij.als_alle, *rij.als_een_van):
                message = f"rij {index + 1} noemt ‘{name}’ als reden, maar vraagt er niet naar."
                yield place.problem(message, key=("tabel", index))


def _table_is_function(beslissing: Beslissing, place: Place) -> Iterator[Problem]:
    """Every combination of answers has exactly one outcome, or is a declared collision."""
    for answers in _combinations(beslissing):
        outcomes = sorted({rij.uitkomst for rij in beslissing.tabel if rij.holds(answers)})
        collides = any(botsing.holds(answers) for botsing in beslissing.botsingen)
        if len(outcomes) == 1 or collides:
            continue
        example = ", ".join(f"{name}: {value}" for name, value in answers.items())
        if not outcomes:
            message = f"‘{beslissing.id}’ geeft geen uitkomst bij {example}."
        else:
            message = f"‘{beslissing.id}’ geeft {' én '.join(outcomes)} bij {example}."
        yield place.problem(message, key=("tabel",))
        return


def _combinations(beslissing: Beslissing) -> Iterator[dict[str, str]]:
    names = beslissing.criteria
    for values in product(("nee", "ja"), repeat=len(names)):
        yield dict(zip(names, values, strict=True))
