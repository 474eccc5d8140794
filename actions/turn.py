"""What every action needs: the state of the conversation, and a way to say something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.message import Message
from actions.texts import button, text
from assistant.dutch.dates import dates_in
from assistant.dutch.words import analyse
from assistant.nlu.mentions import DOUBT
from assistant.nlu.segments import asks_in_form
from assistant.reasoning.decisions import Weging, weigh
from assistant.reasoning.reachability import moment_of
from assistant.rulebase import current
from assistant.rulebase.schema import LANDELIJK, Beslissing, Grondslag, Regel
from assistant.rulebase.store import Layer, RuleStore

IN_DOUBT = "twijfel"
"""What is kept of how urgent a message is, where that is doubtful."""
ANSWER, OUTCOME = "antwoord", "uitkomst"
"""What was said last: what 'hoezo?', 'en daarna?' and 'en in het Gooi?' are about."""

CASE = (
    "beslissing",
    "vraagt",
    "uitkomst",
    "gezegde_uitkomst",
    "laatste",
    "overgeslagen",
    "keren_gevraagd",
    "criteria",
    "geschiedenis",
    "aangehaald",
    "meer",
    "laatste_vraag",
    "niet_begrepen",
    "noodgeval",
)
"""The slots of a case; the region and the moment belong to the conversation."""

_MOST_SOURCES = 5
_MOST_REMEMBERED = 50
"""How many changes of answers can be taken back."""
_USUAL_ASKER = "professional"
_FEW = 4
"""So many words after a question are about that, whatever they would mean by themselves."""


class Turn:
    """One turn: the slots as they stand, the reading of the message, and what is said."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        self._dispatcher = dispatcher
        self.tracker = tracker
        self.store: RuleStore = current.store()
        self.message = Message(tracker.latest_message)
        self._said: dict[str, int] = dict(tracker.get_slot("gezegd") or {})

    @property
    def tells_of_violence(self) -> bool:
        """Whether this message says that there is violence, or that it is certain or doubted."""
        forms = (self.store.criteria[name].vorm_van_geweld for name in self.message.told_to_hold)
        return DOUBT in self.message.told or any(forms)

    @property
    def asks_outcome(self) -> bool:
        """Whether the message asks what comes of the decision, whatever is still open."""
        return self.message.asks_what_comes_of_it and self.beslissing is not None

    @property
    def asks_what_to_do(self) -> bool:
        """Whether the message asks what to do in the case that is being weighed, or was."""
        return self.message.asks_what_to_do and self._weighs

    @property
    def _weighs(self) -> bool:
        asked = bool(self.tracker.get_slot("vraagt") or self.tracker.get_slot("keren_gevraagd"))
        return self.beslissing is not None and (asked or bool(self.tracker.get_slot("gezegde_uitkomst")))

    @property
    def corrects_the_case(self) -> bool:
        """Whether the message takes back something of what was noted."""
        return self.message.corrects and bool(self.answers) and not self.message.reading.get("in_vraagvorm")

    @property
    def tells_of_the_case(self) -> bool:
        """Whether the message goes on about a case, though nothing in it was recognised."""
        heard = self.message
        asks = heard.text.rstrip().endswith("?") or asks_in_form(analyse(heard.text))
        replies = self.tracker.get_slot("vraagt") and len(heard.text.split()) <= _FEW
        return self.in_case and not asks and bool(replies or not heard.reading.get("elders"))

    @property
    def asks_further(self) -> bool:
        """Whether the message goes on asking in a case or after an answer, though it wasn't recognised."""
        elsewhere = self.message.reading.get("elders") or self.message.intent == "andere_taal"
        asked_before = bool(self.tracker.get_slot("laatste_vraag"))
        return (self.in_case or asked_before) and not (elsewhere or self.tells_of_the_case)

    @property
    def in_case(self) -> bool:
        """Whether a case was told of in this conversation."""
        return bool(self.answers or self.beslissing or self.has_said("verteld"))

    def welcome(self) -> list[dict[str, Any]]:
        """Say to somebody who is new what can be asked, and that practising is possible."""
        self.say(text("nieuw"), "antwoord", knoppen=[button("leren")])
        return []

    @property
    def opens_with_112(self) -> bool:
        """Whether this turn opens with 112: then it doesn't weigh or ask anything."""
        return bool(self.tracker.get_slot("spoed") == "acuut")

    @property
    def cannot_wait(self) -> bool:
        """Whether this turn opens with a number to call now."""
        return self.tracker.get_slot("spoed") in ("acuut", "crisis")

    @property
    def doubts(self) -> bool:
        """Whether this turn opens with 112 for the case that there is danger."""
        return bool(self.tracker.get_slot("spoed") == IN_DOUBT)

    @property
    def asker(self) -> str | None:
        """The id of the actor who asks: what he said he is; who says 'ik' is a professional as a rule."""
        role: str | None = self.tracker.get_slot("rol")
        speaks = "ik" in self.message.text.lower().split()
        return role or (_USUAL_ASKER if speaks else None)

    @property
    def minor(self) -> bool:
        """Whether a child or a teenager is typing."""
        return bool(self.tracker.get_slot("minderjarig"))

    @property
    def despairs(self) -> bool:
        """Whether the writer said in this conversation that he doesn't want to live."""
        return bool(self.tracker.get_slot("wanhoop"))

    @property
    def minor_was_told(self) -> bool:
        """Whether this very turn opens with who listens to children."""
        return bool(self.tracker.get_slot("minderjarig") == "nu")

    @property
    def told_outcome_last(self) -> bool:
        """Whether the last thing said was an outcome, and no answer to a question."""
        return self.tracker.get_slot("laatste") == OUTCOME

    @property
    def told_answer_last(self) -> bool:
        """Whether the last thing said was an answer to a question."""
        return self.tracker.get_slot("laatste") == ANSWER

    @property
    def regio(self) -> str | None:
        """The region of the conversation, None while it isn't known."""
        return self.tracker.get_slot("regio")

    @property
    def moment(self) -> datetime:
        """When the conversation takes place: now, or the moment that was given for it."""
        return moment_of(self.tracker.get_slot("moment"))

    @property
    def today(self) -> date:
        """The day of the conversation in the Netherlands."""
        return self.moment.date()

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
        tells = self.message.reading.get("criteria") or self.message.reading.get("antwoord")
        case = self.tracker.get_slot("vraagt") or self.tracker.get_slot("gezegde_uitkomst")
        return bool(tells and case and not self.message.reading.get("in_vraagvorm"))

    @property
    def says_more(self) -> bool:
        """Whether the turn says more than an answer: facts shown back, a question, a region, a date."""
        told = self.message.reading.get("criteria") or self.message.reading.get("regio")
        return bool(told or self.beslissing or dates_in(self.message.text, self.today))

    @property
    def words_said(self) -> int:
        """How many words this turn has said so far, by this action's predecessors."""
        return sum(len((event.get("text") or "").split()) for event in self._said_so_far())

    @property
    def pointed_to_help(self) -> bool:
        """Whether this turn has said so far, in an emergency, whom to call: nothing is asked beside that."""
        kinds = [(event.get("data") or {}).get("custom", {}).get("soort") for event in self._said_so_far()]
        in_need = bool(self.tracker.get_slot("noodgeval")) or self.despairs
        return in_need and "doorverwijzing" in kinds

    def _said_so_far(self) -> Iterable[dict[str, Any]]:
        events = list(self.tracker.events)
        asked = max((n for n, event in enumerate(events) if event.get("event") == "user"), default=0)
        return [event for event in events[asked:] if event.get("event") == "bot"]

    def note(self, after: Mapping[str, str]) -> list[dict[str, Any]]:
        """The answers as they are now, and what each changed one was before, so that one can go back."""
        before, history = self.answers, list(self.tracker.get_slot("geschiedenis") or ())
        history += [[name, before.get(name)] for name in after if after[name] != before.get(name)]
        return [SlotSet("criteria", dict(after)), SlotSet("geschiedenis", history[-_MOST_REMEMBERED:])]

    def weigh(self, beslissing: Beslissing) -> Weging:
        """What the answers so far say of a decision."""
        return weigh(beslissing, self.store.criteria, self.answers)

    def times_asked(self, criterium: str) -> int:
        """How often the question of a criterium was put in this decision."""
        return int((self.tracker.get_slot("keren_gevraagd") or {}).get(criterium, 0))

    def asked_once_more(self, criterium: str) -> list[dict[str, Any]]:
        """That the question of a criterium is put now."""
        asked = dict(self.tracker.get_slot("keren_gevraagd") or {})
        return [SlotSet("keren_gevraagd", {**asked, criterium: self.times_asked(criterium) + 1})]

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
