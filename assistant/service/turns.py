"""The way of one message: redaction, urgency, dialogue, and out comes a Beurt."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from actions.emergency import OPEN, PERHAPS, POINTED, urgency_of
from actions.hours import OTHER_MOMENT, THEN, other_moment
from actions.learning import lesson_intent, reminder, without_code
from actions.message import Message
from actions.talk import REPORT
from actions.texts import button, text
from actions.turn import IN_DOUBT
from assistant.dialogue.engine import Dialogue, Said
from assistant.dutch.language import other_language
from assistant.dutch.once import within_a_turn
from assistant.dutch.words import analyse
from assistant.nlu.reading import OTHER_LANGUAGE
from assistant.reasoning.reachability import VEILIG_THUIS
from assistant.rulebase import current
from assistant.rulebase.schema import Criterium, Waarde
from assistant.rulebase.store import RuleStore
from assistant.safety.despair import wants_to_die
from assistant.safety.minor import is_minor
from assistant.safety.name_numbers import NameNumbers
from assistant.safety.public_names import public_names
from assistant.safety.redact import Redacted, highest_number, redact
from assistant.safety.urgency import Urgency
from assistant.service import logs, metrics, openings
from assistant.service.citing import bounded
from assistant.service.conversations import Conversations, Sent, Slots, StaleState, State, stand_of
from assistant.service.locks.local import LocalLocks
from assistant.service.models import (
    Bericht,
    Beurt,
    Gesprek,
    Knop,
    NieuwGesprek,
    Soort,
    Urgentie,
)
from assistant.service.storage.patience import patiently
from assistant.service.storage.sealing import Seal
from assistant.service.who_else import who_else_helps

logger = logging.getLogger(__name__)

DANGER = "acute-bedreiging"

_MOST_TELLING: tuple[Soort, ...] = (
    "noodgeval",
    "doorverwijzing",
    "uitkomst",
    "antwoord",
    "keuze",
    "buiten-bereik",
    "vraag",
    "begroeting",
    "smalltalk",
)
"""Of what a turn's messages do, the first of these is what the turn does."""


_ANSWERS: dict[Waarde, str] = {"ja": "ja", "nee": "nee", "onbekend": "weet_niet"}
"""The buttons that say each value."""


def as_answer(criterium: Criterium, waarde: Waarde) -> str:
    """What stands in a conversation where somebody tapped an answer: `Zichtbaar letsel: nee`."""
    naam, said = criterium.naam, button(_ANSWERS[waarde])["titel"]
    return text("antwoord_op", criterium=naam[0].upper() + naam[1:], waarde=said.lower())


class Overtaken(Exception):
    """Somebody answers a conversation in which more was said than they have seen."""


Tapped = tuple[Criterium, Waarde]
"""An answer for a criterium that somebody tapped."""


