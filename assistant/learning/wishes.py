"""Whether somebody in a conversation wants to learn or practise, how, and what about.

A conversation may be about a child in danger. So a message is a wish only when every word of it can be
explained: by practising, by politeness, by a region, or by a subject behind 'over'. What holds any other
word is left to the dialogue. The words are data: `data/taal/leren.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz

from assistant.dutch.spelling import exists
from assistant.dutch.words import analyse, read_language, stem
from assistant.learning.phrases import said_as, words_of
from assistant.learning.schema import Zinnen
from assistant.learning.subjects import is_subject
from assistant.learning.understanding import Meanings
from assistant.nlu.regions import NamedRegion, RegionFinder
from assistant.rulebase import current
from assistant.rulebase.store import RuleStore

_WISH = "wil_leren"
_SURE = 0.75
"""What is less alike to a written wish is left to the dialogue."""
_LONGEST, _LONGEST_ALIKE = 16, 9
"""In words; who writes more has something else to say. The second for what is only alike."""
_LONGEST_SUBJECT = 5
_TYPO, _SHORTEST_TYPO = 84, 5
"""From this likeness (0 to 100) and so many letters on a word that Dutch doesn't have is a typing error."""


@dataclass(frozen=True)
class Wens:
    """A wish to practise."""

    soort: Literal["vragen", "gesprek"] = "vragen"
    """With questions, or with a conversation in which somebody calls."""
    over: tuple[str, ...] = ()
    """The words for what it should be about; empty: whatever comes next."""
    casus: bool = False
    """Whether the question should tell of an invented case."""


def wish_in(text: str) -> Wens | None:
    """The wish to learn or to practise that a message is; None when it is something else."""
    rest = without_region(text)
    words = tuple(_meant(word) for word in words_of(rest))
    if not 0 < len(words) <= _LONGEST:
        return None
    if said_as(rest, "oefengesprek_zinnen"):
        return Wens("gesprek")
    subject = _subject(words)
    if subject is not None and _asks_to_practise(words, subject):
        before = words[: _start_of_subject(words)]
        call = not _words("gesprekwoorden").isdisjoint(before)
        return Wens("gesprek" if call else "vragen", subject, not _words("casuswoorden").isdisjoint(words))
    return Wens() if not _of_somebody(words) and _is_alike(text) else None


def wants_to_learn(text: str) -> bool:
    """Whether a message asks to learn, to practise, or for the next question."""
    return wish_in(text) is not None


def region_in(text: str) -> NamedRegion | None:
    """The region or place that a message names."""
    return _finder(current.store()).find(text)


def names_region_only(text: str) -> bool:
    """Whether a message says nothing beside a region: 'doe maar de IJmond'."""
    words = words_of(without_region(text))
    return region_in(text) is not None and all(word in _words("naast_een_regio") for word in words)


def without_region(text: str) -> str:
    """The message without the region that it names."""
    named = region_in(text)
    return text if named is None else f"{text[: named.start]} {text[named.end :]}"


def _asks_to_practise(words: Sequence[str], subject: Sequence[str]) -> bool:
    """Whether words that can all be explained ask for an exercise."""
    said = set(words)
    if said & _words("oefenwoorden"):
        return True
    if said & _words("leerwerkwoorden"):
        return not subject and words[0] not in _words("vraagt_wat")
    return _asks_for_one(words) or bool(said & _words("toetst") and said & _words("wie_getoetst"))


def _asks_for_one(words: Sequence[str]) -> bool:
    """Whether a case or a question is asked for: 'geef me een casus', and not 'ik heb een casus'."""
    said, spoken = set(words), f" {' '.join(words)} "
    case, question = said & _words("casuswoorden"), said & {"vraag", "vragen"}
    if any(f" {own} " in spoken for own in read_language("leren.yml")["heeft_zelf"]):
        return False
    for_me = bool(said & _words("voor_mij"))
    if any(f" {order} " in spoken for order in read_language("leren.yml")["draagt_op"]):
        return bool(case or (question and for_me))
    asked_to = bool(said & _words("draagt_op_hele") and for_me)
    return bool((case or (question and "ik" not in said)) and asked_to) or bool(
        case and said & _words("krijgt") and said & _words("mag_ik") and "ik" in said
    )


def _start_of_subject(words: Sequence[str]) -> int:
    return next((place for place, word in enumerate(words) if word in _words("gaat_over")), len(words))


def _subject(words: Sequence[str]) -> tuple[str, ...] | None:
    """What an exercise should be about; None when a word has nothing to do with practising."""
    start, own, subject = _start_of_subject(words), _own(words), []
    if _of_somebody(words):
        return None
    callers = _words("bellers") if _words("gesprekwoorden") & set(words) else frozenset()
    for place, word in enumerate(words):
        if word in _known() or word in callers or (word, place) in own:
            continue
        if place < start and not (is_subject(word) and _words("oefenwoorden") & set(words)):
            return None
        subject.append(word)
    return tuple(subject) if len(subject) <= _LONGEST_SUBJECT else None


def _of_somebody(words: Sequence[str]) -> bool:
    """Whether it speaks of people who are there ('mijn buurvrouw'), or denies something."""
    own = _own(words)
    return any(word in _words("persoonlijk") and (word, at) not in own for at, word in enumerate(words))


def _own(words: Sequence[str]) -> set[tuple[str, int]]:
    """'Mijn' of 'mijn kennis' and 'mijn code', which is about nobody else, with its place."""
    pairs = enumerate(pairwise(words))
    return {(one, place) for place, (one, other) in pairs if one == "mijn" and other in _words("van_mij")}


@lru_cache(maxsize=2_000)
def _meant(word: str) -> str:
    """The word for practising that was meant by one that Dutch doesn't have; else the word itself."""
    if word in _known() or len(word) < _SHORTEST_TYPO or exists(word):
        return word
    best = max(sorted(_words("oefenwoorden")), key=lambda known: fuzz.ratio(word, known))
    return best if fuzz.ratio(word, best) >= _TYPO else word


@lru_cache(maxsize=32)
def _words(name: str) -> frozenset[str]:
    return frozenset(read_language("leren.yml")[name])


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """The words that a wish may have, whatever it is about."""
    asked = ("oefenwoorden", "gesprekwoorden", "casuswoorden", "leerwerkwoorden", "toetst", "wie_getoetst")
    around = ("rond_een_wens", "voor_mij", "gaat_over", "draagt_op_hele", "krijgt", "mag_ik", "vraagt_wat")
    return frozenset().union(*map(_words, (*asked, *around)))


@lru_cache(maxsize=1)
def _finder(store: RuleStore) -> RegionFinder:
    return RegionFinder(store.regios.values())


def _is_alike(text: str) -> bool:
    """Whether a short message is almost one of the wishes that are written down."""
    words = analyse(text)
    telling = {stem(word) for word in _words("leerwoorden")}
    if not 0 < len(words) <= _LONGEST_ALIKE or telling.isdisjoint(word.stem for word in words):
        return False
    return any(heard.zekerheid >= _SURE for heard in _meanings().hear(text, [_WISH]))


@lru_cache(maxsize=1)
def _meanings() -> Meanings:
    lists = read_language("leren.yml")
    wish = Zinnen(zinnen=tuple(lists[_WISH]), maar_niet=tuple(lists["maar_niet"]))
    return Meanings({_WISH: wish}, ())
