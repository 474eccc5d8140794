"""Patterns over words and word groups, found whatever the order and inflection of the words.

    <weigeren> <hulp>           a word of each group, near each other in one clause
    <slachtoffer>_vertelt       these words in a row, in this order
    <oudere> + <geweld>         the one somewhere in the message, the other too
    <wie het is> > die_mag_je   the same, but in this order
    <zelf verteld> + <geweld> - <derde zegt>      … and that not anywhere
    <kind|volwassen>            a word of the group, of somebody whose age the message gives

A word group holds patterns itself, so that 'zit onder de plekken' is a word of <letsel>. A word that
begins or ends with a star stands for every word that ends or begins so: *wond.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, islice, product
from typing import NamedTuple

from assistant.dutch.tokens import VEILIG_THUIS, Token
from assistant.dutch.words import function_words, read_language

Places = tuple[int, ...]
"""Where the words of a match stand in their clause."""
Found = dict[str, list[Places]]
"""What was found in a clause: every key (root, word group, pattern) with its matches."""

_SLACK = 5
"""How many other words may stand between the words of a pattern."""
_MOST = 4
"""How many matches of one key count in a clause."""
_BEFORE_ONLY = frozenset(("geen", "zonder"))
"""Denials of what comes after them."""
_WORD = r"(?:<[^<>]+>|[^\s<>_]+)"
_ELEMENT = re.compile(rf"{_WORD}(?:_{_WORD})*")


class PatternError(ValueError):
    """A pattern that can't be used; the message says why, in Dutch."""

    circle: str | None = None
    """The word group that names itself, if that is what is wrong."""


@dataclass(frozen=True)
class Element:
    """A part of a pattern: one key, or several in a row."""

    keys: tuple[str, ...]

    @property
    def in_a_row(self) -> bool:
        """Whether it is more than one word, in this order."""
        return len(self.keys) > 1


@dataclass(frozen=True)
class Pattern:
    """What must all be found in one clause."""

    elements: tuple[Element, ...]

    @cached_property
    def trigger(self) -> str:
        """The key that is looked for first: a word that tells something is the rarest, then a group."""
        little = _telling_little()
        return max(sorted(self.keys), key=lambda k: (k not in little, not k.startswith("<"), len(k)))

    @cached_property
    def keys(self) -> frozenset[str]:
        """All that must be found for it to be found."""
        return frozenset(key for element in self.elements for key in element.keys)

    @cached_property
    def is_one_key(self) -> bool:
        """Whether nothing but its trigger must be found."""
        return len(self.keys) == 1 and len(self.elements) == 1 and not self.elements[0].in_a_row

    @property
    def words(self) -> tuple[str, ...]:
        """Its single words, if it has nothing else."""
        single = all(not element.in_a_row and element.keys[0][0] != "<" for element in self.elements)
        return tuple(element.keys[0] for element in self.elements) if single else ()

    @property
    def groups(self) -> set[str]:
        """The names of the word groups in it."""
        return {key.strip("<>").partition("|")[0] for key in self.keys if key.startswith("<")}


@dataclass(frozen=True)
class Wording:
    """A whole wording: patterns that must all be found in a message, and patterns that must not."""

    parts: tuple[Pattern, ...]
    without: tuple[Pattern, ...] = ()
    in_order: bool = False
    """Whether the last part must come after the others."""


def words_of(text: str) -> Iterator[str]:
    """The words in the text of a pattern, as they are written."""
    parts = (part for element in _ELEMENT.findall(text) for part in re.findall(_WORD, element))
    return (part for part in parts if not part.startswith("<") and part not in "+->")


def parse(text: str, root: Callable[[str], str]) -> Wording:
    """A wording from its text. Raises PatternError when a part of it can't be read or says nothing."""
    if text.count("<") != text.replace(" > ", "").count(">"):
        raise PatternError("een haakje is niet gesloten")
    required, *without = re.split(r"\s+-\s+", text.replace("Veilig Thuis", VEILIG_THUIS))
    in_order = " > " in required
    return Wording(
        tuple(_pattern(part, root) for part in re.split(r"\s+[+>]\s+", required)),
        tuple(_pattern(part, root) for part in without),
        in_order,
    )


def _pattern(text: str, root: Callable[[str], str]) -> Pattern:
    elements = _ELEMENT.findall(text)
    if not elements:
        raise PatternError("er staat geen woord in")
    content = [element for element in elements if element not in _left_out()]
    telling = [element for element in content if element not in _telling_little()]
    plain = not any("<" in element or "_" in element for element in elements)
    # In a plain phrase words without meaning may be missing, if enough is left that tells something.
    content = content if plain and len(telling) > 1 else elements
    keys = ([_key(part, root) for part in re.findall(_WORD, element)] for element in content)
    return Pattern(tuple(Element(tuple(row)) for row in keys))


@lru_cache(maxsize=1)
def _left_out() -> frozenset[str]:
    """Words that may be missing: those without meaning, but for 'of', 'mag' and others that make it."""
    return function_words() - frozenset(read_language("zinsverband.yml")["telt_mee"])


@lru_cache(maxsize=1)
def _telling_little() -> frozenset[str]:
    return frozenset(read_language("zinsverband.yml")["weinigzeggend"])


def _key(word: str, root: Callable[[str], str]) -> str:
    return word if word.startswith("<") or "*" in word else root(word)


class _Sought(NamedTuple):
    """A pattern that is looked for where its trigger stands."""

    level: int
    """Patterns of a level ask for nothing but words, and groups of the levels before."""
    name: str
    pattern: Pattern


