"""Reading a message with the word groups and patterns of the urgency rules."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from assistant.dutch.spelling import HastySpelling
from assistant.dutch.words import analyse
from assistant.safety.urgency_rules import Rule, RuleData

_MARKS = re.compile(r"([^\W\d_]+)([.!?,;:/+&…]+)")
"""Punctuation after a word. People in a hurry leave out the space behind it, and a tokenizer takes
'mij.' for an abbreviation."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_STRETCHED = re.compile(r"(.)\1{2,}")
_QUOTES = re.compile("['’‘`´]")
_HYPHENS = re.compile("[-‐‑]")

Span = tuple[int, ...]
"""The places of words that belong together."""


@dataclass(frozen=True)
class Token:
    """A word as it is understood, the word that was typed, and its clause."""

    text: str
    typed: str
    clause: int
    asked: bool
    """Whether its sentence ends in a question mark."""


@dataclass(frozen=True)
class Match:
    """A rule that holds in a sentence, at the places of its words."""

    rule: Rule
    sentence: int
    places: Span


@dataclass(frozen=True)
class Sentence:
    """The words of a sentence, where each group stands in it, and the rules that hold."""

    words: tuple[Token, ...]
    groups: dict[str, list[Span]]
    matches: tuple[Match, ...]


class Reader:
    """Reads texts with the groups and patterns of `data`."""

    def __init__(self, data: RuleData) -> None:
        self._spellings = data.spellings
        self._words: dict[str, set[str]] = defaultdict(set)
        self._prefixes: list[tuple[str, str]] = []
        self._suffixes: list[tuple[str, str]] = []
        self._phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._excluded: set[tuple[str, str]] = set()
        self._patterns: dict[str, list[tuple[Rule, tuple[str, ...]]]] = defaultdict(list)
        vocabulary: set[str] = set()
        elements: dict[str, tuple[str, ...]] = {f"<{group}>": (f"<{group}>",) for group in data.groups}
        for pattern in data.patterns:
            names = tuple("|".join(element) for element in pattern.elements)
            elements.update(zip(names, pattern.elements, strict=True))
            self._patterns[names[0]].append((pattern.rule, names))
        for name, element in elements.items():
            for words in self._members(element, data):
                vocabulary.update(word for word in words if word.isalpha())
                self._add(name, words)
        self._abbreviations = data.grammar["afkorting"]
        self._vocabulary = frozenset(vocabulary)
        self._spelling = HastySpelling(vocabulary)
        self._names_of = lru_cache(maxsize=20_000)(self._find_names)
        self._understood = lru_cache(maxsize=20_000)(self._understand)

    def read(self, text: str) -> list[Sentence]:
        """The sentences of `text`."""
        found: list[Sentence] = []
        for _, group in groupby(analyse(self._plain(text)), key=lambda word: word.sentence):
            words = tuple(
                Token(part, word.text, word.clause, word.question)
                for word in group
                for part in self._understood(word.text)
            )
            spans = self._spans(words)
            matches = tuple(self._matches(spans, len(found)))
            groups = {name[1:-1]: places for name, places in spans.items() if _is_group(name)}
            found.append(Sentence(words, groups, matches))
        return found

    def _plain(self, text: str) -> str:
        """The text in lower case, without what is invisible, with room around its punctuation."""
        visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lower()
        return _MARKS.sub(self._with_room, _HYPHENS.sub(" ", visible))

    def _with_room(self, found: re.Match[str]) -> str:
        word, marks = found.groups()
        return f"{word} " if word in self._abbreviations and marks == "." else f"{word} {marks} "

    def _matches(self, spans: dict[str, list[Span]], number: int) -> Iterator[Match]:
        for name in spans:
            for rule, names in self._patterns.get(name, ()):
                if all(each in spans for each in names):
                    found = _closest([spans[each] for each in names], rule.binnen)
                    if found:
                        yield Match(rule, number, found)

    def _members(self, element: Iterable[str], data: RuleData) -> Iterator[tuple[str, ...]]:
        """The words and phrases that an element stands for, spelled as they are read."""
        for part in element:
            known = data.groups[part[1:-1]] if _is_group(part) else (part.replace("_", " "),)
            for member in known:
                yield tuple(piece for word in member.lower().split() for piece in self._as_read(word))

    def _add(self, name: str, words: tuple[str, ...]) -> None:
        word = words[0]
        if len(words) > 1:
            self._phrases[words[0], words[1]].append((words, name))
        elif word.startswith("!"):
            self._excluded.add((word[1:], name))
        elif word.startswith("*"):
            self._suffixes.append((word[1:], name))
        elif word.endswith("*"):
            self._prefixes.append((word[:-1], name))
        else:
            self._words[word].add(name)

    def _as_read(self, word: str) -> tuple[str, ...]:
        mark = "!" if word.startswith("!") else ""
        plain = _fold(word.removeprefix("!"))
        return tuple(mark + part for part in self._spellings.get(plain, plain).split())

    def _understand(self, typed: str) -> tuple[str, ...]:
        """The word or words that were meant by what was typed."""
        plain = _fold(typed)
        for form in (plain, _STRETCHED.sub(r"\1\1", plain), _STRETCHED.sub(r"\1", plain)):
            if form in self._spellings:
                return tuple(self._spellings[form].split())
            if form in self._vocabulary:
                return (form,)
        return (self._spelling.correct(_STRETCHED.sub(r"\1", plain)),)

    def _find_names(self, word: str) -> frozenset[str]:
        names = set(self._words.get(word, ()))
        names |= {name for suffix, name in self._suffixes if word.endswith(suffix) and word != suffix}
        names |= {name for prefix, name in self._prefixes if word.startswith(prefix)}
        return frozenset(name for name in names if (word, name) not in self._excluded)

    def _spans(self, words: Sequence[Token]) -> dict[str, list[Span]]:
        spans: dict[str, list[Span]] = defaultdict(list)
        texts = [word.text for word in words]
        for place, (text, following) in enumerate(zip(texts, [*texts[1:], ""], strict=True)):
            for name in self._names_of(text):
                spans[name].append((place,))
            for phrase, name in self._phrases.get((text, following), ()):
                if tuple(texts[place : place + len(phrase)]) == phrase:
                    spans[name].append(tuple(range(place, place + len(phrase))))
        return spans


def _is_group(name: str) -> bool:
    return name.startswith("<") and name.find(">") == len(name) - 1


def _closest(choices: Sequence[Sequence[Span]], slack: int) -> Span | None:
    """Places for every element, no place twice, closest together; None when they stand too far apart."""
    best: Span | None = None
    for start in choices[0]:
        taken = set(start)
        for options in choices[1:]:
            free = [span for span in options if taken.isdisjoint(span)]
            if not free:
                break
            taken.update(min((abs(span[0] - start[0]), span) for span in free)[1])
        else:
            found = tuple(sorted(taken))
            if best is None or found[-1] - found[0] < best[-1] - best[0]:
                best = found
    if best is None or best[-1] - best[0] + 1 > len(best) + slack:
        return None
    return best


@lru_cache(maxsize=20_000)
def _fold(word: str) -> str:
    """The word without diacritics and apostrophes."""
    letters = unicodedata.normalize("NFKD", _QUOTES.sub("", word))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)) or word
