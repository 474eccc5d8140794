"""What takes the urgency out of words: they are denied, past, supposed, asked in general, or played."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.dutch.words import function_words, scope_words
from assistant.safety import urgency_rules
from assistant.safety.urgency_matching import Match, Sentence, Token
from assistant.safety.urgency_rules import CRY, NOW, WITNESS

_REACH = 2
"""How many words before a danger 'niet' may stand to deny it."""
_REACH_OF_NO = 3
"""How many words after 'geen' the denied thing may stand."""
_AFTERTHOUGHT = 5
"""A clause of fewer words only adds to the one before it."""
_SIGNS_ONLY = ("teken", "spoedig", "veilig")


class Frames:
    """The frames that stand around the words of a message."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        matches = [match for sentence in sentences for match in sentence.matches]
        self._sentences = [_Framed(sentence) for sentence in sentences]
        self._real = {match.sentence for match in matches if match.rule.soort == "echt"}
        told = (match for match in matches if match.rule.soort == "verzonnen")
        self._played = not self._real and any(
            not self._sentences[match.sentence].is_asked(match.places) for match in told
        )
        first = sentences[0].words[0].text if sentences and sentences[0].words else ""
        self._supposed = first in ("stel", "hypothetisch")

    def of_match(self, match: Match) -> str | None:
        """The kind of frame that makes the match not count; None when it counts."""
        if match.rule.soort in _SIGNS_ONLY:
            return self.around(match.sentence, match.places, signs=True)
        return self.around(match.sentence, match.places)

    def around(self, sentence: int, places: Collection[int], *, signs: bool = False) -> str | None:
        """The kind of frame around the words at `places`; None when they are meant, here and now.

        With `signs`, only the frames that take away signs of time and place too.
        """
        framed = self._sentences[sentence]
        if framed.is_figure(places):
            return "beeldspraak"
        if self.is_played(sentence):
            return "verzonnen"
        if signs:
            return None
        found = framed.around(places)
        if found is None and self._supposed and not framed.is_witnessed(places):
            return "veronderstelling"
        return found

    def is_played(self, sentence: int) -> bool:
        """Whether the sentence tells something played or made up.

        A witness of now makes it real; in a story that is told elsewhere, any sign of now does.
        """
        framed = self._sentences[sentence]
        if sentence in self._real:
            return False
        now, witness = framed.has(NOW), framed.has(WITNESS)
        if framed.has("verzonnen"):
            return not (now and witness)
        return self._played and not (now or witness)


