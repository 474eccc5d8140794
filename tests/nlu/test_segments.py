from __future__ import annotations

import pytest

from assistant.dutch.words import analyse
from assistant.nlu.segments import asks_in_form, follows_up, only_varies, says_any_of, supposes


@pytest.mark.parametrize(
    "text", ["en bij stalking", "ook bij een psychose", "en een gebroken arm?", "of een buurvrouw"]
)
def test_the_same_question_of_something_else(text):
    assert only_varies(analyse(text))


@pytest.mark.parametrize(
    "text",
    [
        "en hij slaat haar ook",
        "en er is geen letsel",
        "stalking",
        "en een lang verhaal over een heel ander gezin",
    ],
)
def test_what_tells_something_varies_nothing(text):
    assert not only_varies(analyse(text))


@pytest.mark.parametrize(
    ("text", "holds"),
    [("en als het gezin niet wil", True), ("stel dat ze ophangt", True), ("als hij slaat", False)],
)
def test_a_supposition_opens_as_one(text, holds):
    assert supposes(analyse(text)) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("hoeveel weken moet ik dat aankijken", True),
        ("tot wanneer", True),
        ("aan wie", True),
        ("hij is weg", False),
        ("bij oma", False),
    ],
)
def test_the_form_of_a_question(text, holds):
    assert asks_in_form(analyse(text)) is holds


def test_a_long_message_may_point_back_where_that_is_asked():
    words = analyse("ze vragen nu aan mij wat de politie daarover heeft opgeschreven, mag ik daar op ingaan")
    assert not follows_up(words)
    assert follows_up(words, most=20)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("ja structureel, al jaren", True),
        ("niet structureel", False),
        ("structureel weet ik niet", False),
        ("structureel niet denk ik", False),
        ("nou best vaak, structureel dus", True),
    ],
)
def test_what_is_denied_or_doubted_is_not_said(text, holds):
    assert says_any_of(text, ["structureel"]) is holds
