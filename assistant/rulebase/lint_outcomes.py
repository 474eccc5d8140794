"""Whether every outcome tells a professional what to do, by when, and where that stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.rulebase.lint_text import HARDEST, field_terms, long_sentences, readability
from assistant.rulebase.loader import Place, Rulebase
from assistant.rulebase.problems import Problem
from assistant.rulebase.schema import DATUM, LANDELIJK, Actie, Beslissing, Bron, Deel, Uitkomst

MOST_WORDS = 90
"""Of an outcome with its longest parts; what decided and whose agreement it is still come with it."""

_PARTS = {
    "voor_jou": "wat het voor jou betekent",
    "acties": "wie wat doet, en wanneer",
    "gezin": "wat je het gezin vertelt",
    "ook": "wat ook kan",
}
_BLANK = re.compile(r"\{[^{}]*\}|[{}]")
_NUMBER = re.compile(r"(?<![\d-])0\d{2,3}-\d{4,7}(?![\d-])")

Key = tuple[str | int, ...]


def check_outcomes(rulebase: Rulebase) -> Iterator[Problem]:
    """Parts that are missing, name what doesn't exist, are too long or hard, or rest on another region."""
    terms = field_terms(rulebase)
    for id, beslissing in rulebase.of("beslissingen").items():
        place = rulebase.place("beslissingen", id)
        for key, uitkomst in _outcomes(beslissing):
            yield from _complete(uitkomst, place, key)
            yield from _brief(uitkomst, place, key)
            yield from _without_button(uitkomst, place, key)
            for part_key, part in _parts(uitkomst, key):
                for message in _wrong(rulebase, beslissing, part, terms):
                    yield place.problem(f"‘{uitkomst.id}’ van ‘{id}’: {message}", key=part_key)
        for name in sorted(beslissing.gewoonlijk.keys() - set(beslissing.criteria)):
            yield place.problem(
                f"‘gewoonlijk’ van ‘{id}’ noemt {name!r}, en dat is er geen criterium van.",
                key=("gewoonlijk",),
            )
        depends = beslissing.hangt_af_van
        for message in _wrong(rulebase, beslissing, depends, terms) if depends else ():
            yield place.problem(f"‘hangt_af_van’ van ‘{id}’: {message}", key=("hangt_af_van",))


def _outcomes(beslissing: Beslissing) -> Iterator[tuple[Key, Uitkomst]]:
    for index, uitkomst in enumerate(beslissing.uitkomsten):
        yield ("uitkomsten", index), uitkomst
    yield ("onbeslist",), beslissing.onbeslist


def _parts(uitkomst: Uitkomst, key: Key) -> Iterator[tuple[Key, Deel | Actie]]:
    for name, parts in uitkomst.onderdelen.items():
        for index, part in enumerate(parts):
            yield (*key, name, index), part


def _complete(uitkomst: Uitkomst, place: Place, key: Key) -> Iterator[Problem]:
    """Everybody gets every part: one that is said in all cases closes the list."""
    for name, about in _PARTS.items():
        parts = uitkomst.onderdelen[name]
        everybody = any(part.altijd for part in parts) if name == "acties" else parts and parts[-1].altijd
        if not parts:
            yield place.problem(f"‘{uitkomst.id}’ zegt niet {about} (‘{name}’).", key=key)
        elif not everybody:
            hint = "Laat bij één onderdeel ‘als’, ‘rol’ en ‘regio’ weg; zet het als laatste."
            yield place.problem(f"‘{uitkomst.id}’ zegt niet iedereen {about}.", hint, (*key, name))
        if name == "acties":
            continue
        for index, part in enumerate(parts[:-1]):
            if part.altijd:
                message = f"‘{uitkomst.id}’: na dit onderdeel van ‘{name}’ wordt niets meer gezegd."
                yield place.problem(message, "Zet het als laatste.", (*key, name, index))


