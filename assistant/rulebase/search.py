"""From the words of a question to the stems to look for in the rule base.

Inflection, compounds, abbreviations and typing errors are bridged here, on the side of the index
(`index_stems`, `part_stems`) and on that of the question (`Vocabulary.expand`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from assistant.dutch.compounds import Compounds
from assistant.dutch.words import Word, analyse, function_words, stem

_SHORTEST_TYPO = 5
_ALIKE = 82.0
"""How alike (of 100) an unknown word must be to a known one to be taken for it."""


def index_stems(words: Iterable[Word]) -> str:
    """The stems of a text, for the index."""
    return " ".join(word.stem for word in words)


def part_stems(words: Iterable[Word], compounds: Compounds) -> str:
    """The stems of the parts of the compounds in a text, for the index."""
    return " ".join(stem(part) for word in words for part in compounds.parts(word.text))


class Vocabulary:
    """The words of a rule base, with what people write instead of them."""

    def __init__(self, words: Iterable[str], synonyms: Mapping[str, Iterable[str]]) -> None:
        """`synonyms` tells per word (lower case) which texts say the same: `vt` → `Veilig Thuis`."""
        self._compounds = Compounds(words)
        self._stems = sorted({stem(word) for word in words})
        self._known = frozenset(self._stems)
        self._synonyms = {
            word: frozenset(w.stem for text in texts for w in analyse(text) if w.text not in function_words())
            for word, texts in synonyms.items()
        }
        self._nearest = lru_cache(maxsize=2_000)(self._find_nearest)

    def expand(self, text: str) -> set[str]:
        """The stems to look for: those of the content words, and what stands for them."""
        stems: set[str] = set()
        for word in analyse(text):
            if word.text in function_words():
                continue
            stems.add(word.stem)
            stems |= self._synonyms.get(word.text, frozenset())
            parts = self._compounds.parts(word.text)
            stems.update(stem(part) for part in parts)
            if not parts and word.stem not in self._known and word.text not in self._synonyms:
                stems.update(self._nearest(word.stem))
        return stems

    def _find_nearest(self, unknown: str) -> tuple[str, ...]:
        if len(unknown) < _SHORTEST_TYPO:
            return ()
        near = process.extractOne(unknown, self._stems, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return (near[0],) if near else ()
