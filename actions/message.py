"""What one message says: by its words, and by how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from assistant.dutch.dates import dates_in
from assistant.dutch.words import analyse, function_words, holds_any, read_language
from assistant.nlu.segments import asks_whom_to_call, says_any_of, seeks_help

_OUTSIDE = ("buiten_bereik", "buiten_bronnen")
_ASKS = ("vraag", "casus_met_vraag", "regio", "daarna", "meer", "kort", "waar_staat_dat", *_OUTSIDE)
_NEAR = 6
"""So many words on from 'is' or 'zit', a place is where somebody is."""
_POINTS = 8
"""So many words point at something that was said, and ask nothing beside it."""
_SPEAKS_OF_IT = 14
"""In a longer message, what if it comes back is only a part of what is asked."""
_SHORT = 6
"""A message of so many words that names a region says nothing beside it."""


class Message:
    """One message, whatever stood before it. Its text is redacted."""

    def __init__(self, latest: Mapping[str, Any]) -> None:
        self.text = str(latest.get("text") or "")
        self.reading: dict[str, Any] = latest.get("lezing") or {}
        self.intent: str = latest.get("intent", {}).get("name") or ""
        self._spoken = " ".join(word.text for word in analyse(self.text))

    @property
    def without_fillers(self) -> str:
        """Its words in lower case, without those that change nothing ('dan', 'gewoon')."""
        fillers = read_language("gespreksvoering.yml")["vulwoorden"]
        return " ".join(word for word in self._spoken.split() if word not in fillers)

    @property
    def told_to_hold(self) -> set[str]:
        """The ids of the criteria that it says to hold."""
        told = self.reading.get("criteria") or ()
        return {mention["criterium"] for mention in told if mention["waarde"] == "ja"}

    @property
    def told(self) -> set[str]:
        """The ids of the criteria of which it says whether they hold."""
        told = self.reading.get("criteria") or ()
        return {mention["criterium"] for mention in told if mention["waarde"] != "onbekend"}

    @property
    def speaks_of_this_case(self) -> bool:
        """Whether it is about a case at hand ('deze zaak', 'moet ik'), and not in general."""
        spoken = f" {self.text.lower()} "
        return any(f" {phrase} " in spoken for phrase in read_language("deze-zaak.yml")["deze_zaak"])

    @property
    def speaks_of_self(self) -> bool:
        """Whether the writer speaks of himself or his own work ('ik werk in', 'bij ons')."""
        return not set(self.text.lower().split()).isdisjoint(read_language("deze-zaak.yml")["over_mij"])

    @property
    def asks_whom_to_call(self) -> bool:
        """Whether it asks who can be reached, or when."""
        return asks_whom_to_call(self.text)

    @property
    def asks_what_to_have_at_hand(self) -> bool:
        """Whether it asks what to prepare for a call."""
        return self._has("vraagt_wat_bij_de_hand")

    @property
    def asks_what_comes_of_it(self) -> bool:
        """Whether it asks for a conclusion, of whatever was told."""
        return self._has("vraagt_de_uitkomst")

    @property
    def asks_what_to_do(self) -> bool:
        """Whether it asks what to do in the case that is spoken of."""
        return self.intent == "wat_nu" or self._has("vraagt_wat_te_doen")

    @property
    def asks_something(self) -> bool:
        """Whether it asks something of its own instead of answering."""
        return self.intent in _ASKS

    @property
    def leaves_open_what_was_asked(self) -> bool:
        """Whether it asks something itself, or only says 'oké', where an answer was waited for."""
        return self.asks_something or self.only_consents

    @property
    def asks_why(self) -> bool:
        """Whether it opens by asking why."""
        return self._opens("vraagt_waarom")

    @property
    def asks_in_general(self) -> bool:
        """Whether it asks what something is, and not of the case at hand."""
        return self._opens("vraagt_in_het_algemeen")

    @property
    def asks_of_all_regions(self) -> bool:
        """Whether it asks how things are in every region of the rule base."""
        return self._has("alle_regios")

    @property
    def compares(self) -> bool:
        """Whether it asks how one thing differs from another."""
        return self._has("vergelijkt")

    @property
    def asks_difference(self) -> bool:
        """Whether it asks how the last two things differ, and names neither."""
        return self._spoken in read_language("gespreksvoering.yml")["vraagt_verschil"]

    def asks_date(self, today: date) -> bool:
        """Whether it names a day, and asks when the term ends of which the last answer told."""
        asks = self._opens("vervolgt_met_datum") and self._has("vraagt_de_datum")
        return asks and bool(dates_in(self.text, today))

    @property
    def doubts_answer(self) -> bool:
        """Whether 'why' is said of what was answered ('hoezo niet?'), and not of what was asked."""
        return self._has("over_het_antwoord") and not self._has("over_de_vraag")

    @property
    def corrects(self) -> bool:
        """Whether it takes something back ('ik vergis me', 'het waren geen striemen, het was …')."""
        return self._has("verbetert") or self._opens("verbetert_vooraan")

    @property
    def asks_what_was_noted(self) -> bool:
        """Whether it asks what is known of the case by now."""
        return self._has("vraagt_genoteerd")

    @property
    def only_consents(self) -> bool:
        """Whether it says 'oké' or 'prima', which answers no question after a fact."""
        return self._spoken in read_language("gespreksvoering.yml")["stemt_in"]

    @property
    def knows_nothing_else(self) -> bool:
        """Whether it says that all further questions can't be answered either."""
        return self.reading.get("antwoord") == "weet_niet" and self._has("weet_de_rest_niet")

    @property
    def points_at(self) -> int | None:
        """Which of the things said last it points at, counted from 0, -1 for the last; None for none."""
        known = read_language("gespreksvoering.yml")
        words = [word.text for word in analyse(self.text)]
        ordinals = {word: place for place, word in enumerate(known["rangtelwoord"])}
        ordinals |= dict.fromkeys(known["laatste"], -1)
        if len(words) > _POINTS:
            return None
        for before, word, after in zip(words, words[1:], [*words[2:], "dan"], strict=False):
            alone = after in function_words() or after in known["na_rangtelwoord"]
            if before in known["voor_rangtelwoord"] and word in ordinals and alone:
                return ordinals[word]
        return None

    @property
    def wants_to_ask(self) -> bool:
        """Whether it says that a question will follow."""
        return self._has("wil_vragen")

    @property
    def is_new_here(self) -> bool:
        """Whether the writer says that this work is new to him."""
        return self._has("is_nieuw")

    @property
    def leaves_region(self) -> bool:
        """Whether it says that it plays in another region, whichever."""
        return self._has("andere_regio")

    @property
    def names_region_only(self) -> bool:
        """Whether it names a region of the rule base, and says nothing else."""
        named = bool((self.reading.get("regio") or {}).get("regio")) and not self.reading.get("criteria")
        short = len(self.text.split()) <= _SHORT and bool(self.reading.get("haakt_aan"))
        return named and (self.intent == "regio" or (self.intent == "casus" and short))

    @property
    def says_more_than_a_region(self) -> bool:
        """Whether it holds more than the name of a region and a few words around it."""
        return len(self.text.split()) > _SHORT

    @property
    def called_for_help(self) -> bool:
        """Whether it says that 112 was called, or that help is on its way."""
        called = self._has("heeft_gebeld") and not self._has("toch_niet")
        return (called or self._help_comes) and not self.says_help_stays_away

    @property
    def _help_comes(self) -> bool:
        known = read_language("gespreksvoering.yml")
        clauses = groupby(analyse(self.text), key=lambda word: (word.sentence, word.clause))
        said = (" ".join(word.text for word in clause) for _, clause in clauses)
        return any(
            holds_any(part, known["hulp_komt"]) and not holds_any(part, known["toch_niet"]) for part in said
        )

    @property
    def says_help_stays_away(self) -> bool:
        """Whether it says that help was called and doesn't come."""
        return self._has("hulp_blijft_uit")

    @property
    def says_no_help_was_called(self) -> bool:
        """Whether it says that nobody called yet, dares to, or can."""
        return self._has("niet_gebeld")

    @property
    def tells_of_a_door(self) -> bool:
        """Whether it tells of somebody at a door or outside: then a locked door keeps safe."""
        return self._has("aan_de_deur")

    @property
    def says_danger_is_over(self) -> bool:
        """Whether it says that danger has gone: he left, he was taken away."""
        doubtful = self._has("toch_niet") or self._has("toch_niet_weg")
        return self._has("gevaar_is_weg") and not doubtful

    @property
    def says_danger_is_back(self) -> bool:
        """Whether it says, after 112 or after it was quiet, that it begins again."""
        return self._has("gevaar_terug") and not self.says_it_is_not_back

    @property
    def says_it_is_not_back(self) -> bool:
        """Whether it says that danger hasn't come back, or only may ('wat als hij')."""
        return self._has("niet_terug")

    @property
    def beside_news(self) -> str:
        """What it says beside that help came or danger went; all of it when it says neither."""
        if not (self.called_for_help or self.says_danger_is_over):
            return self.text
        known = read_language("gespreksvoering.yml")
        rest = f" {self._spoken} "
        news = (*known["heeft_gebeld"], *known["hulp_komt"], *known["gevaar_is_weg"])
        for phrase in sorted(news, key=len, reverse=True):
            rest = rest.replace(f" {phrase} ", " ")
        says_nothing = function_words() | set(known["bij_nieuws"])
        return "" if says_nothing.issuperset(rest.split()) else rest.strip()

    @property
    def opens_with_no(self) -> bool:
        """Whether its first word is a no."""
        return self._spoken.partition(" ")[0] in read_language("korte-antwoorden.yml")["nee_in_een_woord"]

    @property
    def seeks_help(self) -> bool:
        """Whether it asks who helps, or where to go, in so many words."""
        return seeks_help(self.text)

    @property
    def says_it_is_soon_unsafe(self) -> bool:
        """Whether it says that somebody soon goes back, or comes ('morgen moet ze er weer heen')."""
        return self._has("straks_onveilig")

    @property
    def asks_whether_to_let_go(self) -> bool:
        """Whether it asks if somebody may go back to where it may be unsafe ('moet ik haar laten gaan')."""
        return self._has("laat_iemand_gaan") and len(self.text.split()) <= _SPEAKS_OF_IT

    @property
    def asks_what_follows(self) -> bool:
        """Whether it asks, and nothing else, what comes after what was just explained ('en dan?')."""
        return self._spoken in read_language("gespreksvoering.yml")["vraagt_wat_volgt"]

    @property
    def asks_if_it_returns(self) -> bool:
        """Whether it asks what to do when danger comes back ('en als hij terugkomt')."""
        return self._has("als_het_terugkomt") and len(self.text.split()) <= _SPEAKS_OF_IT

    @property
    def dares_not_call(self) -> bool:
        """Whether it says that calling is too much, for fear or because somebody hears or sees it."""
        return self._has("durft_niet_bellen") and len(self.text.split()) <= _SPEAKS_OF_IT

    @property
    def says_nothing_is_going_on(self) -> bool:
        """Whether it says that there is no danger at this moment."""
        calm = says_any_of(self.text, read_language("gespreksvoering.yml")["nu_geen_gevaar"])
        return calm and not self._has("toch_gevaar")

    @property
    def says_they_are_elsewhere(self) -> bool:
        """Whether it says where somebody is, away from the other, and not that he is soon back."""
        known = read_language("gespreksvoering.yml")
        if self._has("toch_gevaar") or self._has("niet_lang_weg"):
            return False
        words = [word.text for word in analyse(self.text)]
        places = [phrase.split() for phrase in known["is_elders"]]
        stays = [at for at, word in enumerate(words) if word in known["verblijft"]]
        return any(
            words[start : start + len(place)] == place and any(0 < start - at <= _NEAR for at in stays)
            for start in range(len(words))
            for place in places
        )

    def _has(self, kind: str) -> bool:
        return holds_any(self.text, read_language("gespreksvoering.yml")[kind])

    def _opens(self, kind: str) -> bool:
        spoken = f"{self._spoken} "
        return any(spoken.startswith(f"{phrase} ") for phrase in read_language("gespreksvoering.yml")[kind])
