"""Answering questions about the agreements, and where the answer stands."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.texts import button, text
from actions.turn import Turn
from assistant.reasoning.answers import Answer, Belief, answer
from assistant.reasoning.upkeep import due_of
from assistant.rulebase.schema import LANDELIJK, Regel

_MOST_QUESTIONS = 3
_VEILIG_THUIS = "veilig-thuis"
_SURE, _CERTAIN = 0.2, 0.9
"""Below the first probability an answer would be a guess: ask back. From the second on it stands alone."""
_MOST_CHOICES = 3


class AnswerQuestion(Action):
    """Answers every question of a message with regels, or asks which one was meant."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_beantwoord"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        questions = (turn.reading.get("vragen") or ())[:_MOST_QUESTIONS]
        cited: list[str] = []
        more: list[str] = []
        for question in questions:
            shown, rest = _answer(turn, question, single=len(questions) == 1, said=cited)
            cited += shown
            more += rest
        return [SlotSet("aangehaald", cited), SlotSet("meer", more)] if cited else []


def _answer(
    turn: Turn, question: dict[str, Any], single: bool, said: list[str]
) -> tuple[list[str], list[str]]:
    belief = Belief(**question["gaat_over"])
    found = answer(turn.store, question["tekst"], belief, turn.layer)
    if single and found.regels and found.zekerheid < _SURE:
        _ask_which(turn, found)
        return [], []
    regels = [regel for regel in found.regels if regel.id not in said]
    regels = regels if single else regels[:2]
    if not regels and not found.regels:
        number = turn.store.contacten[_VEILIG_THUIS].nummer
        turn.say(text("onbekend", nummer=number), "antwoord", knoppen=[button("mens")])
        return [], []
    lines = [as_line(turn, regel) for regel in regels]
    knoppen = [button("meer")] if found.meer and single else []
    if lines:
        turn.say("\n".join(lines), "antwoord", regels, knoppen=knoppen)
    if single and found.ook and found.zekerheid < _CERTAIN:
        turn.say(text("staat_ook_iets_over"), "antwoord", found.ook)
    return [regel.id for regel in regels], [regel.id for regel in found.meer]


def _ask_which(turn: Turn, found: Answer) -> None:
    """One clarifying question, with at most three titles to choose from."""
    topics = dict.fromkeys(regel.onderwerpen[0] for regel in (*found.regels, *found.ook))
    titles = [turn.store.onderwerpen[topic].titel for topic in list(topics)[:_MOST_CHOICES]]
    knoppen = [{"titel": title, "tekst": title} for title in titles]
    turn.say(text("bedoel_je"), "keuze", knoppen=[*knoppen, button("mens")])


def as_line(turn: Turn, regel: Regel) -> str:
    """The text of a regel; named with its region where the conversation has none yet."""
    bron = turn.store.bronnen[regel.bron]
    national = (
        bron.regio == LANDELIJK or turn.store.vindplaats(bron.id, regel.vindplaats).landelijke_toelichting
    )
    if national or bron.regio == turn.regio:
        return regel.tekst
    return f"{turn.store.regios[bron.regio].naam}: {regel.tekst}"


class SayWhere(Action):
    """Says in which document and place the last answer stands, and how old that is."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_waar_staat_dat"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        regels = [turn.store.regel(id) for id in tracker.get_slot("aangehaald") or ()][:3]
        if not regels:
            turn.say(text("niets_aangehaald"), "antwoord")
        lines = [_where(turn, regel) for regel in regels]
        lines += [warning for regel in regels for warning in _warnings(turn, regel)]
        if lines:
            turn.say("\n".join(dict.fromkeys(lines)), "antwoord", regels)
        return []


def _where(turn: Turn, regel: Regel) -> str:
    bron = turn.store.bronnen[regel.bron]
    place = turn.store.vindplaats(regel.bron, regel.vindplaats)
    return text(
        "waar_staat_dat", titel=bron.titel, datum=bron.datum_tekst, vindplaats=place.id, plaats=place.titel
    )


def _warnings(turn: Turn, regel: Regel) -> list[str]:
    bron = turn.store.bronnen[regel.bron]
    due = due_of(turn.store, bron)
    warnings = []
    if due and due < turn.today:
        warnings.append(text("evaluatie_verlopen", datum=due.strftime("%d-%m-%Y")))
    if regel.controle and regel.controle.status == "nog-niet-tegen-wettekst":
        warnings.append(text("nog_niet_gecontroleerd"))
    return warnings


class SayMore(Action):
    """Tells what stood behind 'meer'."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_meer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        waiting = list(tracker.get_slot("meer") or ())
        shown = [turn.store.regel(id) for id in waiting[:3]]
        if not shown:
            turn.say(text("geen_meer"), "antwoord")
            return []
        knoppen = [button("meer")] if waiting[3:] else []
        turn.say("\n".join(as_line(turn, regel) for regel in shown), "antwoord", shown, knoppen=knoppen)
        return [SlotSet("aangehaald", waiting[:3]), SlotSet("meer", waiting[3:])]
