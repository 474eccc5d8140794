"""Which criteria a message speaks of, and what it says of each: ja, nee or onbekend.

The wordings are data of the rule base (`verwoordingen`), the word groups in them data of the language
(`data/taal/woordgroepen.yml`). Here they are found, and read in the light of what stands around them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from assistant.dutch.denial import denial
from assistant.dutch.expressions import has
from assistant.dutch.frames import Clause, clauses
from assistant.dutch.patterns import (
    Found,
    Pattern,
    PatternBook,
    Places,
    Wording,
    compile_groups,
    parse,
    words_of,
)
from assistant.dutch.tokens import Tokens
from assistant.dutch.words import analyse, holds_any, read_language
from assistant.nlu.criteria_features import all_features
from assistant.nlu.criteria_weighing import Sign
from assistant.nlu.mentions import (
    DANGER,
    DOUBT,
    HELP,
    SOMEBODY,
    VIOLENCE,
    Mention,
    is_act,
    is_of_caller,
    is_over,
)
from assistant.nlu.second_net import SecondNet
from assistant.nlu.tellers import sure_places
from assistant.rulebase.schema import Criterium, Verwoording, Waarde

_NEAR = 2
"""The parts of a wording stand at most so many sentences apart."""

Kind = Literal["kern", "ja", "nee", "omgekeerd", "ontkend"]

_VALUES: dict[Kind, tuple[Waarde | None, Waarde | None]] = {
    "kern": ("ja", "nee"),
    "ja": ("ja", None),
    "nee": ("nee", None),
    "omgekeerd": ("nee", "ja"),
    "ontkend": (None, "nee"),
}
"""What a wording of each kind says when it is said, and when it is denied."""


@dataclass(frozen=True)
class _Meaning:
    """What a wording says, and the names under which its parts are looked for."""

    criterium: str
    kind: Kind
    parts: tuple[str, ...]
    without: tuple[str, ...]
    in_order: bool


_POINTS_AT = ("nu", "andere_dag", "dit_moment")
"""Words for moments: with one of them a message is of something that is or was so."""


@dataclass(frozen=True)
class _Said:
    """A mention, with what decides whether it counts beside others."""

    mention: Mention
    places: Places
    sentence: int
    closes: bool
    """Whether it names something and says that it is over, or takes back what was said before."""
    now: bool
    """Whether it says how things are by now: 'inmiddels', 'sinds'."""


class Hearing(NamedTuple):
    """What was heard in a message."""

    mentions: list[Mention]
    """What it tells of criteria, in its order."""
    worded: frozenset[str]
    """The criteria of which the wordings say something."""
    told: str
    """What of it is told beside what is asked; all of it when nothing is asked, or everything."""
    surely: bool
    """Whether a form of violence is surely told."""
    of_somebody: bool
    """Whether it speaks of somebody or of a moment: 'stalking protocol' tells of nobody."""


class CriteriaFinder:
    """Finds criteria in messages, by the wordings of the rule base."""

    def __init__(self, criteria: Mapping[str, Criterium], verwoordingen: Iterable[Verwoording]) -> None:
        self._criteria = criteria
        groups = read_language("woordgroepen.yml")
        texts = [(v.criterium, kind, text) for v in verwoordingen for kind, text in _texts(v)]
        members = [member for group in groups.values() for member in group]
        self._tokens = Tokens(word for text in [*members, *(t for *_, t in texts)] for word in words_of(text))
        root = self._tokens.root
        wordings = [parse(text, root) for *_, text in texts]
        self._book = PatternBook(compile_groups(groups, root), dict(_named(wordings)))
        self._meanings: dict[str, _Meaning] = {}
        for number, ((criterium, kind, _), wording) in enumerate(zip(texts, wordings, strict=True)):
            meaning = _Meaning(criterium, kind, *_names(number, wording), wording.in_order)
            self._meanings[meaning.parts[-1]] = meaning
        pointed_at = {part for m in self._meanings.values() if m.in_order for part in m.parts[:-1]}
        self._pointing = self._book.only(pointed_at)
        violence = parse(VIOLENCE, root).parts[0]
        self._violence = [name for name, pattern in self._book.named.items() if pattern == violence]

    def find(self, text: str) -> list[Mention]:
        """The criteria that `text` tells something about; questions and suppositions tell nothing."""
        return self.hear(text).mentions

    def hear(self, text: str) -> Hearing:
        """The same, with what the wordings alone say, and with what is told beside a question."""
        read, found = self._read_text(text)
        worded = self._worded(read, found)
        net = SecondNet(text, worded, read, found, self._criteria)
        counted = tuple(net.counted())
        values = {mention.criterium: mention.waarde for mention in counted}
        consistent = (mention for mention in counted if not self._is_contradicted(mention, values))
        mentions = sorted(consistent, key=lambda mention: mention.start)
        surely = any(map(net.is_sure_of_violence, mentions))
        return Hearing(
            mentions, frozenset(worded), _told(text, read), surely, _is_of_somebody(text, read, found)
        )

    def _is_contradicted(self, mention: Mention, heard: Mapping[str, Waarde]) -> bool:
        """Whether the opposite follows from what else is heard: who wants no help doesn't accept it."""
        follows = self._criteria[mention.criterium].volgt_uit
        return any(heard.get(a.criterium) == a.waarde and a.geeft != mention.waarde for a in follows)

    def worded(self, text: str) -> dict[str, Mention]:
        """What the wordings alone say of `text`, by criterium."""
        return self._worded(*self._read_text(text))

    def _worded(self, read: list[Clause], found: list[Found]) -> dict[str, Mention]:
        self._add_violence(read, found)
        best: dict[str, _Said] = {}
        for said in (*self._sure(read, found), *self._all_said(read, found)):
            earlier = best.get(said.mention.criterium)
            if earlier is None or self._overrules(said, earlier):
                best[said.mention.criterium] = said
        mentions = {name: said.mention for name, said in best.items()}
        if DOUBT not in mentions:
            mentions.update((mention.criterium, mention) for mention in self._doubted(read, found))
        return {mention.criterium: mention for mention in self._settled(mentions)}

    def signs(self, text: str) -> list[Sign]:
        """What the second net weighs of `text`."""
        return all_features(*self._read_text(text))

    def _read_text(self, text: str) -> tuple[list[Clause], list[Found]]:
        read = clauses(self._tokens.of(text, analyse(text)))
        return read, [self._found(clause) for clause in read]

    def is_judgement(self, criterium: str) -> bool:
        """Whether a criterium is what the caller concludes, and no fact: a suspicion, whether help works."""
        return self._criteria[criterium].nee_alleen_uitdrukkelijk

    def _found(self, clause: Clause) -> Found:
        """What stands in a clause; of a question what later ones point back to: 'mijn naam? die niet'."""
        if clause.unreal:
            return {}
        if clause.told or any(token.ages for token in clause.words):
            return self._book.find(clause.words)
        found = self._pointing.find(clause.words)
        return {name: places for name, places in found.items() if name in self._pointing.named}

    def _add_violence(self, read: Sequence[Clause], found: Sequence[Found]) -> None:
        """Let what says that a form of violence holds count as violence, for wordings that ask for it."""
        for place in range(len(read)):
            for said in tuple(self._said(place, read, found)):
                if is_act(self._criteria[said.mention.criterium]) and said.mention.waarde == "ja":
                    for name in self._violence:
                        found[place].setdefault(name, []).append(said.places)

    def _all_said(self, read: Sequence[Clause], found: Sequence[Found]) -> Iterator[_Said]:
        return (said for place in range(len(read)) for said in self._said(place, read, found))

    def _sure(self, read: Sequence[Clause], found: Sequence[Found]) -> Iterator[_Said]:
        """That there is no doubt, because of who tells it."""
        for place, places in sure_places(read, found):
            words = read[place].words
            mention = Mention(DOUBT, "nee", words[places[0]].start, words[places[-1]].end, len(places))
            yield _Said(mention, places, read[place].sentence, closes=False, now=False)

    def _doubted(self, read: Sequence[Clause], found: Sequence[Found]) -> Iterator[Mention]:
        """That it is doubted, because violence is only told of as what may be: 'misschien slaat hij haar'."""
        for clause, one in zip(read, found, strict=True):
            for places in one.get(VIOLENCE, ()):
                if (
                    clause.told
                    and clause.doubted
                    and not clause.past
                    and denial(clause.words, places) == "affirmed"
                ):
                    words = clause.words
                    yield Mention(DOUBT, "ja", words[places[0]].start, words[places[-1]].end, len(places))

    def _overrules(self, later: _Said, earlier: _Said) -> bool:
        """Whether a later mention counts: the later does, but what was found is not lightly unsaid.

        A wrong 'nee' is the worst that can be read: it takes a 'nu', a correction or an end.
        """
        new, old = later.mention, earlier.mention
        if new.start < old.end:
            return new.weight > old.weight
        if later.closes or earlier.closes:
            return later.closes
        if new.waarde == "onbekend":
            return old.waarde == "onbekend" or later.sentence == earlier.sentence
        if (old.waarde, new.waarde) == ("ja", "nee"):
            return later.now and not self._criteria[new.criterium].vorm_van_geweld
        return True

    def _settled(self, best: Mapping[str, Mention]) -> Iterator[Mention]:
        """While it is doubted whether there is violence, no form of it is certain."""
        doubted = DOUBT in best and best[DOUBT].waarde == "ja"
        for name, mention in best.items():
            open_ = doubted and is_act(self._criteria[name]) and mention.waarde == "ja"
            yield replace(mention, waarde="onbekend") if open_ else mention

    def _said(self, place: int, read: Sequence[Clause], found: Sequence[Found]) -> Iterator[_Said]:
        """What the clause at `place` says, with the rest of the message for what it leans on."""
        clause = read[place]
        if not clause.told:
            return
        matches = [
            (meaning, places)
            for name, all_places in found[place].items()
            if (meaning := self._meanings.get(name)) and _holds(meaning, read, found, place)
            for places in all_places
        ]
        for meaning, places in sorted(matches, key=lambda match: match[1]):
            if meaning.criterium == HELP and is_of_caller(clause, found[place]):
                continue
            over = len(meaning.parts) > 1 and meaning.kind in ("nee", "omgekeerd")
            for mention in self._read(meaning, clause, places):
                closes = clause.corrects or (over and mention.waarde == "nee")
                yield _Said(mention, places, clause.tokens[0].sentence, closes, has(clause.tokens, "nu"))

    def _read(self, meaning: _Meaning, clause: Clause, places: Places) -> Iterator[Mention]:
        name = meaning.criterium
        start, end = clause.words[places[0]].start, clause.words[places[-1]].end
        value = self._value(meaning, clause, places)
        if value is None or (name == DANGER and is_over(clause, value, places)):
            return
        if clause.past and not (value == "nee" and has(clause.tokens, "afgerond")):
            return
        if clause.doubted and name != DOUBT:
            if is_act(self._criteria[name]) and value == "ja":
                yield Mention(DOUBT, "ja", start, end, len(places))
            value = "onbekend"
        elif clause.doubted and value == "nee":
            return
        yield Mention(name, value, start, end, len(places))

    def _value(self, meaning: _Meaning, clause: Clause, places: Places) -> Waarde | None:
        """The value that a wording gives where it stands; None where it says nothing."""
        denied = denial(clause.words, places)
        if denied == "unclear":
            return None
        said, unsaid = _VALUES[meaning.kind]
        if (denied == "affirmed") != clause.denied:
            return said
        if self._criteria[meaning.criterium].nee_alleen_uitdrukkelijk and meaning.kind != "ontkend":
            return "onbekend"
        return unsaid


