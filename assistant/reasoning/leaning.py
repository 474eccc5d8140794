"""What a question is about that supposes another case within the last one: 'en bij familie-eer?'."""

from __future__ import annotations

from assistant.reasoning.answers import Belief, Believed

_FLOOR = 0.1
"""Keeps apart what only one of the two questions is about, and what neither is."""


def within(belief: Belief, earlier: Belief) -> Belief:
    """What both questions are about: beliefs multiplied, so that what they share comes first.

    A question that merely goes on from another (`Belief.after`) may leave its subject; a supposition
    stays within it.
    """
    return Belief(
        _shared(belief.onderwerpen, earlier.onderwerpen),
        _shared(belief.plaatsen, earlier.plaatsen),
        _shared(belief.regels, earlier.regels),
    )


def _shared(one: tuple[Believed, ...], other: tuple[Believed, ...]) -> tuple[Believed, ...]:
    first, second = dict(one), dict(other)
    names = dict.fromkeys((*first, *second))
    product = {n: (first.get(n, 0.0) + _FLOOR) * (second.get(n, 0.0) + _FLOOR) for n in names}
    total = sum(product.values())
    return tuple(sorted(((n, p / total) for n, p in product.items()), key=lambda item: -item[1]))
