"""Lemmas of Dutch words: spaCy's lookup table, compiled once into a memory-mapped trie.

As spaCy loads it, the table of 213,000 words costs a second at every start and 70 MB in every process.
As a trie in a file it costs neither, and processes on one machine share it.
"""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import marisa_trie

from assistant import places


def lemma(word: str) -> str:
    """The lemma of a lower case word; the word itself when the table doesn't know it."""
    found = None if "\x00" in word else _trie().get(word)
    return found[0].decode() if found else word


def trie_file() -> Path:
    """Where the compiled table stands, or will stand."""
    return places.state() / f"lemmas-{version('spacy-lookups-data')}.marisa"


def compile_lemmas() -> Path:
    """Compile the table when that wasn't done yet. Returns its file."""
    file = trie_file()
    if not file.is_file():
        from spacy.util import load_language_data, registry

        table: dict[str, str] = load_language_data(registry.lookups.get("nl")["lemma_lookup"])
        trie = marisa_trie.BytesTrie((word, lemma.encode()) for word, lemma in table.items())
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(f".{os.getpid()}.tmp")
        trie.save(str(fresh))
        fresh.replace(file)
    return file


@lru_cache(maxsize=1)
def _trie() -> marisa_trie.BytesTrie:
    trie = marisa_trie.BytesTrie()
    trie.mmap(str(compile_lemmas()))
    return trie
