"""What counts of what the wordings say, and what no wording says but the whole message.

`criteria_weighing` gives beliefs, from all words together and from the words in their order (`criteria_net`);
here it is decided what may come of them. A wrong 'nee' is the worst that can be read: it takes more belief,
and for what somebody does or shows a word that denies. That nobody is in danger only a wording can say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from assistant.dutch.denial import denial
from assistant.dutch.expressions import has, words_in
from assistant.dutch.frames import Clause
from assistant.dutch.patterns import Found, Places
from assistant.dutch.words import read_language
from assistant.nlu import criteria_net, criteria_weighing
from assistant.nlu.criteria_features import all_features
from assistant.nlu.criteria_weighing import Heard, Label
from assistant.nlu.mentions import (
    DANGER,
    DOUBT,
    HELP,
    INJURY,
    SOMEBODY,
    VIOLENCE,
    Mention,
    is_act,
    is_of_caller,
    is_over,
)
from assistant.rulebase.schema import Criterium, Waarde

_LIKELY: Mapping[Waarde, float] = {"ja": 0.55, "nee": 0.9}
"""How likely it must be where no wording says it; chosen, like what follows, with `bench/choices.py`."""
_WORDED: Mapping[Waarde, float] = {"ja": 0.4, "nee": 0.55}
"""How likely it must be what a wording says."""
_IN_DANGER = 0.8
"""How likely it must be that somebody is in danger where no wording says so: then 112 is said."""
_READ_SURELY = 3.5
"""Log odds of the net from which no word of violence or denial is asked for beside what it read."""
_SURELY = 0.95
"""So likely, a wording that nobody is in danger counts, though nobody is named beside it."""
_CERTAIN = 0.9
"""So likely, a form of violence is told: in none of 2,500 messages about something else it was."""
_NEXT_BEST = 0.3
"""Where the clause that pleads most may settle nothing, another may that pleads at least so much of it."""
_CHILD = "meerderjarig-kind"
_TO_WHOM = ("ouderenmishandeling", _CHILD, "ongeboren-kind")
"""Violence that is called after whom it meets: of an old man there must be told that he is harmed."""
_SHOWN = (INJURY, "acute-psychiatrie")
"""What somebody shows: as with violence, only a denial says that it isn't so."""
_HEARSAY = "<derde zegt>"
_DENIES_OR_TELLS_OF_ME = ("ontkenning", "beller")


