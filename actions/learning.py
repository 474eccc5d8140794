"""Learning in the conversation: a question, its answer with where that stands, the next question.

The slot `leren` holds a session of the learner, which means nothing once the learner is erased, the question
that is open, and how it went so far. A question is open until it is answered, or something else is said:
what comes after that is about something else. It is asked again when the learner goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import emergency
from actions.turn import CASE, Turn
from assistant.learning import school as schools
from assistant.learning.codes import key_of, take_out
from assistant.learning.grading import answer_of
from assistant.learning.moves import agrees_to_go_on, declines_to_go_on, move_in, tries_to_answer
from assistant.learning.opgaven import PLACES, Opgave
from assistant.learning.phrases import said_as
from assistant.learning.schedule import Kaart, when
from assistant.learning.school import Wanted
from assistant.learning.subjects import about
from assistant.learning.texts import text
from assistant.learning.wishes import Wens, names_region_only, region_in, wants_to_learn, wish_in
from assistant.rulebase.schema import LANDELIJK

Events = list[dict[str, Any]]
Slots = Mapping[str, Any]

LESSON, TYPED = "leren", "leertekst"
LEARN, ANSWER, MOVE = "leren", "leerantwoord", "leerzet"
"""The intents, which no model recognises."""

OPEN, JUDGED, ASIDE, STOPPED, REGION = "open", "nagekeken", "opzij", "gestopt", "regio"
"""How learning stands: a question is open, one was answered, something else was said since, it was stopped,
or it was asked for which region."""
_GOES_ON = ("volgende", "casus", "herhaal")
"""The moves that ask a question."""
_WITH_OPEN = ("weet_niet", "antwoord", "hint", "uitleg", "score", "stop")
_AFTER_ANSWER = ("antwoord", "uitleg", "score", "stop")
PAGE = "/leren"
"""Where practice calls are."""
_MOST_WORDS = 120
"""A turn says no more than this."""


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
    if lesson != (before.get(LESSON) or {}):
        return LEARN, {**slots, TYPED: said}
    step = None if _is_interrupted(before, slots) else _step(lesson, said)
    if step:
        intent, move = step
        return intent, {**slots, TYPED: said, LESSON: {**lesson, "zet": move}}
    if wants_to_learn(said):
        return LEARN, {**slots, TYPED: said, LESSON: {**lesson, "zet": None} if lesson else None}
    return None, {**slots, LESSON: _aside(lesson, slots)} if lesson else dict(slots)


def reminder(slots: Slots) -> tuple[str, dict[str, str]] | None:
    """What is said, with its button, when this very message left a question of an exercise open."""
    left = (slots.get(LESSON) or {}).get("wacht")
    return (text("oefening_wacht"), _button_to_go_on()) if left else None


def _is_interrupted(before: Slots, slots: Slots) -> bool:
    """Whether what is said answers something other than an exercise: about danger, or about a case."""
    alarm = before.get("spoed") not in (None, "geen") or emergency.is_open(slots)
    return alarm or before.get("minderjarig") == "nu" or bool(slots.get("vraagt"))


def _aside(lesson: Slots, slots: Slots) -> dict[str, Any] | None:
    """Learning, after something else was said; nothing where it had not begun.

    What is told now begins a case where there was none: whoever goes on at once meant it as an answer.
    """
    if "sessie" not in lesson:
        return None
    stand = STOPPED if lesson.get("stand") == STOPPED else ASIDE
    left = lesson.get("stand") == OPEN
    began = left and not slots.get("criteria")
    return {**lesson, "opgave": None, "zet": None, "stand": stand, "wacht": left, "geen_zaak": began}


def _step(lesson: Slots, said: str) -> tuple[str, str | None] | None:
    """The intent of what is said while learning, with which move it is; None for anything else."""
    stand = lesson.get("stand")
    if stand is None:
        # Who isn't practising makes no moves, and looking for one takes 4 ms.
        return None
    if stand == REGION:
        return _step_to_region(said)
    if stand == OPEN and _answers(lesson, said):
        return ANSWER, None
    move = move_in(said)
    if move in _GOES_ON and stand in (OPEN, JUDGED, ASIDE):
        return LEARN, move
    if stand == OPEN:
        return _step_with_open(move, said)
    if stand == JUDGED:
        return _step_after_answer(move, said)
    return (MOVE, move) if move == "score" and stand in (ASIDE, STOPPED) else None


def _step_to_region(said: str) -> tuple[str, str | None] | None:
    if names_region_only(said) or said_as(said, "geen_regio"):
        return LEARN, REGION
    return (LEARN, "casus") if move_in(said) == "casus" else None


def _step_with_open(move: str | None, said: str) -> tuple[str, str | None] | None:
    if move in _WITH_OPEN:
        return MOVE, move
    return (MOVE, "onduidelijk") if tries_to_answer(said) else None


def _step_after_answer(move: str | None, said: str) -> tuple[str, str | None] | None:
    if move in _AFTER_ANSWER:
        return MOVE, move
    if agrees_to_go_on(said):
        return LEARN, "volgende"
    return (MOVE, "stop") if declines_to_go_on(said) else None


def _answers(lesson: Slots, said: str) -> bool:
    opgave = _open_question(lesson)
    return opgave is not None and answer_of(opgave, said) is not None


def _open_question(lesson: Slots) -> Opgave | None:
    """The question that is open, if it is still asked."""
    return _question(lesson, lesson.get("opgave"))


def _question(lesson: Slots, id: str | None) -> Opgave | None:
    """A question that was asked in this conversation, if it is still asked."""
    school, leerling = schools.current(), _learner(lesson)
    if not id or leerling is None:
        return None
    course = school.course(datetime.fromisoformat(lesson["gevraagd"]))
    return course.opgave(school.learners.region(leerling), id)


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
        typed = str(tracker.get_slot(TYPED) or "")
        if "sessie" in lesson and _learner(lesson) is None:
            turn.say(text("code_onbekend"), "antwoord")
            return [SlotSet(LESSON, None)]
        wish = wish_in(typed) if lesson.get("zet") is None else None
        if wish and wish.soort == "gesprek":
            _say_where_calls_are(turn)
            return [SlotSet(LESSON, lesson or None)]
        lesson = _with_wish(lesson, wish)
        if "sessie" not in lesson:
            return _begin(turn, lesson, typed)
        if lesson.pop("begroet", None) is False:
            turn.say(text("welkom_terug"), "antwoord")
        was_answer = lesson.pop("geen_zaak", False)
        forgotten = [SlotSet(name, None) for name in CASE] if was_answer else []
        return [*forgotten, *_asked(_ask(turn, {**lesson, "wacht": False}))]


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
        return [*_tell(turn, opgave, tekst), SlotSet(LESSON, _answered(lesson, opgave, judged.goed))]


class Move(Action):
    """Does what somebody asks for in an exercise: the right answer, a hint, how it goes, or to stop."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_leerzet"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        lesson = dict(tracker.get_slot(LESSON) or {})
        move = lesson.pop("zet", None)
        opgave, last = _open_question(lesson), _question(lesson, lesson.get("laatste"))
        if move == "stop":
            return _stop(turn, lesson)
        if move == "score":
            _say(turn, _score(lesson), opgave, going_on=lesson.get("stand") != STOPPED)
        elif opgave and (move in ("weet_niet", "antwoord") or (move == "uitleg" and not last)):
            return _give_up(turn, lesson, opgave)
        elif opgave and move == "onduidelijk":
            _say(turn, text(_UNCLEAR.get(opgave.soort, "antwoord_onduidelijk")), opgave)
        elif opgave and move == "hint":
            _hint(turn, opgave)
        elif last:
            return [*_again(turn, move, last, opgave), SlotSet(LESSON, lesson)]
        return [SlotSet(LESSON, lesson)]


