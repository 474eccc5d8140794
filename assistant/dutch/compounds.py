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
        for head, tail in self._cuts(word):
            if tail in self._known:
                earlier = self._parts(head)
                if head in self._known or earlier:
                    return (*(earlier or (head,)), tail)
        return ()

    def _cuts(self, word: str) -> Iterator[tuple[str, str]]:
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            tail = word[cut:]
            for link in _LINKS:
                head = word[:cut].removesuffix(link) if link else word[:cut]
                if len(head) >= _SHORTEST_PART and word.startswith(head + link + tail):
                    yield head, tail
