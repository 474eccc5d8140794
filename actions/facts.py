"""Taking in what a message tells: the answer to a question, criteria, the region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import emergency
from actions.compare import regions_to_compare
from actions.hours import say_who_answers
from actions.minor import say_to_minor
from actions.noted import ask_what_is_wrong, follows, names, taken_back
from actions.places import named_place
from actions.starting import begin, begin_with_facts
from actions.texts import text
from actions.turn import Turn, enumerate_phrases
from assistant.nlu.mentions import DANGER, DOUBT
from assistant.nlu.replies import answers_it
from assistant.nlu.roles import BYSTANDER, role_in
from assistant.nlu.segments import says_any_of
from assistant.reasoning.reachability import VEILIG_THUIS
from assistant.rulebase.schema import LANDELIJK

ECHO = "echo"
"""What a message does that only shows back what was understood: nothing by itself."""

_SUSPICION = "vermoeden-van-geweld"

_PLAIN = 4
"""An answer of so many words says nothing beside it."""

_VALUES = {"ja": "ja", "nee": "nee", "weet_niet": "onbekend"}


class TakeInFacts(Action):
    """Puts what the message tells into the slots, and shows it back in one line."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_feiten"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        before = turn.answers
        after = {**before, **_told(turn)}
        events = turn.note(after)
        role = role_in(turn.message.text)
        events += [SlotSet("rol", role)] if role else []
        where = take_in_region(turn)
        started = begin(turn, before, after)
        asks = bool(turn.message.reading.get("vragen"))
        instead = _said_instead(turn, before, after, asks)
        if instead is not None:
            return [*events, *where, *instead]
        if turn.message.asks_whom_to_call and not asks:
            say_who_answers(turn)
        elif turn.message.says_it_is_soon_unsafe and turn.in_case and not (asks or turn.cannot_wait):
            say_it_belongs(turn)
        elif not started and _says_nothing_new(turn, before, after):
            started = _invite(turn, where)
        elif _belongs_to_the_case(turn) and after == before and not turn.cannot_wait:
            say_it_belongs(turn)
        _show_back(turn, before, after)
        if turn.beslissing is None and not started and not asks and after != before:
            where = [*where, *_go_on(turn, after)]
        return [*events, *where, *started, *turn.varied()]


def _belongs_to_the_case(turn: Turn) -> bool:
    """Whether the message goes on telling of the case that is being weighed, or takes something back."""
    return turn.corrects_the_case or (turn.beslissing is not None and turn.message.intent == "casus")


def say_it_belongs(turn: Turn) -> None:
    """Say of what was told and not recognised that it counts; of a correction ask what is wrong."""
    if turn.message.asks_if_it_returns or turn.message.dares_not_call:
        # What helps is said to that (actions/emergency.py).
        return
    if turn.corrects_the_case:
        ask_what_is_wrong(turn)
    elif turn.message.says_it_is_soon_unsafe and turn.in_case:
        contact = turn.store.contacten[VEILIG_THUIS]
        said = turn.vary("voor_die_tijd", nummer=contact.nummer)
        turn.say(said, "antwoord", [turn.store.regel(contact.regel)])
    else:
        turn.say(turn.vary("gehoord" if turn.tracker.get_slot("vraagt") else "erbij_gehoord"), "antwoord")


def _said_instead(
    turn: Turn, before: Mapping[str, str], after: Mapping[str, str], asks: bool
) -> list[dict[str, Any]] | None:
    """What is said to a child and in need, instead of what the facts lead to; None for everybody else."""
    in_danger = after.get(DANGER) != "nee"
    if turn.minor:
        return [] if asks else say_to_minor(turn, in_danger)
    if turn.despairs and not asks:
        return emergency.listen(turn)
    changed = {name for name in after if after[name] != before.get(name)}
    if emergency.is_denied(turn) and changed <= {DANGER}:
        return emergency.end(turn)
    news = turn.message.called_for_help or turn.message.says_danger_is_over
    if emergency.comes_first(turn) and (news or in_danger):
        return emergency.stay(turn)
    return None


def _go_on(turn: Turn, after: Mapping[str, str]) -> list[dict[str, Any]]:
    """What follows on facts that begin no decision by themselves: nothing while 112 is called."""
    if not turn.cannot_wait:
        turn.say(turn.vary("samen_wegen"), "antwoord", knoppen=_to_weigh(turn))
    return [SlotSet("vraagt", None)] if turn.tracker.get_slot("vraagt") in after else []


