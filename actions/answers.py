"""Answering questions about the agreements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.decision import explain_part
from actions.texts import button, text
from actions.turn import Turn
from assistant.dutch.dates import as_text, dates_in
from assistant.reasoning.answers import MOST_WORDS, Answer, Belief, answer
from assistant.reasoning.reachability import VEILIG_THUIS, reachable
from assistant.reasoning.terms import end_of
from assistant.rulebase.schema import LANDELIJK, Regel

_MOST_QUESTIONS = 3
_SURE, _DOUBTFUL, _LEANS, _CERTAIN = 0.2, 0.4, 0.7, 0.9
"""Below the first probability an answer would be a guess: ask back. Below the second other subjects are
offered beside it. Below the third a question that opens with 'en' leans on the one before it. From the
fourth on an answer stands alone."""
_MOST_CHOICES, _MOST_TERMS = 3, 2
_BESIDE = 25
"""How many words an answer leaves to what the same turn says beside it."""

Told = tuple[list[str], list[str]]
"""The ids of the regels that were shown, and of those behind 'meer'."""


class AnswerQuestion(Action):
    """Answers every question of a message with regels, or asks which one was meant.

    A message that only names another region gets the last question answered again, for that region.
    """

    def name(self) -> str:
        """As the rules call it."""
        return "action_beantwoord"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        part = explain_part(turn)
        if part is not None:
            return part
        questions = (turn.reading.get("vragen") or ())[:_MOST_QUESTIONS]
        last = tracker.get_slot("laatste_vraag")
        said_outcome = tracker.get_slot("uitkomst") and not tracker.get_slot("vraagt")
        if not questions and last and turn.names_new_region and not said_outcome:
            questions = [last]
        if turn.only_answers:
            questions = ()
        cited: list[str] = []
        more: list[str] = []
        for question in questions:
            question = _leaning(turn, question, last) if len(questions) == 1 else question
            shown, rest = _answer(turn, question, single=len(questions) == 1, said=cited)
            cited += shown
            more += rest
        if not cited:
            return turn.not_understood() if questions else []
        slots = {"aangehaald": cited, "meer": more, "laatste_vraag": questions[-1], "niet_begrepen": 0}
        return [SlotSet(name, value) for name, value in slots.items()]


def _leaning(turn: Turn, question: dict[str, Any], last: dict[str, Any] | None) -> dict[str, Any]:
    """The question, read together with the last one where it leans on it."""
    if not last or not turn.reading.get("haakt_aan"):
        return question
    belief = Belief(**question["gaat_over"])
    after = belief.after(Belief(**last["gaat_over"]))
    alone, together = (
        answer(turn.store, question["tekst"], b, turn.layer).zekerheid for b in (belief, after)
    )
    return question if alone >= min(_LEANS, together) else {**question, "gaat_over": vars(after)}


def _answer(turn: Turn, question: dict[str, Any], single: bool, said: Sequence[str]) -> Told:
    words = MOST_WORDS - (_BESIDE if turn.says_more or turn.asks_whom_to_call else 0)
    found = answer(turn.store, question["tekst"], Belief(**question["gaat_over"]), turn.layer, words)
    if single and found.regels and found.helderheid < _SURE:
        _ask_which(turn, found)
        return [], []
    regels = [regel for regel in found.regels if regel.id not in said]
    regels = regels if single else regels[:2]
    if not found.regels:
        number = turn.store.contacten[VEILIG_THUIS].nummer
        turn.say(text("onbekend", nummer=number), "antwoord", knoppen=[button("mens")])
        return [], []
    lines = [
        *_refuted(turn, found),
        *_origin(turn, regels),
        *(as_line(turn, regel) for regel in regels),
        *_deadline(turn, regels),
    ]
    if regels:
        knoppen = [button("meer")] if found.meer and single else []
        turn.say("\n".join(lines), "antwoord", regels, knoppen=knoppen)
    if single:
        _say_beside(turn, found)
    return [regel.id for regel in regels], [regel.id for regel in found.meer]


def _say_beside(turn: Turn, found: Answer) -> None:
    """What goes with an answer: who can be called now, and where else to look."""
    subject = turn.store.onderwerpen[found.regels[0].onderwerpen[0]]
    if subject.bereikbaarheid or turn.asks_whom_to_call:
        who = reachable(turn.store, turn.regio, turn.moment)
        number = turn.store.contacten[VEILIG_THUIS].nummer
        turn.say(text(f"nu_{who.route}", nummer=number), "antwoord", who.regels)
    if found.ook and found.zekerheid < _CERTAIN:
        turn.say(text("staat_ook_iets_over"), "antwoord", found.ook)
    others = [title for title in _titles(turn, found) if title != subject.titel]
    if others and found.helderheid < _DOUBTFUL:
        turn.say(text("iets_anders"), "keuze", knoppen=_to_choose(others))


def _ask_which(turn: Turn, found: Answer) -> None:
    """One clarifying question, with at most three titles to choose from."""
    knoppen = [*_to_choose(_titles(turn, found)), button("mens")]
    turn.say(text("bedoel_je"), "keuze", knoppen=knoppen)


def _to_choose(titles: Sequence[str]) -> list[dict[str, str]]:
    return [{"titel": title, "tekst": title} for title in titles]


def _titles(turn: Turn, found: Answer) -> list[str]:
    """The titles of the subjects that the question may be about, the likeliest first."""
    topics = dict.fromkeys(regel.onderwerpen[0] for regel in (*found.regels, *found.ook))
    return [turn.store.onderwerpen[topic].titel for topic in list(topics)[:_MOST_CHOICES]]


def _refuted(turn: Turn, found: Answer) -> list[str]:
    """That what the question supposes isn't so; in one region at least, where the regel is a region's."""
    if not found.weerlegt:
        return []
    regio = turn.store.bronnen[found.weerlegt.bron].regio
    if regio == LANDELIJK:
        return [text("klopt_niet")]
    return [text("klopt_niet_regio", regio=turn.store.regios[regio].in_zin)]


def _origin(turn: Turn, regels: Sequence[Regel]) -> list[str]:
    """That the region has no agreement of its own about this, where another one's or a study answers."""
    own = {turn.store.bronnen[regel.bron].regio for regel in regels} & {turn.regio}
    first = turn.store.bronnen[regels[0].bron] if regels else None
    borrowed = first and (first.regio != LANDELIJK or first.gewicht == "bevinding")
    if turn.regio is None or own or not borrowed:
        return []
    return [text("geen_eigen_afspraak", regio=turn.store.regios[turn.regio].in_zin)]


def _deadline(turn: Turn, regels: Sequence[Regel]) -> list[str]:
    """The days on which the terms of the answer end, for the day that the question names."""
    named = dates_in(turn.text, turn.today)
    terms = dict.fromkeys(regel.termijn for regel in regels if regel.termijn)
    lines = []
    for termijn in (turn.store.termijnen[id] for id in list(terms)[:_MOST_TERMS] if named):
        ends = as_text(end_of(termijn, named[0]))
        lines.append(text("termijn_berekend", begin=as_text(named[0]), vanaf=termijn.vanaf, datum=ends))
    return lines


def as_line(turn: Turn, regel: Regel) -> str:
    """The text of a regel; named with its region where the conversation has none yet."""
    bron = turn.store.bronnen[regel.bron]
    national = (
        bron.regio == LANDELIJK or turn.store.vindplaats(bron.id, regel.vindplaats).landelijke_toelichting
    )
    if national or bron.regio == turn.regio:
        return regel.tekst
    return f"{turn.store.regios[bron.regio].naam}: {regel.tekst}"