class Desk:
    """Takes messages in and gives turns back; one message at a time per conversation."""

    def __init__(self, dialogue: Dialogue, conversations: Conversations, locks: LocalLocks) -> None:
        self._dialogue = dialogue
        self._conversations = conversations
        self._locks = locks
        self._patiently = partial(patiently, near=conversations.near)

    async def open(self, wanted: NieuwGesprek) -> Gesprek:
        """Start a conversation with the greeting. Raises StorageAway."""
        slots: Slots = {"regio": wanted.regio, "moment": wanted.moment and wanted.moment.isoformat()}
        greeting = Beurt(
            vraag=None,
            geredigeerd=False,
            urgentie="geen",
            soort="begroeting",
            berichten=[Bericht(tekst=text("begroeting"))],
            stand=stand_of(slots),
        )
        gesprek = await self._patiently(self._conversations.start, wanted.regio, slots, greeting)
        metrics.conversations.inc()
        return gesprek

    async def handle(self, id: str, sent: Sent, seen: int | None = None) -> Beurt | None:
        """Answer a message and store the turn; None when there is no such conversation.

        A message that was answered before, by its key, gets that answer again. `seen` is how many turns
        the user had in sight: raises Overtaken when there are more by now, as a "ja" would then answer a
        question that they haven't read. Raises OtherMessage and NotKept (see `Conversations.answered`),
        and StorageAway: then nothing was stored.
        """
        return await self._handle(id, sent, seen)

    async def correct(self, id: str, criterium: str, waarde: Waarde, seen: int | None = None) -> Beurt | None:
        """Answer for one criterium, whatever was asked last; otherwise like `handle`.

        Raises KeyError for a criterium that doesn't exist.
        """
        entry = current.store().criteria[criterium]
        return await self._handle(id, Sent(button(_ANSWERS[waarde])["tekst"]), seen, (entry, waarde))

    async def _handle(
        self, id: str, sent: Sent, seen: int | None, tapped: Tapped | None = None
    ) -> Beurt | None:
        async with self._locks.turn_of(id):
            while True:
                if sent.sleutel:
                    earlier = await self._patiently(self._conversations.answered, id, sent)
                    if earlier:
                        metrics.repeated.inc()
                        return earlier
                state = await self._patiently(self._conversations.state, id)
                if state is None:
                    return None
                if seen is not None and state.beurten > seen:
                    raise Overtaken
                try:
                    return await self._take_turn(id, sent, state, tapped)
                except StaleState:
                    # Locks can fail; the store doesn't. Somebody got a turn in, so this one ends.
                    continue

    async def erase(self, id: str) -> bool:
        """Remove a conversation, after the turn that is going on in it; False when there is none."""
        async with self._locks.turn_of(id):
            erased = await self._patiently(self._conversations.erase, id)
        metrics.erased.labels("verzoek").inc(erased)
        return erased

    async def _take_turn(self, id: str, sent: Sent, state: State, tapped: Tapped | None) -> Beurt | None:
        begun = time.perf_counter()
        if tapped:
            state = replace(state, slots={**state.slots, "vraagt": tapped[0].id})
        with within_a_turn():
            beurt, after, subject = await self._answer(id, sent.tekst, state)
        if tapped:
            beurt = beurt.model_copy(update={"vraag": as_answer(*tapped)})
        stored = await self._patiently(self._conversations.add, id, beurt, after, sent, subject)
        if not stored:
            return None
        _report(beurt, subject, time.perf_counter() - begun)
        return beurt

    async def _answer(self, id: str, typed: str, state: State) -> tuple[Beurt, State, str | None]:
        """The turn, the state after it, and near to which subject a message was that got no answer."""
        store, given = current.store(), state.slots
        numbers = NameNumbers(Seal(id).names_key, state.namen)
        heard = _hear(typed, given, store, numbers)
        clean, assessed, slots = heard.clean, heard.urgency, heard.slots
        minor, despairs = heard.minor, heard.despairs
        # Who writes that he doesn't want to live gets a number and no talk beside it.
        said, after = (
            ([], slots) if despairs else await self._dialogue.turn(id, clean.tekst, slots, heard.intent)
        )
        urgency, after = _with_danger(assessed, slots, after)
        quiet = despairs or minor or urgency != "geen"
        said = said or ([] if quiet else [_go_on(store, after)])
        # It is said once in a conversation.
        first_redacted = clean.geredigeerd and not (state.geredigeerd or heard.foreign)
        kindly = [Bericht(tekst=text("geredigeerd"))] if first_redacted else []
        first = openings.young(store) if minor else []
        first += openings.despairing(store, again=bool(given.get("wanhoop"))) if despairs else []
        helps: list[Bericht] = []
        if not despairs:
            helps, after = who_else_helps(store, clean.tekst, urgency, slots, after, minor)
        practice = _left(reminder(after)) if urgency == "geen" and not after.get("noodgeval") else []
        alarm = openings.urgent(store, urgency, after, clean.tekst)
        messages = bounded([*alarm, *first, *helps, *map(_message, said), *practice, *kindly])
        kinds = _kinds(urgency, said) | ({"doorverwijzing"} if first else set())
        misunderstood = int(after.get("niet_begrepen") or 0) > int(slots.get("niet_begrepen") or 0)
        beurt = Beurt(
            vraag=clean.tekst,
            geredigeerd=clean.geredigeerd,
            urgentie=urgency,
            soort=next((soort for soort in _MOST_TELLING if soort in kinds), "antwoord"),
            berichten=messages,
            stand=stand_of(after, asks=any(message.soort == "vraag" for message in said)),
        )
        new_state = replace(
            state,
            slots=after,
            geredigeerd=state.geredigeerd or clean.geredigeerd,
            namen=numbers.known,
        )
        return beurt, new_state, after.get("buurt") if misunderstood else None


class _Heard(NamedTuple):
    """What is known of a message before the dialogue takes it."""

    clean: Redacted
    urgency: Urgency
    minor: bool
    despairs: bool
    """Whether the writer says that he doesn't want to live, or said so and is in danger now."""
    foreign: bool
    intent: str | None
    """What it does, where no model is needed to see that."""
    slots: Slots


