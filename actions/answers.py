"""Answering questions about the agreements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import emergency
from actions.compare import compare, regions_to_compare, tell_difference
from actions.hours import CALLING, hand_over, not_understood, say_who_answers
from actions.minor import say_to_minor
from actions.outcome import Outcome
from actions.parts import Events, cite, explain_part
from actions.places import as_line, tell_place
from actions.starting import asked_of_case, asks_for, named, only_names
from actions.texts import button, text
from actions.turn import ANSWER, OUTCOME, Turn
from assistant.dutch.dates import as_text, dates_in
from assistant.reasoning.answers import Answer, Belief, answer
from assistant.reasoning.brevity import MOST_WORDS
from assistant.reasoning.reachability import VEILIG_THUIS
from assistant.reasoning.terms import end_of
from assistant.rulebase.schema import LANDELIJK, Beslissing, Regel

_MOST_QUESTIONS = 3
_SURE, _DOUBTFUL, _GOOD, _CERTAIN = 0.2, 0.4, 0.7, 0.9
"""Below the first probability an answer would be a guess: ask back. Below the second other subjects are
offered beside it. From the third on it is good enough for a child, from the fourth on it stands alone."""
_UNANSWERED, _PERHAPS_NOT = 0.9, 0.75
"""From these beliefs on that no source answers, it is said that none does, and that perhaps none does."""
_SOON = timedelta(days=62)
"""A term that is asked for begins no later than this."""
_NEAR_BY = 2
"""How many regels are shown where none answers: what is near."""
_REMEMBERED = 25
"""How many words of the questions before are remembered, for the next one to lean on."""
_MOST_CHOICES, _MOST_TERMS = 3, 2
_BESIDE, _CALL = 25, 45
"""How many words an answer leaves to what the same turn says beside it, and to whom to call now."""

_CALLED = "Veilig Thuis"
"""Whose hours are said behind an answer that names it."""
_TALKING = ("meldcode", "stap-3")
"""Where it stands that a professional talks with those concerned."""
_FOR_EVERYBODY = "landelijk"
"""The source of the numbers that anybody may call."""

Shown = tuple[list[str], list[str]]
"""The ids of the regels that were shown, and of those behind 'meer'."""


class AnswerQuestion(Action):
    """Answers every question of a message with regels, or asks which one was meant.

    A message that only names another region gets the last question answered again, for that region.
    """

    def name(self) -> str:
        """As the rules call it."""
        return "action_beantwoord"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa."""
        turn = Turn(dispatcher, tracker)
        if emergency.was_settled(turn):
            return []
        if turn.message.is_new_here and not _asks_anything(turn):
            return turn.welcome()
        at_once = explain_part(turn) or _on_the_last_answer(turn)
        return _answer_all(turn, _questions(turn)) if at_once is None else at_once


def _answer_all(turn: Turn, questions: Sequence[dict[str, Any]]) -> Events:
    """Answer the questions of a message, each by itself; for a child, and in danger, only what helps."""
    if turn.minor:
        return _answer_minor(turn, questions[0]) if questions else []
    if emergency.holds_up(turn) and not any(_is_sure(turn, question) for question in questions):
        return emergency.say_unknown(turn) if questions else []
    compared = _compared(turn, questions)
    if compared is not None:
        return compared
    cited: list[str] = []
    more: list[str] = []
    for question in questions:
        shown, rest = _answer(turn, question, single=len(questions) == 1, said=cited)
        cited += shown
        more += rest
    if not cited:
        return not_understood(turn) if questions else []
    return _told(turn, questions[-1], cited, more)


def _questions(turn: Turn) -> list[dict[str, Any]]:
    """The questions to answer; a message that only names another region asks the last one again.

    What a decision decides is left to it: it asks first, and then says the outcome.
    """
    questions = list(turn.message.reading.get("vragen") or ())[:_MOST_QUESTIONS]
    last = turn.tracker.get_slot("laatste_vraag")
    if not questions and last and turn.message.names_region_only and not turn.told_outcome_last:
        return [{**last, "plaats": turn.message.reading["regio"]["plaats"]}]
    if turn.corrects_the_case:
        return []
    decides = named(turn)
    if decides and decides.alleen_op_verzoek and not turn.message.reading.get("in_vraagvorm"):
        return []
    if turn.only_answers or turn.asks_outcome or turn.asks_what_to_do:
        return []
    if decides and asked_of_case(turn, decides):
        return [q for q in questions if not asks_for(q["tekst"], decides)]
    decides = decides if turn.message.speaks_of_this_case else None
    return [q for q in questions if not decides or not _is_for(turn, q, decides)]


