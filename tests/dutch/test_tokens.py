from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dutch.tokens import VEILIG_THUIS, Token, Tokens
from assistant.dutch.words import analyse

TOKENS = Tokens(["opsluiten", "afhouden", "mishandeling", "hulp"])


def read(text: str) -> list[Token]:
    return TOKENS.of(text, analyse(text))


@pytest.mark.parametrize(
    ("typed", "full"),
    [("mw", "mevrouw"), ("Dhr", "meneer"), ("vlgs", "volgens"), ("mss", "misschien"), ("níet", "niet")],
)
def test_what_people_type_is_written_out(typed, full):
    assert [token.text for token in read(typed)] == [full]


@pytest.mark.parametrize("text", ["hij sluit haar op", "om haar op te sluiten", "ze zit opgesloten"])
def test_a_separable_verb_is_found_apart_and_joined(text):
    assert "opsluiten" in {key for token in read(text) for key in token.keys}


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("bij veilig thuis bekend", True),
        ("Veilig Thuis is betrokken", True),
        ("vt is betrokken", True),
        ("ze zit weer veilig thuis", False),
    ],
)
def test_veilig_thuis_is_not_safe_at_home(text, organisation):
    assert (VEILIG_THUIS in {token.text for token in read(text)}) == organisation


@given(st.text(max_size=200))
def test_any_text_is_read_and_offsets_run_forward(text):
    places = [(token.start, token.end) for token in read(text)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
