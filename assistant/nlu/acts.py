"""What a message does: it asks, greets, denies, wants to start over, or is out of reach."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.nlu.features import Features
from assistant.nlu.linear import LinearClassifier


class ActModel:
    """Believes what a piece of a message does; `train` or `load` makes one."""

    def __init__(self, features: Features, acts: LinearClassifier) -> None:
        self._features = features
        self._acts = acts

    @classmethod
    def train(cls, texts: Sequence[str], acts: Sequence[str]) -> ActModel:
        """Learn from texts and the act of each."""
        features, rows = Features.learn_rows(texts)
        return cls(features, LinearClassifier.train(rows.each(), acts))

    def shares(self, text: str) -> list[tuple[str, float]]:
        """Acts with the share of belief in each (adding up to 1), best first."""
        return self._acts.shares(self._features.rows([text]))

    def save(self, folder: Path) -> None:
        """Write the model into `folder`."""
        self._features.save(folder)
        self._acts.save(folder)

    @classmethod
    def load(cls, folder: Path) -> ActModel:
        """Read what `save` wrote. Raises FileNotFoundError when it isn't there."""
        return cls(Features.load(folder), LinearClassifier.load(folder))
