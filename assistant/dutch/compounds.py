"""Dutch compounds, taken apart into words that are known: veiligheids·voorwaarden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

_SHORTEST_PART = 4
_LINKS = ("", "s", "en", "e", "er", "-")
"""What may stand between two parts."""


class Compounds:
    """Splits words by a list of known ones."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(word for word in words if len(word) >= _SHORTEST_PART)
        self.parts = lru_cache(maxsize=20_000)(self._parts)

    def _parts(self, word: str) -> tuple[str, ...]:
        """The known words that `word` is made of, in order; empty when it is no compound of them.

        Of several ways the one with the longest last part counts: the last part says what it is.
        """
        for head, tail in cuts(word):
            if tail in self._known:
                earlier = self._parts(head)
                if head in self._known or earlier:
                    return (*(earlier or (head,)), tail)
        return ()


def cuts(word: str, shortest: int = _SHORTEST_PART) -> Iterator[tuple[str, str]]:
    """Every way to take a word in two, without what stands between, the longest last part first.

    The first part has at least `shortest` letters.
    """
    for cut in range(shortest, len(word) - _SHORTEST_PART + 1):
        for link in _LINKS:
            head = word[:cut].removesuffix(link)
            if word[:cut].endswith(link) and len(head) >= shortest:
                yield head, word[cut:]
