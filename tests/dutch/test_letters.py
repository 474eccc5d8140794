from __future__ import annotations

import pytest

from assistant.dutch.letters import without_marks


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("géén", "geen"), ("cliënte", "cliente"), ("Şükrü", "Sukru"), ("ja!", "ja!")],
)
def test_letters_lose_their_marks_and_nothing_else(typed: str, plain: str):
    assert without_marks(typed) == plain