def take_in_region(turn: Turn) -> list[dict[str, Any]]:
    """Go by the region that the message names; for a place without agreements by what holds nationally.

    A place that is only mentioned doesn't take a conversation away from the region that it has.
    """
    named = turn.message.reading.get("regio") or {}
    region = named.get("regio")
    if regions_to_compare(turn):
        return []
    if region and region != turn.regio:
        turn.say(text("regio_gekozen", regio=turn.store.regios[region].in_zin), ECHO)
        return [SlotSet("regio", region), SlotSet("buiten_regio", None)]
    heard = turn.message
    outside = named and not region and (heard.speaks_of_self or not turn.store.speaks_of(named["plaats"]))
    wants_other = bool(named) or turn.regio is None or heard.leaves_region
    other = heard.intent == "regio" and not region and wants_other
    if (outside and turn.regio is None) or other:
        known = [r.in_zin for r in turn.store.regios.values() if r.id != LANDELIJK]
        place = named.get("plaats") or text("die_plaats")
        turn.say(text("regio_onbekend", plaats=place, regios=enumerate_phrases(known)), "antwoord")
        return [SlotSet("regio", None), SlotSet("buiten_regio", True)]
    return []


def _told(turn: Turn) -> dict[str, str]:
    """Criteria that the message gives a value, volunteered or as the answer to the question asked."""
    told = {m["criterium"]: m["waarde"] for m in turn.message.reading.get("criteria") or ()}
    asked, answer = turn.tracker.get_slot("vraagt"), turn.message.reading.get("antwoord")
    by_form = answer == "weet_niet"
    _hear_of_danger(turn, told)
    if (
        asked
        and asked not in told
        and says_any_of(turn.message.text, turn.store.criteria[asked].als_antwoord_ja)
    ):
        answer, by_form = "ja", True
    elif turn.message.only_consents:
        answer = None
    unanswered = asked and (asked not in told or _denied_when_asked(turn, asked, answer, told))
    if answer and unanswered and (by_form or answers_it(turn.message.text, turn.store.criteria[asked], told)):
        told[asked] = _VALUES[answer]
        if (asked, answer) == (_SUSPICION, "nee") and told.get(DOUBT) == "ja":
            # 'Nee, ik heb geen vermoeden van mishandeling' names what isn't even doubted.
            del told[DOUBT]
    told |= _answered_late(turn, told)
    told |= taken_back(turn, told)
    if turn.beslissing and turn.message.knows_nothing_else:
        told |= {name: "onbekend" for name in turn.weigh(turn.beslissing).van_belang if name not in told}
    return told


def _hear_of_danger(turn: Turn, told: dict[str, str]) -> None:
    """Set in `told` what is said of danger: it is only asked about, it has gone, nothing is going on."""
    asked, heard = turn.tracker.get_slot("vraagt"), turn.message
    if told.get(DANGER) == "ja" and _only_asks_of_danger(turn):
        del told[DANGER]
    was_asked = asked == DANGER or (bool(turn.times_asked(DANGER)) and DANGER not in turn.answers)
    if was_asked and heard.says_danger_is_over:
        told[DANGER] = "nee"
    alarmed = turn.cannot_wait or turn.doubts
    safe = heard.says_nothing_is_going_on or (heard.says_they_are_elsewhere and not alarmed)
    if emergency.is_denied(turn) or (was_asked and safe):
        told.setdefault(DANGER, "nee")


def _answered_late(turn: Turn, told: Mapping[str, str]) -> dict[str, str]:
    """What answers a question that was passed over: 'ja dit speelt al jaren', two questions on."""
    if turn.message.reading.get("in_vraagvorm"):
        return {}
    passed = (name for name in turn.tracker.get_slot("keren_gevraagd") or () if name not in turn.answers)
    return {
        name: "ja"
        for name in passed
        if name not in told and says_any_of(turn.message.text, turn.store.criteria[name].als_antwoord_ja)
    }


