"""Decision tables: read them, and weigh answers without a conversation."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.reasoning.decisions import weigh
from assistant.rulebase import current
from assistant.rulebase.schema import Beslissing, Grondslag, Uitkomst
from assistant.rulebase.store import RuleStore
from assistant.service.api.parameters import Id, check_region
from assistant.service.citing import cite
from assistant.service.models import BronVerwijzing, Output, Weging, WegingVraag
from assistant.service.problems import Problem, documented

router = APIRouter(prefix="/beslissingen", tags=["beslissingen"])


class CriteriumGegeven(Output):
    """Een feit over de zaak, dat ja, nee of onbekend is."""

    id: str
    """Het id, om antwoorden mee te geven."""
    naam: str
    """Hoe het heet."""
    vraag: str
    """De vraag zoals de assistent die stelt."""
    waarom: str
    """Waarom dat ertoe doet."""


class UitkomstGegeven(Output):
    """Wat een beslissing kan opleveren."""

    id: str
    """Het id."""
    naam: str
    """Hoe de uitkomst heet."""
    tekst: str
    """Wat de uitkomst betekent."""


class BeslissingGegeven(Output):
    """Een beslissing over criteria."""

    id: str
    """Het id."""
    naam: str
    """Hoe de beslissing heet."""
    vraag: str
    """De vraag die zij beantwoordt."""
    regio: str
    """De regio van wie de afspraak is, of `landelijk`."""
    criteria: list[CriteriumGegeven]
    """De criteria, in de volgorde van vragen."""
    uitkomsten: list[UitkomstGegeven]
    """De uitkomsten. De laatste is die waarbij nog niets te zeggen is."""
    bronnen: list[BronVerwijzing]
    """Waar het staat."""


class Beslissingen(Output):
    """De beslissingen."""

    beslissingen: list[BeslissingGegeven]
    """De beslissingen."""


@router.get(
    "",
    operation_id="leesBeslissingen",
    summary="Lees de beslissingen",
    response_description="De beslissingen.",
)
async def read() -> Beslissingen:
    """De beslissingen, met hun criteria en uitkomsten."""
    store = current.store()
    return Beslissingen(beslissingen=[_details(store, b) for b in store.beslissingen.values()])


@router.post(
    "/{id}/wegingen",
    operation_id="weegAntwoorden",
    summary="Weeg antwoorden",
    response_description="De uitkomst.",
    responses=documented(404),
)
async def weigh_answers(id: Id, question: WegingVraag) -> Weging:
    """Weeg antwoorden op criteria, zonder gesprek. Er wordt niets bewaard."""
    store = current.store()
    beslissing = store.beslissingen.get(id)
    if beslissing is None:
        raise Problem(404, f"Deze beslissing ken ik niet. Kies uit: {', '.join(store.beslissingen)}.")
    check_region(question.regio)
    if not question.antwoorden.keys() <= store.criteria.keys():
        known = ", ".join(beslissing.criteria)
        raise Problem(400, f"Er staat een criterium in dat ik niet ken. Deze beslissing weegt: {known}.")
    weging = weigh(beslissing, store.criteria, question.antwoorden)
    own = weging.uitkomst.per_regio.get(question.regio or "", weging.uitkomst.regels)
    behind = weging.botsing.regels if weging.botsing else own
    regels = [*(store.criteria[name].regel for name in weging.doorslag), *behind]
    return Weging(
        uitkomst=weging.uitkomst.id,
        doorslag=list(weging.doorslag),
        open=list(weging.open),
        bronnen=[cite(store, store.regel(regel)) for regel in dict.fromkeys(regels)],
        toelichting=weging.botsing.tekst if weging.botsing else weging.uitkomst.tekst,
    )


def _details(store: RuleStore, beslissing: Beslissing) -> BeslissingGegeven:
    criteria = [store.criteria[name] for name in beslissing.criteria]
    return BeslissingGegeven(
        id=beslissing.id,
        naam=beslissing.naam,
        vraag=beslissing.vraag,
        regio=beslissing.regio,
        criteria=[CriteriumGegeven(id=c.id, naam=c.naam, vraag=c.vraag, waarom=c.waarom) for c in criteria],
        uitkomsten=[_outcome(uitkomst) for uitkomst in (*beslissing.uitkomsten, beslissing.onbeslist)],
        bronnen=[_cite_place(store, grondslag) for grondslag in beslissing.grondslag],
    )


def _outcome(uitkomst: Uitkomst) -> UitkomstGegeven:
    return UitkomstGegeven(id=uitkomst.id, naam=uitkomst.naam, tekst=uitkomst.tekst)


def _cite_place(store: RuleStore, grondslag: Grondslag) -> BronVerwijzing:
    """A whole place as a citation, without a regel."""
    return BronVerwijzing(
        bron=grondslag.bron,
        vindplaats=grondslag.vindplaats,
        titel=store.vindplaats(grondslag.bron, grondslag.vindplaats).titel,
        regel=None,
        kort=store.bronnen[grondslag.bron].kort,
    )
