"""After 112 was named: it stays first until somebody says that help was called, or that danger is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rasa_sdk.events import SlotSet

from actions.message import Message
from actions.texts import button, text
from actions.turn import Turn
from assistant.nlu.mentions import DANGER
from assistant.reasoning.reachability import EMERGENCY, SUICIDE_PREVENTION, VEILIG_THUIS
from assistant.safety.urgency import Urgency, assess

OPEN, POINTED, HELPED, PERHAPS = "open", "gewezen", "geholpen", "misschien"
"""How an emergency stands: 112 was named, it was named once more, or somebody said that help was called;
or 112 was named in doubt: then only what answers that belongs to it."""
_A_CRY = 2
"""So few words tell nothing of what is going on."""
_FEW_WORDS = 6
"""A message of so many words that says that nothing is going on asks nothing beside it."""
_GOING_ON = (OPEN, POINTED)


def urgency_of(said: str, slots: Mapping[str, Any]) -> Urgency:
    """How urgent a message is after what was said before.

    After 112 danger that comes back needs few words ('hij is terug!'), and news of help is no danger, though
    it would be where nothing was said before ('politie is binnen'). Who denied danger hears no 112 in doubt.
    """
    heard = Message({"text": said})
    named = bool(slots.get("noodgeval"))
    if named and heard.says_danger_is_back:
        return Urgency("acuut", door_regel=True)
    assessed = assess(heard.beside_news if named else said)
    few = len(said.split()) <= _FEW_WORDS and not heard.says_it_is_not_back
    if slots.get("noodgeval") == OPEN and assessed.niveau == "crisis" and few:
        # 'Boven', after 'help hij heeft een mes', is no lesser thing.
        return Urgency("acuut")
    plain = heard.says_nothing_is_going_on or not assessed.door_regel
    if slots.get("vraagt") == DANGER and heard.opens_with_no and plain:
        return Urgency("geen")
    if (slots.get("criteria") or {}).get(DANGER) == "nee" and assessed.twijfel:
        return Urgency("geen")
    # Who weighs a case is asked for danger beside it, and 'help' may mean many things.
    unsure = _asked_for_danger(slots) or len(said.split()) <= _A_CRY
    return replace(assessed, twijfel=True) if unsure and not assessed.door_regel else assessed


def _asked_for_danger(slots: Mapping[str, Any]) -> bool:
    """Whether a case is weighed in which danger was asked for, and nothing alarmed since."""
    return DANGER in (slots.get("keren_gevraagd") or {}) and slots.get("noodgeval") not in _GOING_ON


def goes_on(turn: Turn) -> bool:
    """Whether 112 was named before, and nobody has said since that it was called or isn't needed.

    What comes after help was called still belongs to it, where the message tells of that.
    """
    if turn.answers.get(DANGER) == "nee" or turn.cannot_wait:
        return False
    answers = _news(turn) or turn.message.says_nothing_is_going_on
    return turn.tracker.get_slot("noodgeval") in ((*_GOING_ON, HELPED, PERHAPS) if answers else _GOING_ON)


def is_open(slots: Mapping[str, Any]) -> bool:
    """Whether 112 was named, and nobody has said yet that help was called."""
    return slots.get("noodgeval") in _GOING_ON


def was_named(turn: Turn) -> bool:
    """Whether 112 was named, and since then help came, or nobody said that there is no danger."""
    stands = turn.tracker.get_slot("noodgeval")
    return stands == HELPED or (stands in _GOING_ON and turn.answers.get(DANGER) != "nee")


def is_fresh(turn: Turn) -> bool:
    """Whether an emergency goes on of which was spoken in the turn before this one."""
    return goes_on(turn) and bool(turn.tracker.get_slot("noodgeval") == OPEN)


def holds_up(turn: Turn) -> bool:
    """Whether only a sure answer may stand between who asks and the telephone.

    Who has heard an outcome since weighs a case, and asks what he wants to know of it.
    """
    return is_fresh(turn) or (was_named(turn) and not turn.tracker.get_slot("gezegde_uitkomst"))


def _news(turn: Turn) -> bool:
    heard = turn.message
    came = heard.called_for_help or heard.says_danger_is_over
    return came or heard.says_help_stays_away or heard.says_no_help_was_called


def comes_first(turn: Turn) -> bool:
    """Whether nothing but help is spoken of: 112 was named, and the message neither asks nor answers.

    That is said once. Whoever goes on then, wants to go on: only news of help is answered with help.
    """
    heard = turn.message
    if not goes_on(turn) or (turn.doubts and not _news(turn)):
        return False
    if _news(turn) or (heard.intent == "wat_nu" and not heard.asks_what_comes_of_it):
        return True
    if not is_fresh(turn):
        return False
    answers = bool(turn.tracker.get_slot("vraagt")) and heard.reading.get("antwoord") in ("ja", "nee")
    wants_outcome = heard.intent == "start_beslissing" or heard.asks_what_comes_of_it
    asks = bool(heard.reading.get("vragen")) or wants_outcome
    return not (answers or asks)


def is_denied(turn: Turn) -> bool:
    """Whether the message says, after 112 was named, that nothing is going on at this moment."""
    return goes_on(turn) and turn.message.says_nothing_is_going_on


def was_settled(turn: Turn) -> bool:
    """Whether this very message said that help was called or danger isn't there, and was answered as such."""
    heard = turn.message
    helped = turn.tracker.get_slot("noodgeval") == HELPED and heard.called_for_help
    few = len(heard.text.split()) <= _FEW_WORDS and heard.told == {DANGER}
    denied = few and heard.says_nothing_is_going_on and turn.answers.get(DANGER) == "nee"
    return bool(helped or denied)


