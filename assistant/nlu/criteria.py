"""Which criteria a message speaks of, and what it says of each: ja, nee or onbekend.

The wordings are data of the rule base (`verwoordingen`); negation, doubt, supposition and question
around them are read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.dutch.phrases import Match, PhraseBook, clauses
from assistant.dutch.scope import count_negations, is_doubted, is_question, is_supposed
from assistant.dutch.words import Word, analyse
from assistant.rulebase.schema import Criterium, Verwoording, Waarde

DOUBT = "onzeker-of-geweld"
DANGER = "acute-bedreiging"
_OPPOSITE: dict[str, Waarde] = {"ja": "nee", "nee": "ja"}

Meaning = tuple[str, Waarde]
"""A criterium and the value that a wording gives it."""


@dataclass(frozen=True)
class Mention:
    """A criterium that a message speaks of, with its value and where it stands."""

    criterium: str
    waarde: Waarde
    start: int
    end: int
    weight: int
    """How many words matched; of two mentions of one criterium the longer counts."""


class CriteriaFinder:
    """Finds criteria in messages, by the wordings of the rule base."""

    def __init__(self, criteria: Mapping[str, Criterium], verwoordingen: Iterable[Verwoording]) -> None:
        self._criteria = criteria
        self._book: PhraseBook[Meaning] = PhraseBook(_phrases(verwoordingen))

    def find(self, text: str) -> list[Mention]:
        """The criteria that `text` tells something about; questions and suppositions tell nothing."""
        best: dict[str, Mention] = {}
        for clause, last in clauses(analyse(text)):
            if is_question(clause, last) or is_supposed(clause):
                continue
            for mention in self._in_clause(clause):
                earlier = best.get(mention.criterium)
                if earlier is None or self._overrules(mention, earlier):
                    best[mention.criterium] = mention
        return sorted(best.values(), key=lambda mention: mention.start)

    def _overrules(self, later: Mention, earlier: Mention) -> bool:
        """Whether a later clause counts: the more exact wording does, and found violence is not unsaid.

        Danger is an exception: 'hij dreigde haar te slaan, ze is nu veilig' says that there is none now.
        """
        if self._criteria[later.criterium].vorm_van_geweld and later.criterium != DANGER:
            return later.waarde == "ja" or (earlier.waarde != "ja" and later.weight >= earlier.weight)
        return later.weight >= earlier.weight

    def _in_clause(self, clause: Sequence[Word]) -> Iterator[Mention]:
        longest: dict[Meaning, Match[Meaning]] = {}
        for match in self._book.matches(clause):
            earlier = longest.get(match.meaning)
            if earlier is None or len(match.places) > len(earlier.places):
                longest[match.meaning] = match
        for match in longest.values():
            spoken_for = {
                place for other in longest.values() if _is_apart(other, match) for place in other.places
            }
            negated = count_negations(clause, spoken_for) % 2 == 1
            yield from self._read(match, clause, negated, is_doubted(clause, match.places))

    def _read(
        self, match: Match[Meaning], clause: Sequence[Word], negated: bool, doubted: bool
    ) -> Iterator[Mention]:
        name, value = match.meaning
        start, end = clause[match.places[0]].start, clause[match.places[-1]].end
        if negated:
            value = "onbekend" if self._criteria[name].nee_alleen_uitdrukkelijk else _OPPOSITE[value]
        if doubted and name != DOUBT:
            if self._criteria[name].vorm_van_geweld and value == "ja":
                yield Mention(DOUBT, "ja", start, end, len(match.places))
            value = "onbekend"
        yield Mention(name, value, start, end, len(match.places))


def _is_apart(other: Match[Meaning], match: Match[Meaning]) -> bool:
    """Whether the negations in `other` are its own business, and deny nothing of `match`.

    'Niemand binnen' with 'blauwe plekken' beside it denies no bruise; 'niks te zien van blauwe plekken'
    does, and so does 'niet acuut' the 'acuut onveilig' that shares a word with it.
    """
    if other is match:
        return True
    return other.meaning[0] != match.meaning[0] and not set(other.places) & set(match.places)


def _phrases(verwoordingen: Iterable[Verwoording]) -> Iterator[tuple[str, Meaning]]:
    for verwoording in verwoordingen:
        for phrase in verwoording.ja:
            yield phrase, (verwoording.criterium, "ja")
        for phrase in verwoording.nee:
            yield phrase, (verwoording.criterium, "nee")
