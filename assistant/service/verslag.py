"""The summary of a consultation, made from what is stored of it: as Markdown, or as a page to print.

It says what the conversation came to: facts are those at its end, and every decision that was taken up
is weighed on them again. What was cited is listed as it was cited, with the versions of then.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant import places
from assistant.dutch.dates import as_text
from assistant.reasoning.decisions import Weging, weigh
from assistant.reasoning.outcomes import Duiding, Geval, Stap, as_phrase, explain
from assistant.reasoning.reachability import AMSTERDAM, Bereikbaarheid, reachable
from assistant.reasoning.upkeep import due_of
from assistant.rulebase.schema import Beslissing, Waarde
from assistant.rulebase.store import RuleStore
from assistant.service.conversations import Stored
from assistant.service.models import Beurt, BronVerwijzing, Urgentie
from assistant.service.turns import as_answer

_TEMPLATES = Path(__file__).resolve().parent / "page" / "templates"
_NO_QUESTION = ("begroeting", "smalltalk")
"""Turns with these kinds answer a greeting or thanks."""
_SHORT_ANSWER = 3
"""Up to so many words, a message after a question is the answer to it."""

# Whatever can begin a format, a link, an entity, a cell or HTML in the middle of a line of Markdown.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>~|&]|(?<=:)/(?=/)|(?<=www)\.)", re.IGNORECASE)


@dataclass(frozen=True)
class Besluit:
    """A decision that was taken up, as it stands with the facts at the end."""

    beslissing: Beslissing
    weging: Weging
    duiding: Duiding
    afgerond: bool
    """False while a question that matters was not answered yet."""


@dataclass(frozen=True)
class Aanhaling:
    """A citation, with whether the regel was changed since."""

    bron: BronVerwijzing
    document: str
    """The title of the source and its date."""
    gewijzigd: bool


@dataclass(frozen=True)
class Verslag:
    """What a conversation came to."""

    moment: datetime
    """When it took place, in the Netherlands."""
    regio: str | None
    rol: str | None
    vragen: tuple[str, ...]
    geredigeerd: bool
    urgentie: Urgentie
    """The gravest of its turns."""
    feiten: dict[str, list[str]]
    """Under `ja`, `nee` and `onbekend`: the names of the criteria with that value."""
    besluiten: tuple[Besluit, ...]
    stappen: tuple[Stap, ...]
    """Those of all decisions that were gone through, each once."""
    aangehaald: tuple[Aanhaling, ...]
    bereikbaar: Bereikbaarheid
    verlopen: tuple[tuple[str, date], ...]
    """Sources cited of which the evaluation was overdue, with the day it was due."""


def compose(store: RuleStore, stored: Stored) -> Verslag:
    """The summary of a conversation, at any moment of it; also when nothing was said yet."""
    turns = _of_this_case(stored.gesprek.beurten)
    stand = stored.gesprek.beurten[-1].stand
    moment = _moment(stored)
    geval = Geval(stand.criteria, moment.date(), stand.regio, stored.slots.get("rol"))
    besluiten = tuple(_decide(store, store.beslissingen[id], geval) for id in _taken_up(store, turns))
    cited = tuple(_cited(store, turns))
    return Verslag(
        moment=moment,
        regio=stand.regio,
        rol=geval.rol,
        vragen=tuple(_questions(store, turns)),
        geredigeerd=any(turn.geredigeerd for turn in turns),
        urgentie=_gravest(turns),
        feiten=_facts(store, geval, besluiten),
        besluiten=besluiten,
        stappen=tuple(_steps(besluiten)),
        aangehaald=cited,
        bereikbaar=reachable(store, stand.regio, moment),
        verlopen=tuple(_overdue(store, cited, moment.date())),
    )


def _moment(stored: Stored) -> datetime:
    """The moment given for the conversation, else that of its last message."""
    given = stored.slots.get("moment")
    moment = datetime.fromisoformat(given) if given else stored.laatst
    return moment.astimezone(AMSTERDAM)


def _of_this_case(turns: list[Beurt]) -> list[Beurt]:
    """The turns since the user last began anew: what was said before no longer counts."""
    starts = [n for n, turn in enumerate(turns) if turn.soort == "begroeting"]
    return turns[starts[-1] + 1 :] if starts else turns


def _taken_up(store: RuleStore, turns: Iterable[Beurt]) -> Iterator[str]:
    """The decisions of a conversation that still exist, in the order in which they were taken up."""
    for id in dict.fromkeys(turn.stand.beslissing for turn in turns):
        if id is not None and id in store.beslissingen:
            yield id


def _decide(store: RuleStore, beslissing: Beslissing, geval: Geval) -> Besluit:
    weging = weigh(beslissing, store.criteria, geval.antwoorden)
    safety = beslissing.eerst_veilig
    waits = bool(weging.van_belang) or (safety is not None and safety not in geval.antwoorden)
    return Besluit(beslissing, weging, explain(store, beslissing, weging, geval), not waits)


def _steps(besluiten: Iterable[Besluit]) -> Iterator[Stap]:
    found = (step for besluit in besluiten if besluit.afgerond for step in besluit.duiding.stappen)
    yield from {step.tekst: step for step in found}.values()


def _facts(store: RuleStore, geval: Geval, besluiten: Iterable[Besluit]) -> dict[str, list[str]]:
    """What was told or asked, and what the decisions still wait for."""
    facts: dict[str, list[str]] = {"ja": [], "nee": [], "onbekend": []}
    known = {name: value for name, value in geval.antwoorden.items() if name in store.criteria}
    for name, value in known.items():
        facts[value].append(store.criteria[name].naam)
    waiting = (name for besluit in besluiten if not besluit.weging.beslist for name in besluit.weging.open)
    facts["onbekend"] += [store.criteria[name].naam for name in dict.fromkeys(waiting) if name not in known]
    return facts


def _questions(store: RuleStore, turns: Iterable[Beurt]) -> Iterator[str]:
    """What the user wrote, without greetings, buttons, answers to questions and answers that were tapped."""
    tapped = {as_answer(entry, value) for entry in store.criteria.values() for value in get_args(Waarde)}
    offered = tapped
    asked = False
    for turn in turns:
        said = turn.vraag or ""
        answers = asked and len(said.split()) <= _SHORT_ANSWER
        if said and turn.soort not in _NO_QUESTION and said not in offered and not answers:
            yield " ".join(said.split())
        offered = tapped | {knop.tekst for bericht in turn.berichten for knop in bericht.knoppen}
        asked = turn.stand.vraagt is not None


def _gravest(turns: Iterable[Beurt]) -> Urgentie:
    found = {turn.urgentie for turn in turns}
    kinds: tuple[Urgentie, ...] = ("acuut", "crisis")
    return next((kind for kind in kinds if kind in found), "geen")


def _cited(store: RuleStore, turns: Iterable[Beurt]) -> Iterator[Aanhaling]:
    """Each citation once, in the order in which it was made; those whose source is gone are left out.

    A place as a whole is left out where one of its regels is cited too.
    """
    found: dict[tuple[str, str, str | None], BronVerwijzing] = {}
    for turn in turns:
        for bericht in turn.berichten:
            for source in bericht.bronnen:
                found.setdefault((source.bron, source.vindplaats, source.regel), source)
    exact = {(bron, vindplaats) for bron, vindplaats, regel in found if regel}
    for source in found.values():
        named_exactly = source.regel is None and (source.bron, source.vindplaats) in exact
        if source.bron in store.bronnen and not named_exactly:
            bron = store.bronnen[source.bron]
            yield Aanhaling(source, f"{bron.titel} ({bron.datum_tekst})", _changed(store, source))


def _changed(store: RuleStore, source: BronVerwijzing) -> bool:
    if source.regel is None:
        return False
    try:
        return store.versie(source.regel) != source.versie
    except KeyError:
        return True


def _overdue(store: RuleStore, cited: Iterable[Aanhaling], day: date) -> Iterator[tuple[str, date]]:
    for id in dict.fromkeys(aanhaling.bron.bron for aanhaling in cited):
        due = due_of(store, store.bronnen[id])
        if due and due < day:
            yield store.bronnen[id].titel, due


def as_markdown(store: RuleStore, verslag: Verslag) -> str:
    """The summary as CommonMark with tables; what users typed is escaped."""
    return _render("verslag.md", store, verslag)


def as_html(store: RuleStore, verslag: Verslag) -> str:
    """The summary as a page that needs nothing else: no script, no file of its own."""
    return _render("verslag.html", store, verslag)


def page_policy() -> str:
    """The Content-Security-Policy of the page: its own styles, and nothing else at all."""
    digest = base64.b64encode(hashlib.sha256(_styles().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"


@lru_cache(maxsize=1)
def _styles() -> str:
    return (_TEMPLATES / "verslag.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    path = places.project() / "data" / "teksten" / "verslag.yml"
    data: dict[str, str] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return data


def _text(name: str, **values: str) -> str:
    """The sentence called `name`. Raises KeyError for an unknown name or blank."""
    return _texts()[name].format(**values)


def _for_markdown(text: str) -> Markup:
    """Text as one line of Markdown that shows it as it is."""
    # Markup keeps the template from escaping for HTML what is escaped for Markdown.
    return Markup(_MARKDOWN.sub(r"\\\1", " ".join(text.split())))  # noqa: S704


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = _for_markdown
    environment.filters["dag"] = as_text
    return environment


def _render(template: str, store: RuleStore, verslag: Verslag) -> str:
    values: dict[str, Any] = {
        "v": verslag,
        "t": _text,
        "regio": store.regios[verslag.regio].naam if verslag.regio else _text("geen_regio"),
        "rol": store.actoren[verslag.rol].naam if verslag.rol else "",
        "regios": store.regios,
        "actoren": store.actoren,
        "criteria": store.criteria,
        "zin": lambda name, value: as_phrase(store, name, value),
        "stijl": Markup(_styles()),  # noqa: S704 (a file of our own)
    }
    return _templates().get_template(template).render(values)
