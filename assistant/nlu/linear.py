"""A linear text classifier on words and characters, stored as plain arrays.

Trained with scikit-learn; at run time a message costs two sparse products. Nothing is pickled, so a
model file can't run code when it is loaded.
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
from sklearn.svm import LinearSVC

from assistant.dutch.words import analyse

_SHARPNESS = 5.0
"""Turns margins into shares of belief; the value with the least log loss on held-out examples."""


def word_features(text: str) -> list[str]:
    """Stems of a text, alone and in pairs."""
    stems = [word.stem for word in analyse(text)]
    return stems + [" ".join(pair) for pair in pairwise(stems)]


def _vectorizers() -> tuple[TfidfVectorizer, TfidfVectorizer]:
    words = TfidfVectorizer(analyzer=word_features, sublinear_tf=True, dtype=np.float32)
    characters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), lowercase=True, sublinear_tf=True, dtype=np.float32
    )
    return words, characters


Array = np.ndarray[Any, np.dtype[np.float32]]


class LinearClassifier:
    """Labels texts; `train` or `load` makes one."""

    def __init__(self, labels: Sequence[str], vectorizers: Any, weights: Array, bias: Array) -> None:
        self.labels = list(labels)
        self._vectorizers = vectorizers
        self._weights = weights
        self._bias = bias

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str]) -> LinearClassifier:
        """Fit on texts and their labels; at least two different labels are needed."""
        vectorizers = _vectorizers()
        features = hstack([v.fit_transform(texts) for v in vectorizers]).tocsr()
        model = LinearSVC(C=1.0, class_weight="balanced", random_state=0).fit(features, labels)
        weights, bias = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            weights, bias = np.vstack([-weights, weights]), np.array([-bias[0], bias[0]])
        return cls(list(model.classes_), vectorizers, weights.T.astype(np.float32), bias.astype(np.float32))

    def shares(self, text: str) -> list[tuple[str, float]]:
        """Labels with the share of belief in each (adding up to 1), best first."""
        features: csr_matrix = hstack([v.transform([text]) for v in self._vectorizers]).tocsr()
        margins = np.asarray(features @ self._weights).ravel() + self._bias
        belief = np.exp(_SHARPNESS * (margins - margins.max()))
        belief /= belief.sum()
        order = np.argsort(-belief)
        return [(self.labels[i], float(belief[i])) for i in order]

    def save(self, folder: Path) -> None:
        """Write `labels.json` and `weights.npz` into `folder`."""
        state = {
            "labels": self.labels,
            "vocabularies": [{t: int(i) for t, i in v.vocabulary_.items()} for v in self._vectorizers],
        }
        (folder / "labels.json").write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
        idf = {f"idf{i}": v.idf_ for i, v in enumerate(self._vectorizers)}
        np.savez(folder / "weights.npz", weights=self._weights.astype(np.float16), bias=self._bias, **idf)

    @classmethod
    def load(cls, folder: Path) -> LinearClassifier:
        """Read what `save` wrote. Raises FileNotFoundError when it isn't there."""
        state = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            vectorizers = _vectorizers()
            for i, vectorizer in enumerate(vectorizers):
                vectorizer.vocabulary_ = state["vocabularies"][i]
                vectorizer.idf_ = arrays[f"idf{i}"]
            weights = arrays["weights"].astype(np.float32)
            return cls(state["labels"], vectorizers, weights, arrays["bias"])
