"""Whether practice calls are complete: what is asked can be answered, and the outcome follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from assistant.learning.schema import Geval, Vaardigheid
from assistant.reasoning.decisions import weigh
from assistant.rulebase.loader import Place, Rulebase
from assistant.rulebase.problems import Problem
from assistant.rulebase.schema import LANDELIJK
from assistant.rulebase.store import Layer, RuleStore

_PROFESSIONAL = "professional"
"""The actor of the norms that bind professionals only."""


def check_cases(entries: Rulebase, store: RuleStore) -> Iterator[Problem]:
    """All problems of cases whose references exist."""
    skills: dict[str, Vaardigheid] = entries.of("vaardigheden")
    yield from _outcomes_exist(entries, store)
    for id, geval in entries.of("gevallen").items():
        place = entries.place("gevallen", id)
        yield from _unique(geval, place)
        yield from _goals(geval, place, skills)
        yield from _answers(geval, place, skills)
        yield from _outcomes(geval, place, store, skills)
        yield from _citations(geval, place, store, skills)
        yield from _norms(geval, place, store, skills)


def _outcomes_exist(entries: Rulebase, store: RuleStore) -> Iterator[Problem]:
    for id, skill in entries.of("vaardigheden").items():
        if skill.uitkomst and skill.uitkomst not in _outcomes_of(store, skill.beslissing):
            message = f"‘{id}’ noemt uitkomst ‘{skill.uitkomst}’, maar die heeft ‘{skill.beslissing}’ niet."
            yield entries.place("vaardigheden", id).problem(message, key=("uitkomst",))


def _outcomes_of(store: RuleStore, beslissing: str) -> set[str]:
    table = store.beslissingen[beslissing]
    return {uitkomst.id for uitkomst in (*table.uitkomsten, table.onbeslist)}


def _unique(geval: Geval, place: Place) -> Iterator[Problem]:
    """Nothing in a case has the id of something else in it."""
    ids = [*(w.id for w in geval.weet), *(v.id for v in geval.vergist)]
    goals = [doel.vaardigheid for doel in geval.doelen]
    for name, count in (*Counter(ids).items(), *Counter(goals).items()):
        if count > 1:
            yield place.problem(f"‘{geval.id}’: ‘{name}’ staat er {count} keer.")


def _goals(geval: Geval, place: Place, skills: Mapping[str, Vaardigheid]) -> Iterator[Problem]:
    goals = {doel.vaardigheid for doel in geval.doelen}
    for id, skill in skills.items():
        if skill.soort != "fout" and geval.urgentie in skill.hoort_bij and id not in goals:
            yield place.problem(f"‘{geval.id}’: het doel ‘{id}’ ontbreekt.", key=("doelen",))
    for doel in geval.doelen:
        if skills[doel.vaardigheid].soort not in ("vraag", "uitleg"):
            message = f"‘{geval.id}’: ‘{doel.vaardigheid}’ is geen doel."
            hint = "Fouten tellen in elk geval mee; een uitkomst zet je bij ‘uitkomsten’."
            yield place.problem(message, hint, ("doelen",))
    if not any(doel.eerst for doel in geval.doelen):
        message = f"‘{geval.id}’: zet bij minstens één doel ‘eerst: true’ (veiligheid gaat voor)."
        yield place.problem(message, key=("doelen",))


def _answers(geval: Geval, place: Place, skills: Mapping[str, Vaardigheid]) -> Iterator[Problem]:
    """Whatever the worker should ask, the caller has an answer to."""
    known = {weet.vaardigheid for weet in geval.weet}
    for doel in geval.doelen:
        skill = skills[doel.vaardigheid]
        if skill.soort == "vraag" and doel.vaardigheid not in known and not skill.reactie:
            message = f"‘{geval.id}’: de beller weet geen antwoord op ‘{doel.vaardigheid}’."
            yield place.problem(message, "Zet er een onderdeel voor bij ‘weet’.", ("weet",))
    told = {*geval.blijkt, *(criterium for weet in geval.weet for criterium in weet.criteria)}
    for id, skill in skills.items():
        contradicted = told.intersection(skill.vraagt_naar)
        if contradicted and skill.reactie and "." not in id and id not in known:
            message = f"‘{geval.id}’: op ‘{id}’ zegt de beller ‘{skill.reactie}’, maar die weet meer."
            yield place.problem(message, f"Zet bij ‘weet’ een antwoord op ‘{id}’.", ("weet",))


def _outcomes(
    geval: Geval, place: Place, store: RuleStore, skills: Mapping[str, Vaardigheid]
) -> Iterator[Problem]:
    """The outcome follows from what the caller tells, if all is asked."""
    told: dict[str, str] = dict(geval.blijkt)
    for name, value in ((n, v) for weet in geval.weet for n, v in weet.criteria.items()):
        if told.setdefault(name, value) != value:
            message = f"‘{geval.id}’: ‘{name}’ is op de ene plek ja en op de andere nee."
            yield place.problem(message, key=("weet",))
    said = {(skill.beslissing, skill.uitkomst) for skill in skills.values()}
    if not geval.uitkomsten:
        yield place.problem(f"‘{geval.id}’: noem minstens één uitkomst.", key=("uitkomsten",))
    for name, uitkomst in geval.uitkomsten.items():
        table = store.beslissingen[name]
        found = weigh(table, store.criteria, told).uitkomst.id
        key = ("uitkomsten", name)
        if table.regio not in (LANDELIJK, geval.regio):
            message = f"‘{geval.id}’: ‘{name}’ is een afspraak van {table.regio}, niet van {geval.regio}."
            yield place.problem(message, key=key)
        if found != uitkomst:
            message = f"‘{geval.id}’: met wat de beller weet, is de uitkomst van ‘{name}’ ‘{found}’."
            yield place.problem(message, "Vul de criteria bij ‘weet’ en ‘blijkt’ aan.", key)
        if (name, uitkomst) not in said:
            yield place.problem(f"geen vaardigheid zegt uitkomst ‘{uitkomst}’ van ‘{name}’.", key=key)


def _citations(
    geval: Geval, place: Place, store: RuleStore, skills: Mapping[str, Vaardigheid]
) -> Iterator[Problem]:
    """What a case cites holds in its region at its moment."""
    if geval.regio == LANDELIJK:
        yield place.problem(f"‘{geval.id}’: kies een regio met eigen afspraken.", key=("regio",))
        return
    holding = {regel.id for regel in store.alle(Layer(geval.regio, geval.moment.date()))}
    cited = [("nabespreking", id) for part in geval.nabespreking for id in part.regels]
    cited += [("vergist", id) for part in geval.vergist for id in part.regels]
    cited += [("doelen", id) for doel in geval.doelen for id in doel.regels]
    cited += [("termijnen", store.termijnen[id].regel) for id in geval.termijnen]
    for field, id in cited:
        if id not in holding:
            message = f"‘{geval.id}’: de regel ‘{id}’ geldt niet in {geval.regio}."
            yield place.problem(message, key=(field,))
    for doel in geval.doelen:
        if not doel.regels and not holding.intersection(skills[doel.vaardigheid].regels):
            message = f"‘{geval.id}’: van ‘{doel.vaardigheid}’ geldt geen regel in {geval.regio}."
            yield place.problem(message, "Noem bij het doel regels die hier gelden.", ("doelen",))


def _norms(
    geval: Geval, place: Place, store: RuleStore, skills: Mapping[str, Vaardigheid]
) -> Iterator[Problem]:
    """To the call of somebody who is no professional, no feedback cites what professionals have to do."""
    if not geval.beller.burger:
        return
    said = [(doel.vaardigheid, doel.regels) for doel in geval.doelen]
    said += [(id, ()) for id, skill in skills.items() if (skill.beslissing or "") in geval.uitkomsten]
    for id, own in said:
        instead = skills[id].bij_burger
        for regel in own or (instead.regels if instead else skills[id].regels):
            if store.regel(regel).wie == _PROFESSIONAL:
                message = f"‘{geval.id}’: bij ‘{id}’ hoort de regel ‘{regel}’, en die is voor professionals."
                yield place.problem(message, "Zet bij de vaardigheid regels onder ‘bij_burger’.", ("doelen",))