def _is_of_somebody(text: str, read: Sequence[Clause], found: Sequence[Found]) -> bool:
    known = read_language("deze-zaak.yml")
    named = any(one.get(family) for one in found for family in SOMEBODY) or holds_any(text, known["er_is"])
    mine = known["over_mij"]
    return named or any(
        any(token.text in mine for token in clause.tokens)
        or any(has(clause.tokens, kind) for kind in _POINTS_AT)
        for clause in read
    )


def _told(text: str, read: Sequence[Clause]) -> str:
    said = [clause for clause in read if clause.told and clause.tokens]
    if not said or len(said) == len(read):
        return text
    return ", ".join(text[clause.tokens[0].start : clause.tokens[-1].end] for clause in said)


def _holds(meaning: _Meaning, read: Sequence[Clause], found: Sequence[Found], place: int) -> bool:
    """Whether all else that a wording asks for stands near, and nothing in the message that it excludes."""
    here = read[place].sentence
    others = all(
        any(
            _stands(part, clause, one)
            for number, (clause, one) in enumerate(zip(read, found, strict=True))
            if part in one
            if abs(clause.sentence - here) <= _NEAR and (number <= place or not meaning.in_order)
            if number == place or _supports(meaning, clause)
        )
        for part in meaning.parts[:-1]
    )
    return others and not any(one.get(part) for part in meaning.without for one in found)