def _compared(turn: Turn, questions: Sequence[dict[str, Any]]) -> Events | None:
    """The question, or the last one, answered for regions beside each other; None when it asks for one."""
    regios = regions_to_compare(turn)
    last = turn.tracker.get_slot("laatste_vraag")
    question = questions[0] if questions else last
    return compare(turn, question, regios) if regios and question else None


def _is_for(turn: Turn, question: dict[str, Any], decides: Beslissing) -> bool:
    """Whether a question asks what is decided: by its subject, or of a told case by its name."""
    named_only = turn.tells_of_violence and only_names(question["gevraagd"], decides)
    return named_only or _subject(question) in decides.onderwerpen


def _subject(question: dict[str, Any]) -> str:
    return str(question["gaat_over"]["onderwerpen"][0][0])


def _told(turn: Turn, question: dict[str, Any], cited: list[str], more: list[str]) -> Events:
    last = turn.tracker.get_slot("laatste_vraag")
    if last and _subject(last) == _subject(question):
        # 'Wanneer mag dat?' and then 'wie bepaalt dat?': the second leans on what the first leaned on.
        thread = f"{last['gevraagd']} {question['gevraagd']}".split()[-_REMEMBERED:]
        question = {**question, "gevraagd": " ".join(thread)}
    elif last:
        question = {**question, "vorige": {name: last[name] for name in ("tekst", "gaat_over")}}
    slots = {"meer": more, "laatste_vraag": question, "niet_begrepen": 0, CALLING: False}
    return [*cite(cited, ANSWER), *(SlotSet(name, value) for name, value in slots.items()), *turn.varied()]


def _on_the_last_answer(turn: Turn) -> Events | None:
    """What is asked about the last answer or the call, by itself about nothing; None for anything else."""
    if turn.message.asks_what_to_have_at_hand or (turn.message.seeks_help and not turn.minor):
        return hand_over(turn)
    if turn.message.asks_date(turn.today):
        at_hand = [*turn.cited, *map(turn.store.regel, turn.tracker.get_slot("meer") or ())]
        timed = [regel for regel in at_hand if regel.termijn][:1]
        terms = _deadline(turn, timed)
        if terms:
            opening = [] if timed[0] in turn.cited else [as_line(turn, timed[0])]
            turn.say("\n".join([*opening, *terms]), "antwoord", timed)
            return cite([regel.id for regel in timed], ANSWER)
    found = emergency.say_what_helps(turn) or _why_it_came_out(turn)
    return found or tell_difference(turn) or tell_place(turn) or _tell_one(turn)


def _why_it_came_out(turn: Turn) -> Events | None:
    """Why the outcome that was said last is what it is, for who asks that in so many words."""
    beslissing, heard = turn.beslissing, turn.message
    about = {_subject(question) for question in heard.reading.get("vragen") or ()}
    if beslissing is None or not turn.told_outcome_last or not heard.asks_why:
        return None
    if about.isdisjoint(beslissing.onderwerpen):
        return None
    return cite(Outcome(turn, beslissing, turn.weigh(beslissing)).say_why(), OUTCOME)


def _tell_one(turn: Turn) -> Events | None:
    """The regel of the last answer that a message points at ('die derde'); None where it points at none."""
    place = turn.message.points_at
    said = turn.cited
    if place is None or not turn.told_answer_last or len(said) < 2 or place >= len(said):
        return None
    turn.say(as_line(turn, said[place]), "antwoord", [said[place]])
    return []


