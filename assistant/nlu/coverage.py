"""How much of a question the sources speak of: the words of it that a regel has, or those who ask for it.

'Wie betaalt de tolk' is like many questions about a gesprek; that no regel was ever asked for with the word
tolk tells that none answers it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, load_npz, save_npz

from assistant.dutch.words import analyse, function_words

_WORDS, _SPOKEN_OF = "dekking.json", "dekking.npz"

Array = np.ndarray[Any, np.dtype[Any]]


class Coverage:
    """Knows the words that belong to each regel; `learn` or `load` makes one."""

    def __init__(self, rarity: Mapping[str, float], unheard: float, spoken_of: csr_matrix) -> None:
        """`rarity` of each word by its stem, `unheard` that of any other; a row a word, a column a regel."""
        self._rarity = dict(rarity)
        self._places = {word: place for place, word in enumerate(self._rarity)}
        self._unheard = unheard
        self._spoken_of = spoken_of

    @classmethod
    def learn(cls, questions: Sequence[str], of_regels: Sequence[Sequence[str]]) -> Coverage:
        """How rare words are in `questions`, and which stand in the texts that belong to each regel."""
        asked = [_content(question) for question in questions]
        count = Counter(word for words in asked for word in words)
        known = dict(zip(questions, asked, strict=True))
        spoken = [set().union(*(known.get(text) or _content(text) for text in texts)) for texts in of_regels]
        words = sorted(set(count).union(*spoken))
        unheard = float(np.log(len(asked) + 1))
        rarity = {word: unheard - float(np.log(count[word] + 1)) for word in words}
        places = {word: place for place, word in enumerate(words)}
        at = [(places[word], regel) for regel, here in enumerate(spoken) for word in here]
        rows, columns = zip(*at, strict=True) if at else ((), ())
        shape = (len(words), len(spoken))
        return cls(rarity, unheard, csr_matrix((np.ones(len(at), np.float32), (rows, columns)), shape=shape))

    def of(self, text: str) -> float:
        """The share, from 0 to 1, of what `text` says that belongs to the regel to which most belongs.

        Rare words say more. A text that says nothing is covered.
        """
        rarities = {word: self._rarity.get(word, self._unheard) for word in _content(text)}
        total = sum(rarities.values())
        known = [word for word in rarities if word in self._places]
        if not total or not known:
            return 0.0 if total else 1.0
        weights = np.array([rarities[word] for word in known], dtype=np.float32)
        spoken = self._spoken_of[[self._places[word] for word in known]]
        return float((spoken.T @ weights).max() / total)

    def save(self, folder: Path) -> None:
        """Write the words into `folder`."""
        known = {"rarity": self._rarity, "unheard": self._unheard}
        (folder / _WORDS).write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
        save_npz(folder / _SPOKEN_OF, self._spoken_of)

    @classmethod
    def load(cls, folder: Path) -> Coverage:
        """Read what `save` wrote. Raises FileNotFoundError when it isn't there."""
        known = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
        return cls(known["rarity"], known["unheard"], load_npz(folder / _SPOKEN_OF))


def _content(text: str) -> set[str]:
    return {word.stem for word in analyse(text) if word.text not in function_words()}
