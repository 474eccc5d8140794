"""What is known of each word: a name, a Dutch word, how common. Compiled once, read by memory mapping.

The lists come from packages that are never imported while serving: names, places and streets from
deduce (with the names of `data/redactie/herkomst.yml`, which it lacks), words from simplemma and spaCy's
lookups, how common they are from pyspellchecker. As tries in the state folder they cost no time at a
start, and processes on one machine share them.
"""

from __future__ import annotations

import json
import math
import os
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import marisa_trie

from assistant import places
from assistant.dutch.letters import without_marks
from assistant.dutch.once import once_a_turn
from assistant.safety.redact_data import read_redaction

FORMAT = 4
"""Goes up when the content of the tables changes, so that those of an earlier version aren't read."""

_OWN_NAMES = "herkomst.yml"
_PACKAGES = ("deduce", "simplemma", "pyspellchecker", "spacy-lookups-data")

_FIRST, _SURNAME, _WORD, _SEEN, _VERB, _NOUN, _ADJECTIVE, _PLACE = (1 << bit for bit in range(8))
_RECORD = "<BB"
_STEPS_PER_DOUBLING = 10
"""How common a word is fits a byte: ten steps for each doubling of its count."""


@dataclass(frozen=True)
class Known:
    """What the lists say about one lower case word."""

    first_name: bool = False
    surname: bool = False
    word: bool = False
    """Whether it is in a dictionary, other than as a name."""
    seen: bool = False
    """Whether it is in a list of Dutch words at all, which may hold names as well."""
    verb: bool = False
    noun: bool = False
    adjective: bool = False
    place: bool = False
    count: int = 0
    """How often it stands in the subtitles that pyspellchecker was made from, roughly."""

    @property
    def name(self) -> bool:
        """Whether somebody is called so."""
        return self.first_name or self.surname


_UNKNOWN = Known()


@once_a_turn
def look_up(word: str) -> Known:
    """What is known of a lower case word. What was typed isn't remembered beyond the turn."""
    return known_of(word)


def known_of(word: str) -> Known:
    """The same, read anew: for spellings that nobody typed."""
    found = None if "\x00" in word else _words().get(unicodedata.normalize("NFC", word))
    if not found:
        return _UNKNOWN
    flags, common = found[0]
    count = round(2 ** (common / _STEPS_PER_DOUBLING)) if common else 0
    return Known(
        first_name=bool(flags & _FIRST),
        surname=bool(flags & _SURNAME),
        word=bool(flags & _WORD),
        seen=bool(flags & _SEEN),
        verb=bool(flags & _VERB),
        noun=bool(flags & _NOUN),
        adjective=bool(flags & _ADJECTIVE),
        place=bool(flags & _PLACE),
        count=count,
    )


def is_street(name: str) -> bool:
    """Whether a lower case name is that of a street in the Netherlands."""
    return "\x00" not in name and unicodedata.normalize("NFC", name) in _streets()


def table_files() -> tuple[Path, Path]:
    """Where the tables of words and of streets stand, or will stand."""
    own = zlib.crc32(json.dumps(read_redaction(_OWN_NAMES)).encode())
    mark = "-".join([str(FORMAT), f"{own:x}", *(version(package) for package in _PACKAGES)])
    return places.state() / f"namen-{mark}.marisa", places.state() / f"straten-{mark}.marisa"


def is_compiled() -> bool:
    """Whether both tables stand ready."""
    return all(file.is_file() for file in table_files())


def compile_tables() -> tuple[Path, Path]:
    """Compile the tables when that wasn't done yet. Returns their files."""
    words, streets = table_files()
    if not words.is_file():
        _save(marisa_trie.RecordTrie(_RECORD, _records()), words)
    if not streets.is_file():
        _save(marisa_trie.Trie(_street_names()), streets)
    return words, streets


def _save(trie: Any, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}.tmp")
    trie.save(str(fresh))
    fresh.replace(file)


@lru_cache(maxsize=1)
def _words() -> Any:
    trie = marisa_trie.RecordTrie(_RECORD)
    trie.mmap(str(compile_tables()[0]))
    return trie