def _answer(turn: Turn, question: dict[str, Any], single: bool, said: Sequence[str]) -> Shown:
    words = MOST_WORDS - (_BESIDE if turn.says_more else 0) - (_CALL if turn.message.asks_whom_to_call else 0)
    about, rol = Belief(**question["gaat_over"]), turn.asker
    asked = " ".join(part for part in (question["tekst"], question.get("plaats")) if part)
    found = answer(turn.store, asked, about, turn.layer, words, rol, turn.message.told_to_hold)
    regels = [regel for regel in found.regels if regel.id not in said]
    regels = [*_before_talking(turn, regels), *(regels if single else regels[:2])]
    unknown = 0.0 if found.weerlegt else question.get("onbeantwoord", 0.0)
    if not found.regels or unknown >= _UNANSWERED:
        return _say_unknown(turn, regels[:_NEAR_BY] if about.onderwerpen[0][1] >= _SURE else [])
    if single and found.helderheid < _SURE:
        _ask_which(turn, found)
        return [], []
    lines = [
        *([turn.vary("misschien_niet")] if unknown >= _PERHAPS_NOT else []),
        *_refuted(turn, found),
        *_origin(turn, regels),
        *(as_line(turn, regel) for regel in regels),
        *_deadline(turn, regels),
        *_unknown(turn, regels),
    ]
    if regels:
        knoppen = [button("meer")] if found.meer and single else []
        knoppen += _decisions_about(turn, question)
        turn.say("\n".join(lines), "antwoord", regels, knoppen=knoppen)
    if single:
        _say_beside(turn, found)
    return [regel.id for regel in regels], [regel.id for regel in found.meer]


def _before_talking(turn: Turn, regels: Sequence[Regel]) -> list[Regel]:
    """What comes first in this case, where an answer is about talking with the family (meldcode, stap 3)."""
    if not any((regel.bron, regel.vindplaats) == _TALKING for regel in regels):
        return []
    holds = (turn.store.criteria[name] for name, value in turn.answers.items() if value == "ja")
    first = (turn.store.regel(c.voor_het_gesprek) for c in holds if c.voor_het_gesprek)
    return [regel for regel in first if regel not in regels]


def _is_sure(turn: Turn, question: dict[str, Any]) -> bool:
    """Whether an answer is right enough to stand between somebody in danger and the telephone."""
    found = answer(turn.store, question["tekst"], Belief(**question["gaat_over"]), turn.layer)
    return found.zekerheid >= _GOOD and question.get("onbeantwoord", 0.0) < _PERHAPS_NOT


def _asks_anything(turn: Turn) -> bool:
    """Whether a message asks something by its form, or is clearly about a subject."""
    heard = turn.message.reading
    return heard.get("in_vraagvorm") or any(
        _is_sure(turn, question) for question in heard.get("vragen") or ()
    )


def _say_unknown(turn: Turn, near: Sequence[Regel]) -> Shown:
    """Say that no source answers, whom to ask, and what is near; in danger who can be asked now."""
    if emergency.was_named(turn):
        emergency.say_unknown(turn)
        return [], []
    number = turn.store.contacten[VEILIG_THUIS].nummer
    said = text("niet_precies" if near else "onbekend", nummer=number)
    turn.say(said, "buiten-bereik", knoppen=[button("mens")])
    if near:
        lines = [text("wel_in_de_buurt"), *(as_line(turn, regel) for regel in near)]
        turn.say("\n".join(lines), "buiten-bereik", near)
    return [regel.id for regel in near], []


def _answer_minor(turn: Turn, question: dict[str, Any]) -> Events:
    """Numbers and what calling costs; what professionals agreed with each other is no answer to a child."""
    found = answer(turn.store, question["tekst"], Belief(**question["gaat_over"]), turn.layer)
    regels = [regel for regel in found.regels[:1] if regel.bron == _FOR_EVERYBODY]
    elsewhere = turn.message.asks_whom_to_call or turn.message.dares_not_call
    if not regels or found.zekerheid < _GOOD or elsewhere:
        return say_to_minor(turn)
    turn.say(regels[0].tekst, "antwoord", regels)
    return cite([regels[0].id], ANSWER)


