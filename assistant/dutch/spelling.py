"""Typing errors: a word that no dictionary has is read as the known word that it is nearly.

Only words of the vocabulary are guessed at, and only for words that Dutch doesn't have: 'mishadneld'
is mishandeld, and 'slaap' never becomes slaat. What sounds the same comes first ('psygose', 'pleken').
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import marisa_trie
from rapidfuzz.distance import OSA, Levenshtein

from assistant import places

_SHORTEST = 5
_LONG, _LONG_IN_HASTE = 9, 7
"""From so many letters on a word may hold two errors, below it one."""
_SHORTEST_BASE, _SHORTEST_PART = 3, 4


class Spelling:
    """Corrects words towards a vocabulary."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._words = frozenset(word for word in vocabulary if len(word) >= _SHORTEST)
        self._alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._sounding: dict[str, str] = {}
        for word in sorted(self._words):
            self._alike[word[0], len(word)].append(word)
            self._sounding.setdefault(sound(word), word)
        self.correct = lru_cache(maxsize=20_000)(self._correct)

    def _correct(self, word: str) -> str:
        """The word of the vocabulary that was meant, or `word` itself when nothing is near or it exists."""
        if len(word) < _SHORTEST or not word.isalpha() or word in self._words or is_dutch(word):
            return word
        return self._sounding.get(sound(word)) or self._nearest(word)

    def _nearest(self, word: str) -> str:
        most = 2 if len(word) >= _LONG else 1
        near: list[tuple[int, str]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            for candidate in self._alike.get((word[0], length), ()):
                distance = OSA.distance(word, candidate, score_cutoff=most)
                if distance <= most and _ends_alike(word, candidate) and _is_slip(word, candidate):
                    near.append((distance, candidate))
        return min(near, default=(0, word))[-1]


class HastySpelling:
    """Corrects shorter words too, with more errors, and whatever the ending.

    For danger, where a wrong guess costs a false alarm and no guess costs more. Elsewhere a wrong guess
    would put words into somebody's mouth.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._words = frozenset(word for word in vocabulary if len(word) >= _SHORTEST - 1)
        self._alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self._words):
            self._alike[word[0], len(word)].append(word)
        self.correct = lru_cache(maxsize=20_000)(self._correct)

    def _correct(self, word: str) -> str:
        """The word of the vocabulary that was meant, or `word` itself when nothing is near or it exists."""
        if len(word) < _SHORTEST - 1 or not word.isalpha() or word in self._words or exists(word):
            return word
        most = 2 if len(word) >= _LONG_IN_HASTE else 1
        best, distance = word, most + 1
        for length in range(len(word) - most, len(word) + most + 1):
            for candidate in self._alike.get((word[0], length), ()):
                found = OSA.distance(word, candidate, score_cutoff=most)
                if found < distance:
                    best, distance = candidate, found
        return best


def _ends_alike(typed: str, word: str) -> bool:
    """Whether two words can be one: words that differ in their ending are forms or other words.

    'Later' isn't laten. A letter too few, too many or in the wrong place makes no other ending: 'veilg'.
    """
    if typed[-2:] == word[-2:]:
        return True
    moved = len(typed) != len(word) or sorted(typed) == sorted(word)
    return moved and typed[-1] == word[-1] and OSA.distance(typed, word) == 1


def _is_slip(typed: str, word: str) -> bool:
    """Whether fingers err so: a letter typed for another lies beside it, or changed places with it."""
    replaced = [
        (typed[op.src_pos], word[op.dest_pos])
        for op in Levenshtein.editops(typed, word)
        if op.tag == "replace"
    ]
    swapped = {(wrong, right) for wrong, right in replaced if (right, wrong) in replaced}
    return all(pair in swapped or _beside(*pair) for pair in replaced)


_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")


def _beside(one: str, other: str) -> bool:
    """Whether two letters lie beside each other on the keyboard, or are both vowels."""
    if {one, other} <= _VOWELS:
        return True
    return any(abs(row.find(one) - row.find(other)) == 1 for row in _KEYS if one in row and other in row)


_SOUNDS = (
    ("isch$", "ies"), ("sch", "sg"), ("ph", "f"), ("th", "t"), ("qu", "kw"), ("ck", "k"), ("ch", "g"),
    ("x", "ks"), ("c(?=[eiy])", "s"), ("c", "k"), ("ei", "ij"), ("ou", "au"), ("y", "i"), ("z", "s"),
    ("v", "f"), ("dt$", "t"), ("d$", "t"), ("b$", "p"), (r"([b-df-hj-np-tv-z])\1+", r"\1"),
)  # fmt: skip
"""Spellings that sound the same, in the order in which they are replaced."""


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """How a lower case word sounds: 'psygoties' and psychotisch are the same."""
    for spelled, heard in _SOUNDS:
        word = re.sub(spelled, heard, word)
    return word


def exists(word: str) -> bool:
    """Whether Dutch has the lower case word, by spaCy's table."""
    return word in _dictionary()


def is_dutch(word: str) -> bool:
    """Whether the lower case word can be Dutch: it exists, or is made of words that do.

    The table lacks many forms and compounds: 'gezinnen', 'verdiende', 'ondergoed'.
    """
    return exists(word) or _is_form(word) or _is_compound(word)


def _is_form(word: str) -> bool:
    """Whether a plural, a form of an adjective or of a regular verb has this spelling."""
    bases = {base for ending in _ENDINGS if word.endswith(ending) for base in _bases(word, ending)}
    return any(exists(base) for base in bases)


_ENDINGS = ("en", "e", "s", "de", "te", "den", "ten", "ende", "t")


def _bases(word: str, ending: str) -> set[str]:
    """What a word may be a form of, if it ends so, spelled as Dutch does: zaken, zaak; gezinnen, gezin."""
    base = word[: -len(ending)]
    if len(base) < _SHORTEST_BASE:
        return set()
    if ending in ("en", "e"):
        if base[-1] == base[-2]:
            return {base[:-1]}
        if base[-2] in "aeou" and base[-3] not in "aeiou":
            # An open syllable: its vowel is long.
            return {base[:-1] + base[-2:]}
        return {base, base[:-1] + {"v": "f", "z": "s"}.get(base[-1], base[-1])}
    if ending == "s":
        return {base}
    infinitives = {base + "en", base + base[-1] + "en"}
    if base[-2] == base[-3]:
        infinitives.add(base[:-2] + base[-1] + "en")
    return infinitives


def _is_compound(word: str) -> bool:
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    return any(exists(word[cut:]) and exists(word[:cut].removesuffix("s")) for cut in cuts)


@lru_cache(maxsize=1)
def _dictionary() -> marisa_trie.Trie:
    trie = marisa_trie.Trie()
    trie.mmap(str(compile_words()))
    return trie


def words_file() -> Path:
    """Where the words of Dutch stand, or will stand."""
    return places.state() / f"woorden-{version('spacy-lookups-data')}.marisa"


def compile_words() -> Path:
    """Compile all words and lemmas of spaCy's table when that wasn't done yet. Returns their file."""
    file = words_file()
    if not file.is_file():
        from spacy.util import load_language_data, registry

        table: dict[str, str] = load_language_data(registry.lookups.get("nl")["lemma_lookup"])
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(f".{os.getpid()}.tmp")
        marisa_trie.Trie({*table, *table.values()}).save(str(fresh))
        fresh.replace(file)
    return file
