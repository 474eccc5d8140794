"""The net for criteria learns from every example, and from wordings as they are said."""

from __future__ import annotations

import pytest

from assistant.nlu import criteria_training, criteria_weighing
from assistant.nlu.criteria_net_lessons import lessons
from assistant.nlu.criteria_weighing import name_of


@pytest.fixture(scope="module")
def learned():
    return lessons()


def test_every_example_is_a_lesson(learned):
    texts = {lesson.text for lesson in learned}
    assert {example.text for example in criteria_training.examples()} <= texts


def test_a_wording_is_learned_as_it_is_said_and_counts_for_less(learned):
    worded = [lesson for lesson in learned if lesson.share < 1]
    assert {label for lesson in worded for label in lesson.labels} <= set(
        map(name_of, criteria_weighing.current().labels)
    )
    assert all(len(lesson.labels) == 1 for lesson in worded)
    assert not any(set(lesson.text) & set("<>_|+") for lesson in worded)
    assert not any(" - " in lesson.text for lesson in worded), "what must not be said is no lesson"
    assert len(worded) > 1000
