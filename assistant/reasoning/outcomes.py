"""What an outcome means for this professional, in this region, on this day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.dutch.dates import as_text
from assistant.reasoning.decisions import Weging, derive
from assistant.reasoning.differences import differences
from assistant.reasoning.terms import end_of
from assistant.rulebase.schema import DATUM, LANDELIJK, Actie, Beslissing, Deel, Regel
from assistant.rulebase.store import RuleStore

_MOST_REASONS = 4


@dataclass(frozen=True)
class Geval:
    """The case of a conversation: what is known of it, and for whom, where and when it is weighed."""

    antwoorden: Mapping[str, str]
    dag: date
    """The day of the conversation: a term that begins with a melding begins here."""
    regio: str | None = None
    rol: str | None = None


@dataclass(frozen=True)
class Stap:
    """Something that somebody does, by which date, and where that stands."""

    wie: str
    """The id of the actor."""
    tekst: str
    datum: date | None
    regels: tuple[str, ...]


@dataclass(frozen=True)
class Duiding:
    """An outcome explained: each part as it holds for this case."""

    uitkomst: str
    """The outcome in a sentence; where two rules collide, that."""
    reden: tuple[tuple[str, str], ...]
    """What decided: criteria with their values. Empty where nothing did, or so many that none stands out."""
    regels: tuple[str, ...]
    """What decided and what is behind the outcome, the most exact first."""
    voor_jou: Deel | None
    stappen: tuple[Stap, ...]
    gezin: Deel | None
    ook: Deel | None
    herkomst: str | None
    """The region whose agreement this is, where that isn't the region of the conversation."""
    verschil: Regel | None
    """What was agreed otherwise there on what the outcome itself says."""
    verschillen: tuple[Regel, ...]
    """All that was agreed otherwise in the region of the conversation."""

    @property
    def aangehaald(self) -> tuple[str, ...]:
        """The regels to cite under the outcome: what decided, what it rests on, what it asks to do."""
        parts = [part.regels for part in (self.voor_jou, self.gezin, self.ook) if part]
        steps = [step.regels for step in self.stappen[:1]]
        return tuple(dict.fromkeys(id for ids in (self.regels, *steps, *parts) for id in ids))


def as_phrase(store: RuleStore, criterium: str, waarde: str) -> str:
    """An established criterium in words: `er is letsel te zien`."""
    entry = store.criteria[criterium]
    return entry.als_ja if waarde == "ja" else entry.als_nee


def explain(store: RuleStore, beslissing: Beslissing, weging: Weging, geval: Geval) -> Duiding:
    """What `weging` means in this case."""
    answers = {**geval.antwoorden, **derive(beslissing, store.criteria, geval.antwoorden)}
    uitkomst = weging.uitkomst

    def first(parts: tuple[Deel, ...]) -> Deel | None:
        return next((part for part in parts if part.holds(answers, geval.rol, geval.regio)), None)

    voor_jou, gezin, ook = first(uitkomst.voor_jou), first(uitkomst.gezin), first(uitkomst.ook)
    acties = _one_a_term(a for a in uitkomst.acties if a.holds(answers, geval.rol, geval.regio))
    reden = _reason(beslissing, weging, answers)
    regels = _behind(store, weging, reden, geval.regio)
    core = [*regels, *(voor_jou.regels if voor_jou else ()), *(id for a in acties for id in a.regels)]
    further = [id for part in (gezin, ook) if part for id in part.regels]
    about_core = _otherwise(store, core, geval.regio)
    return Duiding(
        uitkomst=weging.botsing.tekst if weging.botsing else uitkomst.tekst,
        reden=reden,
        regels=regels,
        voor_jou=voor_jou,
        stappen=tuple(_step(store, actie, geval.dag) for actie in acties),
        gezin=gezin,
        ook=ook,
        herkomst=None if beslissing.regio in (LANDELIJK, geval.regio) else beslissing.regio,
        verschil=about_core[0] if about_core else None,
        verschillen=tuple(_distinct([*about_core, *_otherwise(store, further, geval.regio)])),
    )


def _reason(
    beslissing: Beslissing, weging: Weging, answers: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """The answers to name as the reason: those the row of the table says, else all that decided."""
    if not weging.beslist:
        return ()
    rows = (rij for rij in beslissing.tabel if rij.uitkomst == weging.uitkomst.id and rij.holds(answers))
    row = next(rows, None)
    names = weging.doorslag
    if row and row.door:
        wanted = {**row.als_alle, **row.als_een_van}
        names = tuple(name for name in row.door if answers.get(name) == wanted[name])
    # What is only taken to be so, as it usually is, is no reason.
    known = [(name, answers[name]) for name in names if name in answers]
    return tuple(known) if len(known) <= _MOST_REASONS else ()


def _behind(
    store: RuleStore, weging: Weging, reden: tuple[tuple[str, str], ...], regio: str | None
) -> tuple[str, ...]:
    """The regels of what decided, then those of the outcome; each once."""
    names = [name for name, _ in reden] or weging.doorslag
    deciding = [store.criteria[name].regel for name in names[:3]]
    own = weging.uitkomst.per_regio.get(regio or "", weging.uitkomst.regels)
    return tuple(dict.fromkeys([*deciding, *(weging.botsing.regels if weging.botsing else own)]))


def _one_a_term(acties: Iterable[Actie]) -> list[Actie]:
    """The actions, of several with the same term the first: a region's own comes before the national."""
    kept: list[Actie] = []
    for actie in acties:
        if actie.termijn is None or actie.termijn not in {other.termijn for other in kept}:
            kept.append(actie)
    return kept


def _step(store: RuleStore, actie: Actie, day: date) -> Stap:
    """An action with its date; where it follows another term, that one runs first, to its end."""
    end = None
    if actie.termijn:
        start = end_of(store.termijnen[actie.na], day) if actie.na else day
        end = end_of(store.termijnen[actie.termijn], start)
    tekst = actie.tekst.replace(DATUM, as_text(end)) if end else actie.tekst
    return Stap(actie.wie, tekst, end, actie.regels)


def _otherwise(store: RuleStore, regels: Sequence[str], regio: str | None) -> list[Regel]:
    """Regels of `regio` that say something else than `regels` of elsewhere do.

    In the order of `regels`; where several differ from the same one, only the shortest.
    """
    if regio is None:
        return []
    elsewhere = {store.bronnen[store.regel(id).bron].regio for id in regels} - {regio}
    found = [
        difference
        for region in sorted(elsewhere)
        for difference in differences(store, region, regio)
        if difference.een.id in regels
    ]
    found.sort(key=lambda d: (regels.index(d.een.id), len(d.ander.tekst.split())))
    shortest: dict[str, Regel] = {}
    for difference in found:
        shortest.setdefault(difference.een.id, difference.ander)
    return _distinct(shortest.values())


def _distinct(regels: Iterable[Regel]) -> list[Regel]:
    """Each regel once, in the order of first mention."""
    found: dict[str, Regel] = {}
    for regel in regels:
        found.setdefault(regel.id, regel)
    return list(found.values())
