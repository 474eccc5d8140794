"""Within a turn a text is read once, and nothing of it stays."""

from __future__ import annotations

import asyncio

from assistant.dutch.once import once_a_turn, within_a_turn
from assistant.dutch.words import analyse


def test_a_text_is_read_once_within_a_turn_and_anew_in_the_next() -> None:
    read: list[str] = []

    @once_a_turn
    def length(text: str) -> int:
        read.append(text)
        return len(text)

    for _ in range(2):
        with within_a_turn():
            assert [length("melding"), length("advies"), length("melding")] == [7, 6, 7]
    assert read == ["melding", "advies"] * 2


def test_two_functions_remember_apart() -> None:
    upper, lower = once_a_turn(str.upper), once_a_turn(str.lower)
    with within_a_turn():
        assert (upper("Ja"), lower("Ja"), upper("Ja")) == ("JA", "ja", "JA")


def test_outside_a_turn_nothing_is_remembered() -> None:
    read: list[str] = []
    length = once_a_turn(lambda text: read.append(text) or len(text))
    assert [length("nee"), length("nee")] == [3, 3]
    assert read == ["nee", "nee"]


def test_turns_that_go_on_side_by_side_share_nothing() -> None:
    read: list[str] = []
    length = once_a_turn(lambda text: read.append(text) or len(text))

    async def turn() -> None:
        with within_a_turn():
            length("nee")
            await asyncio.sleep(0)
            length("nee")

    async def both() -> None:
        await asyncio.gather(turn(), turn())

    asyncio.run(both())
    assert read == ["nee", "nee"]


def test_words_that_are_remembered_are_the_words_of_the_text() -> None:
    text = "Hij slaat haar, en de kinderen zien het. Mag ik melden?"
    with within_a_turn():
        assert analyse(text) is analyse(text)
        remembered = analyse(text)
    assert remembered == analyse(text)
