"""The agreements to browse: search, per region, per role, per step, per source, and a page a regel.

The addresses are permanent: people share them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from math import ceil
from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.reasoning.differences import Verschil, differences
from assistant.reasoning.reachability import AMSTERDAM
from assistant.reasoning.upkeep import due_of
from assistant.rulebase import current
from assistant.rulebase.schema import LANDELIJK, Regel, Stap
from assistant.rulebase.store import Layer, RuleStore
from assistant.service.models import readable
from assistant.service.page.rendering import page
from assistant.service.problems import Problem

router = APIRouter(prefix="/afspraken", include_in_schema=False)

_PER_PAGE = 20
_ALL = -1
_LONGEST_SEARCH = 500

Entry = TypeVar("Entry")


@router.get("")
def overview(
    request: Request,
    zoek: str = "",
    regio: str = "",
    wie: str = "",
    stap: str = "",
    bron: str = "",
    onderwerp: str = "",
    pagina: str = "1",
) -> HTMLResponse:
    """Search and choose; without any of these, the ways in."""
    store = current.store()
    zoek = readable(zoek[:_LONGEST_SEARCH]).strip()
    chosen = {"wie": wie, "stap": stap, "bron": bron, "onderwerp": onderwerp}
    _known(store.regios, regio)
    _known(store.actoren, wie)
    _known(store.stappen, stap)
    _known(store.bronnen, bron)
    _known(store.onderwerpen, onderwerp)
    asked = bool(zoek or regio or any(chosen.values()))
    found = _find(store, zoek, regio, chosen) if asked else []
    pages = max(1, ceil(len(found) / _PER_PAGE))
    number = min(int(pagina), pages) if pagina.isdecimal() and 0 < len(pagina) < 7 else 1
    return page(
        request,
        "afspraken.html",
        zoek=zoek,
        regio=regio,
        gekozen=chosen,
        gevraagd=asked,
        gevonden=found[(max(number, 1) - 1) * _PER_PAGE :][:_PER_PAGE],
        totaal=len(found),
        nummer=max(number, 1),
        paginas=pages,
        rollen=_by_count(store, "wie"),
        stappen=_in_order(store),
    )


@router.get("/regels/{id}")
def regel(request: Request, id: str) -> HTMLResponse:
    """One regel, with where it stands and what was agreed otherwise elsewhere."""
    store = current.store()
    try:
        found = store.regel(id)
    except KeyError:
        raise Problem(404, "Deze regel bestaat niet (meer). Zoek hem bij de afspraken.") from None
    bron = store.bronnen[found.bron]
    due = due_of(store, bron)
    others = [
        pair[1] if pair[0].id == id else pair[0]
        for pair in store.deviations
        if id in (pair[0].id, pair[1].id)
    ]
    place = store.kies({"bron": found.bron, "vindplaats": found.vindplaats}, Layer())
    return page(
        request,
        "regel.html",
        regel=found,
        bron=bron,
        versie=store.versie(id),
        verlopen=due if due and due < _today() else None,
        anders=others,
        zie_ook=store.geldend(found.zie_ook, Layer()),
        daarnaast=[other for other in place if other.id != id],
        vast_adres=str(request.url.replace(query="", fragment="")),
    )


@router.get("/regios/{id}")
def regio(request: Request, id: str) -> HTMLResponse:
    """A region: its municipalities, its sources and what they are about."""
    store = current.store()
    found = _of(store.regios, id)
    sources = [bron for bron in store.bronnen.values() if bron.regio == id]
    regels = [r for bron in sources for r in store.kies({"bron": bron.id}, Layer())]
    subjects = Counter(onderwerp for r in regels for onderwerp in r.onderwerpen[:1])
    others = [other for other in store.regios.values() if other.id not in (id, LANDELIJK)]
    return page(
        request,
        "regio.html",
        regio=found,
        bronnen=[(bron, due_of(store, bron)) for bron in sources],
        vandaag=_today(),
        aantal=len(regels),
        onderwerpen=[(store.onderwerpen[name], count) for name, count in subjects.most_common()],
        verschillen=[(other, len(differences(store, id, other.id))) for other in others],
    )


@router.get("/wie/{id}")
def role(request: Request, id: str, regio: str = "") -> HTMLResponse:
    """What somebody has to do, by the steps of the process."""
    store = current.store()
    _known(store.regios, regio)
    regels = store.kies({"wie": id}, Layer(regio or None))
    return page(
        request,
        "rol.html",
        actor=_of(store.actoren, id),
        regio=regio,
        groepen=_by_step(store, regels),
        aantal=len(regels),
    )


@router.get("/stappen/{id}")
def step(request: Request, id: str, regio: str = "") -> HTMLResponse:
    """A step of the process: who does what in it."""
    store = current.store()
    _known(store.regios, regio)
    found = _of(store.stappen, id)
    regels = store.kies({"stap": id}, Layer(regio or None))
    return page(
        request,
        "stap.html",
        stap=found,
        regio=regio,
        hiervoor=[other for other in store.stappen.values() if id in other.naar],
        groepen=_by_actor(store, regels),
        aantal=len(regels),
        lijsten=[lijst for lijst in store.checklists.values() if lijst.stap == id],
    )


@router.get("/bronnen/{id}")
def source(request: Request, id: str) -> HTMLResponse:
    """A source, place by place."""
    store = current.store()
    bron = _of(store.bronnen, id)
    regels = store.kies({"bron": id}, Layer())
    places = [(place, [r for r in regels if r.vindplaats == place.id]) for place in bron.vindplaatsen]
    due = due_of(store, bron)
    return page(
        request,
        "bron.html",
        bron=bron,
        plaatsen=[(place, found) for place, found in places if found],
        verlopen=due if due and due < _today() else None,
    )


@router.get("/verschillen")
def compare(request: Request, een: str = "", ander: str = "") -> HTMLResponse:
    """What two regions agreed differently, beside each other."""
    store = current.store()
    own = [id for id in store.regios if id != LANDELIJK]
    een = een or own[0]
    ander = ander or next(id for id in (*own, LANDELIJK) if id != een)
    first, second = _of(store.regios, een), _of(store.regios, ander)
    found = differences(store, een, ander) if een != ander else []
    return page(
        request,
        "verschillen.html",
        een=first,
        ander=second,
        groepen=_by_subject(store, found),
        aantal=len(found),
    )


def _today() -> date:
    return datetime.now(AMSTERDAM).date()


def _find(store: RuleStore, zoek: str, regio: str, chosen: Mapping[str, str]) -> list[Regel]:
    layer = Layer(regio or None)
    wanted = {name: value for name, value in chosen.items() if value}
    if not zoek:
        return store.kies(wanted, layer)
    fitting = {r.id for r in store.kies(wanted, layer)} if wanted else None
    return [r for r, _ in store.zoek(zoek, layer, _ALL) if fitting is None or r.id in fitting]


def _known(entries: Mapping[str, object], id: str) -> None:
    if id and id not in entries:
        raise Problem(400, "Deze keuze ken ik niet. Kies opnieuw bij de afspraken.")


def _of(entries: Mapping[str, Entry], id: str) -> Entry:
    if id not in entries:
        raise Problem(404)
    return entries[id]


def _by_count(store: RuleStore, field: str) -> list[tuple[str, int]]:
    """The ids that regels name in `field`, with how many do; most first."""
    return Counter(value for r in store.alle(Layer()) if (value := getattr(r, field))).most_common()


def _in_order(store: RuleStore) -> list[Stap]:
    """The steps of which regels speak, in the order of the process."""
    named = {r.stap for r in store.alle(Layer())}
    return [stap for stap in store.stappen.values() if stap.id in named]


def _by_step(store: RuleStore, regels: Iterable[Regel]) -> list[tuple[Stap | None, list[Regel]]]:
    """Regels under their steps, in the order of the process; those of no step last."""
    kept = list(regels)
    groups: list[tuple[Stap | None, list[Regel]]] = [
        (stap, [r for r in kept if r.stap == stap.id]) for stap in store.stappen.values()
    ]
    groups.append((None, [r for r in kept if r.stap is None]))
    return [(stap, found) for stap, found in groups if found]


def _by_actor(store: RuleStore, regels: Iterable[Regel]) -> list[tuple[str, list[Regel]]]:
    """Regels under the name of who does it, in the order of the list of actors; those of nobody last."""
    kept = list(regels)
    groups = [(actor.naam, [r for r in kept if r.wie == actor.id]) for actor in store.actoren.values()]
    groups.append(("algemeen", [r for r in kept if r.wie is None]))
    return [(name, found) for name, found in groups if found]


def _by_subject(store: RuleStore, found: Iterable[Verschil]) -> list[tuple[str, list[Verschil]]]:
    """Differences under the first subject that both regels share."""
    groups: dict[str, list[Verschil]] = {}
    for verschil in found:
        subject = (*verschil.onderwerpen, *verschil.een.onderwerpen)[0]
        groups.setdefault(store.onderwerpen[subject].titel, []).append(verschil)
    return list(groups.items())