def _only_asks_of_danger(turn: Turn) -> bool:
    """Whether danger is spoken of in a question, and nothing alarms: 'en met een mes, is dat acuut?'."""
    asks = turn.message.intent == "vraag" or bool(turn.message.reading.get("in_vraagvorm"))
    return asks and not turn.cannot_wait


def _denied_when_asked(turn: Turn, asked: str, answer: str | None, told: dict[str, str]) -> bool:
    """Whether 'nee' answers a question of which a denial in other places leaves everything open."""
    explicit = turn.store.criteria[asked].nee_alleen_uitdrukkelijk
    return explicit and answer == "nee" and told[asked] == "onbekend"


def _invite(turn: Turn, where: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Ask on: after what was told and not recognised with what can be weighed, else in general.

    What only names where it plays needs no more than that this is said. Who goes on telling gets the
    weighing begun: its questions ask for what counts.
    """
    if turn.cannot_wait or named_place(turn):
        return []
    heard = turn.message
    offered = turn.has_said("samen_wegen") or turn.has_said("verteld")
    if offered and (heard.only_consents or heard.reading.get("antwoord") == "ja"):
        return begin_with_facts(turn)
    if heard.is_new_here and not where:
        return turn.welcome()
    if heard.intent == "casus" and turn.has_said("verteld") and not where:
        return begin_with_facts(turn)
    asked_before = bool(turn.tracker.get_slot("laatste_vraag"))
    if heard.intent == "casus" or (where and heard.says_more_than_a_region and not asked_before):
        name = "verder_na_nood" if emergency.was_named(turn) else "verteld"
        number = turn.store.contacten[VEILIG_THUIS].nummer
        turn.say(turn.vary(name, nummer=number), "antwoord", knoppen=_to_weigh(turn))
    elif not where:
        turn.say(turn.vary("verder"), "antwoord")
    return []


def _to_weigh(turn: Turn) -> list[dict[str, str]]:
    """Buttons for the decisions that may be wanted here; who works with none of the agreements gets one."""
    regions = (LANDELIJK,) if turn.tracker.get_slot("rol") == BYSTANDER else (LANDELIJK, turn.regio)
    possible = [b for b in turn.store.beslissingen.values() if not b.alleen_op_verzoek and b.regio in regions]
    possible.sort(key=lambda b: b.regio != LANDELIJK)
    return [{"titel": b.vraag, "tekst": b.vraag} for b in possible]


def _says_nothing_new(turn: Turn, before: dict[str, str], after: dict[str, str]) -> bool:
    """Whether neither this action nor a following one has anything to say to the message."""
    heard = turn.message
    asked_again = heard.names_region_only and bool(turn.tracker.get_slot("laatste_vraag"))
    quiet = not heard.reading.get("vragen") and heard.intent not in ("start_beslissing", "wat_nu")
    return quiet and not asked_again and after == before and turn.beslissing is None


def _show_back(turn: Turn, before: dict[str, str], after: dict[str, str]) -> None:
    """Show what was understood from free text; a plain answer to a question needs no echo.

    An answer that replaces another one does; what goes without saying after what is shown doesn't.
    """
    volunteered = {m["criterium"] for m in turn.message.reading.get("criteria") or ()}
    # In a longer answer 'nee' may have been said of something else: then it shows.
    plain = len(turn.message.text.split()) <= _PLAIN
    clear: list[str] = []
    unclear: list[str] = []
    corrected: list[str] = []
    opened: list[str] = []
    for name in (n for n in after if after[n] != before.get(n)):
        criterium = turn.store.criteria[name]
        replaced = before.get(name) in ("ja", "nee")
        goes_without_saying = (name not in volunteered and plain) or follows(criterium, after)
        if goes_without_saying and not replaced:
            continue
        if after[name] == "onbekend":
            (opened if replaced else unclear).append(name)
            continue
        phrase = criterium.als_ja if after[name] == "ja" else criterium.als_nee
        (corrected if replaced else clear).append(phrase)
    if corrected:
        turn.say(text("aangepast", feiten=enumerate_phrases(corrected)), ECHO)
    if clear:
        turn.say(turn.vary("meegenomen", feiten=enumerate_phrases(clear)), ECHO)
    if opened:
        turn.say(text("weer_open", feiten=names(turn, opened)), ECHO)
    if unclear:
        turn.say(turn.vary("onduidelijk_gebleven", feiten=names(turn, unclear)), ECHO)
