"""A linear classifier on the features of a text, stored as plain arrays.

Trained with scikit-learn; at run time a text costs one small product. Nothing is pickled, so a model
file can't run code when it is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

_SHARPNESS = 5.0
"""Turns margins into shares of belief; the value with the least log loss on held-out examples."""

Array = np.ndarray[Any, np.dtype[Any]]

_WITHOUT_COPIES_OF_THE_SIGN = np.int32(-0x70000001)
_EXPONENT = np.float32(2.0**112)
"""The exponent counts from -15 in 16 bits, and from -127 in 32."""


class LinearClassifier:
    """Labels rows of features; `train` or `load` makes one."""

    def __init__(self, labels: Sequence[str], weights: Array, bias: Array) -> None:
        self.labels = list(labels)
        self._weights = weights
        self._bias = bias

    @classmethod
    def train(
        cls, rows: csr_matrix, labels: Sequence[str], penalty: float = 1.0, balanced: bool = True
    ) -> LinearClassifier:
        """Fit on rows and their labels; at least two different labels are needed.

        `penalty` is the cost of a mistake (scikit-learn's C); `balanced` gives rare labels as much weight.
        """
        # Only to learn: a service that answers does without scikit-learn.
        from sklearn.svm import LinearSVC

        model = LinearSVC(C=penalty, class_weight="balanced" if balanced else None, random_state=0)
        model.fit(rows, labels)
        weights, bias = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            weights, bias = np.vstack([-weights, weights]), np.array([-bias[0], bias[0]])
        return cls(list(model.classes_), weights.T.astype(np.float16), bias.astype(np.float32))

    def shares(self, row: csr_matrix, most: int | None = None) -> list[tuple[str, float]]:
        """Labels with the share of belief in each (adding up to 1), best first; all, or the best `most`."""
        margins = row.data @ as_floats(self._weights.take(row.indices, axis=0)) + self._bias
        belief = np.exp(_SHARPNESS * (margins - margins.max()))
        belief /= belief.sum()
        order = np.argsort(-belief)[:most]
        return [(self.labels[i], share) for i, share in zip(order, belief[order].tolist(), strict=True)]

    def save(self, folder: Path) -> None:
        """Write `labels.json` and `weights.npz` into `folder`."""
        (folder / "labels.json").write_text(json.dumps(self.labels, ensure_ascii=False), encoding="utf-8")
        np.savez_compressed(folder / "weights.npz", weights=self._weights, bias=self._bias)

    @classmethod
    def load(cls, folder: Path) -> LinearClassifier:
        """Read what `save` wrote. Raises FileNotFoundError when it isn't there."""
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            return cls(labels, arrays["weights"], arrays["bias"])


def as_floats(halves: Array) -> Array:
    """The same numbers, each below infinity, in 32 bits instead of 16.

    numpy converts number by number, with a branch for each kind: four times as slow. Here sign, exponent
    and fraction move to where they stand in 32 bits, and what the exponent counts from is multiplied back.
    """
    bits = halves.view(np.int16).astype(np.int32)
    bits <<= 13
    bits &= _WITHOUT_COPIES_OF_THE_SIGN
    floats: Array = bits.view(np.float32)
    floats *= _EXPONENT
    return floats
