from __future__ import annotations

from assistant.dutch.scope import count_negations, is_question, is_supposed
from assistant.dutch.words import analyse


def test_negations_are_counted_but_for_those_of_a_wording():
    clause = analyse("ouders laten niemand binnen en niet meer")
    assert count_negations(clause, consumed=()) == 2
    assert count_negations(clause, consumed={2}) == 1


def test_not_only_is_no_negation():
    assert count_negations(analyse("niet alleen blauwe plekken"), consumed=()) == 0


def test_supposition_and_question_are_told_apart():
    assert is_supposed(analyse("als hij haar slaat"))
    assert is_question(analyse("is stalking ook een reden"), last=True)
    assert is_question(analyse("en kan dat anoniem"), last=False)
    assert is_question(analyse("blauwe plekken?"), last=True)
    assert not is_question(analyse("hij heeft blauwe plekken"), last=True)