def _say_beside(turn: Turn, found: Answer) -> None:
    """What goes with an answer: who can be called now, and where else to look."""
    first = found.regels[0]
    subject = turn.store.onderwerpen[first.onderwerpen[0]]
    # Who asks for another number, or what a study found, isn't about to call Veilig Thuis.
    to_call = _CALLED in first.tekst and turn.store.bronnen[first.bron].gewicht != "bevinding"
    if (subject.bereikbaarheid and to_call) or turn.message.asks_whom_to_call:
        say_who_answers(turn)
    if found.ook and found.zekerheid < _CERTAIN and not turn.message.asks_whom_to_call:
        turn.say(turn.vary("staat_ook_iets_over"), "antwoord", found.ook)
    others = [title for title in _titles(turn, found) if title != subject.titel]
    if others and found.helderheid < _DOUBTFUL:
        turn.say(text("iets_anders"), "keuze", knoppen=_to_choose(others))


def _ask_which(turn: Turn, found: Answer) -> None:
    """One clarifying question, with at most three titles to choose from."""
    knoppen = [*_to_choose(_titles(turn, found)), button("mens")]
    turn.say(text("bedoel_je"), "keuze", knoppen=knoppen)


def _to_choose(titles: Sequence[str]) -> list[dict[str, str]]:
    return [{"titel": title, "tekst": title} for title in titles]


def _titles(turn: Turn, found: Answer) -> list[str]:
    """The titles of the subjects that the question may be about, the likeliest first."""
    topics = dict.fromkeys(regel.onderwerpen[0] for regel in (*found.regels, *found.ook))
    return [turn.store.onderwerpen[topic].titel for topic in list(topics)[:_MOST_CHOICES]]


def _refuted(turn: Turn, found: Answer) -> list[str]:
    """That what the question supposes isn't so; in one region at least, where the regel is a region's."""
    if not found.weerlegt:
        return []
    regio = turn.store.bronnen[found.weerlegt.bron].regio
    if regio == LANDELIJK:
        return [text("klopt_niet")]
    return [text("klopt_niet_regio", regio=turn.store.regios[regio].in_zin)]


def _origin(turn: Turn, regels: Sequence[Regel]) -> list[str]:
    """That the region has no agreement of its own about this, where another one's or a study answers."""
    own = {turn.store.bronnen[regel.bron].regio for regel in regels} & {turn.regio}
    first = turn.store.bronnen[regels[0].bron] if regels else None
    borrowed = first and (first.regio != LANDELIJK or first.gewicht == "bevinding")
    if turn.regio is None or own or not borrowed:
        return []
    subject = turn.store.over(regels[0].onderwerpen[0], turn.layer)
    has_one = any(turn.store.bronnen[regel.bron].regio == turn.regio for regel in subject)
    name = "niet_uit_eigen_afspraak" if has_one else "geen_eigen_afspraak"
    return [text(name, regio=turn.store.regios[turn.regio].in_zin)]


def _deadline(turn: Turn, regels: Sequence[Regel]) -> list[str]:
    """The days on which the terms of the answer end, for the day that the question names."""
    # A day far ahead is when something may happen, and no day on which a term begins.
    days = dates_in(turn.message.text, turn.today)
    named_days = [day for day in days if day - turn.today <= _SOON]
    terms = dict.fromkeys(regel.termijn for regel in regels if regel.termijn)
    lines: list[str] = []
    for termijn in (turn.store.termijnen[id] for id in list(terms)[:_MOST_TERMS] if named_days):
        ends, begin = as_text(end_of(termijn, named_days[0])), as_text(named_days[0])
        if lines:
            lines.append(text("termijn_erbij", naam=termijn.naam, datum=ends))
        else:
            lines.append(turn.vary("termijn_berekend", begin=begin, vanaf=termijn.vanaf, datum=ends))
    return lines


def _unknown(turn: Turn, regels: Sequence[Regel]) -> list[str]:
    """What no source says about the subject of the answer, where people want to know it."""
    about = turn.store.onderwerpen[regels[0].onderwerpen[0]] if regels else None
    return [about.niet_in_bronnen] if about and about.niet_in_bronnen else []


def _decisions_about(turn: Turn, question: dict[str, Any]) -> list[dict[str, str]]:
    """A button for a decision on the subject of the question, while none is being made."""
    about = [b for b in turn.store.beslissingen.values() if _subject(question) in b.onderwerpen]
    wanted = about if turn.beslissing is None and not turn.minor else []
    return [{"titel": b.naam, "tekst": b.vraag} for b in wanted[:1]]