@dataclass
class PatternBook:
    """Word groups and named patterns; `find` says which of them stand in a clause."""

    groups: Mapping[str, Sequence[Pattern]]
    named: Mapping[str, Pattern] = field(default_factory=dict)
    _levels: int = field(init=False)
    _sought: dict[str, list[_Sought]] = field(init=False)
    """By trigger."""
    _stars: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        level = depths(self.groups)
        self._levels = max(level.values(), default=0) + 2
        self._sought = defaultdict(list)
        for name, patterns in self.groups.items():
            for pattern in patterns:
                self._sought[pattern.trigger].append(_Sought(level[name], f"<{name}>", pattern))
        for name, pattern in self.named.items():
            self._sought[pattern.trigger].append(_Sought(self._levels - 1, name, pattern))
        self._stars = defaultdict(list)
        for pattern in chain(self.named.values(), *self.groups.values()):
            for key in pattern.keys:
                if "*" in key:
                    self._stars[key.replace("*", "")].append(key)

    def only(self, names: Collection[str]) -> PatternBook:
        """A book of these named patterns alone, that finds of them what this one finds."""
        named = {name: pattern for name, pattern in self.named.items() if name in names}
        needed: set[str] = set()
        ahead = set().union(*(pattern.groups for pattern in named.values()))
        while ahead:
            needed |= ahead
            inner = (pattern.groups for name in ahead for pattern in self.groups[name])
            ahead = set().union(*inner) - needed
        return PatternBook({name: self.groups[name] for name in self.groups if name in needed}, named)

    def find(self, clause: Sequence[Token]) -> Found:
        """Everything that stands in a clause."""
        found = self._words_in(clause)
        seen = found.keys()
        due: list[list[_Sought]] = [[] for _ in range(self._levels)]
        told = 0
        for level in due:
            for key in islice(tuple(found), told, None):
                for sought in self._sought.get(key, ()):
                    due[sought.level].append(sought)
            told = len(found)
            for _, name, pattern in level:
                if seen >= pattern.keys:
                    for places in _matches(pattern, found):
                        _add(found, name, places, clause)
        return found

    def _words_in(self, clause: Sequence[Token]) -> Found:
        found: Found = defaultdict(list)
        for place, token in enumerate(clause):
            for key in (*token.keys, *self._starred(token.text)):
                found[key].append((place,))
        return found

    def _starred(self, word: str) -> Iterator[str]:
        """The keys with a star that stand for this word."""
        for length in range(3, len(word) + 1):
            for part, form in ((word[:length], "{}*"), (word[-length:], "*{}")):
                if part in self._stars and (key := form.format(part)) in self._stars[part]:
                    yield key


def _add(found: Found, name: str, places: Places, clause: Sequence[Token]) -> None:
    known = found[name]
    if places in known or len(known) >= _MOST:
        return
    known.append(places)
    if len(places) == 1 and name.startswith("<"):
        for band in clause[places[0]].ages:
            found[f"{name[:-1]}|{band}>"].append(places)


def _matches(pattern: Pattern, found: Found) -> Iterator[Places]:
    """The closest match of a pattern for every place where its trigger stands."""
    if pattern.is_one_key:
        yield from (places for places in found[pattern.trigger][:_MOST] if _is_close(places))
        return
    options = []
    for element in pattern.elements:
        options.append(_options(element, found))
        if not options[-1]:
            return
    trigger = next(i for i, element in enumerate(pattern.elements) if pattern.trigger in element.keys)
    best: dict[Places, Places] = {}
    for choice in product(*options):
        if not _denies_what_follows(pattern, choice):
            continue
        places = tuple(sorted({place for part in choice for place in part}))
        if len(places) < sum(map(len, choice)) or not _is_close(places):
            continue
        earlier = best.get(choice[trigger])
        if earlier is None or places[-1] - places[0] < earlier[-1] - earlier[0]:
            best[choice[trigger]] = places
    yield from best.values()


def _is_close(places: Places) -> bool:
    return places[-1] - places[0] < len(places) + _SLACK


def _denies_what_follows(pattern: Pattern, choice: Sequence[Places]) -> bool:
    """Whether every 'geen' stands before what it denies: 'psychose, geen medicijnen' denies no psychosis."""
    return all(
        choice[i][-1] < choice[i + 1][0]
        for i in range(len(choice) - 1)
        if pattern.elements[i].keys[-1] in _BEFORE_ONLY
    )


def _options(element: Element, found: Found) -> list[Places]:
    if not element.in_a_row:
        return found.get(element.keys[0], [])[:_MOST]
    rows: list[Places] = [()]
    for key in element.keys:
        rows = [row + places for row in rows for places in found.get(key, ()) if _follows(row, places)]
    return rows[:_MOST]


def _follows(row: Places, places: Places) -> bool:
    return not row or (places[0] == row[-1] + 1)


def depths(groups: Mapping[str, Sequence[Pattern]]) -> dict[str, int]:
    """How deep each group is: one that names another comes after it.

    Raises PatternError for a group that is unknown, or names itself by whatever way.
    """
    found: dict[str, int] = {}

    def depth(name: str, above: tuple[str, ...]) -> int:
        if name in above:
            error = PatternError(f"woordgroep ‘{name}’ verwijst naar zichzelf")
            error.circle = name
            raise error
        if name not in groups:
            raise PatternError(f"woordgroep ‘{name}’ bestaat niet")
        if name not in found:
            inner = {group for pattern in groups[name] for group in pattern.groups}
            found[name] = 1 + max((depth(group, (*above, name)) for group in sorted(inner)), default=-1)
        return found[name]

    for name in groups:
        depth(name, ())
    return found


def compile_groups(
    texts: Mapping[str, Iterable[str]], root: Callable[[str], str]
) -> dict[str, list[Pattern]]:
    """Word groups from their texts. Raises PatternError."""
    return {name: [parse(text, root).parts[0] for text in members] for name, members in texts.items()}
