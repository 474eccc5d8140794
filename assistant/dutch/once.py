"""What is made of a text is made once within a turn, and forgotten when the turn ends.

Many parts of the house read the same few texts: a message, its pieces, its questions. Nothing is kept
beyond the turn, as what somebody types may not stay behind anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Made = TypeVar("Made")

_made: ContextVar[dict[tuple[Any, str], Any] | None] = ContextVar("made", default=None)
"""By function and text; of this task alone, so that turns which go on side by side share nothing."""


@contextmanager
def within_a_turn() -> Iterator[None]:
    """Within the block every function that is `once_a_turn` reads a text at most once."""
    token = _made.set({})
    try:
        yield
    finally:
        _made.reset(token)


def once_a_turn(make: Callable[[str], Made]) -> Callable[[str], Made]:
    """A function of a text that remembers what it gave while a turn lasts; nobody may change that."""

    @wraps(make)
    def remembering(text: str) -> Made:
        made = _made.get()
        if made is None:
            return make(text)
        key = make, text
        if key not in made:
            made[key] = make(text)
        found: Made = made[key]
        return found

    return remembering
