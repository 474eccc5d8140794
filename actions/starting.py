"""Which decision a message begins: one it names, one its question is about, or one its facts are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.parts import wanted_part
from actions.texts import text
from actions.turn import Turn
from assistant.nlu.roles import BYSTANDER, role_in
from assistant.reasoning.decisions import derive
from assistant.rulebase.schema import LANDELIJK, Beslissing

Events = list[dict[str, Any]]

_BESIDE_NAME = 2
"""With so few words beside its name, nothing else than the decision is asked for."""


def named(turn: Turn) -> Beslissing | None:
    """The decision that the message asks for by name; of several the one named with most words.

    What could be meant in general ('wat is directe overdracht?') names none.
    """
    heard = turn.message
    said = heard.text.lower()
    known = list(turn.store.beslissingen.values())
    button = next((b for b in known if heard.text == b.vraag), None)
    if button:
        return button
    of_a_case = bool(turn.answers or heard.reading.get("criteria")) and not heard.asks_in_general
    of_a_case = of_a_case or heard.speaks_of_this_case or heard.intent == "start_beslissing"
    phrases = {
        phrase: b
        for b in known
        for phrase in b.startzinnen
        if (phrase in said or phrase in heard.without_fillers) and (of_a_case or b.alleen_op_verzoek)
    }
    if phrases:
        return phrases[max(phrases, key=len)]
    return next((b for b in known if asked_of_case(turn, b)), None)


def only_names(asked: str, beslissing: Beslissing) -> bool:
    """Whether `asked` is the name of `beslissing` and a word or two: 'melding of advies?'."""
    said = asked.lower()
    rest = (len(said.replace(phrase, "").split()) for phrase in beslissing.startzinnen if phrase in said)
    return min(rest, default=_BESIDE_NAME + 1) <= _BESIDE_NAME


def asked_of_case(turn: Turn, beslissing: Beslissing) -> bool:
    """Whether the message tells of what `beslissing` decides, and opens or ends with asking for it."""
    told = turn.message.told
    violence = any(turn.store.criteria[name].vorm_van_geweld for name in turn.message.told_to_hold)
    return (violence or not told.isdisjoint(beslissing.criteria)) and asks_for(turn.message.text, beslissing)


def asks_for(said: str, beslissing: Beslissing) -> bool:
    """Whether `said` opens or ends with one of the questions that ask what `beslissing` decides."""
    spoken = f" {said.lower().rstrip(' ?!.')}"
    opening = spoken.partition("?")[0].strip()
    return opening in beslissing.slotvragen or spoken.endswith(
        tuple(f" {question}" for question in beslissing.slotvragen)
    )


def begin(turn: Turn, before: Mapping[str, str], after: Mapping[str, str]) -> Events:
    """Begin the decision that the message names, asks about or tells of; nothing where there is none."""
    if turn.minor or wanted_part(turn):
        return []
    wanted = named(turn)
    asked = turn.message.reading.get("vragen") or ()
    topics = [question["gaat_over"]["onderwerpen"][0][0] for question in asked]
    if not wanted and any(turn.store.onderwerpen[topic].buiten_de_beslissingen for topic in topics):
        return []
    if not wanted and (turn.message.speaks_of_this_case or after):
        wanted = _about(turn, topics)
    if wanted:
        return [SlotSet(name, value) for name, value in _fresh(turn, wanted).items()]
    told = {name for name in after if after[name] != before.get(name)}
    if turn.beslissing or not told or (topics and not _tells_of_violence(turn, told, after)):
        return []
    best = None if turn.cannot_wait or "ja" not in after.values() else _told_of(turn, after)
    return [SlotSet("beslissing", best.id)] if best else []


def begin_with_facts(turn: Turn) -> Events:
    """Begin the decision that what was told so far is most about, for whoever asks what comes of it."""
    best = _told_of(turn, turn.answers) or next(iter(_everywhere(turn)), None)
    return [SlotSet(name, value) for name, value in _fresh(turn, best).items()] if best else []


def _everywhere(turn: Turn) -> Iterable[Beslissing]:
    """The decisions that are no region's own, and that may begin by themselves."""
    possible = turn.store.beslissingen.values()
    return (b for b in possible if b.regio == LANDELIJK and not b.alleen_op_verzoek)


def _told_of(turn: Turn, after: Mapping[str, str]) -> Beslissing | None:
    """The decision that the facts are most about; of a region's agreements only in that region.

    Who works with none of these agreements, decides nothing by them.
    """
    criteria = turn.store.criteria
    possible = [b for b in turn.store.beslissingen.values() if not b.alleen_op_verzoek]
    # The region that this very message names isn't in the slots yet.
    region = (turn.message.reading.get("regio") or {}).get("regio") or turn.regio
    bystander = BYSTANDER in (role_in(turn.message.text), turn.tracker.get_slot("rol"))
    here = [b for b in possible if b.regio in ((LANDELIJK,) if bystander else (LANDELIJK, region))]
    best = max(here, key=lambda b: len(set(after) & set(b.criteria)))
    return best if derive(best, criteria, after) else None


def _fresh(turn: Turn, beslissing: Beslissing) -> dict[str, Any]:
    """The slots for a decision that begins; one that goes on only asks all again where that is wanted."""
    if turn.beslissing == beslissing and turn.message.text != beslissing.vraag:
        return {"overgeslagen": None}
    return {"beslissing": beslissing.id, "uitkomst": None, "overgeslagen": None, "keren_gevraagd": None}


def _about(turn: Turn, topics: Iterable[str]) -> Beslissing | None:
    """The decision that one of these subjects asks for."""
    possible = (b for b in turn.store.beslissingen.values() if not b.alleen_op_verzoek)
    return next((b for b in possible if set(topics) & set(b.onderwerpen)), None)


def _tells_of_violence(turn: Turn, told: Iterable[str], after: Mapping[str, str]) -> bool:
    """Whether a case of violence is told: whoever asks something beside other facts, wants an answer only."""
    return any(after[name] == "ja" and turn.store.criteria[name].vorm_van_geweld for name in told)


class StartDecision(Action):
    """Begins a decision on request, or asks which one."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_start_beslissing"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        said = turn.message.text.lower()
        meant = (b for b in turn.store.beslissingen.values() if any(word in said for word in b.startwoorden))
        wanted = named(turn) or next(meant, None) or _told_of(turn, turn.answers)
        if wanted:
            return [SlotSet(name, value) for name, value in _fresh(turn, wanted).items()]
        if turn.beslissing:
            return []
        knoppen = [{"titel": b.naam, "tekst": b.vraag} for b in turn.store.beslissingen.values()]
        turn.say(text("beslissing_kiezen"), "keuze", knoppen=knoppen)
        return []
