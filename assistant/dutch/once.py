"""What is made of a text is made once within a turn, and forgotten when the turn ends.

Many parts of the house read the same few texts: a message, its pieces, its questions. Nothing is kept
beyond the turn, as what somebody types may not stay behind anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Made = TypeVar("Made")

_made: ContextVar[dict[tuple[Any, ...], Any] | None] = ContextVar("made", default=None)
"""By function and what it was asked; of this task alone: turns which go on side by side share nothing."""


@contextmanager
def within_a_turn() -> Iterator[None]:
    """Within the block every function that is `once_a_turn` reads a text at most once."""
    token = _made.set({})
    try:
        yield
    finally:
        _made.reset(token)


def once_a_turn(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """A function, mostly of a text, that remembers what it gave for a turn; nobody may change that."""

    @wraps(make)
    def remembering(*asked: Asked.args, **named: Asked.kwargs) -> Made:
        made = _made.get()
        if made is None:
            return make(*asked, **named)
        key = make, asked, *named.items()
        if key not in made:
            made[key] = make(*asked, **named)
        found: Made = made[key]
        return found

    return remembering
