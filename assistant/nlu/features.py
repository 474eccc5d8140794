"""What a text is made of, for the classifiers: stems, what stands near what, and letters.

Stems bridge inflection; pairs of content words keep what a question is about together, however long its
story; letters bridge compounds and typing errors.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import unwrap
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack

from assistant.dutch.once import once_a_turn
from assistant.dutch.words import analyse, function_words

Array = np.ndarray[Any, np.dtype[Any]]

_NEAR = 5
"""How many content words apart two words still make a pair."""
_LETTERS = (2, 5)


@once_a_turn
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


@once_a_turn
def letter_features(text: str) -> list[str]:
    """Runs of 2 to 5 letters within the words of a text, with a space for where a word begins and ends."""
    shortest, longest = _LETTERS
    runs = []
    for word in text.lower().split():
        padded = f" {word} "
        for length in range(shortest, min(longest, len(padded)) + 1):
            runs += [padded[start : start + length] for start in range(len(padded) - length + 1)]
    return runs


@dataclass(frozen=True)
class Counted:
    """How often each feature of one kind occurs in each text, and what makes weights of that."""

    counts: csr_matrix
    weigh: Callable[[csr_matrix], csr_matrix]


@dataclass(frozen=True)
class LearnedRows:
    """The texts that features were learned from, as rows: of a text, or of several texts together."""

    kinds: Sequence[Counted]

    def each(self) -> csr_matrix:
        """A row per text."""
        return hstack([kind.weigh(kind.counts) for kind in self.kinds]).tocsr()

    def together(self, groups: Sequence[Sequence[int]]) -> csr_matrix:
        """A row per group of texts, each given by its place, as if these were one text."""
        at = [(group, text) for group, texts in enumerate(groups) for text in texts]
        rows, columns = zip(*at, strict=True)
        size = len(groups), self.kinds[0].counts.shape[0]
        joins = csr_matrix((np.ones(len(at), np.float32), (rows, columns)), shape=size)
        return hstack([kind.weigh(joins @ kind.counts) for kind in self.kinds]).tocsr()


class _Kind:
    """Features of one kind, with a weight for each: how telling it is (the logarithm of its rareness)."""

    def __init__(self, read: Callable[[str], list[str]], places: dict[str, int], idf: Array) -> None:
        self.read, self.places, self.idf = read, places, idf.astype(np.float32)

    @classmethod
    def learn(
        cls, read: Callable[[str], list[str]], texts: Sequence[str], at_least: int
    ) -> tuple[_Kind, Counted]:
        """The features of `texts` that occur in `at_least` of them, and how often in each text."""
        # Only to learn: a service that answers does without scikit-learn, and starts a second sooner.
        from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

        # Each text is read once, so nothing of it need be remembered.
        counting = CountVectorizer(analyzer=unwrap(read), dtype=np.float32, min_df=at_least)
        counts = counting.fit_transform(texts)
        weigh = TfidfTransformer(sublinear_tf=True).fit(counts)
        places = {name: int(at) for name, at in counting.vocabulary_.items()}
        return cls(read, places, weigh.idf_), Counted(counts, weigh.transform)

    def row(self, text: str) -> tuple[Array, Array]:
        """The places of the features that are in `text`, rising, and their weights, of length 1 in all."""
        at = [place for place in map(self.places.get, self.read(text)) if place is not None]
        places, counts = np.unique(np.array(at, dtype=np.int32), return_counts=True)
        weights = (1 + np.log(counts.astype(np.float32))) * self.idf[places]
        length = np.sqrt(weights @ weights)
        return places, weights / length if length else weights


class Features:
    """Turns texts into rows of weights (tf-idf), each row of length 1 for its words and 1 for its letters."""

    def __init__(self, words: _Kind, letters: _Kind) -> None:
        self._words, self._letters = words, letters

    @classmethod
    def learn(cls, texts: Sequence[str], at_least: int = 2) -> Features:
        """The features of `texts`; `at_least` is in how many of them a feature must occur."""
        return cls.learn_rows(texts, at_least)[0]

    @classmethod
    def learn_rows(cls, texts: Sequence[str], at_least: int = 2) -> tuple[Features, LearnedRows]:
        """The same with the rows of these texts; each text is read once."""
        words, of_words = _Kind.learn(word_features, texts, at_least)
        letters, of_letters = _Kind.learn(letter_features, texts, at_least)
        return cls(words, letters), LearnedRows((of_words, of_letters))

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """One row per text."""
        places: list[Array] = []
        weights: list[Array] = []
        ends = [0]
        for text in texts:
            words, letters = self._words.row(text), self._letters.row(text)
            places += [words[0], letters[0] + len(self._words.idf)]
            weights += [words[1], letters[1]]
            ends.append(ends[-1] + len(words[0]) + len(letters[0]))
        shape = (len(texts), len(self._words.idf) + len(self._letters.idf))
        if not texts:
            return csr_matrix(shape, dtype=np.float32)
        return csr_matrix((np.concatenate(weights), np.concatenate(places), np.array(ends)), shape=shape)

    def save(self, folder: Path) -> None:
        """Write `features.json` and `idf.npz` into `folder`."""
        vocabularies = [self._words.places, self._letters.places]
        (folder / "features.json").write_text(json.dumps(vocabularies, ensure_ascii=False), encoding="utf-8")
        np.savez(folder / "idf.npz", words=self._words.idf, letters=self._letters.idf)

    @classmethod
    def load(cls, folder: Path) -> Features:
        """Read what `save` wrote. Raises FileNotFoundError when it isn't there."""
        words, letters = json.loads((folder / "features.json").read_text(encoding="utf-8"))
        with np.load(folder / "idf.npz", allow_pickle=False) as idf:
            return cls(
                _Kind(word_features, words, idf["words"]), _Kind(letter_features, letters, idf["letters"])
            )
