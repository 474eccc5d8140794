"""Whether the texts of the rule base can be read by everybody, and agree with the terms they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.rulebase.loader import Rulebase
from assistant.rulebase.problems import Problem
from assistant.rulebase.schema import Regel, Termijn

MOST_WORDS_A_SENTENCE = 20
MOST_WORDS_A_REGEL = 60
HARDEST = 15.0
"""The least a text may score on `readability`; the median of the rule base is over 80."""
_SHORT = 6
"""Words up to so many letters are ordinary, also when a term holds them."""
_ENOUGH = 6
"""Of fewer words nothing can be said."""

_SENTENCE = re.compile(r"(?<=[.!?:])\s+")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", re.UNICODE)
_VOWELS = re.compile(r"aai|ooi|oei|eeuw|ieuw|[aeiouyáéíóúàèëïöü]{1,2}", re.IGNORECASE)
_NUMBER = re.compile(r"\b(\d+)(?:e|ste|de)?\s+(uur|werkdag|dag|week|weken|maand|jaar|jaren)", re.IGNORECASE)
_UNIT = {
    "uur": "uren",
    "werkdag": "werkdagen",
    "dag": "dagen",
    "week": "weken",
    "weken": "weken",
    "maand": "maanden",
    "jaar": "jaren",
    "jaren": "jaren",
}


def check_texts(rulebase: Rulebase) -> Iterator[Problem]:
    """Sentences that are too long, texts that are too hard, numbers that contradict the term named."""
    terms = field_terms(rulebase)
    for id, regel in rulebase.of("regels").items():
        place = rulebase.place("regels", id)
        messages = [*_too_long(regel.tekst), *_contradicts_term(regel, rulebase.of("termijnen"))]
        if readability(regel.tekst, terms) < HARDEST:
            messages.append("de tekst is te moeilijk; gebruik kortere woorden.")
        for message in messages:
            yield place.problem(f"‘{id}’: {message}", key=("tekst",))


def long_sentences(text: str) -> Iterator[str]:
    """What is wrong with sentences that are too long to read with ease."""
    for sentence in _SENTENCE.split(text):
        count = len(sentence.split())
        if count > MOST_WORDS_A_SENTENCE:
            yield f"een zin telt {count} woorden; hooguit {MOST_WORDS_A_SENTENCE} leest prettig."


def _too_long(text: str) -> Iterator[str]:
    yield from long_sentences(text)
    words = len(text.split())
    if words > MOST_WORDS_A_REGEL:
        yield f"de tekst telt {words} woorden; maak er twee regels van (hooguit {MOST_WORDS_A_REGEL})."


def field_terms(rulebase: Rulebase) -> frozenset[str]:
    """Words that can't be avoided: those of the glossary, the actors, the steps and the subjects."""
    texts = [
        *(text for b in rulebase.of("begrippen").values() for text in (b.term, *b.ook_genoemd)),
        *(entry.naam for kind in ("actoren", "stappen") for entry in rulebase.of(kind).values()),
        *(onderwerp.titel for onderwerp in rulebase.of("onderwerpen").values()),
    ]
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text) if len(word) > _SHORT)


def readability(text: str, terms: frozenset[str] = frozenset()) -> float:
    """How easily Dutch text reads, by Flesch-Douma; about 60 is plain Dutch.

    206.8 less 0.77 for each syllable per 100 words and 0.93 for each word a sentence. `terms` and names
    (capitals inside a sentence) don't count: nobody can write around them.
    """
    sentences = [sentence for sentence in _SENTENCE.split(text) if _WORD.search(sentence)]
    words = [_WORD.findall(sentence) for sentence in sentences]
    plain = [
        word
        for sentence in words
        for place, word in enumerate(sentence)
        if word.lower() not in terms and (place == 0 or word[0].islower())
    ]
    if len(plain) < _ENOUGH:
        return 100.0
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in plain)
    return 206.84 - 77.0 * syllables / len(plain) - 0.93 * sum(map(len, words)) / len(words)


def _contradicts_term(regel: Regel, termijnen: dict[str, Termijn]) -> Iterator[str]:
    termijn = termijnen.get(regel.termijn or "")
    if termijn is None:
        return
    named = [(int(number), _UNIT[unit.lower()]) for number, unit in _NUMBER.findall(regel.tekst)]
    same = {_in_smallest(number, unit) for number, unit in named}
    if named and _in_smallest(termijn.aantal, termijn.eenheid) not in same:
        said = " en ".join(f"{number} {unit}" for number, unit in named)
        yield f"de tekst noemt {said}, maar termijn ‘{termijn.id}’ is {termijn.aantal} {termijn.eenheid}."


def _in_smallest(number: int, unit: str) -> tuple[int, str]:
    """12 maanden for 1 jaar, 14 dagen for 2 weken: the same length, said the same way."""
    if unit == "jaren":
        return 12 * number, "maanden"
    return (7 * number, "dagen") if unit == "weken" else (number, unit)
