from __future__ import annotations

from assistant.reasoning.answers import Belief
from assistant.reasoning.leaning import within


def test_what_both_are_about_comes_first():
    one = Belief((("monitoren", 0.9), ("regie", 0.1)), (("a/1", 0.5), ("a/2", 0.5)), (("a.1", 0.8),))
    other = Belief((("directe-overdracht", 0.6), ("monitoren", 0.4)), (("a/2", 1.0),), (("a.1", 0.2),))
    both = within(other, one)
    assert both.onderwerpen[0][0] == "monitoren"
    assert both.plaatsen[0][0] == "a/2"
    assert abs(sum(share for _, share in both.onderwerpen) - 1) < 1e-9


def test_without_beliefs_there_is_nothing_to_share():
    assert within(Belief(()), Belief(())) == Belief(())