_UNCLEAR = {"getal": "antwoord_onduidelijk_getal", "stelling": "antwoord_onduidelijk_stelling"}


def _with_wish(lesson: Slots, wish: Wens | None) -> dict[str, Any]:
    """What to remember of what somebody wants to practise; going on keeps to that."""
    taken = {**lesson}
    move = taken.pop("zet", None)
    if wish:
        taken.update(over=list(wish.over), casus=wish.casus)
    if move == "casus":
        taken["casus"] = True
    if move in ("volgende", "casus") and taken.get("opgave"):
        taken["overgeslagen"] = [*taken.get("overgeslagen", ()), taken["opgave"]]
    return taken


def _begin(turn: Turn, lesson: dict[str, Any], typed: str) -> Events:
    """Start somebody new in the region that was named, or else in that of the conversation."""
    named = region_in(typed)
    regio = named.regio if named else turn.regio
    if regio is None:
        again = lesson.get("stand") == REGION
        _ask_region(turn, named.plaats if named else None, again=again)
        return [SlotSet(LESSON, {**lesson, "stand": REGION}), SlotSet("vraagt", None)]
    learners = schools.current().learners
    code = learners.start(regio, turn.moment)
    turn.say(text("nieuwe_code", code=code), "antwoord")
    asked = _ask(turn, {**lesson, "sessie": learners.open_session(key_of(code))})
    return [*_asked(asked), *([] if turn.regio else [SlotSet("regio", regio)])]


