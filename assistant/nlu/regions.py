"""Which region a message names: by its own name, a municipality or a place in one.

Places that no region of the rule base has are known as well (`data/taal/gemeenten.yml`), so that it
can be said that they are outside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from assistant.dutch.spelling import exists
from assistant.dutch.words import read_language
from assistant.rulebase.schema import LANDELIJK, Regio

_WORD = re.compile(r"\w+")
_WITHIN_NAME = re.compile(r"[\s'’‘`-]{1,3}")
"""What may stand between the words of a name, however it is written: 's Graveland, Velsen Noord."""
_APOSTROPHES = "'’‘`"
_ACCENTS = str.maketrans("áàâäéèêëíìîïóòôöúùûü", "aaaaeeeeiiiioooouuuu")

_MOST_BETWEEN = 5
"""With more words between them, two regions aren't named beside each other."""
_SHORTEST_TYPO, _LONG = 5, 8
"""Words shorter than the first are never guessed at; from the second on two errors are allowed."""


@dataclass(frozen=True)
class NamedRegion:
    """A region that a message names, and where in the text; `regio` is None outside the rule base."""

    regio: str | None
    start: int
    end: int
    plaats: str
    """The region or place as it should be written."""


@dataclass(frozen=True)
class _Name:
    """A name to look for: its words as `_words` gives them."""

    words: tuple[str, ...]
    plaats: str
    regio: str | None


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int
    capital: bool
    """Whether it has a capital that the start of a sentence, or shouting, doesn't explain."""
    opens: bool
    """Whether a clause starts with it."""


class RegionFinder:
    """Finds the regions of the rule base in messages, and places outside it."""

    def __init__(self, regios: Iterable[Regio]) -> None:
        names = [_Name(_split(name), name, r.id) for r in regios if r.id != LANDELIJK for name in _names(r)]
        # 'In 't Gooi' is how people say it.
        names += [_Name(("t", *n.words[1:]), n.plaats, n.regio) for n in names if n.words[0] == "het"]
        inside = {name.words for name in names}
        data = read_language("gemeenten.yml")
        elsewhere = (*data["gemeenten"], *data["plaatsen"], *data["streken"])
        outside = (_Name(_split(name), name, None) for name in dict.fromkeys(elsewhere))
        self._by_first: dict[str, list[_Name]] = defaultdict(list)
        for name in (*names, *(name for name in outside if name.words not in inside)):
            self._by_first[name.words[0]].append(name)
        for known in self._by_first.values():
            known.sort(key=lambda name: (-len(name.words), name.regio is None))
        single = (name for name in names if len(name.words) == 1 and name.words not in _ordinary())
        self._towns = [name for name in single if len(name.words[0]) >= _SHORTEST_TYPO]
        self._sure = {name.words[0] for name in self._towns}
        self._meant = lru_cache(maxsize=20_000)(self._nearest)

    def find(self, text: str) -> NamedRegion | None:
        """The last region that `text` names: whoever corrects himself says the right one last.

        Where it names none of the rule base, the last place outside it.
        """
        found = list(self._all(text))
        return next((f for f in reversed(found) if f.regio), found[-1] if found else None)

    def side_by_side(self, text: str) -> tuple[NamedRegion, ...]:
        """Two regions or more of the rule base that `text` names beside each other: 'in A en in B'.

        Who moves from one to the other, or corrects himself, puts other words between them.
        """
        named = [found for found in self._all(text) if found.regio]
        joined = all(_joins(text[one.end : other.start]) for one, other in pairwise(named))
        return tuple(named) if joined and len({found.regio for found in named}) > 1 else ()

    def _all(self, text: str) -> Iterator[NamedRegion]:
        """The names in `text`, in its order; of names that begin at one word the longest."""
        words, place = _words(text), 0
        while place < len(words):
            name = self._at(text, words, place)
            if name is None:
                place += 1
                continue
            last = words[place + len(name.words) - 1]
            start = words[place].start
            # The apostrophe of 's-Graveland belongs to it.
            start -= name.plaats[0] == "'" and text[start - 1 : start] in tuple(_APOSTROPHES)
            yield NamedRegion(name.regio, start, last.end, name.plaats)
            place += len(name.words)

    def _at(self, text: str, words: Sequence[_Word], place: int) -> _Name | None:
        for name in self._by_first.get(words[place].text, ()):
            if not _stands(text, words, place, name.words):
                continue
            if _is_meant(text, words, place, name) or (_is_verb(name) and self._beside(text, words, place)):
                return name
        return None if words[place].text in self._by_first else self._meant(words[place].text)

    def _beside(self, text: str, words: Sequence[_Word], place: int) -> bool:
        """Whether a region that can't be mistaken stands beside the word at `place`: 'ijmond vs gooi'."""
        near = [n for n in (place - 2, place - 1, place + 1, place + 2) if 0 <= n < len(words)]
        gaps = {n: text[words[min(n, place)].end : words[max(n, place)].start] for n in near}
        return any(words[n].text in self._sure and _joins(gap) for n, gap in gaps.items())

    def _nearest(self, word: str) -> _Name | None:
        """The town of the rule base that was meant by a word that Dutch doesn't have."""
        data = read_language("gemeenten.yml")
        if len(word) < _SHORTEST_TYPO or exists(word) or word in data["geen_typefout"]:
            return None
        distances = ((_distance(word, name.words[0]), name) for name in self._towns)
        near = [(distance, name) for distance, name in distances if distance is not None]
        return min(near, key=lambda pair: pair[0])[1] if near else None


