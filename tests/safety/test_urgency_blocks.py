from __future__ import annotations

from collections import Counter

from assistant.safety import urgency_blocks


def test_the_same_messages_are_composed_each_time():
    assert urgency_blocks.compose() == urgency_blocks.compose()


def test_a_message_is_composed_at_one_level_and_holds_no_gap():
    composed = urgency_blocks.compose()
    assert len({text for text, _ in composed}) == len(composed)
    assert not [text for text, _ in composed if "{}" in text]


def test_danger_stands_in_frames_that_take_it_away_as_often_as_in_frames_of_now():
    levels = Counter(level for _, level in urgency_blocks.compose())
    assert levels["acuut"] > 1000
    assert levels["geen"] > levels["acuut"]
    assert levels["crisis"] > 100


def test_somebody_else_can_stand_in_the_place_of_the_first_words():
    texts = [text for text, _ in urgency_blocks.compose()]
    told = [text for text in texts if "heeft een mes en staat voor de deur" in text]
    assert any("hij heeft" not in text for text in told)
