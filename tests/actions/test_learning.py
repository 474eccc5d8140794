"""Which messages are about learning, by how the conversation stands."""

from __future__ import annotations

import pytest

from actions.learning import (
    ASIDE,
    JUDGED,
    LEARN,
    LESSON,
    MOVE,
    OPEN,
    REGION,
    STOPPED,
    lesson_intent,
    reminder,
)

BEGUN = {"sessie": "iets", "opgave": None, "goed": 1, "gehad": 2}


def taken(said: str, stand: str, before: dict | None = None, **slots) -> tuple[str | None, dict]:
    lesson = {LESSON: {**BEGUN, "stand": stand}}
    intent, after = lesson_intent(said, {**lesson, **(before or {})}, {**lesson, **slots})
    return intent, after[LESSON]


@pytest.mark.parametrize(
    ("said", "stand", "intent"),
    [
        ("ja", JUDGED, LEARN),
        ("ja", ASIDE, None),
        ("nee hoor", JUDGED, MOVE),
        ("volgende", ASIDE, LEARN),
        ("volgende", STOPPED, None),
        ("ik wil weer oefenen", STOPPED, LEARN),
        ("stoppen", OPEN, MOVE),
        ("stoppen", ASIDE, None),
        ("weet ik niet", OPEN, MOVE),
        ("weet ik niet", ASIDE, None),
        ("hoeveel had ik er goed", STOPPED, MOVE),
        ("in het gooi", REGION, LEARN),
        ("in het gooi", JUDGED, None),
        ("er is een kind geslagen", OPEN, None),
    ],
)
def test_what_is_said_means_something_else_as_learning_stands(said, stand, intent):
    assert taken(said, stand)[0] == intent


@pytest.mark.parametrize("said", ["ja", "weet ik niet", "stop", "volgende"])
@pytest.mark.parametrize(
    ("before", "slots"),
    [
        ({"spoed": "crisis"}, {}),
        ({"minderjarig": "nu"}, {}),
        ({}, {"noodgeval": "open"}),
        ({}, {"vraagt": "x"}),
    ],
)
def test_what_answers_about_danger_or_a_case_is_no_part_of_an_exercise(said, before, slots):
    for stand in (OPEN, JUDGED):
        intent, lesson = taken(said, stand, before, **slots)
        assert intent is None and lesson["stand"] == ASIDE and lesson["opgave"] is None


def test_a_region_that_is_not_given_is_no_longer_waited_for():
    lesson = {LESSON: {"stand": REGION}}
    intent, after = lesson_intent("kan ik anoniem melden?", lesson, lesson)
    assert intent is None and after[LESSON] is None


def test_a_question_that_was_left_is_named_once():
    before = {LESSON: {**BEGUN, "stand": OPEN, "opgave": "iets"}}
    _, left = lesson_intent("er is een kind geslagen", before, before)
    said, button = reminder(left)
    assert "oefenvraag" in said and lesson_intent(button["tekst"], left, left)[0] == LEARN
    _, later = lesson_intent("hij heeft een blauwe plek", left, left)
    assert reminder(left) and reminder(later) is None


@pytest.mark.parametrize("criteria", [None, {"zichtbaar-letsel": "ja"}])
def test_only_a_case_that_began_as_an_answer_is_forgotten(criteria):
    before = {LESSON: {**BEGUN, "stand": OPEN, "opgave": "iets"}, "criteria": criteria}
    _, left = lesson_intent("eerst veilig thuis want er is letsel", before, before)
    assert left[LESSON]["geen_zaak"] is (criteria is None)
