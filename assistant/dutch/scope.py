"""What a clause says about the things named in it: denied, supposed or asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.dutch.words import Word, scope_words


def count_negations(clause: Sequence[Word], consumed: Collection[int]) -> int:
    """Negations in a clause, but for those at the `consumed` places, which belong to a wording."""
    negators = scope_words()["ontkenning"]
    exempt = _places_of(clause, scope_words()["geen_ontkenning"])
    return sum(
        word.text in negators and place not in consumed and place not in exempt
        for place, word in enumerate(clause)
    )


def is_supposed(clause: Sequence[Word]) -> bool:
    """Whether the clause supposes something instead of telling it ('als …', 'stel …', 'was hij …')."""
    return bool(clause) and clause[0].text in scope_words()["veronderstelling"]


def is_question(clause: Sequence[Word], last: bool) -> bool:
    """Whether the clause asks; `last` tells that it closes its sentence.

    In a sentence with a question mark the last clause asks, and so does any that opens like a
    question; elsewhere a clause that opens with a verb or a question word does.
    """
    return opens_question(clause) or (bool(clause) and clause[0].question and last)


def opens_question(clause: Sequence[Word]) -> bool:
    """Whether the clause starts as a question does: with a verb or a question word."""
    return bool(clause) and clause[_skip_and(clause)].text in scope_words()["vraagwoorden"]


def _skip_and(clause: Sequence[Word]) -> int:
    """Past 'en', 'maar', 'dus' at the start: 'en kan dat anoniem'."""
    return 1 if len(clause) > 1 and clause[0].text in ("en", "maar", "dus") else 0


def _places_of(clause: Sequence[Word], expressions: Collection[str]) -> set[int]:
    """The places of the words that form one of the expressions (words in a row)."""
    texts = [word.text for word in clause]
    found: set[int] = set()
    for expression in expressions:
        parts = expression.split()
        for start in range(len(texts) - len(parts) + 1):
            if texts[start : start + len(parts)] == parts:
                found.update(range(start, start + len(parts)))
    return found
