"""The one loop over decision tables: ask what is still open, or say the outcome."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.noted import open_again
from actions.outcome import Outcome
from actions.parts import Events, cite
from actions.starting import named
from actions.texts import button, text
from actions.turn import ANSWER, OUTCOME, Turn, yes_no_buttons
from assistant.reasoning.decisions import Weging, foresee
from assistant.rulebase.schema import LANDELIJK, Beslissing, Criterium, Grondslag

_PATIENCE = 2
"""So many times a question comes back that isn't answered; then it waits until it is asked for."""
_MOST_TIMES = 2
"""So many times a question is put to somebody who tells other things; danger once, where all is settled."""
_REGION = "welke_regio"
"""The question where it plays."""


class Continue(Action):
    """Goes on with the decision that is being made; does nothing when there is none."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_vervolg"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        beslissing = turn.beslissing
        if beslissing is None or turn.minor:
            return []
        weging = turn.weigh(beslissing)
        if _in_danger(turn, beslissing) or turn.pointed_to_help or _lies_waiting(turn):
            return [SlotSet("vraagt", None), SlotSet("uitkomst", _settled(weging))]
        following = None if turn.asks_outcome else _next_question(turn, beslissing, weging)
        if following:
            return [*_say_so_far(turn, beslissing, weging), *_ask(turn, beslissing, following, weging)]
        if _wants_region(turn, beslissing):
            return _ask_region(turn, weging)
        said = tracker.get_slot("gezegde_uitkomst"), tracker.get_slot("uitkomst")
        explained = turn.told_outcome_last and turn.message.intent == "wat_nu"
        said_before = not tracker.get_slot("vraagt") and said == (weging.uitkomst.id, weging.uitkomst.id)
        outcome = Outcome(turn, beslissing, weging)
        if not said_before:
            cited = outcome.say()
        elif turn.asks_outcome or (_asks_again(turn, beslissing) and not explained):
            cited = outcome.say_short("uitkomst")
        else:
            cited = _what_is_new(turn, outcome)
        changes = {"vraagt": None, "uitkomst": weging.uitkomst.id, "gezegde_uitkomst": weging.uitkomst.id}
        events = [SlotSet(slot, value) for slot, value in {**changes, "overgeslagen": None}.items()]
        return [*events, *cite(cited, OUTCOME)]


def _in_danger(turn: Turn, beslissing: Beslissing) -> bool:
    """Whether this turn is about calling 112, and nothing is weighed before that was done."""
    safety = beslissing.eerst_veilig or ""
    answered = turn.tracker.get_slot("vraagt") == safety and turn.answers.get(safety) == "ja"
    return (turn.opens_with_112 and turn.answers.get(safety) != "nee") or answered


def _asks_again(turn: Turn, beslissing: Beslissing) -> bool:
    """Whether somebody who has heard the outcome asks for it, or what to do, and nothing else answers."""
    wanted = named(turn)
    names_it = wanted is not None and wanted.id == beslissing.id
    return not turn.words_said and (turn.asks_what_to_do or names_it)


def _lies_waiting(turn: Turn) -> bool:
    """Whether the questions were left, and this message doesn't come back to what is weighed."""
    passed = int(turn.tracker.get_slot("overgeslagen") or 0)
    return passed >= _PATIENCE and not (_tells(turn) or turn.asks_outcome or turn.asks_what_to_do)


def _settled(weging: Weging) -> str | None:
    return weging.uitkomst.id if weging.beslist else None


def _next_question(turn: Turn, beslissing: Beslissing, weging: Weging) -> str | None:
    """Danger first, whatever is settled already; then what can still change the outcome.

    A question that somebody passes over while he tells other things makes way for the next one.
    """
    safety, asked = beslissing.eerst_veilig, turn.tracker.get_slot("vraagt")
    open_to_ask = [*([safety] if safety and safety not in turn.answers else []), *weging.van_belang]
    if beslissing.alles_vragen:
        return next((name for name in beslissing.criteria if name not in turn.answers), None)
    waits = not _tells(turn) or turn.times_asked(str(asked)) < _MOST_TIMES
    if asked in open_to_ask and turn.message.leaves_open_what_was_asked and waits:
        return str(asked)
    for name in open_to_ask:
        most = 1 if name == safety and weging.beslist and not turn.doubts else _MOST_TIMES
        if turn.times_asked(name) < most:
            return name
    return None


def _tells(turn: Turn) -> bool:
    return bool(turn.message.reading.get("antwoord") or turn.message.reading.get("criteria"))


def _say_so_far(turn: Turn, beslissing: Beslissing, weging: Weging) -> Events:
    """The outcome as far as it can be said, for whoever asks for it while a question is open.

    What it will be, unless something comes up that nobody spoke of, is said once by itself.
    """
    wanted = named(turn)
    asks = turn.asks_what_to_do or (wanted is not None and wanted.id == beslissing.id)
    asks = asks and bool(turn.tracker.get_slot("vraagt"))
    if weging.beslist:
        return cite(Outcome(turn, beslissing, weging).say_short(), OUTCOME) if asks else []
    foreseen = foresee(beslissing, turn.store.criteria, turn.answers)
    if foreseen and (asks or not turn.has_said("vooruitblik")):
        ahead, unless = foreseen
        return [*cite(Outcome(turn, beslissing, ahead).say_ahead(unless), OUTCOME), *turn.varied()]
    depends = beslissing.hangt_af_van
    if depends is None or not asks:
        return []
    said = turn.vary("nog_niet_te_zeggen", tekst=depends.tekst)
    mine = Outcome(turn, beslissing, weging).mine()
    turn.say("\n".join([said, *mine]), "antwoord", [turn.store.regel(id) for id in depends.regels])
    return [*cite(depends.regels, ANSWER), *turn.varied()]


