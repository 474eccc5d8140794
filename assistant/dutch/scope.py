"""Whether a clause starts as a question does."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dutch.words import Word, scope_words


def opens_question(clause: Sequence[Word]) -> bool:
    """Whether the clause starts as a question does: with a verb or a question word."""
    return bool(clause) and clause[_skip_and(clause)].text in scope_words()["vraagwoorden"]


def _skip_and(clause: Sequence[Word]) -> int:
    """Past 'en', 'maar', 'dus' at the start: 'en kan dat anoniem'."""
    return 1 if len(clause) > 1 and clause[0].text in ("en", "maar", "dus") else 0