def _stands(part: str, clause: Clause, found: Found) -> bool:
    """Whether a part of a wording is said in a clause, and not denied there: 'er loopt geen traject'."""
    return any(denial(clause.words, places) != "denied" for places in found.get(part, ()))


def _supports(meaning: _Meaning, clause: Clause) -> bool:
    """Whether another clause may bear out a wording: what is taken back or doubted bears out doubt only."""
    of_doubt = (meaning.criterium, meaning.kind) == (DOUBT, "ja")
    return not clause.denied and (of_doubt or not clause.doubted)


def _texts(verwoording: Verwoording) -> Iterator[tuple[Kind, str]]:
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("kern", verwoording.kern),
        ("ja", verwoording.ja),
        ("nee", verwoording.nee),
        ("omgekeerd", verwoording.omgekeerd),
        ("ontkend", verwoording.ontkend),
    )
    return ((kind, text) for kind, texts in kinds for text in texts)


def _names(number: int, wording: Wording) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (
        tuple(f"#{number}.{part}" for part in range(len(wording.parts))),
        tuple(f"#{number}-{part}" for part in range(len(wording.without))),
    )


def _named(wordings: Iterable[Wording]) -> Iterator[tuple[str, Pattern]]:
    for number, wording in enumerate(wordings):
        parts, without = _names(number, wording)
        yield from zip(parts, wording.parts, strict=True)
        yield from zip(without, wording.without, strict=True)