def _wants_region(turn: Turn, beslissing: Beslissing) -> bool:
    """Whether the table is one region's, and nobody knows yet whether this is that region."""
    if turn.answers.get(beslissing.eerst_veilig or "") == "ja":
        return False
    unknown = turn.regio is None and not turn.tracker.get_slot("buiten_regio")
    return beslissing.regio != LANDELIJK and unknown and not turn.has_said(_REGION)


def _ask_region(turn: Turn, weging: Weging) -> Events:
    """Ask once where it plays, before the outcome; whatever comes next, the outcome follows."""
    regions = [r.naam for r in turn.store.regios.values() if r.id != LANDELIJK]
    knoppen = [*({"titel": name, "tekst": name} for name in regions), button("andere_regio")]
    turn.say(turn.vary(_REGION), "keuze", knoppen=knoppen)
    changes = {"vraagt": None, "uitkomst": weging.uitkomst.id, "laatste": OUTCOME, "overgeslagen": None}
    return [*(SlotSet(slot, value) for slot, value in changes.items()), *turn.varied()]


def _ask(turn: Turn, beslissing: Beslissing, name: str, weging: Weging) -> Events:
    """Ask; a question that was passed over comes back, but not for ever."""
    asked, passed = turn.tracker.get_slot("vraagt"), int(turn.tracker.get_slot("overgeslagen") or 0)
    tells = _tells(turn)
    again = name == asked and not tells
    asks = turn.message.leaves_open_what_was_asked and turn.message.intent != "regio"
    if again and passed + 1 >= _PATIENCE and asks:
        turn.say(text("vraag_blijft_liggen"), "antwoord", knoppen=[_resume(beslissing)])
        changes = {"vraagt": None, "uitkomst": _settled(weging), "overgeslagen": _PATIENCE}
        return [SlotSet(slot, value) for slot, value in changes.items()]
    first = not asked and name == beslissing.eerst_veilig
    criterium = turn.store.criteria[name]
    vraag = criterium.vraag
    lower = vraag[0].lower() + vraag[1:]
    tekst = turn.vary("terug_naar_vraag", vraag=lower) if again else vraag
    tekst = turn.vary("eerst_dit", vraag=lower) if first else tekst
    if beslissing.alles_vragen:
        number, count = beslissing.criteria.index(name) + 1, len(beslissing.criteria)
        tekst = text("vraag_van", nummer=str(number), aantal=str(count), vraag=vraag)
    grondslag = _rests_on(turn, beslissing, criterium, first)
    turn.say(tekst, "vraag", grondslag=grondslag, knoppen=yes_no_buttons())
    counted = passed + 1 if again and asks else 0
    changes = {"vraagt": name, "uitkomst": _settled(weging), "overgeslagen": counted}
    events = [SlotSet(slot, value) for slot, value in changes.items()]
    return [*events, *turn.asked_once_more(name), *turn.varied()]


def _rests_on(turn: Turn, beslissing: Beslissing, criterium: Criterium, first: bool) -> tuple[Grondslag, ...]:
    """The first question tells what the whole decision rests on, the others where they stand themselves.

    What only another region wrote down is no ground for a decision that is taken everywhere.
    """
    here = (LANDELIJK, beslissing.regio, turn.regio or beslissing.regio)
    own = [criterium.grondslag] if turn.store.bronnen[criterium.grondslag.bron].regio in here else []
    return (*beslissing.grondslag, *own) if first or not own else tuple(own)


def _resume(beslissing: Beslissing) -> dict[str, str]:
    return {"titel": text("verder_met_de_vragen"), "tekst": beslissing.vraag}


def _what_is_new(turn: Turn, outcome: Outcome) -> list[str]:
    """An outcome that was said before isn't said again: only what this message changes about it."""
    if turn.message.reading.get("criteria"):
        return outcome.say_unchanged({mention["criterium"] for mention in turn.message.reading["criteria"]})
    return outcome.say_region() if turn.message.intent == "regio" and turn.told_outcome_last else []


class GoBack(Action):
    """Takes back the last answer."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_terug"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        corrected = open_again(turn)
        if corrected is not None:
            return corrected
        history = list(tracker.get_slot("geschiedenis") or ())
        if not history:
            turn.say(text("terug_kan_niet"), "antwoord")
            return []
        name, before = history.pop()
        answers = turn.answers
        answers.pop(name, None)
        if before is not None:
            answers[name] = before
        turn.say(text("terug"), "antwoord")
        changes = {"criteria": answers, "geschiedenis": history, "vraagt": None, "uitkomst": None}
        return [SlotSet(slot, value) for slot, value in {**changes, "overgeslagen": None}.items()]
