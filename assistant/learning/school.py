"""Learning in one place: what the pages, the API and the conversation all do for a learner."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from assistant import places
from assistant.learning import current as lessons
from assistant.learning.course import Course
from assistant.learning.feedback import Terugkoppeling, feedback
from assistant.learning.grading import Antwoord, Beoordeling, grade
from assistant.learning.learners import Learners, Oefening
from assistant.learning.opgaven import Opgave
from assistant.learning.practice import Beurt, Gesprek
from assistant.learning.schedule import Kaart, cards, next_card, next_moment
from assistant.learning.schema import Geval
from assistant.reasoning.reachability import AMSTERDAM
from assistant.rulebase import current as rules
from assistant.safety.despair import wants_to_die
from assistant.safety.public_names import public_names
from assistant.safety.redact import redact
from assistant.safety.urgency import Level, assess

Wanted = Callable[[Opgave], bool]
"""Whether a question is one to ask."""


class Unknown(LookupError):
    """What was asked for doesn't exist (any more): a question, a case, a call."""


@dataclass(frozen=True)
class Gevraagd:
    """The next question of a learner, or when the first one comes back."""

    kaart: Kaart | None
    terug: datetime | None


@dataclass(frozen=True)
class Gezegd:
    """A turn of a practice call, with what was done to the message before anything read it."""

    beurt: Beurt
    geredigeerd: bool
    urgentie: Level


class School:
    """Teaches from the material and the rule base in use; what learners did is kept in `learners`."""

    def __init__(self, learners: Learners) -> None:
        self.learners = learners
        self._lock = threading.Lock()
        self._course: Course | None = None

    def course(self, moment: datetime) -> Course:
        """What there is to learn on the day of `moment`; made anew when material or rule base change."""
        store, material = rules.store(), lessons.material()
        day = moment.astimezone(AMSTERDAM).date()
        with self._lock:
            if self._course is None or not self._course.is_of(store, material, day):
                self._course = Course(store, material, day)
            return self._course

    def cards(self, leerling: str, moment: datetime, module: str | None = None) -> list[Kaart]:
        """All questions for a learner, with how well each is known; of one module, or of all."""
        opgaven = self.course(moment).opgaven(self.learners.region(leerling))
        wanted = [opgave for opgave in opgaven if module in (None, opgave.module)]
        return cards(wanted, self.learners.answers(leerling))

    def ask(
        self, leerling: str, moment: datetime, module: str | None = None, wanted: Wanted | None = None
    ) -> Gevraagd:
        """What to ask a learner now; of the questions that are `wanted`, or of all."""
        found = self.cards(leerling, moment, module)
        all_cards = [kaart for kaart in found if wanted is None or wanted(kaart.opgave)]
        return Gevraagd(next_card(all_cards, moment), next_moment(all_cards))

    def opgave(self, leerling: str, id: str, moment: datetime) -> Opgave:
        """The question with this id, as it is asked in the region of a learner. Raises Unknown."""
        found = self.course(moment).opgave(self.learners.region(leerling), id)
        if found is None:
            raise Unknown(id)
        return found

    def answer(self, leerling: str, opgave: Opgave, antwoord: Antwoord, moment: datetime) -> Beoordeling:
        """Judge an answer and store it."""
        judged = grade(opgave, antwoord)
        self.learners.answer(leerling, opgave.id, opgave.versie, antwoord, judged.goed, moment)
        return judged

    def case(self, id: str) -> Geval:
        """The practice call with this id. Raises Unknown."""
        geval = lessons.material().gevallen.get(id)
        if geval is None:
            raise Unknown(id)
        return geval

    def cases(self, regio: str) -> list[Geval]:
        """The practice calls of a region, the plain ones first."""
        found = [geval for geval in lessons.material().gevallen.values() if geval.regio == regio]
        return sorted(found, key=lambda geval: geval.niveau)

    def start_call(self, leerling: str, geval: str, moment: datetime) -> Oefening:
        """Begin a practice call. Raises Unknown for a case that doesn't exist."""
        self.case(geval)
        id = self.learners.start_call(leerling, geval, moment)
        return self.call(leerling, id)

    def call(self, leerling: str, id: str) -> Oefening:
        """A practice call of a learner. Raises Unknown."""
        found = self.learners.call(leerling, id)
        if found is None:
            raise Unknown(id)
        return found

    def say(self, leerling: str, id: str, typed: str) -> Gezegd:
        """Say something in a practice call: redaction and urgency come first, as everywhere.

        Raises Unknown. A call that is over takes no more turns: raises CallIsOver.
        """
        call = self.call(leerling, id)
        gesprek = Gesprek(self.case(call.geval), lessons.listener(), turns_of(call))
        if call.uitslag is not None or gesprek.afgerond:
            raise CallIsOver
        store = rules.store()
        clean = redact(typed, (c.nummer for c in store.contacten.values()), public_names(store))
        beurt = gesprek.answer(clean.tekst)
        self.learners.save_call(id, [asdict(one) for one in gesprek.beurten], None)
        if beurt.afgerond:
            self.finish(leerling, id)
        return Gezegd(beurt, clean.geredigeerd, danger_in(clean.tekst))

    def finish(self, leerling: str, id: str) -> Terugkoppeling:
        """End a practice call and say how it went. Raises Unknown."""
        call = self.call(leerling, id)
        found = self.feedback(call)
        result = {
            "punten": {punt.id: punt.stand for punt in found.punten},
            "gedaan": found.gedaan,
            "totaal": found.totaal,
            "missers": found.missers,
        }
        self.learners.save_call(id, call.beurten, result)
        return found

    def feedback(self, call: Oefening) -> Terugkoppeling:
        """How a call went up to now. Raises Unknown when its case is no more."""
        geval, store = self.case(call.geval), rules.store()
        return feedback(geval, turns_of(call), lessons.material().vaardigheden, store)


class CallIsOver(Exception):
    """Something was said in a practice call that had been rounded off."""


def danger_in(said: str) -> Level:
    """How urgent what somebody says in practice would be if it were real; despair can't wait either."""
    level = assess(said).niveau
    return "crisis" if level == "geen" and wants_to_die(said) else level


def turns_of(call: Oefening) -> list[Beurt]:
    """The turns of a stored call."""
    return [
        Beurt(one["medewerker"], tuple(one["gehoord"]), one["beller"], tuple(one["gezegd"]), one["afgerond"])
        for one in call.beurten
    ]


_lock = threading.Lock()
_school: School | None = None


def current() -> School:
    """The school of this process: on DATABASE_URL, or the learners' file in the state folder."""
    global _school
    with _lock:
        if _school is None:
            _school = School(Learners(os.environ.get("DATABASE_URL") or places.learners_file()))
        return _school