class SecondNet:
    """Weighs a message beside what the wordings say of it."""

    def __init__(
        self,
        text: str,
        said: Mapping[str, Mention],
        read: Sequence[Clause],
        found: Sequence[Found],
        criteria: Mapping[str, Criterium],
    ) -> None:
        """`said` by the wordings of `criteria`; `read` are the clauses, with what is `found` in each."""
        self._said, self._read, self._found, self._criteria = said, read, found, criteria
        self._scale = criteria_weighing.current()
        self._weighed = self._scale.weigh(all_features(read, found))
        self._is_silent = not said and self._weighed.say_nothing()
        self._margins = {} if self._is_silent else criteria_net.margins(text)

    def counted(self) -> Iterator[Mention]:
        """Of what is said by the wordings what is likely, and what all words say together beside it."""
        for name in () if self._is_silent else self._criteria:
            mention = self._said.get(name)
            if not self._scale.knows(name) or (mention and mention.waarde == "onbekend"):
                yield from (mention,) if mention else ()
                continue
            belief = self._belief((name, "ja" if mention and mention.waarde == "ja" else "nee"))
            if mention and (belief >= _WORDED[mention.waarde] or _is_filled_in(mention, self._read)):
                yield from (mention,) if belief >= _SURELY or self._is_of_a_case(mention) else ()
            else:
                yield from self._unworded(name)

    def is_sure_of_violence(self, mention: Mention) -> bool:
        """Whether a form of violence that is heard is very likely."""
        name, value = mention.criterium, mention.waarde
        act = value == "ja" and self._scale.knows(name) and is_act(self._criteria[name])
        return act and self._belief((name, "ja")) >= _CERTAIN

    def _unworded(self, name: str) -> Iterator[Mention]:
        """What no wording says of a criterium, but all words together."""
        yes: Label = (name, "ja")
        no: Label = (name, "nee")
        enough = _IN_DANGER if name == DANGER else _LIKELY["ja"]
        belief_yes, belief_no = self._belief(yes), self._belief(no)
        if belief_yes >= max(enough, belief_no):
            if self._may_hold(name):
                yield from self._pointed(yes)
        elif name != DANGER and belief_no >= max(_LIKELY["nee"], belief_yes):
            yield from self._pointed(no)

    def _belief(self, label: Label) -> float:
        mention = self._said.get(label[0])
        return self._weighed.belief(label, _heard(mention, label[1]), self._margins.get(label))

    def _is_sure(self, label: Label) -> bool:
        """Whether the net reads a label so surely that no word of violence or denial is asked for."""
        return self._margins.get(label, 0.0) >= _READ_SURELY

    def _may_hold(self, name: str) -> bool:
        """Whether a message as a whole leaves room for a 'ja'."""
        if name in _TO_WHOM:
            return self._is_sure((name, "ja")) or (self._tells_of(name) and self._tells_of_violence())
        # 'Ik twijfel of ik mijn naam geef' is no doubt about violence.
        other = (m for m in self._said.values() if m.waarde == "onbekend")
        return name != DOUBT or all(is_act(self._criteria[m.criterium]) for m in other)

    def _tells_of(self, name: str) -> bool:
        # 'Mijn moeder krijgt klappen van mijn vader' is told by a child, and isn't about it.
        return name != _CHILD or any(token.text in _children() for c in self._read for token in c.words)

    def _tells_of_violence(self) -> bool:
        return any(
            denial(clause.words, places) == "affirmed"
            for clause, one in zip(self._read, self._found, strict=True)
            for places in (one.get(VIOLENCE, ()) if clause.told else ())
        )

    def _pointed(self, label: Label) -> Iterator[Mention]:
        """A mention at the words that plead for it most, of those that tell how things are; none without."""
        by_clause = self._weighed.words(label)
        gains = {clause: sum(pleads.values()) for clause, pleads in by_clause.items()}
        enough = max(gains.values(), default=0.0) * _NEXT_BEST
        for clause in sorted(gains, key=gains.__getitem__, reverse=True):
            if gains[clause] < enough:
                return
            pleads = by_clause[clause]
            strong = sorted(place for place, gain in pleads.items() if gain >= max(pleads.values()) / 2)
            if self._may_plead(label, self._read[clause], self._found[clause], tuple(strong)):
                words = self._read[clause].words
                yield Mention(*label, words[strong[0]].start, words[strong[-1]].end, len(strong))
                return

    def _may_plead(self, label: Label, clause: Clause, found: Found, places: Places) -> bool:
        """Whether words of a clause may settle something together: only where it plainly tells of now."""
        name, value = label
        turned = clause.denied or clause.withdrawn or has(clause.words, "ontkenning_van_alles")
        # Doubt is told as a question: 'of dat mishandeling is?'
        told = clause.told or (label == (DOUBT, "ja") and not clause.unreal)
        if not told or clause.past or turned:
            return False
        if name == DANGER:
            return not is_over(clause, value, places)
        if name == HELP:
            return not is_of_caller(clause, found)
        if value == "nee" and name in _TO_WHOM and found.get(VIOLENCE):
            # 'Mevrouw van 83 wordt niet geslagen' leaves open what else is done to her.
            return False
        if value == "nee" and (name in _SHOWN or is_act(self._criteria[name])):
            return self._is_sure(label) or any(token.text in words_in("ontkenning") for token in clause.words)
        return (name, value) != (DOUBT, "nee") or not found.get(_HEARSAY)

    def _is_of_a_case(self, mention: Mention) -> bool:
        """Whether somebody is said to be safe, or danger denied: 'waar staat nu veilig' is said of nobody."""
        if (mention.criterium, mention.waarde) != (DANGER, "nee"):
            return True
        return any(
            any(one.get(family) for family in SOMEBODY)
            or any(token.text in words_in(name) for token in clause.words for name in _DENIES_OR_TELLS_OF_ME)
            for clause, one in zip(self._read, self._found, strict=True)
            if clause.words and clause.words[0].start <= mention.start < clause.words[-1].end
        )


@lru_cache(maxsize=1)
def _children() -> frozenset[str]:
    groups = read_language("woordgroepen.yml")
    return frozenset(word for name in ("zoon of dochter", "kind", "jongvolwassene") for word in groups[name])


def _is_filled_in(mention: Mention, read: Sequence[Clause]) -> bool:
    """Whether it stands behind what is asked, as on a form: 'letsel: nee' leaves nothing to weigh."""
    return any(
        clause.answer is not None and clause.words[0].start <= mention.start < clause.words[-1].end
        for clause in read
        if clause.words
    )


def _heard(mention: Mention | None, value: Waarde) -> Heard:
    if mention is None:
        return "niets"
    return "gezegd" if mention.waarde == value else "tegendeel"
