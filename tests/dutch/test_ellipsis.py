from __future__ import annotations

import pytest

from assistant.dutch.frames import Clause, clauses
from assistant.dutch.tokens import Tokens
from assistant.dutch.words import analyse

TOKENS = Tokens(())


def read(text: str) -> list[Clause]:
    return clauses(TOKENS.of(text, analyse(text)))


def words(clause: Clause) -> str:
    return " ".join(token.text for token in clause.words)


@pytest.mark.parametrize(
    ("text", "said", "denied"),
    [
        ("in een andere zaak was er letsel, hier niet", "in een andere zaak was er letsel", True),
        ("vorig jaar wilden ze geen hulp, nu wel", "vorig jaar wilden ze hulp", False),
        ("er is letsel, hier niet", "hier niet", False),
    ],
)
def test_a_clause_that_leans_on_another_case_or_time_borrows_its_words(text, said, denied):
    last = read(text)[-1]
    assert (words(last), last.denied) == (said, denied)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("geen letsel, stalking of eerwraak", ["geen letsel stalking of eerwraak"]),
        ("geen letsel, hij stalkt haar of zo", ["geen letsel", "hij stalkt haar of zo"]),
        ("letsel, stalking of eerwraak", ["letsel", "stalking of eerwraak"]),
        ("meneer (79) is gevallen", ["meneer 79 is gevallen"]),
    ],
)
def test_lists_that_are_denied_and_ages_stand_in_one_clause(text, expected):
    assert [words(clause) for clause in read(text)] == expected
