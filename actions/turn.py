"""What every action needs: the state of the conversation, and a way to say something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.texts import button, text
from assistant.dutch.dates import dates_in
from assistant.dutch.words import read_language
from assistant.reasoning.decisions import Weging, weigh
from assistant.reasoning.reachability import AMSTERDAM, VEILIG_THUIS, reachable
from assistant.rulebase import current
from assistant.rulebase.schema import LANDELIJK, Beslissing, Grondslag, Regel
from assistant.rulebase.store import Layer, RuleStore

_MOST_SOURCES = 5
_PATIENCE = 2
"""After so many messages that weren't understood, a person is offered."""


class Turn:
    """One turn: the slots as they stand, the reading of the message, and what is said."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        self._dispatcher = dispatcher
        self.tracker = tracker
        self.store: RuleStore = current.store()
        self.reading: dict[str, Any] = tracker.latest_message.get("lezing") or {}
        self.intent: str = tracker.latest_message.get("intent", {}).get("name") or ""

    @property
    def text(self) -> str:
        """What was typed, redacted."""
        return str(self.tracker.latest_message.get("text") or "")

    @property
    def speaks_of_this_case(self) -> bool:
        """Whether the message is about a case at hand ('deze zaak', 'moet ik'), and not in general."""
        spoken = f" {self.text.lower()} "
        return any(f" {phrase} " in spoken for phrase in read_language("deze-zaak.yml")["deze_zaak"])

    @property
    def asks_whom_to_call(self) -> bool:
        """Whether the message asks who can be reached, or when."""
        spoken = self.text.lower()
        return any(phrase in spoken for phrase in read_language("deze-zaak.yml")["vraagt_wie_bereikbaar_is"])

    @property
    def speaks_of_self(self) -> bool:
        """Whether the writer speaks of himself or his own work ('ik werk in', 'bij ons')."""
        return not set(self.text.lower().split()).isdisjoint(read_language("deze-zaak.yml")["over_mij"])

    @property
    def regio(self) -> str | None:
        """The region of the conversation, None while it isn't known."""
        return self.tracker.get_slot("regio")

    @property
    def moment(self) -> datetime:
        """When the conversation takes place: now, or the moment that was given for it."""
        given = self.tracker.get_slot("moment")
        return datetime.fromisoformat(given) if given else datetime.now(AMSTERDAM)

    @property
    def today(self) -> date:
        """The day of the conversation in the Netherlands."""
        return self.moment.astimezone(AMSTERDAM).date()

    @property
    def layer(self) -> Layer:
        """Which regels hold here and now; outside the regions of the rule base the national ones."""
        outside = LANDELIJK if self.tracker.get_slot("buiten_regio") else None
        return Layer(self.regio or outside, self.today)

    @property
    def answers(self) -> dict[str, str]:
        """What has been established of the criteria."""
        return dict(self.tracker.get_slot("criteria") or {})

    @property
    def beslissing(self) -> Beslissing | None:
        """The decision that is being made, if any."""
        id = self.tracker.get_slot("beslissing")
        return self.store.beslissingen.get(id) if id else None

    @property
    def cited(self) -> list[Regel]:
        """The regels of the last answer, in order."""
        return [self.store.regel(id) for id in self.tracker.get_slot("aangehaald") or ()]

    @property
    def only_answers(self) -> bool:
        """Whether the message tells what was asked for, in words that only look like a question."""
        tells = self.reading.get("criteria") or self.reading.get("antwoord")
        asked = self.tracker.get_slot("vraagt")
        return bool(tells and asked and not self.reading.get("in_vraagvorm"))

    @property
    def says_more(self) -> bool:
        """Whether the turn says more than an answer: facts shown back, a question, a region, a date."""
        told = self.reading.get("criteria") or self.reading.get("regio")
        return bool(told or self.beslissing or dates_in(self.text, self.today))

    @property
    def names_new_region(self) -> bool:
        """Whether the message names the region that the conversation has now, and asks nothing else."""
        return self.intent == "regio" and bool((self.reading.get("regio") or {}).get("regio"))

    def not_understood(self) -> list[dict[str, Any]]:
        """Count a message that got no answer; after the second one a person is offered."""
        times = int(self.tracker.get_slot("niet_begrepen") or 0) + 1
        if times >= _PATIENCE:
            who = reachable(self.store, self.regio, self.moment)
            number = self.store.contacten[VEILIG_THUIS].nummer
            self.say(text(f"liever_een_mens_{who.route}", nummer=number), "doorverwijzing", who.regels)
        return [SlotSet("niet_begrepen", times), SlotSet("buurt", self.reading.get("buurt"))]

    def weigh(self, beslissing: Beslissing) -> Weging:
        """What the answers so far say of a decision."""
        return weigh(beslissing, self.store.criteria, self.answers)

    def say(
        self,
        tekst: str,
        soort: str,
        regels: Iterable[Regel] = (),
        grondslag: Iterable[Grondslag] = (),
        knoppen: Sequence[dict[str, str]] = (),
    ) -> None:
        """Say `tekst`, with the places it rests on; `soort` tells clients what it does."""
        sources = [*(self._cite(r.bron, r.vindplaats, r.id) for r in regels)]
        sources += [self._cite(g.bron, g.vindplaats, None) for g in grondslag]
        self._dispatcher.utter_message(
            text=tekst,
            buttons=[{"title": knop["titel"], "payload": knop["tekst"]} for knop in knoppen],
            json_message={"soort": soort, "bronnen": _distinct(sources)[:_MOST_SOURCES]},
        )

    def _cite(self, bron: str, vindplaats: str, regel: str | None) -> dict[str, Any]:
        return {
            "bron": bron,
            "vindplaats": vindplaats,
            "titel": self.store.vindplaats(bron, vindplaats).titel,
            "regel": regel,
            "versie": self.store.versie(regel) if regel else None,
            "kort": self.store.bronnen[bron].kort,
        }


def _distinct(sources: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each place once, in the order of first mention."""
    places: dict[tuple[str, str], dict[str, Any]] = {}
    for source in sources:
        places.setdefault((source["bron"], source["vindplaats"]), source)
    return list(places.values())


def enumerate_phrases(phrases: Sequence[str]) -> str:
    """'a', 'a en b', 'a, b en c'."""
    if len(phrases) < 2:
        return "".join(phrases)
    return ", ".join(phrases[:-1]) + text("lijst_en") + phrases[-1]


def yes_no_buttons() -> list[dict[str, str]]:
    """The three answers to a criterium's question."""
    return [button("ja"), button("nee"), button("weet_niet")]
