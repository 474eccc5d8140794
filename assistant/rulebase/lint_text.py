"""Whether the texts of the rule base can be read by everybody, and agree with the terms they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.rulebase.loader import Rulebase
from assistant.rulebase.problems import Problem
from assistant.rulebase.schema import Regel, Termijn

MOST_WORDS_A_SENTENCE = 20
MOST_WORDS_A_REGEL = 60
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
    for id, regel in rulebase.of("regels").items():
        place = rulebase.place("regels", id)
        for message in (*_too_long(regel.tekst), *_contradicts_term(regel, rulebase.of("termijnen"))):
            yield place.problem(f"‘{id}’: {message}", key=("tekst",))


def _too_long(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        count = len(sentence.split())
        if count > MOST_WORDS_A_SENTENCE:
            yield f"een zin telt {count} woorden; hooguit {MOST_WORDS_A_SENTENCE} leest prettig."
    words = len(text.split())
    if words > MOST_WORDS_A_REGEL:
        yield f"de tekst telt {words} woorden; maak er twee regels van (hooguit {MOST_WORDS_A_REGEL})."


def readability(text: str) -> float:
    """How easily Dutch text reads, by Flesch-Douma; about 60 is plain Dutch.

    206.8 less 0.77 for each syllable per 100 words and 0.93 for each word a sentence. Terms that can't be
    avoided (veiligheidsbeoordeling) pull it down.
    """
    words = _WORD.findall(text)
    if not words:
        return 100.0
    sentences = max(1, len([s for s in _SENTENCE.split(text) if _WORD.search(s)]))
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in words)
    return 206.84 - 77.0 * syllables / len(words) - 0.93 * len(words) / sentences


def _contradicts_term(regel: Regel, termijnen: dict[str, Termijn]) -> Iterator[str]:
    termijn = termijnen.get(regel.termijn or "")
    if termijn is None:
        return
    named = [(int(number), _UNIT[unit.lower()]) for number, unit in _NUMBER.findall(regel.tekst)]
    if named and (termijn.aantal, termijn.eenheid) not in named:
        said = " en ".join(f"{number} {unit}" for number, unit in named)
        yield f"de tekst noemt {said}, maar termijn ‘{termijn.id}’ is {termijn.aantal} {termijn.eenheid}."
