"""Saying an outcome: what decided, what it means for this professional, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions.texts import button, text
from actions.turn import Turn, enumerate_phrases
from assistant.nlu.outcome_parts import ALSO, DIFFERENT, FAMILY, WHO_DOES_WHAT, parts
from assistant.reasoning.answers import place_of
from assistant.reasoning.decisions import Weging
from assistant.reasoning.outcomes import Geval, as_phrase, explain
from assistant.reasoning.reachability import VEILIG_THUIS
from assistant.rulebase.schema import Beslissing, Deel, Regel

_MOST_WORDS = 110
"""Of an outcome. The contract allows a turn 120, and what was understood may stand above it."""
_MOST_NAMES = 5
_SHORT_DIFFERENCE = 35
"""The most words of a difference between regions that is told in the outcome itself."""


def part_buttons(but: str | None = None) -> list[dict[str, str]]:
    """A button for each part that every outcome has, without part `but`."""
    return [_button(parts()[part].vraag) for part in (FAMILY, WHO_DOES_WHAT, ALSO) if part != but]


def _button(question: str) -> dict[str, str]:
    return {"titel": question, "tekst": question}


class Outcome:
    """The outcome of a decision, to be said in this turn. What says something returns what it cites."""

    def __init__(self, turn: Turn, beslissing: Beslissing, weging: Weging) -> None:
        self._turn = turn
        self._beslissing = beslissing
        self._weging = weging
        role = turn.tracker.get_slot("rol")
        geval = Geval(turn.answers, turn.today, turn.regio, role)
        self._duiding = explain(turn.store, beslissing, weging, geval)

    def say(self) -> list[str]:
        """Say the whole outcome, in brief; the rest stands behind buttons."""
        duiding = self._duiding
        needed = [duiding.uitkomst, *self._because(), *self._whose(), *self.mine()]
        step = [step.tekst for step in duiding.stappen[:1]]
        wanted = [*self._otherwise(), *step, *(part.tekst for part in (duiding.gezin, duiding.ook) if part)]
        others = [self._turn.store.beslissingen[id] for id in self._beslissing.daarna]
        knoppen = [*part_buttons(), *self._difference_button()]
        knoppen += [*(_button(b.vraag) for b in others), button("waar_staat_dat"), button("mens")]
        most = _MOST_WORDS - self._turn.words_said
        return self._say("\n".join(_fitting(needed, wanted, most)), "uitkomst", duiding.aangehaald, knoppen)

    def say_short(self, soort: str = "antwoord") -> list[str]:
        """Say the outcome and what it asks of this professional, and nothing else."""
        duiding = self._duiding
        lines = [duiding.uitkomst, *self._whose(), *self.mine()]
        return self._say("\n".join(lines), soort, duiding.aangehaald, [])

    def mine(self) -> list[str]:
        """The line with what it means for this professional; none where it means nothing by itself."""
        mine = self._duiding.voor_jou
        return [text("uitkomst_voor_jou", tekst=mine.tekst)] if mine else []

    def say_ahead(self, unless: Iterable[str]) -> list[str]:
        """Say what it will be, as long as the criteria `unless` are as they usually are."""
        duiding = self._duiding
        store, usual = self._turn.store, self._beslissing.gewoonlijk
        given = [as_phrase(store, name, usual[name]) for name in unless]
        lines = [
            self._turn.vary("vooruitblik", tekst=duiding.uitkomst[0].lower() + duiding.uitkomst[1:]),
            *self._because(),
            *([text("vooruitblik_mits", feiten=enumerate_phrases(given))] if given else []),
            *self.mine(),
        ]
        return self._say("\n".join(lines), "antwoord", duiding.aangehaald, [])

    def say_unchanged(self, told: set[str]) -> list[str]:
        """Say that what was told doesn't change the outcome; and what to do, where it changes that."""
        duiding = self._duiding
        lines = [text("uitkomst_blijft", naam=self._weging.uitkomst.naam)]
        lines += [] if self._weging.beslist else [*self._because()]
        regels = duiding.regels
        if duiding.voor_jou and told & set(duiding.voor_jou.als):
            lines += self.mine()
            regels = (*duiding.voor_jou.regels, *regels)
        return self._say("\n".join(lines), "uitkomst", regels, [*part_buttons(), button("mens")])

    def say_region(self) -> list[str]:
        """Say what the outcome is worth in the region that was just named."""
        return self.say_part(DIFFERENT)

    def say_why(self) -> list[str]:
        """Say what decided, with the rule behind each."""
        regels = self._duiding.regels[:3]
        lines = [*self._because(), *(self._turn.store.regel(id).tekst for id in regels)]
        return self._say("\n".join(lines), "antwoord", regels, [*part_buttons(), button("mens")])

    def say_part(self, part: str) -> list[str]:
        """Say one of PARTS in full."""
        duiding = self._duiding
        if part == WHO_DOES_WHAT:
            steps = [step.tekst for step in duiding.stappen]
            lines = _fitting(steps[:1], steps[1:])
            if len(lines) < len(steps):
                lines.append(text("meer_in_verslag"))
            regels = [id for step in duiding.stappen for id in step.regels]
        elif part == DIFFERENT:
            shown = duiding.verschillen[:3]
            lines = [*self._whose(), *(regel.tekst for regel in shown)]
            regels = [*(regel.id for regel in shown), *duiding.regels]
            lines = lines if shown else [*lines, text("uitkomst_geen_verschil")]
        else:
            about: Deel | None = duiding.gezin if part == FAMILY else duiding.ook
            lines, regels = ([about.tekst, *about.meer], list(about.regels)) if about else ([], [])
        return self._say("\n".join(lines), "antwoord", regels, [*part_buttons(but=part), button("mens")])

    def _say(self, tekst: str, soort: str, regels: Iterable[str], knoppen: list[dict[str, str]]) -> list[str]:
        """Say it, citing one regel a place; returns all of them."""
        cited = list(dict.fromkeys(regels))
        by_place: dict[str, Regel] = {}
        for regel in map(self._turn.store.regel, cited):
            by_place.setdefault(place_of(regel), regel)
        self._turn.say(tekst, soort, by_place.values(), knoppen=knoppen)
        return cited

    def _because(self) -> Iterator[str]:
        """What decided; what is missing, where nothing did."""
        weging = self._weging
        if self._beslissing.alles_vragen:
            yield from self._one_by_one()
        elif self._duiding.reden:
            facts = [as_phrase(self._turn.store, name, value) for name, value in self._duiding.reden]
            yield text("uitkomst_door", feiten=enumerate_phrases(facts))
        elif not weging.beslist and not weging.botsing:
            names = [self._turn.store.criteria[name].naam for name in weging.open]
            more = len(names) - _MOST_NAMES
            shown = [*names[:_MOST_NAMES], text("nog_meer", aantal=str(more))] if more > 1 else names
            yield text("uitkomst_nog_nodig", feiten=enumerate_phrases(shown))

    def _one_by_one(self) -> Iterator[str]:
        """Every criterium under its value: of these decisions each of them is a result."""
        answers = self._turn.answers
        for value in ("ja", "nee", "onbekend"):
            names = [n for n in self._beslissing.criteria if answers.get(n, "onbekend") == value]
            if names:
                named = [self._turn.store.criteria[name].naam for name in names]
                yield text(f"uitkomst_{value}", feiten=enumerate_phrases(named))

    def _otherwise(self) -> Iterator[str]:
        """In a few words, what the conversation's region agreed otherwise."""
        other = self._duiding.verschil
        if other and len(other.tekst.split()) <= _SHORT_DIFFERENCE:
            here = self._turn.store.regios[self._turn.regio or ""].naam
            yield text("uitkomst_anders", regio=here, tekst=other.tekst)

    def _whose(self) -> Iterator[str]:
        """Whose agreement this is, where that isn't the region of the conversation."""
        region = self._duiding.herkomst
        if region is None:
            return
        origin = self._turn.store.regios[region].in_zin
        here = self._turn.regio
        if here is None and self._turn.tracker.get_slot("buiten_regio"):
            number = self._turn.store.contacten[VEILIG_THUIS].nummer
            yield text("herkomst_buiten", herkomst=origin, nummer=number)
        elif here is None:
            yield text("herkomst", herkomst=origin)
        elif self._duiding.verschillen:
            yield text("uitkomst_van", herkomst=origin)
        else:
            yield text("andere_regio", herkomst=origin, regio=self._turn.store.regios[here].in_zin)

    def _difference_button(self) -> list[dict[str, str]]:
        wanted = bool(self._duiding.verschillen)
        return [_button(parts()[DIFFERENT].vraag)] if wanted else []


def _fitting(needed: list[str], wanted: list[str], most: int = _MOST_WORDS) -> list[str]:
    """All of `needed`, and of `wanted` as much as makes a short message; the rest stands behind buttons."""
    lines = [*needed]
    for line in wanted:
        if sum(len(said.split()) for said in (*lines, line)) <= most:
            lines.append(line)
    return lines
