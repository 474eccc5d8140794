"""The numbers that names get in a conversation: the same person the same number, and no name stored."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping, Sequence

_DIGEST = 8
"""Bytes; enough to tell the names of one conversation apart."""


class NameNumbers:
    """Numbers for the names of one conversation.

    A word of a name is remembered only as a keyed digest: who reads the numbers without the key learns
    nothing. The key is the conversation's own, and stands in no store.
    """

    def __init__(self, key: bytes | None = None, known: Mapping[str, int] | None = None) -> None:
        """Go on from what is `known` of earlier messages, which were read with the same `key`.

        Without a key there is nothing to go on from: the numbers serve for one text.
        """
        self._key = key or secrets.token_bytes(32)
        self._numbers = dict(known or {})

    @property
    def known(self) -> dict[str, int]:
        """The number of each word that was met, by its digest: to be kept for the next message."""
        return dict(self._numbers)

    def pass_over(self, number: int) -> None:
        """Give no new name this number or a lower one: the text uses it already."""
        self._numbers[""] = max(number, self._numbers.get("", 0))

    def number(self, words: Sequence[str]) -> int:
        """The number of the name with these lower case words; a new one when it wasn't met before.

        The first word decides: Lotte Jansen and later Lotte are one person. Jansen alone is the one
        that was called so first.
        """
        digests = [self._digest(word) for word in words]
        number = self._numbers.get(digests[0])
        if number is None:
            number = max(self._numbers.values(), default=0) + 1
        for digest in digests:
            self._numbers.setdefault(digest, number)
        return number

    def knows(self, word: str) -> bool:
        """Whether a lower case word was part of a name before."""
        return self._digest(word) in self._numbers

    def _digest(self, word: str) -> str:
        return hmac.digest(self._key, word.encode("utf-8", "surrogatepass"), "sha256")[:_DIGEST].hex()