class _Framed:
    """A sentence with what stands around each of its clauses."""

    def __init__(self, sentence: Sentence) -> None:
        self._words = sentence.words
        self._kinds: dict[int, set[str]] = defaultdict(set)
        self._figures: set[int] = set()
        self._supposing: list[int] = []
        for match in sentence.matches:
            self._note(match)
        self._all = set().union(*self._kinds.values()) if self._kinds else set()
        self._first_place: dict[int, int] = {}
        for place, word in enumerate(self._words):
            self._first_place.setdefault(word.clause, place)
        self._denials = list(self._find_denials())
        self._past = {
            word.clause
            for word in self._words
            if word.text in urgency_rules.current().grammar["verleden_tijd"]
        }
        self._look_back()

    def _note(self, match: Match) -> None:
        kind = match.rule.soort
        if kind == "beeldspraak":
            self._figures |= self._content(match.places)
        if kind == "veronderstelling":
            self._supposing.append(match.places[0])
        if kind == "teken":
            kind = match.rule.naam
        for place in match.places:
            self._kinds[self._words[place].clause].add(kind)

    def _look_back(self) -> None:
        """'…, jaren geleden' and '…, dat was in 2019' also say it of the clause before."""
        clauses = list(self._first_place)
        for before, clause in pairwise(clauses):
            words = [word.text for word in self._words if word.clause == clause]
            if "voorbij" in self._kinds[clause] and (len(words) < _AFTERTHOUGHT or words[0] == "dat"):
                self._kinds[before].add("voorbij")

    def has(self, kind: str, places: Collection[int] | None = None) -> bool:
        """Whether a frame of this kind stands in the sentence, or in the clauses of `places`."""
        if places is None or kind not in self._all:
            return kind in self._all
        return any(kind in self._kinds[self._words[place].clause] for place in places)

    def is_figure(self, places: Collection[int]) -> bool:
        return not self._figures.isdisjoint(self._content(places))

    def is_witnessed(self, places: Collection[int]) -> bool:
        """Whether somebody tells it of now, as a witness or in need."""
        return any(self.has(kind, places) for kind in (NOW, WITNESS, CRY))

    def around(self, places: Collection[int]) -> str | None:
        content = self._content(places) or set(places)
        if self._is_denied(content, places):
            return "ontkend"
        if self._is_past(places):
            return "voorbij"
        if self.has("rustig", places):
            return "rustig"
        if "gewoonte" in self._all and NOW not in self._all:
            return "gewoonte"
        if self.is_witnessed(places):
            return None
        if "algemeen" in self._all:
            return "algemeen"
        if self._is_supposed(min(content)):
            return "veronderstelling"
        return "vraag" if self.is_asked(places) else None

    def _is_past(self, places: Collection[int]) -> bool:
        """Said of long ago and not of now; a past tense alone gives way to a 'nu' in the sentence."""
        if self.has("voorbij", places) and not self.has(NOW, places):
            return True
        return NOW not in self._all and any(self._words[place].clause in self._past for place in places)

    def _find_denials(self) -> list[tuple[int, set[int]]]:
        """Every negation with the places of the words that it denies."""
        negators, unnegating = scope_words()["ontkenning"], scope_words()["geen_ontkenning"]
        found = []
        for place, word in enumerate(self._words):
            if word.text not in negators:
                continue
            following = self._words[place + 1].text if place + 1 < len(self._words) else ""
            if f"{word.text} {following}" in unnegating:
                continue
            reach = _REACH_OF_NO if word.text in ("geen", "niemand") else _REACH
            denied = {p for p in range(place + 1, place + 1 + reach) if self._same_clause(p, place)}
            if word.text != "geen" and not self._same_clause(place + 1, place):
                denied |= {p for p in (place - 1, place - 2) if self._same_clause(p, place)}
            found.append((place, denied))
        return found

    def _same_clause(self, place: int, other: int) -> bool:
        return 0 <= place < len(self._words) and self._words[place].clause == self._words[other].clause

    def _is_denied(self, content: Collection[int], places: Collection[int]) -> bool:
        if any(place not in places and not denied.isdisjoint(content) for place, denied in self._denials):
            return True
        return self._answered_no(max(content))

    def _answered_no(self, last: int) -> bool:
        """Whether the next clause is just 'nee': 'is er gevaar: nee'."""
        start = next((p for p in range(last, len(self._words)) if not self._same_clause(p, last)), None)
        if start is None or self._words[start].text not in ("nee", "niet", "geen"):
            return False
        return not self._same_clause(start + 1, start)

    def _is_supposed(self, first: int) -> bool:
        """Whether the words stand behind 'als' or 'stel'; not when it is the if of a threat."""
        for start in self._supposing:
            if start > first or any(word.text in _group("dreigt") for word in self._words[:start]):
                continue
            opens = self._first_place[self._words[start].clause] == start
            if opens or self._same_clause(first, start):
                return True
        return False

    def is_asked(self, places: Collection[int]) -> bool:
        """Whether the clause of the words asks in general, and nobody tells it of now."""
        last = max(self._content(places) or places)
        start = self._first_place[self._words[last].clause]
        if self._words[start].text in ("en", "maar", "dus", "of") and self._same_clause(start + 1, start):
            start += 1
        following = self._words[start + 1].text if self._same_clause(start + 1, start) else ""
        return self._opens_question(self._words[start], following) and not self.is_witnessed(places)

    @staticmethod
    def _opens_question(word: Token, following: str) -> bool:
        """'Kan niet weg' and 'heeft mes' are no questions, 'kan ik …' and 'is een …' are."""
        if word.text in _group("vraagwoord"):
            return following not in scope_words()["ontkenning"]
        if word.text in scope_words()["vraagwoorden"]:
            return word.asked or (
                word.text == "is" and following in urgency_rules.current().grammar["onderwerp"]
            )
        return False

    def _content(self, places: Collection[int]) -> set[int]:
        return {place for place in places if self._words[place].text not in function_words()}


@lru_cache(maxsize=8)
def _group(name: str) -> frozenset[str]:
    """The words of a group of `urgentie-woorden.yml`."""
    return frozenset(urgency_rules.current().groups[name])