@lru_cache(maxsize=1)
def _streets() -> Any:
    trie = marisa_trie.Trie()
    trie.mmap(str(compile_tables()[1]))
    return trie


def _records() -> Iterator[tuple[str, tuple[int, int]]]:
    flags: dict[str, int] = defaultdict(int)
    for bit, words in _sources():
        for word in words:
            flags[unicodedata.normalize("NFC", word.lower())] |= bit
    for word in [word for word in flags if not word.isascii()]:
        # Most people type no diacritics: cliente, oekraine, zoe.
        flags.setdefault(without_marks(word), flags[word])
    counts = _counts()
    for word, found in flags.items():
        common = max(1, counts.get(word, 0))
        yield word, (found, min(255, round(_STEPS_PER_DOUBLING * math.log2(common))))


def _own_names(kind: str) -> set[str]:
    return {name for names in read_redaction(_OWN_NAMES)[kind].values() for name in names.split()}


def _sources() -> Iterator[tuple[int, Iterable[str]]]:
    """The lists, each with what it says about its words."""
    all_names = set().union(*(_lines(file) for file in (_lists() / "names").glob("*/items.txt")))
    # Names that deduce itself leaves out as too common a word stay in: context judges them here.
    yield _FIRST, _lines(_lists() / "names" / "lst_first_name" / "items.txt")
    for names in ("lst_surname", "lst_interfix_surname"):
        yield _SURNAME, _lines(_lists() / "names" / names / "items.txt")
    yield _FIRST, _own_names("voornamen")
    yield _SURNAME, _own_names("achternamen")
    named = _lists() / "locations" / "lst_placename"
    ambiguous = _lines(named / "lst_residence" / "exceptions.txt")
    for kind in ("lst_residence", "lst_municipality", "lst_province", "lst_region"):
        yield _PLACE, _lines(named / kind / "items.txt") - ambiguous
    yield _SEEN, (word for word, count in _counts().items() if count)
    lemmas, inflected, base = _simplemma(), _spacy("lemma_exc"), _spacy("lemma_index")
    verbs, nouns = set(base["verb"]), set(base["noun"])
    yield _WORD, (word for word, lemma in lemmas.items() if lemma.islower() or not lemma.istitle())
    yield _WORD, _spacy("lemma_lookup")
    yield _WORD, _lines(_lists() / "whitelist" / "lst_medical_term" / "items.txt") - all_names
    yield _VERB, inflected["verb"]
    yield _VERB, (word for word, lemma in lemmas.items() if word != lemma and _is_form_of(word, lemma, verbs))
    yield _NOUN, (*base["noun"], *inflected["noun"])
    yield _NOUN, (word for word, lemma in lemmas.items() if word != lemma and lemma in nouns)
    yield _ADJECTIVE, (*base["adj"], *inflected["adj"])


def _is_form_of(word: str, lemma: str, verbs: set[str]) -> bool:
    """Whether `word` is a form of a verb: its lemma is in the list, or both look like it."""
    return lemma in verbs or (lemma.endswith(("en", "aan", "ien")) and word.endswith(("t", "de", "te")))


def _lists() -> Path:
    # Found without importing it: deduce imports its whole engine.
    spec = find_spec("deduce")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("deduce is needed to compile the tables of names", name="deduce")
    return Path(spec.submodule_search_locations[0]) / "data" / "lookup" / "src"


def _lines(file: Path) -> set[str]:
    return {line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()}


@lru_cache(maxsize=1)
def _counts() -> dict[str, int]:
    from spellchecker import SpellChecker

    return dict(SpellChecker(language="nl").word_frequency.dictionary)


def _simplemma() -> dict[str, str]:
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    return dict(DefaultDictionaryFactory().get_dictionary("nl"))


def _spacy(table: str) -> Any:
    from spacy.util import load_language_data, registry

    return load_language_data(registry.lookups.get("nl")[table])


def _street_names() -> set[str]:
    folder = _lists() / "locations" / "lst_street"
    names = _lines(folder / "items.txt") - _lines(folder / "exceptions.txt")
    return {unicodedata.normalize("NFC", name.lower()) for name in names if len(name) > 2}
