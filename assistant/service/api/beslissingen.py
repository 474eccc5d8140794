"""Decision tables: weigh answers without a conversation."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.reasoning.decisions import weigh
from assistant.rulebase import current
from assistant.service.api.gesprekken import check_region
from assistant.service.models import Weging, WegingVraag
from assistant.service.problems import Problem
from assistant.service.turns import cite

router = APIRouter(prefix="/beslissingen", tags=["beslissingen"])


@router.post("/{id}/wegingen", operation_id="weeg", summary="Weeg antwoorden")
async def weigh_answers(id: str, question: WegingVraag) -> Weging:
    """Weeg antwoorden op criteria; wat ontbreekt is onbekend."""
    store = current.store()
    beslissing = store.beslissingen.get(id)
    if beslissing is None:
        raise Problem(404, f"Deze beslissing ken ik niet. Kies uit: {', '.join(store.beslissingen)}.")
    check_region(question.regio)
    if not question.antwoorden.keys() <= store.criteria.keys():
        known = ", ".join(beslissing.criteria)
        raise Problem(400, f"Er staat een criterium in dat ik niet ken. Deze beslissing weegt: {known}.")
    weging = weigh(beslissing, store.criteria, question.antwoorden)
    behind = weging.botsing.regels if weging.botsing else weging.uitkomst.regels
    regels = [*(store.criteria[name].regel for name in weging.doorslag), *behind]
    return Weging(
        uitkomst=weging.uitkomst.id,
        doorslag=list(weging.doorslag),
        open=list(weging.open),
        bronnen=[cite(store, store.regel(regel)) for regel in dict.fromkeys(regels)],
        toelichting=weging.botsing.tekst if weging.botsing else weging.uitkomst.tekst,
    )