def _asked(lesson: Slots) -> Events:
    """What an exercise leaves behind: a question about a case no longer waits for an answer."""
    return [SlotSet(LESSON, dict(lesson)), SlotSet("vraagt", None)]


def _ask(turn: Turn, lesson: Slots) -> dict[str, Any]:
    """Ask the next question of who has this session. Returns what to remember of it."""
    rest = {**lesson, "opgave": None, "stand": JUDGED}
    leerling = _learner(lesson)
    if leerling is None:
        return rest
    kaart, wanted = _next(turn, leerling, lesson)
    if kaart is None:
        terug = schools.current().ask(leerling, turn.moment).terug
        back = when(terug, turn.moment) if terug else None
        turn.say(text("leren_klaar_tot", wanneer=back) if back else text("leren_klaar"), "antwoord")
        return rest
    if lesson.get("over") and "over" not in wanted:
        turn.say(text("geen_vraag_daarover"), "antwoord")
    opgave = kaart.opgave
    turn.say(_as_text(opgave), "antwoord", knoppen=_choices(opgave))
    kept = {"over": lesson.get("over") if "over" in wanted else []}
    return {**rest, **kept, "opgave": opgave.id, "gevraagd": turn.moment.isoformat(), "stand": OPEN}


def _next(turn: Turn, leerling: str, lesson: Slots) -> tuple[Kaart | None, tuple[str, ...]]:
    """The card to ask, as near as there is to what was wanted, and which of the wishes it meets."""
    for names, wanted in _narrowed(lesson):
        kaart = schools.current().ask(leerling, turn.moment, wanted=wanted).kaart
        if kaart:
            return kaart, names
    return None, ()


def _narrowed(lesson: Slots) -> Iterator[tuple[tuple[str, ...], Wanted]]:
    """Which questions to look among, the nearest to what was wanted first."""
    skipped = lesson.get("overgeslagen") or ()
    tests: dict[str, Wanted] = {"over": about(lesson.get("over") or ()), "casus": _tells_of_a_case}
    wishes = tuple(name for name in tests if lesson.get(name))
    sets = dict.fromkeys((wishes, wishes[:1], wishes[1:], ()))
    for passed in (skipped, ()):
        for names in sets:
            yield names, partial(_is_wanted, [tests[name] for name in names], passed)


def _is_wanted(tests: Sequence[Wanted], skipped: Sequence[str], opgave: Opgave) -> bool:
    return opgave.id not in skipped and all(test(opgave) for test in tests)


def _tells_of_a_case(opgave: Opgave) -> bool:
    return opgave.situatie is not None


def _as_text(opgave: Opgave) -> str:
    parts = [part for part in (opgave.situatie, opgave.vraag, _how(opgave)) if part]
    if opgave.soort in ("meerkeuze", "volgorde"):
        parts += [f"{number}. {choice.tekst}" for number, choice in enumerate(opgave.keuzes, 1)]
    return "\n".join(parts)


def _how(opgave: Opgave) -> str | None:
    """How to answer, where that isn't clear from the buttons."""
    if opgave.soort == "getal":
        return text("hoe_getal", eenheid=opgave.eenheid)
    return text(f"hoe_{opgave.soort}") if opgave.soort in ("meerkeuze", "volgorde") else None


def _choices(opgave: Opgave) -> list[dict[str, str]]:
    if opgave.soort not in ("keuze", "stelling"):
        return []
    return [{"titel": k.tekst, "tekst": str(number)} for number, k in enumerate(opgave.keuzes, 1)]


def _tell(turn: Turn, opgave: Opgave, tekst: str, knoppen: list[dict[str, str]] | None = None) -> Events:
    """Say what there is to say about an answer, with where that stands."""
    shown = _go_on_or_stop() if knoppen is None else knoppen
    turn.say(tekst, "antwoord", [turn.store.regel(id) for id in opgave.regels], knoppen=shown)
    return [SlotSet("aangehaald", list(opgave.regels))]


def _say(turn: Turn, tekst: str, opgave: Opgave | None, going_on: bool = True) -> None:
    """Say something beside an exercise; the question that is open stays so."""
    if opgave is None:
        turn.say(tekst, "antwoord", knoppen=_go_on_or_stop() if going_on else [_button_to_go_on()])
    else:
        turn.say(f"{tekst} {text('vraag_staat_open')}", "antwoord", knoppen=_choices(opgave))


