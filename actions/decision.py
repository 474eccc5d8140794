"""The one loop over decision tables: ask what is still open, or say the outcome."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.texts import button, text
from actions.turn import Turn, enumerate_phrases, yes_no_buttons
from assistant.reasoning.decisions import Weging
from assistant.rulebase.schema import LANDELIJK, Beslissing, Uitkomst


class Continue(Action):
    """Goes on with the decision that is being made; does nothing when there is none."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_vervolg"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        beslissing = turn.beslissing
        if beslissing is None:
            return []
        weging = turn.weigh(beslissing)
        asked = tracker.get_slot("vraagt")
        following = _next_question(turn, beslissing, weging)
        if following:
            _ask(turn, following, again=following == asked, first=following == beslissing.eerst_veilig)
            return [SlotSet("vraagt", following), SlotSet("uitkomst", _settled(weging))]
        told = asked or turn.reading.get("criteria")
        cited = _conclude(turn, beslissing, weging, already=None if told else tracker.get_slot("uitkomst"))
        events = [SlotSet("vraagt", None), SlotSet("uitkomst", weging.uitkomst.id)]
        return [*events, SlotSet("aangehaald", cited)] if cited else events


def _settled(weging: Weging) -> str | None:
    return weging.uitkomst.id if weging.beslist else None


def _next_question(turn: Turn, beslissing: Beslissing, weging: Weging) -> str | None:
    """Danger first, whatever is settled already; then what can still change the outcome."""
    safety = beslissing.eerst_veilig
    if safety and safety not in turn.answers:
        return safety
    return weging.van_belang[0] if weging.van_belang else None


def _ask(turn: Turn, name: str, again: bool, first: bool) -> None:
    criterium = turn.store.criteria[name]
    interrupted = again and not turn.reading.get("antwoord")
    template = "terug_naar_vraag" if interrupted else "eerst_dit" if first else None
    vraag = criterium.vraag
    tekst = text(template, vraag=vraag[0].lower() + vraag[1:]) if template else vraag
    turn.say(tekst, "vraag", grondslag=[criterium.grondslag], knoppen=yes_no_buttons())


def _conclude(turn: Turn, beslissing: Beslissing, weging: Weging, already: str | None) -> list[str]:
    """Say the outcome, unless it was said before and nothing changed. Returns the regels cited."""
    if weging.uitkomst.id == already:
        return []
    uitkomst = weging.uitkomst
    lines = [weging.botsing.tekst if weging.botsing else uitkomst.tekst]
    reason = turn.told(weging.doorslag)
    if weging.beslist and reason and len(weging.doorslag) <= 4:
        lines.append(text("uitkomst_door", feiten=reason))
    if not weging.beslist and not weging.botsing:
        missing = enumerate_phrases([turn.store.criteria[name].naam for name in weging.open])
        lines.append(text("uitkomst_nog_nodig", feiten=missing))
    lines += [*uitkomst.vervolg, *_origin(turn, beslissing)]
    cited = _cited(turn, weging, uitkomst)
    regels = [turn.store.regel(id) for id in cited]
    others = [b for b in turn.store.beslissingen.values() if b.id != beslissing.id]
    knoppen = [{"titel": b.vraag, "tekst": b.vraag} for b in others]
    knoppen += [button("waar_staat_dat"), button("mens")]
    turn.say("\n".join(lines), "uitkomst", regels, knoppen=knoppen)
    return cited


def _cited(turn: Turn, weging: Weging, uitkomst: Uitkomst) -> list[str]:
    """The regels of what decided, then those of the outcome; each once."""
    deciding = [turn.store.criteria[name].regel for name in weging.doorslag][:3]
    behind = (
        weging.botsing.regels if weging.botsing else uitkomst.per_regio.get(turn.regio or "", uitkomst.regels)
    )
    return list(dict.fromkeys([*deciding, *behind]))


def _origin(turn: Turn, beslissing: Beslissing) -> list[str]:
    """Whose agreement this is, where that isn't the region of the conversation."""
    if beslissing.regio in (LANDELIJK, turn.regio):
        return []
    origin = turn.store.regios[beslissing.regio].in_zin
    if turn.regio is None:
        return [text("herkomst", herkomst=origin)]
    return [text("andere_regio", herkomst=origin, regio=turn.store.regios[turn.regio].in_zin)]


class StartDecision(Action):
    """Begins a decision on request, or asks which one."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_start_beslissing"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        said = turn.text.lower()
        for beslissing in turn.store.beslissingen.values():
            if any(word in said for word in beslissing.startwoorden):
                return [SlotSet("beslissing", beslissing.id), SlotSet("uitkomst", None)]
        if turn.beslissing:
            return []
        knoppen = [{"titel": b.naam, "tekst": b.vraag} for b in turn.store.beslissingen.values()]
        turn.say(text("beslissing_kiezen"), "keuze", knoppen=knoppen)
        return []


class ExplainWhy(Action):
    """Says why the question is asked, or why the outcome is what it is."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_waarom"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        asked = tracker.get_slot("vraagt")
        if asked:
            criterium = turn.store.criteria[asked]
            turn.say(criterium.waarom, "antwoord", [turn.store.regel(criterium.regel)])
            return [SlotSet("aangehaald", [criterium.regel])]
        beslissing = turn.beslissing
        if beslissing is None:
            turn.say(text("niets_gevraagd"), "antwoord")
            return []
        return [SlotSet("aangehaald", _conclude(turn, beslissing, turn.weigh(beslissing), already=None))]


class GoBack(Action):
    """Takes back the last answer."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_terug"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
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
        return [
            SlotSet("criteria", answers),
            SlotSet("geschiedenis", history),
            SlotSet("vraagt", None),
            SlotSet("uitkomst", None),
        ]
