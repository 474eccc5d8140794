from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dutch.ages import bands
from assistant.dutch.tokens import Tokens
from assistant.dutch.words import analyse


def read(text: str) -> dict[str, set[str]]:
    """The age bands of the persons that a message names."""
    tokens = Tokens(()).of(text, analyse(text))
    return {token.text: set(token.ages) for token in tokens if token.ages}


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("zoon van 34", {"zoon": {"volwassen"}}),
        ("zijn moeder van 80", {"moeder": {"volwassen", "oud"}}),
        ("Mevrouw, 81 jaar, is dementerend", {"mevrouw": {"volwassen", "oud"}}),
        ("meneer van zesentachtig", {"meneer": {"volwassen", "oud"}}),
        ("dochter (24)", {"dochter": {"volwassen"}}),
        ("cl (23, lvb)", {"client": {"volwassen"}}),
        ("een 15-jarige jongen", {"jongen": {"jong"}}),
        ("de zoon is nog geen achttien", {"zoon": {"jong"}}),
        ("hij is 31", {"hij": {"volwassen"}}),
        ("zoon van rond de vijftig", {"zoon": {"volwassen"}}),
        ("vader 58 en dochter 24", {"vader": {"volwassen"}, "dochter": {"volwassen"}}),
        ("moeder van 42 heeft een zoon van 12", {"moeder": {"volwassen"}, "zoon": {"jong"}}),
        ("ze is 19 weken zwanger", {}),
        ("hij belde 40 keer", {}),
        ("de leerling uit groep 8", {}),
        ("vader is 20 jaar geleden vertrokken", {}),
        ("moeder belde 112", {}),
        ("in 2019 sloeg hij haar", {}),
    ],
)
def test_whose_age_it_is(text, persons):
    assert read(text) == persons


@given(st.integers(min_value=0, max_value=110))
def test_bands_follow_the_age(age):
    (found,) = read(f"mevrouw is {age} jaar oud").values()
    assert ("jong" in found) == (age < 18)
    assert ("volwassen" in found) == (age >= 18)
    assert ("oud" in found) == (age >= 65)


def test_no_words_no_ages():
    assert bands([]) == []