def _without_button(uitkomst: Uitkomst, place: Place, key: Key) -> Iterator[Problem]:
    """What it means for the professional stands in the outcome as a whole."""
    for index, part in enumerate(uitkomst.voor_jou):
        if part.meer:
            message = f"‘{uitkomst.id}’: bij ‘voor_jou’ hoort geen knop, dus ook geen ‘meer’."
            yield place.problem(message, "Zet het in ‘tekst’.", (*key, "voor_jou", index))


def _brief(uitkomst: Uitkomst, place: Place, key: Key) -> Iterator[Problem]:
    longest = sum(
        max((len(part.tekst.split()) for part in _said_first(parts)), default=0)
        for parts in uitkomst.onderdelen.values()
    )
    words = len(uitkomst.tekst.split()) + longest
    if words > MOST_WORDS:
        message = f"‘{uitkomst.id}’ kan {words} woorden lang worden; hooguit {MOST_WORDS} leest prettig."
        yield place.problem(message, "Zet een deel bij ‘meer’.", key)


def _said_first(parts: tuple[Deel | Actie, ...]) -> Iterator[Deel | Actie]:
    """The parts that can be the first to hold."""
    for part in parts:
        yield part
        if part.altijd:
            return


def _wrong(
    rulebase: Rulebase, beslissing: Beslissing, part: Deel | Actie, terms: frozenset[str]
) -> Iterator[str]:
    """What is wrong with one part, in words."""
    yield from _unknown_names(rulebase, part)
    yield from _foreign(rulebase, beslissing, part)
    yield from _dates(part)
    yield from _texts(rulebase, part, terms)


def _unknown_names(rulebase: Rulebase, part: Deel | Actie) -> Iterator[str]:
    named: dict[str, tuple[str, ...]] = {
        "regels": part.regels,
        "criteria": tuple(part.als),
        "actoren": part.rol,
        "regios": part.regio,
    }
    if isinstance(part, Actie):
        named["actoren"] = (*part.rol, part.wie)
        named["termijnen"] = tuple(name for name in (part.termijn, part.na) if name)
    for kind, names in named.items():
        for name in names:
            if name not in rulebase.of(kind):
                yield f"‘{name}’ staat niet bij {kind}."


def _foreign(rulebase: Rulebase, beslissing: Beslissing, part: Deel | Actie) -> Iterator[str]:
    """What is said everywhere can't rest on one region's agreement alone."""
    regels = [rulebase.of("regels")[id] for id in part.regels if id in rulebase.of("regels")]
    bronnen: Mapping[str, Bron] = rulebase.of("bronnen")
    allowed = {LANDELIJK, beslissing.regio, *part.regio}
    for regel in regels:
        bron = bronnen.get(regel.bron)
        if bron is None or bron.regio in allowed:
            continue
        if not any(v.id == regel.vindplaats and v.landelijke_toelichting for v in bron.vindplaatsen):
            yield f"‘{regel.id}’ geldt alleen in ‘{bron.regio}’; geef dit onderdeel die ‘regio’."


def _lines(part: Deel | Actie) -> tuple[str, ...]:
    return (part.tekst, *(part.meer if isinstance(part, Deel) else ()))


def _dates(part: Deel | Actie) -> Iterator[str]:
    dated = isinstance(part, Actie) and part.termijn is not None
    blanks = [blank for line in _lines(part) for blank in _BLANK.findall(line)]
    if dated and blanks != [DATUM]:
        yield "bij een termijn hoort één keer ‘{datum}’ in de tekst."
    if not dated and blanks:
        yield f"‘{blanks[0]}’ in de tekst kan alleen bij een termijn."
    if isinstance(part, Actie) and part.na and not part.termijn:
        yield "‘na’ zegt wanneer een termijn begint, maar er is geen ‘termijn’."


def _texts(rulebase: Rulebase, part: Deel | Actie, terms: frozenset[str]) -> Iterator[str]:
    known = {contact.nummer for contact in rulebase.of("contacten").values()}
    for text in _lines(part):
        yield from long_sentences(text)
        if readability(text, terms) < HARDEST:
            yield "de tekst is te moeilijk; gebruik kortere woorden."
        for number in _NUMBER.findall(text):
            if number not in known:
                yield f"het nummer {number} staat niet bij contacten."
