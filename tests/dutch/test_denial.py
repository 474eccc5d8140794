from __future__ import annotations

import pytest

from assistant.dutch.denial import denial
from assistant.dutch.tokens import Tokens
from assistant.dutch.words import analyse

TOKENS = Tokens(())


@pytest.mark.parametrize(
    ("text", "about", "expected"),
    [
        ("ze heeft letsel", "letsel", "affirmed"),
        ("ze heeft geen letsel", "letsel", "denied"),
        ("letsel heeft ze niet", "letsel", "denied"),
        ("van letsel is geen sprake", "letsel", "denied"),
        ("het is niet zo dat er geen letsel is", "letsel", "affirmed"),
        ("niet alleen letsel", "letsel", "affirmed"),
        ("letsel zonder verklaring", "letsel", "affirmed"),
        ("geen twijfel over het letsel", "letsel", "affirmed"),
        ("geen uitleg over het letsel", "letsel", "affirmed"),
        ("hij weet niet dat ze letsel heeft", "letsel", "affirmed"),
        ("niemand zag letsel", "letsel", "denied"),
        ("hij slaat haar niet meer", "slaat", "denied"),
        ("hij slaat haar niet hard", "slaat", "affirmed"),
    ],
)
def test_what_is_denied(text, about, expected):
    clause = TOKENS.of(text, analyse(text))
    place = next(i for i, token in enumerate(clause) if token.text == about)
    assert denial(clause, (place,)) == expected


def test_a_denial_that_is_far_away_decides_nothing():
    text = "niemand kon ooit veel langer dan gisteren letsel vinden"
    clause = TOKENS.of(text, analyse(text))
    assert denial(clause, (len(clause) - 2,)) == "unclear"


def test_a_denial_of_the_wording_itself_is_not_counted():
    clause = TOKENS.of("laat niemand binnen", analyse("laat niemand binnen"))
    assert denial(clause, (0, 1, 2)) == "affirmed"
