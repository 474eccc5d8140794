"""Learning in the conversation: a question, its answer with where that stands, the next question.

The slot `leren` holds a session of the learner, which means nothing once the learner is erased, and the
question that is open. That is so for one message only: what is said after that is about something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Turn
from assistant.learning import school as schools
from assistant.learning.codes import key_of, take_out
from assistant.learning.grading import answer_of
from assistant.learning.opgaven import Opgave
from assistant.learning.schedule import when
from assistant.learning.texts import text
from assistant.learning.wishes import goes_on, wants_to_learn
from assistant.rulebase.schema import LANDELIJK

Events = list[dict[str, Any]]
Slots = Mapping[str, Any]

LESSON, TYPED = "leren", "leertekst"
LEARN, ANSWER = "leren", "leerantwoord"
"""The two intents, which no model recognises."""


def without_code(typed: str, slots: Slots) -> tuple[str, dict[str, Any]]:
    """A message without the codes in it, and the slots with the learner whose code it was."""
    masked, code = take_out(typed)
    if code is None:
        return masked, dict(slots)
    learners = schools.current().learners
    leerling = learners.find(code)
    session = learners.open_session(leerling) if leerling else ""
    return masked, {**slots, LESSON: {"sessie": session, "begroet": False}}


def lesson_intent(said: str, before: Slots, slots: Slots) -> tuple[str | None, dict[str, Any]]:
    """The intent of a message that is about learning (else None), and the slots with which to take it.

    `before` are the slots as they were, `slots` those after `without_code`.
    """
    lesson = slots.get(LESSON) or {}
    asked = lesson.get("opgave")
    taken = {**slots, TYPED: said}
    if lesson != (before.get(LESSON) or {}):
        return LEARN, taken
    if asked and _answers(lesson, said):
        return ANSWER, taken
    if wants_to_learn(said) or (lesson and goes_on(said)):
        return LEARN, taken
    return None, {**slots, LESSON: {**lesson, "opgave": None}} if asked else dict(slots)


def _answers(lesson: Slots, said: str) -> bool:
    opgave = _open_question(lesson)
    return opgave is not None and answer_of(opgave, said) is not None


def _open_question(lesson: Slots) -> Opgave | None:
    """The question that is open, if it is still asked."""
    school, leerling = schools.current(), _learner(lesson)
    if not lesson.get("opgave") or leerling is None:
        return None
    course = school.course(datetime.fromisoformat(lesson["gevraagd"]))
    return course.opgave(school.learners.region(leerling), lesson["opgave"])


def _learner(lesson: Slots) -> str | None:
    """The key of who learns in this conversation; None when nobody does, or does any more."""
    session = lesson.get("sessie")
    return schools.current().learners.of_session(session) if session else None


class Learn(Action):
    """Asks the next question; somebody new gets a code first."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_leren"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        lesson = dict(tracker.get_slot(LESSON) or {})
        learners = schools.current().learners
        if lesson and _learner(lesson) is None:
            turn.say(text("code_onbekend"), "antwoord")
            return [SlotSet(LESSON, None)]
        if not lesson:
            regio = _named_region(turn) or turn.regio
            if regio is None:
                _ask_region(turn)
                return []
            code = learners.start(regio, turn.moment)
            turn.say(text("nieuwe_code", code=code), "antwoord")
            lesson = {"sessie": learners.open_session(key_of(code))}
        elif lesson.get("begroet") is False:
            turn.say(text("welkom_terug"), "antwoord")
        return [SlotSet(LESSON, _ask(turn, lesson["sessie"]))]


class JudgeAnswer(Action):
    """Says whether the answer to the open question is right, why, and where that stands."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_leerantwoord"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        lesson = dict(tracker.get_slot(LESSON) or {})
        opgave = _open_question(lesson)
        given = answer_of(opgave, tracker.get_slot(TYPED) or "") if opgave else None
        leerling = _learner(lesson)
        if opgave is None or given is None or leerling is None:
            return []
        judged = schools.current().answer(leerling, opgave, given, turn.moment)
        remarks = " ".join((*judged.opmerkingen, opgave.uitleg))
        right = "; ".join(judged.goede_antwoord)
        tekst = (
            text("antwoord_goed", uitleg=opgave.uitleg)
            if judged.goed
            else text("antwoord_fout", goed=right, uitleg=remarks)
        )
        knoppen = [_button("knop_volgende", "volgende vraag"), _button("knop_stoppen", "stop")]
        turn.say(tekst, "antwoord", [turn.store.regel(id) for id in opgave.regels], knoppen=knoppen)
        cited = SlotSet("aangehaald", list(opgave.regels))
        return [SlotSet(LESSON, {**lesson, "opgave": None}), cited]


def _ask(turn: Turn, session: str) -> dict[str, Any]:
    """Ask the next question of who has this session. Returns what to remember of it."""
    lesson: dict[str, Any] = {"sessie": session, "opgave": None}
    leerling = _learner(lesson)
    if leerling is None:
        return lesson
    asked = schools.current().ask(leerling, turn.moment)
    if asked.kaart is None:
        back = when(asked.terug, turn.moment) if asked.terug else None
        turn.say(text("leren_klaar_tot", wanneer=back) if back else text("leren_klaar"), "antwoord")
        return lesson
    opgave = asked.kaart.opgave
    parts = [part for part in (opgave.situatie, opgave.vraag, _how(opgave)) if part]
    if opgave.soort in ("meerkeuze", "volgorde"):
        parts += [f"{number}. {choice.tekst}" for number, choice in enumerate(opgave.keuzes, 1)]
    turn.say("\n".join(parts), "antwoord", knoppen=_choices(opgave))
    return {**lesson, "opgave": opgave.id, "gevraagd": turn.moment.isoformat()}


def _how(opgave: Opgave) -> str | None:
    """How to answer, where that isn't clear from the buttons."""
    if opgave.soort == "getal":
        return text("hoe_getal", eenheid=opgave.eenheid)
    return text(f"hoe_{opgave.soort}") if opgave.soort in ("meerkeuze", "volgorde") else None


def _choices(opgave: Opgave) -> list[dict[str, str]]:
    if opgave.soort not in ("keuze", "stelling"):
        return []
    return [{"titel": k.tekst, "tekst": str(number)} for number, k in enumerate(opgave.keuzes, 1)]


def _named_region(turn: Turn) -> str | None:
    """The region that the message names, for learning."""
    said = str(turn.tracker.get_slot(TYPED) or "").lower()
    named = (r.id for r in turn.store.regios.values() if r.naam.lower() in said or r.in_zin.lower() in said)
    return next((id for id in named if id != LANDELIJK), None)


def _ask_region(turn: Turn) -> None:
    regios = [regio for id, regio in turn.store.regios.items() if id != LANDELIJK]
    knoppen = [{"titel": r.naam, "tekst": text("leer_regio", regio=r.in_zin)} for r in regios]
    turn.say(text("welke_regio"), "keuze", knoppen=knoppen)


def _button(title: str, says: str) -> dict[str, str]:
    return {"titel": text(title), "tekst": says}
