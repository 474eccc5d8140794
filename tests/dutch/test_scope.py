from __future__ import annotations

import pytest

from assistant.dutch.scope import opens_question
from assistant.dutch.words import analyse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is stalking ook een reden", True),
        ("en kan dat anoniem", True),
        ("hij heeft blauwe plekken", False),
        ("", False),
    ],
)
def test_how_a_question_opens(text, expected):
    assert opens_question(analyse(text)) is expected