def _answered(lesson: Slots, opgave: Opgave, right: bool) -> dict[str, Any]:
    """What to remember of a question that was answered."""
    counts = {"goed": lesson.get("goed", 0) + right, "gehad": lesson.get("gehad", 0) + 1}
    return {**lesson, **counts, "opgave": None, "laatste": opgave.id, "zet": None, "stand": JUDGED}


def _give_up(turn: Turn, lesson: Slots, opgave: Opgave) -> Events:
    """Give the right answer to who doesn't know it, and the next question where a turn has room for it."""
    leerling = _learner(lesson)
    if leerling is None:
        return []
    schools.current().answer(leerling, opgave, (), turn.moment)
    after = _answered(lesson, opgave, False)
    tekst = text("weet_niet_antwoord", goed="; ".join(opgave.goed), uitleg=opgave.uitleg)
    following, _ = _next(turn, leerling, after)
    room = _MOST_WORDS - len(tekst.split()) - len(text("geen_vraag_daarover").split())
    if following is None or len(_as_text(following.opgave).split()) > room:
        return [*_tell(turn, opgave, tekst), SlotSet(LESSON, after)]
    return [*_tell(turn, opgave, tekst, []), *_asked(_ask(turn, after))]


def _again(turn: Turn, move: str | None, last: Opgave, opgave: Opgave | None) -> Events:
    """Give the answer to the last question once more, or why it is so."""
    if move == "uitleg":
        source = turn.store.regel(last.regels[0]).tekst
        told = last.uitleg
        tekst = told if source in told else f"{told} {text('uitleg_bron', tekst=source)}"
    else:
        tekst = text("goede_antwoord", goed="; ".join(last.goed), uitleg=last.uitleg)
    if opgave is None:
        return _tell(turn, last, tekst)
    return _tell(turn, last, f"{tekst} {text('vraag_staat_open')}", _choices(opgave))


def _hint(turn: Turn, opgave: Opgave) -> None:
    """Help on the way without giving the answer; where it stands is no hint for a question about that."""
    wrong = [choice.tekst for choice in opgave.keuzes if not choice.goed]
    if opgave.soort == "volgorde":
        tekst = text("hint_eerst", stap=opgave.goede_volgorde[0])
    elif opgave.soort == "meerkeuze":
        tekst = text("hint_aantal", aantal=len(opgave.goed))
    elif opgave.soort == "keuze" and (len(wrong) > 1 or opgave.gemaakt in PLACES):
        tekst = text("hint_niet", keuze=wrong[0])
    else:
        regel = turn.store.regel(opgave.regels[0])
        tekst = text("hint_plaats", titel=turn.store.vindplaats(regel.bron, regel.vindplaats).titel)
    _say(turn, tekst, opgave)


def _score(lesson: Slots) -> str:
    asked = lesson.get("gehad", 0)
    return text("score", goed=lesson.get("goed", 0), aantal=asked) if asked else text("score_niets")


def _stop(turn: Turn, lesson: Slots) -> Events:
    tekst = f"{text('gestopt')} {_score(lesson)}" if lesson.get("gehad") else text("gestopt")
    turn.say(tekst, "antwoord", knoppen=[_button_to_go_on()])
    return [SlotSet(LESSON, {**lesson, "opgave": None, "stand": STOPPED})]


def _say_where_calls_are(turn: Turn) -> None:
    questions = _button("knop_oefenvragen", "ik wil oefenen met vragen")
    turn.say(text("oefengesprekken", pad=PAGE), "antwoord", knoppen=[questions])


def _ask_region(turn: Turn, elsewhere: str | None, again: bool) -> None:
    """Ask for which region to learn; `elsewhere` is a place that was named and has no lessons."""
    regios = [regio for id, regio in turn.store.regios.items() if id != LANDELIJK]
    knoppen = [{"titel": r.naam, "tekst": text("leer_regio", regio=r.in_zin)} for r in regios]
    asked = text("welke_regio_kies" if again else "welke_regio")
    tekst = text("geen_lessen", plaats=elsewhere) if elsewhere else asked
    turn.say(tekst, "keuze", knoppen=knoppen)


def _go_on_or_stop() -> list[dict[str, str]]:
    return [_button("knop_volgende", "volgende vraag"), _button("knop_stoppen", "stop")]


def _button_to_go_on() -> dict[str, str]:
    return _button("knop_verder_oefenen", "ik wil verder met oefenen")


def _button(title: str, says: str) -> dict[str, str]:
    return {"titel": text(title), "tekst": says}
