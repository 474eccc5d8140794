"""Words of a message: tokens, stems, and the sentence and clause that each stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import snowballstemmer
import yaml

from assistant import places
from assistant.dutch.lemmas import lemma
from assistant.dutch.once import once_a_turn

_END_OF_SENTENCE = re.compile(r"^[.!?;\n]+$")
_BREAK_IN_SENTENCE = re.compile(r"^[,:–—()/]$|^-{1,2}$")


_PLACEHOLDER = re.compile(r"\[(?P<label>[A-Z]+(?:-[A-Z]+)*)(?: \d+)?\](?:s\b)?")
"""What stands in the place of something personal that was taken out."""


@dataclass(frozen=True)
class Word:
    """One word of a message; `start` and `end` are offsets into the text."""

    text: str
    stem: str
    start: int
    end: int
    sentence: int
    clause: int
    question: bool
    """Whether the sentence ends in a question mark."""


@lru_cache(maxsize=1)
def _pipeline() -> Any:
    # Imported here: a start that finds everything built needs no tokenizer, and spaCy takes seconds.
    import spacy

    pipeline = spacy.blank("nl")
    # In 'een kind (8)' stands an age, and no face with glasses.
    rules = pipeline.tokenizer.rules.items()
    pipeline.tokenizer.rules = {text: parts for text, parts in rules if not text[0].isdigit()}
    return pipeline


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    return snowballstemmer.stemmer("dutch_porter")


@lru_cache(maxsize=1)
def scope_words() -> dict[str, frozenset[str]]:
    """The word lists of `data/taal/bereik.yml`."""
    return {name: frozenset(words) for name, words in read_language("bereik.yml").items()}


@lru_cache(maxsize=32)
def read_language(name: str) -> dict[str, list[str]]:
    """A file of word lists from `data/taal/`."""
    path: Path = places.project() / "data" / "taal" / name
    data: dict[str, list[str]] = yaml.load(
        path.read_text(encoding="utf-8"),
        yaml.CBaseLoader,  # noqa: S506 (safe: it makes strings only, so that ‘yes’ stays a word)
    )
    return data


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Words that carry no meaning in a phrase (`data/taal/functiewoorden.yml`)."""
    return frozenset(read_language("functiewoorden.yml")["functiewoorden"])


def holds_any(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of `phrases` (lower case, no punctuation) stands in `text`, as whole words in a row."""
    spoken = f" {' '.join(word.text for word in analyse(text))} "
    return any(f" {phrase} " in spoken for phrase in phrases)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The Snowball stem of a lower case word's lemma, without diacritics that people leave out.

    What Snowball keeps of inflection goes too: blauwe is blauw, and the double consonant of willen
    that of wil.
    """
    plain = lemma(word).translate(str.maketrans("éèëêïöüáàâ", "eeeeiouaaa"))
    stemmed = str(_stemmer().stemWord(plain))
    if len(stemmed) > 4 and stemmed.endswith("e"):
        stemmed = stemmed[:-1]
    doubled = len(stemmed) > 2 and stemmed[-1] == stemmed[-2] and stemmed[-1] in "bcdfghjklmnpqrstvwxz"
    return stemmed[:-1] if doubled else stemmed


@once_a_turn
def analyse(text: str) -> tuple[Word, ...]:
    """The words of `text`, punctuation left out, numbered by sentence and clause.

    A clause ends at punctuation, before a word that starts a new one (maar, en, omdat …), and after
    an opening ja or nee, so that a negation reaches no further than its own clause.
    """
    doc = _pipeline()(_PLACEHOLDER.sub(_stand_in, text))
    asked = _question_sentences(doc)
    openers = scope_words()["nieuwe_zin"]
    words: list[Word] = []
    sentence = clause = 0
    fresh = True
    for token in doc:
        if token.is_space and "\n" not in token.text:
            continue
        if _END_OF_SENTENCE.match(token.text) or token.is_space:
            sentence, clause, fresh = sentence + 1, clause + 1, True
            continue
        if _BREAK_IN_SENTENCE.match(token.text):
            clause, fresh = clause + 1, True
            continue
        if not any(character.isalnum() for character in token.text):
            continue
        lower = token.text.lower()
        if not fresh and (lower in openers or (lower == "en" and _starts_clause(doc, token.i + 1))):
            clause += 1
        words.append(
            Word(
                text=lower,
                stem=stem(lower),
                start=token.idx,
                end=token.idx + len(token.text),
                sentence=sentence,
                clause=clause,
                question=sentence in asked,
            )
        )
        fresh = False
        if lower in ("ja", "nee") and len(words) == 1:
            clause, fresh = clause + 1, True
    return tuple(words)


def with_people(text: str) -> str:
    """`text` with 'hij', and after that 'haar', for the names that were taken out of it, and 'school'.

    Who learned from what people type has read 'hij slaat haar', and never '[NAAM 1] slaat [NAAM 2]'.
    """
    people = chain(["hij"], repeat("haar"))
    read = {"NAAM": people, "ORGANISATIE": repeat("school")}
    return _PLACEHOLDER.sub(lambda match: next(read.get(match["label"], repeat(match[0]))), text)


def _stand_in(match: re.Match[str]) -> str:
    """A word of no meaning for what was taken out, as long as it was."""
    return ("iemand" if match["label"] == "NAAM" else "iets").ljust(len(match[0]))[: len(match[0])]


def _starts_clause(doc: Any, place: int) -> bool:
    """Whether what follows 'en' is a clause of its own, and no second noun ('bont en blauw')."""
    return place < len(doc) and doc[place].lower_ in scope_words()["zinsbegin"]


def _question_sentences(doc: Any) -> set[int]:
    """The numbers of the sentences that end in a question mark, counted as `analyse` counts."""
    asked, sentence = set(), 0
    for token in doc:
        if _END_OF_SENTENCE.match(token.text) or (token.is_space and "\n" in token.text):
            if "?" in token.text:
                asked.add(sentence)
            sentence += 1
    return asked
