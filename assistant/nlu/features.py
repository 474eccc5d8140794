"""What a text is made of, for the classifiers: stems, what stands near what, and letters.

Stems bridge inflection; pairs of content words keep what a question is about together, however long its
story; letters bridge compounds and typing errors.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from assistant.dutch.words import analyse, function_words

_NEAR = 5
"""How many content words apart two words still make a pair."""
_LETTERS = (2, 5)


def word_features(text: str) -> list[str]:
    """Stems of a text, alone, in pairs that follow each other, and in pairs of content words in any order."""
    words = analyse(text)
    stems = [word.stem for word in words]
    content = [word.stem for word in words if word.text not in function_words()]
    near = (
        f"~{min(one, other)} {max(one, other)}"
        for place, one in enumerate(content)
        for other in content[place + 1 : place + 1 + _NEAR]
    )
    return [*stems, *(" ".join(pair) for pair in pairwise(stems)), *near]


class Features:
    """Turns texts into rows of weights (tf-idf), each row of length 1 for its words and 1 for its letters."""

    def __init__(self, at_least: int = 2) -> None:
        """`at_least` is in how many texts a feature must occur to be learned."""
        self._words = TfidfVectorizer(
            analyzer=word_features, sublinear_tf=True, dtype=np.float32, min_df=at_least
        )
        self._letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=_LETTERS, sublinear_tf=True, dtype=np.float32, min_df=at_least
        )

    def learn(self, texts: Sequence[str]) -> Features:
        """Take the features of `texts` as those that exist. Returns itself."""
        self._words.fit(texts)
        self._letters.fit(texts)
        return self

    def learn_rows(self, texts: Sequence[str]) -> csr_matrix:
        """Take the features of `texts` as those that exist, and return a row per text; each is read once."""
        return hstack([self._words.fit_transform(texts), self._letters.fit_transform(texts)]).tocsr()

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """One row per text."""
        return hstack([self._words.transform(texts), self._letters.transform(texts)]).tocsr()

    def save(self, folder: Path) -> None:
        """Write `features.json` and `idf.npz` into `folder`."""
        both = (self._words, self._letters)
        vocabularies = [{name: int(place) for name, place in v.vocabulary_.items()} for v in both]
        (folder / "features.json").write_text(json.dumps(vocabularies, ensure_ascii=False), encoding="utf-8")
        np.savez(folder / "idf.npz", words=self._words.idf_, letters=self._letters.idf_)

    @classmethod
    def load(cls, folder: Path) -> Features:
        """Read what `save` wrote. Raises FileNotFoundError when it isn't there."""
        features = cls()
        words, letters = json.loads((folder / "features.json").read_text(encoding="utf-8"))
        with np.load(folder / "idf.npz", allow_pickle=False) as idf:
            _restore(features._words, words, idf["words"])
            _restore(features._letters, letters, idf["letters"])
        return features


def _restore(vectorizer: Any, vocabulary: dict[str, int], idf: np.ndarray[Any, Any]) -> None:
    vectorizer.vocabulary_ = vocabulary
    vectorizer.idf_ = idf
