"""Whether the learning material hangs together, and whether every regel of every region is reached.

`check` returns every problem with file and line; an empty list means that the material can be used.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from assistant.learning.course import Course
from assistant.learning.lint_cases import check_cases
from assistant.learning.lint_hearing import check_hearing
from assistant.learning.material import material_of
from assistant.learning.schema import Module, Vaardigheid, Vraag
from assistant.rulebase.lint_text import MOST_WORDS_A_REGEL, long_sentences
from assistant.rulebase.loader import Place, Rulebase
from assistant.rulebase.problems import Problem
from assistant.rulebase.schema import LANDELIJK, Entry
from assistant.rulebase.store import RuleStore

_FEWEST_QUESTIONS = 3
"""How many questions written by hand a module has at least."""
_MOST_NAMED = 3
"""How many regels that nothing reaches are named in one line; the rest is counted."""


def check(entries: Rulebase, store: RuleStore, today: date) -> list[Problem]:
    """All problems of material whose form is right, in order of file and line."""
    problems = check_form(entries, store, today)
    if problems:
        return problems
    course = Course(store, material_of(entries), today)
    return sorted(
        [
            *_enough_questions(entries),
            *_subjects_without_module(entries, store),
            *_reached(entries, course),
            *check_hearing(entries),
        ]
    )


def check_form(entries: Rulebase, store: RuleStore, today: date) -> list[Problem]:
    """What makes material unusable; without these, something may still be missing from it."""
    problems = [
        *_references(entries, store),
        *_shared_subjects(entries),
        *_modules(entries),
        *_answers(entries),
        *_texts(entries),
    ]
    if problems:
        # What follows takes for granted that everything named exists.
        return sorted(problems)
    course = Course(store, material_of(entries), today)
    return sorted([*check_cases(entries, store), *_asked_somewhere(entries, course)])


def _references(entries: Rulebase, store: RuleStore) -> Iterator[Problem]:
    known = {
        "onderwerpen": set(store.onderwerpen),
        "regios": set(store.regios) - {LANDELIJK},
        "modules": set(entries.of("modules")),
        "vaardigheden": set(entries.of("vaardigheden")),
        "beslissingen": set(store.beslissingen),
        "criteria": set(store.criteria),
        "termijnen": set(store.termijnen),
        "actoren": set(store.actoren),
    }
    for kind in entries.entries:
        for id, entry in entries.of(kind).items():
            for key, target, name in _named(entry):
                exists = _is_regel(store, name) if target == "regels" else name in known[target]
                if not exists:
                    message = f"‘{id}’ verwijst naar ‘{name}’, maar dat staat niet bij {target}."
                    yield entries.place(kind, id).problem(message, key=key)


def _is_regel(store: RuleStore, id: str) -> bool:
    """Whether there is such a regel, also one that no longer holds."""
    try:
        store.regel(id)
    except KeyError:
        return False
    return True


_FIELDS = {
    "regels": "regels",
    "onderwerpen": "onderwerpen",
    "regio": "regios",
    "module": "modules",
    "vaardigheid": "vaardigheden",
    "mag": "vaardigheden",
    "beslissing": "beslissingen",
    "uitkomsten": "beslissingen",
    "criteria": "criteria",
    "vraagt_naar": "criteria",
    "blijkt": "criteria",
    "termijnen": "termijnen",
    "rol": "actoren",
    "actoren": "actoren",
}
"""Fields that name something (of a mapping: its keys), and what they name."""

Key = tuple[str | int, ...]


def _named(entry: Entry, key: Key = ()) -> Iterator[tuple[Key, str, str]]:
    """Everything that an entry names, at any depth: where, what kind of thing, and its id."""
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        if field in _FIELDS and value:
            names = value if isinstance(value, tuple | dict) else (value,)
            yield from (((*key, field), _FIELDS[field], name) for name in names)
        elif isinstance(value, Entry):
            yield from _named(value, (*key, field))
        elif isinstance(value, tuple):
            for index, part in enumerate(value):
                if isinstance(part, Entry):
                    yield from _named(part, (*key, field, index))


def _shared_subjects(entries: Rulebase) -> Iterator[Problem]:
    """A subject belongs to one module at most."""
    owners: dict[str, str] = {}
    for id, module in entries.of("modules").items():
        for onderwerp in module.onderwerpen:
            other = owners.setdefault(onderwerp, id)
            if other != id:
                message = f"het onderwerp ‘{onderwerp}’ hoort al bij module ‘{other}’."
                yield entries.place("modules", id).problem(message, key=("onderwerpen",))


def _subjects_without_module(entries: Rulebase, store: RuleStore) -> Iterator[Problem]:
    """Every subject of the rule base belongs to a module: else nobody learns its regels."""
    taught = {onderwerp for module in entries.of("modules").values() for onderwerp in module.onderwerpen}
    missing = [onderwerp for onderwerp in store.onderwerpen if onderwerp not in taught]
    if missing:
        message = f"deze onderwerpen horen bij geen module: {', '.join(missing)}."
        hint = "Zet elk onderwerp bij de ‘onderwerpen’ van de module die erbij past: deze, of een andere."
        modules = entries.of("modules").values()
        if not modules:
            yield Problem("modules", 1, message, "Schrijf eerst een module.")
            return
        last = max(modules, key=lambda module: module.volgorde)
        yield entries.place("modules", last.id).problem(message, hint, ("onderwerpen",))


def _modules(entries: Rulebase) -> Iterator[Problem]:
    """No two modules have the same place in the path."""
    taken: dict[int, str] = {}
    for id, module in entries.of("modules").items():
        other = taken.setdefault(module.volgorde, id)
        if other != id:
            message = f"‘{other}’ heeft al volgorde {module.volgorde}."
            yield entries.place("modules", id).problem(message, key=("volgorde",))


def _enough_questions(entries: Rulebase) -> Iterator[Problem]:
    written = Counter(vraag.module for vraag in entries.of("vragen").values())
    for id in entries.of("modules"):
        if written[id] < _FEWEST_QUESTIONS:
            message = f"‘{id}’ heeft {written[id]} eigen vragen; schrijf er minstens {_FEWEST_QUESTIONS}."
            yield entries.place("modules", id).problem(message)


def _answers(entries: Rulebase) -> Iterator[Problem]:
    """A wrong answer says something else than a right one, and than the other wrong ones."""
    for id, vraag in entries.of("vragen").items():
        texts = [*vraag.goed, *(fout.tekst for fout in vraag.fout)]
        for text, count in Counter(_plain(text) for text in texts).items():
            if count > 1:
                message = f"‘{id}’: het antwoord ‘{text}’ staat er {count} keer."
                yield entries.place("vragen", id).problem(message, "Laat elk antwoord iets anders zeggen.")


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(".!?")


def _texts(entries: Rulebase) -> Iterator[Problem]:
    for kind in entries.entries:
        for id, entry in entries.of(kind).items():
            place = entries.place(kind, id)
            for key, text in _shown(entry):
                yield from _too_long(place, id, key, text)


def _shown(entry: Entry) -> Iterator[tuple[Key, str]]:
    """The texts of an entry that explain something, which have to read easily."""
    if isinstance(entry, Module):
        yield from ((("uitleg", n), part.tekst) for n, part in enumerate(entry.uitleg))
    if isinstance(entry, Vraag):
        yield from ((field, text) for field, text in _vraag_texts(entry) if text)
    if isinstance(entry, Vaardigheid):
        yield ("gedaan",), entry.gedaan
        yield ("vergeten",), entry.vergeten or ""


def _vraag_texts(vraag: Vraag) -> Iterator[tuple[Key, str | None]]:
    yield ("vraag",), vraag.vraag
    yield ("situatie",), vraag.situatie
    yield ("uitleg",), vraag.uitleg


def _too_long(place: Place, id: str, key: Key, text: str) -> Iterator[Problem]:
    for message in long_sentences(text):
        yield place.problem(f"‘{id}’: {message}", key=key)
    words = len(text.split())
    if words > MOST_WORDS_A_REGEL:
        yield place.problem(
            f"‘{id}’: de tekst telt {words} woorden; maak het korter (hooguit {MOST_WORDS_A_REGEL}).", key=key
        )


def _asked_somewhere(entries: Rulebase, course: Course) -> Iterator[Problem]:
    """Each question and each piece of explanation holds in at least one region."""
    asked = {opgave.id for regio in course.regios for opgave in course.opgaven(regio)}
    for id in entries.of("vragen"):
        if id not in asked:
            message = f"‘{id}’ wordt in geen enkele regio gesteld: de regels gelden nergens samen."
            hint = "Vergelijkt de vraag regio’s? Noem dan onder ‘regio’ waar zij gesteld wordt."
            yield entries.place("vragen", id).problem(message, hint, ("regels",))
    for id, module in entries.of("modules").items():
        for index, part in enumerate(module.uitleg):
            if not any(course.holds(part.regels, regio) for regio in course.regios):
                message = f"‘{id}’: deze uitleg is nergens te zien: haar regels gelden in geen regio samen."
                yield entries.place("modules", id).problem(message, key=("uitleg", index))


def _reached(entries: Rulebase, course: Course) -> Iterator[Problem]:
    """Every regel that holds in a region is reached by a question that is asked there."""
    for regio in course.regios:
        by_module: dict[str, list[str]] = defaultdict(list)
        for regel in course.unreached(regio):
            by_module[course.module_of(regel) or ""].append(regel.id)
        for module, ids in by_module.items():
            if not module:
                continue  # its subjects belong to no module, and that is told
            named = ", ".join(ids[:_MOST_NAMED])
            rest = f" en nog {len(ids) - _MOST_NAMED}" if len(ids) > _MOST_NAMED else ""
            message = f"in {regio} bereikt geen vraag van ‘{module}’ deze regels: {named}{rest}."
            yield entries.place("modules", module).problem(message, "Schrijf een vraag die ze noemt.")
