"""The numbers that names get in a conversation: the same person the same number, and no name stored."""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence


class NameNumbers:
    """Numbers for the names of one conversation.

    A word of a name is remembered only as a keyed digest, with a key that exists in memory alone: who
    reads the memory of numbers without the key learns nothing, and after a restart nothing is left.
    """

    def __init__(self, highest: Callable[[], int] = lambda: 0) -> None:
        """`highest` gives the highest number that the stored conversation already uses."""
        self._key = secrets.token_bytes(32)
        self._numbers: dict[bytes, int] = {}
        self._highest = highest

    def number(self, words: Sequence[str]) -> int:
        """The number of the name with these lower case words; a new one when it wasn't met before.

        The first word decides: Lotte Jansen and later Lotte are one person. Jansen alone is the one
        that was called so first.
        """
        digests = [self._digest(word) for word in words]
        number = self._numbers.get(digests[0])
        if number is None:
            number = max([self._highest(), *self._numbers.values()]) + 1
        for digest in digests:
            self._numbers.setdefault(digest, number)
        return number

    def knows(self, word: str) -> bool:
        """Whether a lower case word was part of a name before."""
        return self._digest(word) in self._numbers

    def _digest(self, word: str) -> bytes:
        return hmac.digest(self._key, word.encode("utf-8", "surrogatepass"), "sha256")


class NumberedConversations:
    """The numbers of the conversations that this process spoke in last."""

    def __init__(self, most: int = 10_000) -> None:
        """Keep `most` conversations; the one that was silent longest goes first."""
        self._most = most
        self._numbers: OrderedDict[str, NameNumbers] = OrderedDict()

    def of(self, id: str, highest: Callable[[], int]) -> NameNumbers:
        """The numbers of a conversation."""
        numbers = self._numbers.setdefault(id, NameNumbers(highest))
        self._numbers.move_to_end(id)
        if len(self._numbers) > self._most:
            self._numbers.popitem(last=False)
        return numbers

    def forget(self, id: str) -> None:
        """Drop what is known of a conversation."""
        self._numbers.pop(id, None)