def _hear(typed: str, given: Slots, store: RuleStore, numbers: NameNumbers) -> _Heard:
    typed, slots = without_code(typed, given)
    clean = _redact(typed, store, numbers)
    # Before redaction: what it doesn't know it takes for names.
    spoken = [word.text for word in analyse(typed)]
    language = other_language(spoken)
    endangers = language is not None and language.endangers(spoken)
    assessed = Urgency("acuut") if endangers else urgency_of(clean.tekst, slots)
    minor = is_minor(clean.tekst)
    if minor or slots.get("minderjarig"):
        slots = {**slots, "minderjarig": "nu" if minor else "eerder"}
    slots = {**slots, "spoed": IN_DOUBT if assessed.only_likely else assessed.niveau}
    despairs = bool(wants_to_die(clean.tekst) or (slots.get("wanhoop") and assessed.niveau == "acuut"))
    slots = {**slots, "wanhoop": True} if despairs else slots
    calm = assessed.niveau == "geen" and not minor
    intent, slots = _known_intent(clean.tekst, given, slots) if calm else (None, slots)
    if language:
        intent, slots = OTHER_LANGUAGE, {**slots, "taal": language.naam}
    return _Heard(clean, assessed, minor, despairs, language is not None, intent, slots)


def _known_intent(said: str, given: Slots, slots: Slots) -> tuple[str | None, Slots]:
    """What no model needs to recognise, with the slots to take it with; None for everything else."""
    intent, slots = lesson_intent(said, given, slots)
    if not intent and slots.get("criteria") and Message({"text": said}).asks_what_was_noted:
        return REPORT, slots
    then = None if intent else other_moment(said, slots)
    return (OTHER_MOMENT, {**slots, THEN: then.isoformat()}) if then else (intent, slots)


def _with_danger(assessed: Urgency, before: Slots, after: Slots) -> tuple[Urgentie, Slots]:
    """How urgent a turn is with what was heard in it, and the slots with the danger that is known by it."""
    urgency: Urgentie = assessed.niveau
    known, criteria = before.get("criteria") or {}, after.get("criteria") or {}
    if criteria.get(DANGER) == "ja" and known.get(DANGER) != "ja":
        urgency = "acuut"
    elif assessed.only_likely:
        return urgency, {**after, "noodgeval": before.get("noodgeval") or PERHAPS}
    elif assessed.door_regel and criteria == known:
        # Only where nothing else was heard: what tells more of a case says by itself whether it is now.
        after = {**after, "criteria": {**criteria, DANGER: "ja"}}
    if urgency == "acuut":
        return urgency, {**after, "noodgeval": OPEN}
    if urgency == "crisis":
        return urgency, {**after, "noodgeval": after.get("noodgeval") or PERHAPS}
    # What was answered after 112 was named, was asked by somebody who goes on.
    stands = POINTED if before.get("noodgeval") == after.get("noodgeval") == OPEN else after.get("noodgeval")
    return urgency, {**after, "noodgeval": stands}


def _go_on(store: RuleStore, slots: Slots) -> Said:
    """What is said where nothing else is: an invitation to go on."""
    number = store.contacten[VEILIG_THUIS].nummer
    name = "verder_na_uitkomst" if slots.get("gezegde_uitkomst") else "verder"
    return Said(text(name, nummer=number), "antwoord", [], [])


def _report(beurt: Beurt, subject: str | None, seconds: float) -> None:
    """Count a turn and log it: what it did and how long it took, without a word or an id of it."""
    metrics.turns.labels(beurt.urgentie, beurt.soort).inc()
    metrics.turn_seconds.observe(seconds)
    if subject:
        metrics.misunderstood.labels(subject).inc()
    milliseconds = round(seconds * 1000, 1)
    logs.event(logger, "beurt", urgentie=beurt.urgentie, soort=beurt.soort, milliseconden=milliseconds)


def _redact(typed: str, store: RuleStore, numbers: NameNumbers) -> Redacted:
    public_numbers = (contact.nummer for contact in store.contacten.values())
    clean = redact(typed, public_numbers, public_names(store), numbers)
    # Somebody may type a placeholder: no other name may get its number.
    highest = highest_number([clean.tekst])
    if highest:
        numbers.pass_over(highest)
    return clean


def _kinds(urgency: Urgentie, said: list[Said]) -> set[str]:
    urgent = {"acuut": {"noodgeval"}, "crisis": {"doorverwijzing"}, "geen": set()}[urgency]
    return {*urgent, *(message.soort for message in said)}


def _left(exercise: tuple[str, dict[str, str]] | None) -> list[Bericht]:
    """What is said beside an answer that a question of an exercise was left for."""
    return [Bericht(tekst=exercise[0], knoppen=[Knop(**exercise[1])])] if exercise else []


def _message(said: Said) -> Bericht:
    return Bericht.model_validate({"tekst": said.tekst, "knoppen": said.knoppen, "bronnen": said.bronnen})