def _joins(between: str) -> bool:
    """Whether what stands between two names puts them beside each other: 'A en in B', 'A/B'."""
    words = _split(between)
    joined = words[0] in read_language("gemeenten.yml")["naast_elkaar"] if words else "/" in between
    return joined and len(words) <= _MOST_BETWEEN


def _distance(word: str, name: str) -> int | None:
    """How many errors make `word` of `name`; None when it is something else."""
    endings = read_language("gemeenten.yml")["uitgangen"]
    if word.startswith(name) and word[len(name) :] in endings:
        return None
    # IJ is also typed as y; and who hears a z writes a z.
    heard = re.sub("^z", "s", word.replace("ĳ", "ij").replace("y", "ij"))
    most = 2 if min(len(heard), len(name)) >= _LONG else 1
    distance = OSA.distance(heard, name, score_cutoff=most)
    return distance if distance <= most and heard[0] == name[0] else None


def _stands(text: str, words: Sequence[_Word], place: int, name: Sequence[str]) -> bool:
    """Whether the words of a name stand at a place, with nothing between them that parts them."""
    here = words[place : place + len(name)]
    return [word.text for word in here] == list(name) and all(
        # A comma is part of one name only: Nuenen, Gerwen en Nederwetten.
        _WITHIN_NAME.fullmatch(text[one.end : other.start].replace(", ", " "))
        for one, other in pairwise(here)
    )


def _is_meant(text: str, words: Sequence[_Word], place: int, name: _Name) -> bool:
    """Whether a name is meant as one, where it can also be an ordinary word: 'geweld in huizen'."""
    if name.words not in _ordinary():
        return True
    data = read_language("gemeenten.yml")
    word, before = words[place], words[place - 1].text if place else ""
    if name.regio and (word.capital or _says_nothing_else(words, place)):
        return True
    if word.opens:
        return False
    if _is_verb(name) and before in data["voor_geen_werkwoord"]:
        return True
    if before not in data["ervoor"]:
        return False
    return word.capital or _fits_in_lower_case(text, words, place)


def _fits_in_lower_case(text: str, words: Sequence[_Word], place: int) -> bool:
    data = read_language("gemeenten.yml")
    following = words[place + 1] if place + 1 < len(words) else None
    after = following.text if following else ""
    if after == "en" and place + 2 < len(words):
        after = words[place + 2].text
    if following and not following.opens and after not in data["erna"]:
        return False
    if words[place - 1].text not in ("in", "uit", "vanuit"):
        return True
    return any(word.text in data["werk_of_woont"] for word in words[:place])


def _says_nothing_else(words: Sequence[_Word], place: int) -> bool:
    loose = read_language("gemeenten.yml")["losse_woorden"]
    return all(word.text in loose for other, word in enumerate(words) if other != place)


def _is_verb(name: _Name) -> bool:
    return name.words[0] in read_language("gemeenten.yml")["werkwoorden"]


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[tuple[str, ...]]:
    return frozenset(map(_split, read_language("gemeenten.yml")["gewone_woorden"]))


def _split(name: str) -> tuple[str, ...]:
    return tuple(word.text for word in _words(name))


def _words(text: str) -> list[_Word]:
    """The words of `text`, without accents and capitals."""
    shouted = text.isupper()
    words: list[_Word] = []
    for match in _WORD.finditer(text):
        gap = text[words[-1].end : match.start()] if words else ".\n"
        capital = match[0][0].isupper() and not shouted and not re.search(r"[.!?\n]", gap)
        opens = bool(re.search(r"[.,:;!?()\n]", gap))
        plain = match[0].lower().translate(_ACCENTS)
        words.append(_Word(plain, match.start(), match.end(), capital, opens))
    return words


def _names(regio: Regio) -> Iterable[str]:
    yield from (regio.naam, *regio.ook_genoemd)
    for gemeente in regio.gemeenten:
        yield from (gemeente.naam, *gemeente.plaatsen)