def stay(turn: Turn) -> list[dict[str, Any]]:
    """Say once more what comes first; or what comes next, when 112 was called."""
    if turn.despairs:
        return listen(turn)
    contacts = turn.store.contacten
    number = contacts[VEILIG_THUIS].nummer
    first, after = (turn.store.regel(contacts[name].regel) for name in (EMERGENCY, VEILIG_THUIS))
    heard = turn.message
    if heard.says_help_stays_away:
        turn.say(turn.vary("hulp_blijft_uit", nummer=number), "doorverwijzing", [first, after])
        return turn.varied()
    if heard.says_no_help_was_called:
        turn.say(turn.vary("kan_niet_bellen", nummer=number), "doorverwijzing", [first, after])
        return [SlotSet("noodgeval", POINTED), *turn.varied()]
    for name, said in (("na_112", heard.called_for_help), ("gevaar_geweken", heard.says_danger_is_over)):
        if said:
            turn.say(turn.vary(name, nummer=number), "doorverwijzing", [after])
            return [SlotSet("noodgeval", HELPED), *turn.varied()]
    knoppen = [button("gebeld"), button("geen_gevaar")]
    said_first = turn.vary("noodgeval_eerst", nummer=number)
    turn.say(said_first, "doorverwijzing", [first, after], knoppen=knoppen)
    return [SlotSet("noodgeval", POINTED), *turn.varied()]


def say_whom_to_call_now(turn: Turn) -> list[dict[str, Any]]:
    """What to do, for who asks it of what can't wait."""
    regel = turn.store.regel(turn.store.contacten[VEILIG_THUIS].regel)
    number = turn.store.contacten[VEILIG_THUIS].nummer
    turn.say(turn.vary("nu_bellen", nummer=number), "doorverwijzing", [regel], knoppen=[button("mens")])
    return turn.varied()


def say_what_to_do_meanwhile(turn: Turn) -> list[dict[str, Any]]:
    """What to do, for who asks it after help was called."""
    regels = [turn.store.regel(turn.store.contacten[name].regel) for name in (EMERGENCY, VEILIG_THUIS)]
    number = turn.store.contacten[VEILIG_THUIS].nummer
    turn.say(turn.vary("wacht_op_hulp", nummer=number), "doorverwijzing", regels)
    return turn.varied()


def say_what_helps(turn: Turn) -> list[dict[str, Any]] | None:
    """What helps who asks what if it comes back or whether she may go, or dares not call; else None."""
    heard = turn.message
    if turn.minor:
        return None
    if heard.dares_not_call and goes_on(turn):
        return stay(turn)
    told = bool(turn.tracker.get_slot("noodgeval")) or bool(turn.answers)
    wanted = (
        ("als_het_terugkomt", heard.asks_if_it_returns),
        ("durft_niet_bellen", heard.dares_not_call),
        ("voor_die_tijd", heard.asks_whether_to_let_go),
    )
    name = next((name for name, said in wanted if said), None)
    if not (told and name) or heard.intent == "start_beslissing":
        return None
    contacts = turn.store.contacten
    regels = [turn.store.regel(contacts[name].regel) for name in (EMERGENCY, VEILIG_THUIS)]
    turn.say(turn.vary(name, nummer=contacts[VEILIG_THUIS].nummer), "doorverwijzing", regels)
    return turn.varied()


def help_beside(turn: Turn) -> list[dict[str, Any]] | None:
    """What is said while somebody is in need to what has no other answer; None when nobody is."""
    if turn.despairs:
        return listen(turn)
    if is_denied(turn):
        return end(turn)
    if not goes_on(turn) or turn.message.intent == "andere_taal":
        return None
    if turn.message.reading.get("in_vraagvorm"):
        return say_unknown(turn)
    return stay(turn) if comes_first(turn) else None


def end(turn: Turn) -> list[dict[str, Any]]:
    """Take back danger that wasn't there: it was asked for a training, or she is safe at her sister's."""
    weighs = turn.beslissing is not None
    lines = [text("geen_gevaar_gehoord"), *([] if weighs else [text("waarmee_helpen")])]
    turn.say(" ".join(lines), "antwoord")
    return [SlotSet("criteria", {**turn.answers, DANGER: "nee"}), SlotSet("noodgeval", None)]


def listen(turn: Turn) -> list[dict[str, Any]]:
    """Say who listens now to somebody who doesn't want to live. Nothing is shown back, asked or weighed."""
    contacts = turn.store.contacten
    regels = [turn.store.regel(contacts[name].regel) for name in (SUICIDE_PREVENTION, EMERGENCY)]
    turn.say(turn.vary("wanhoop_verder"), "doorverwijzing", regels, knoppen=[button("mens")])
    return turn.varied()


def say_unknown(turn: Turn) -> list[dict[str, Any]]:
    """Say that this isn't known, and who does know while there may be danger."""
    contacts = turn.store.contacten
    regels = [turn.store.regel(contacts[name].regel) for name in (EMERGENCY, VEILIG_THUIS)]
    said = turn.vary("onbekend_in_nood", nummer=contacts[VEILIG_THUIS].nummer)
    turn.say(said, "buiten-bereik", regels, knoppen=[button("gebeld"), button("geen_gevaar")])
    return turn.varied()
