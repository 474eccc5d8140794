"""What every action needs: the state of the conversation, and a way to say something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.texts import button, text
from assistant.dutch.dates import dates_in
from assistant.dutch.words import analyse, read_language
from assistant.nlu.mentions import DANGER, DOUBT
from assistant.nlu.segments import asks_whom_to_call
from assistant.reasoning.decisions import Weging, weigh
from assistant.reasoning.reachability import (
    AMSTERDAM,
    EMERGENCY,
    VEILIG_THUIS,
    office_hours,
    reachable,
)
from assistant.rulebase import current
from assistant.rulebase.schema import LANDELIJK, Beslissing, Grondslag, Regel
from assistant.rulebase.store import Layer, RuleStore

ANSWER, OUTCOME = "antwoord", "uitkomst"
"""What was said last: what 'hoezo?', 'en daarna?' and 'en in het Gooi?' are about."""

_OUTSIDE = ("buiten_bereik", "buiten_bronnen")
_ASKS = ("vraag", "casus_met_vraag", "regio", "daarna", "meer", "kort", "waar_staat_dat", *_OUTSIDE)
_SHORT = 6
"""A message of so many words that names a region says nothing beside it."""
_MOST_SOURCES = 5
_USUAL_ASKER = "professional"
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
        self._said: dict[str, int] = dict(tracker.get_slot("gezegd") or {})

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
    def told_to_hold(self) -> set[str]:
        """The ids of the criteria that this message says to hold."""
        told = self.reading.get("criteria") or ()
        return {mention["criterium"] for mention in told if mention["waarde"] == "ja"}

    @property
    def told(self) -> set[str]:
        """The ids of the criteria of which this message says whether they hold."""
        told = self.reading.get("criteria") or ()
        return {mention["criterium"] for mention in told if mention["waarde"] != "onbekend"}

    @property
    def tells_of_violence(self) -> bool:
        """Whether this message says that there is violence, or that it is certain or doubted."""
        forms = (self.store.criteria[name].vorm_van_geweld for name in self.told_to_hold)
        return DOUBT in self.told or any(forms)

    @property
    def asks_whom_to_call(self) -> bool:
        """Whether the message asks who can be reached, or when."""
        return asks_whom_to_call(self.text)

    @property
    def speaks_of_self(self) -> bool:
        """Whether the writer speaks of himself or his own work ('ik werk in', 'bij ons')."""
        return not set(self.text.lower().split()).isdisjoint(read_language("deze-zaak.yml")["over_mij"])

    @property
    def asks_what_to_have_at_hand(self) -> bool:
        """Whether the message asks what to prepare for a call."""
        return self._has("vraagt_wat_bij_de_hand")

    @property
    def only_consents(self) -> bool:
        """Whether the message says 'oké' or 'prima', which answers no question after a fact."""
        spoken = " ".join(word.text for word in analyse(self.text))
        return spoken in read_language("gespreksvoering.yml")["stemt_in"]

    @property
    def leaves_region(self) -> bool:
        """Whether the message says that it plays in another region, whichever."""
        return self._has("andere_regio")

    @property
    def wants_to_ask(self) -> bool:
        """Whether the message says that a question will follow."""
        return self._has("wil_vragen")

    @property
    def is_new_here(self) -> bool:
        """Whether the writer says that this work is new to him."""
        return self._has("is_nieuw")

    @property
    def asks_outcome(self) -> bool:
        """Whether the message asks what comes of the decision, whatever is still open."""
        return self.asks_what_comes_of_it and self.beslissing is not None

    @property
    def asks_what_comes_of_it(self) -> bool:
        """Whether the message asks for a conclusion, of whatever was told."""
        return self._has("vraagt_de_uitkomst")

    @property
    def tells_of_the_case(self) -> bool:
        """Whether the message goes on about a case, though nothing in it was recognised."""
        asks = self.reading.get("in_vraagvorm") or self.text.rstrip().endswith("?")
        return self._in_case and not (self.reading.get("elders") or asks)

    @property
    def asks_of_the_case(self) -> bool:
        """Whether the message asks something in a case, though what it asks wasn't recognised."""
        elsewhere = self.reading.get("elders") or self.intent == "andere_taal"
        return self._in_case and not (elsewhere or self.tells_of_the_case)

    @property
    def _in_case(self) -> bool:
        return bool(self.answers or self.beslissing or self.has_said("verteld"))

    @property
    def knows_nothing_else(self) -> bool:
        """Whether the message says that all further questions can't be answered either."""
        return self.reading.get("antwoord") == "weet_niet" and self._has("weet_de_rest_niet")

    def _has(self, kind: str) -> bool:
        spoken = f" {' '.join(word.text for word in analyse(self.text))} "
        return any(f" {phrase} " in spoken for phrase in read_language("gespreksvoering.yml")[kind])

    @property
    def doubts_answer(self) -> bool:
        """Whether 'why' is said of what was answered ('hoezo niet?'), and not of what was asked."""
        return self._has("over_het_antwoord") and not self._has("over_de_vraag")

    @property
    def asks_something(self) -> bool:
        """Whether the message asks something of its own instead of answering."""
        return self.intent in _ASKS

    @property
    def asks_in_general(self) -> bool:
        """Whether the message asks what something is, and not of the case at hand."""
        return self._opens("vraagt_in_het_algemeen")

    @property
    def asks_date(self) -> bool:
        """Whether the message names a day, and asks when the term ends of which the last answer told."""
        asks = self._opens("vervolgt_met_datum") and self._has("vraagt_de_datum")
        return asks and bool(dates_in(self.text, self.today))

    def _opens(self, kind: str) -> bool:
        spoken = f"{' '.join(word.text for word in analyse(self.text))} "
        return any(spoken.startswith(f"{phrase} ") for phrase in read_language("gespreksvoering.yml")[kind])

    @property
    def emergency(self) -> bool:
        """Whether this turn opens with 112: then it doesn't weigh or ask anything."""
        return bool(self.tracker.get_slot("spoed") == "acuut")

    def welcome(self) -> list[dict[str, Any]]:
        """Say to somebody who is new what can be asked, and that practising is possible."""
        self.say(text("nieuw"), "antwoord", knoppen=[button("leren")])
        return []

    @property
    def called_for_help(self) -> bool:
        """Whether the message says that 112 was called, or that help is on its way."""
        return self._has("heeft_gebeld") and not self._has("toch_niet")

    @property
    def _danger_has_gone(self) -> bool:
        return self._has("gevaar_is_weg") and not self._has("toch_niet")

    @property
    def denies_danger(self) -> bool:
        """Whether the message says, after 112 was named, that nothing is going on at this moment."""
        return self.emergency_goes_on and self._has("nu_geen_gevaar")

    @property
    def help_was_settled(self) -> bool:
        """Whether this very message said that help was called, and was answered as such."""
        return self.tracker.get_slot("noodgeval") == "geholpen" and self.called_for_help

    @property
    def emergency_goes_on(self) -> bool:
        """Whether 112 was named before, and nobody has said since that it was called or isn't needed."""
        if self.answers.get(DANGER) == "nee" or self.cannot_wait:
            return False
        news = self.called_for_help or self._danger_has_gone
        return self.tracker.get_slot("noodgeval") in (("open", "geholpen") if news else ("open",))

    def stay_with_emergency(self) -> list[dict[str, Any]]:
        """Say once more what comes first; or what comes next, when 112 was called."""
        number = self.store.contacten[VEILIG_THUIS].nummer
        first = self.store.regel(self.store.contacten[EMERGENCY].regel)
        after = self.store.regel(self.store.contacten[VEILIG_THUIS].regel)
        for name, said in (("na_112", self.called_for_help), ("gevaar_geweken", self._danger_has_gone)):
            if said:
                self.say(self.vary(name, nummer=number), "doorverwijzing", [after])
                return [SlotSet("noodgeval", "geholpen"), *self.varied()]
        knoppen = [button("gebeld"), button("geen_gevaar")]
        self.say(
            self.vary("noodgeval_eerst", nummer=number), "doorverwijzing", [first, after], knoppen=knoppen
        )
        return self.varied()

    @property
    def cannot_wait(self) -> bool:
        """Whether this turn opens with a number to call now."""
        return self.tracker.get_slot("spoed") in ("acuut", "crisis")

    @property
    def asker(self) -> str | None:
        """The id of the actor who asks: what he said he is; who says 'ik' is a professional as a rule."""
        role: str | None = self.tracker.get_slot("rol")
        speaks = "ik" in self.text.lower().split()
        return role or (_USUAL_ASKER if speaks else None)

    @property
    def minor(self) -> bool:
        """Whether a child or a teenager is typing."""
        return bool(self.tracker.get_slot("minderjarig"))

    @property
    def minor_was_told(self) -> bool:
        """Whether this very turn opens with who listens to children."""
        return bool(self.tracker.get_slot("minderjarig") == "nu")

    @property
    def told_outcome_last(self) -> bool:
        """Whether the last thing said was an outcome, and no answer to a question."""
        return self.tracker.get_slot("laatste") == OUTCOME

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
        case = self.tracker.get_slot("vraagt") or self.tracker.get_slot("gezegde_uitkomst")
        return bool(tells and case and not self.reading.get("in_vraagvorm"))

    @property
    def says_more(self) -> bool:
        """Whether the turn says more than an answer: facts shown back, a question, a region, a date."""
        told = self.reading.get("criteria") or self.reading.get("regio")
        return bool(told or self.beslissing or dates_in(self.text, self.today))

    @property
    def names_new_region(self) -> bool:
        """Whether the message names the region that the conversation has now, and says nothing else."""
        named = bool((self.reading.get("regio") or {}).get("regio")) and not self.reading.get("criteria")
        short = len(self.text.split()) <= _SHORT and bool(self.reading.get("haakt_aan"))
        return named and (self.intent == "regio" or (self.intent == "casus" and short))

    @property
    def says_more_than_a_region(self) -> bool:
        """Whether the message holds more than the name of a region and a few words around it."""
        return len(self.text.split()) > _SHORT

    @property
    def words_said(self) -> int:
        """How many words this turn has said so far, by this action's predecessors."""
        events = list(self.tracker.events)
        asked = max((n for n, event in enumerate(events) if event.get("event") == "user"), default=0)
        said = (event.get("text") or "" for event in events[asked:] if event.get("event") == "bot")
        return sum(len(text.split()) for text in said)

    def not_understood(self) -> list[dict[str, Any]]:
        """Count a message that got no answer; after the second one a person is offered."""
        times = int(self.tracker.get_slot("niet_begrepen") or 0) + 1
        if times >= _PATIENCE:
            self._say_now("liever_een_mens", "doorverwijzing")
        return [SlotSet("niet_begrepen", times), SlotSet("buurt", self.reading.get("buurt"))]

    def weigh(self, beslissing: Beslissing) -> Weging:
        """What the answers so far say of a decision."""
        return weigh(beslissing, self.store.criteria, self.answers)

    def vary(self, name: str, **values: str) -> str:
        """The sentence called `name`, in other words than it was said before in this conversation.

        What was said goes with `varied` into the slots.
        """
        time = self._said.get(name, 0)
        self._said[name] = time + 1
        return text(name, time, **values)

    def has_said(self, name: str) -> bool:
        """Whether the sentence called `name` was said by `vary` before in this conversation."""
        return name in self._said

    def varied(self) -> list[dict[str, Any]]:
        """How often each varied sentence was said, for the next turn."""
        return [SlotSet("gezegd", self._said)]

    def say_who_answers(self) -> None:
        """Say which number to call now, by the clock."""
        self._say_now("nu", "antwoord")

    def _say_now(self, name: str, soort: str) -> None:
        """Say the text `name` of the service that is open now, with its number and the region's hours."""
        who = reachable(self.store, self.regio, self.moment)
        hours = office_hours(self.store, self.regio)
        said = text(
            f"{name}_{who.route}",
            nummer=self.store.contacten[VEILIG_THUIS].nummer,
            dagen=text("op_werkdagen" if hours.werkdagen_alleen else "elke_dag"),
            van=_clock(hours.van),
            tot=_clock(hours.tot),
        )
        self.say(said, soort, who.regels)

    def hand_over(self) -> None:
        """Say whom to call now, and what to have at hand."""
        who = reachable(self.store, self.regio, self.moment)
        number = self.store.contacten[VEILIG_THUIS].nummer
        name = "mens_kantoortijd" if who.kantoortijd else "mens_crisisdienst"
        self.say(self.vary(name, nummer=number), "doorverwijzing", who.regels)

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


def _clock(moment: time) -> str:
    """A time as people write it: 9.00."""
    return f"{moment.hour}.{moment:%M}"
