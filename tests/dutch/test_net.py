"""The net that reads a message in order: it computes what a GRU is, and reads words as it was taught to."""

from __future__ import annotations

import ast
import math
import zlib
from functools import cache
from pathlib import Path

import marisa_trie
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dutch import net as net_module
from assistant.dutch.meanings import Meanings, current
from assistant.dutch.net import Net, load, parts, pieces, words

NETS, ROWS, WIDTH, LABELS = 2, 50, 3, ("rustig", "druk")
MEANT = Meanings(
    marisa_trie.RecordTrie("<H", [("slaat", (0,)), ("nu", (1,))]).tobytes(),
    np.array([[2, 0], [-1, 4]], dtype=np.int8),
    0.5,
)


def test_words_are_plain_and_marks_are_words():
    assert words("Hé, 2 KÍNDEREN!?") == ["he", ",", "2", "kinderen", "!", "?"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("9", "9"), ("16", "10"), ("18", "20"), ("34", "30"), ("112", "100"), ("7jr", "7jr")],
)
def test_numbers_are_round(typed: str, number: str):
    assert words(f"hij is {typed}") == ["hij", "is", number]


@given(st.lists(st.sampled_from(["ik", "slaat", "nu", ".", "?", ","]), max_size=700))
def test_every_half_part_of_a_long_message_is_read_together(read: list[str]):
    found = parts([f"{place}{word}" for place, word in enumerate(read)])
    assert all(len(part) <= 240 for part in found)
    for start in range(0, len(read) - 119, 7):
        together = {f"{place}{read[place]}" for place in range(start, start + 120)}
        assert any(together <= set(part) for part in found)


@pytest.mark.parametrize("length", [0, 1, 239, 240])
def test_a_message_that_is_no_longer_is_read_at_once(length: int):
    assert parts(["nu"] * length) == [["nu"] * length]


def test_a_part_begins_with_a_sentence():
    assert [part[0] for part in parts(["Zo", "is", "het", "nu", "eenmaal", "."] * 100)] == ["Zo"] * 4


@given(st.integers(0, 2**32 - 1), st.lists(st.sampled_from(["ik", "slaat", "niet", "."]), max_size=700))
def test_a_long_message_reads_like_the_part_that_does_most(seed: int, message: list[str]):
    net = _net(seed)
    of_parts = [net.margins(" ".join(part)) for part in parts(message)]
    assert net.margins(" ".join(message)).tolist() == np.max(of_parts, axis=0).tolist()


@given(st.integers(0, 2**32 - 1), st.text())
def test_every_text_has_a_margin_within_bounds_for_each_label(seed: int, text: str):
    margins = _net(seed).margins(text)
    assert margins.shape == (len(LABELS),)
    assert np.all(np.abs(margins) <= 8)


@pytest.mark.parametrize("text", ["", "🙂 —"])
def test_what_has_no_words_says_nothing(text: str):
    assert _net(0).margins(text).tolist() == [0.0, 0.0]


def test_a_net_is_read_from_its_file(tmp_path: Path):
    weights = _weights(np.random.default_rng(1), current())
    np.savez_compressed(tmp_path / "net.npz", **weights)
    read = load(tmp_path / "net.npz")
    assert read.labels == LABELS
    assert read.margins("hij slaat").tolist() == Net(weights, current()).margins("hij slaat").tolist()


def test_a_net_is_of_no_use_with_another_table_of_meanings():
    weights = _weights(np.random.default_rng(1))
    with pytest.raises(ValueError, match="leer het opnieuw"):
        Net(weights, current())


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("text", ["", "a", "hij", "politieagent", "x" * 200])
def test_the_tool_that_learns_reads_words_alike(text: str, number: int):
    assert _tool_pieces()(text, number) == pieces(text, number, 1 << 14)


def test_words_that_share_a_row_are_kept_apart_in_the_other_net():
    alike = [word for word in map(str, range(2000)) if pieces(word, 0, 64)[0] == 7]
    assert len({pieces(word, 1, 64)[0] for word in alike}) > len(alike) / 2


@cache
def _tool_pieces():
    """`pieces` of the tool, which itself can't be imported here: it needs torch."""
    file = Path(net_module.__file__).parents[2] / "tools" / "learn_net.py"
    tree = ast.parse(file.read_text(encoding="utf-8"))
    kept = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "pieces"]
    names = {"zlib": zlib, "cache": cache, "ROWS": 1 << 14}
    exec(compile(ast.Module(kept, []), str(file), "exec"), names)
    return names["pieces"]


@given(st.integers(0, 2**32 - 1), st.lists(st.sampled_from(["ik", "slaat", "niet", "nu", "?"]), min_size=1))
def test_margins_are_what_a_gru_gives(seed: int, message: list[str]):
    weights = _weights(np.random.default_rng(seed))
    margins = Net(weights, MEANT).margins(" ".join(message))
    for label, margin in enumerate(margins.tolist()):
        expected = _plainly(weights, message, label)
        assert margin == pytest.approx(max(-8, min(8, expected)), abs=1e-3)


@given(st.integers(0, 2**32 - 1))
def test_a_text_leans_on_the_words_without_which_its_margin_is_lower(seed: int):
    weights = _weights(np.random.default_rng(seed))
    message = ["ik", "slaat", "niet", "nu"]
    whole = _plainly(weights, message, 1)
    without = {word: _plainly(weights, message, 1, unread=word) for word in message}
    needed = sorted(
        (word for word in message if without[word] < whole - 1e-3), key=lambda word: without[word]
    )
    leans_on = Net(weights, MEANT).leans_on(" ".join(message), 1)
    assert [word for word in leans_on if word in needed] == needed
    assert all(without[word] < whole + 1e-3 for word in leans_on)


def test_what_has_no_words_leans_on_none():
    assert _net(0).leans_on("🙂", 0) == []


def _net(seed: int) -> Net:
    return Net(_weights(np.random.default_rng(seed)), MEANT)


def _weights(random: np.random.Generator, meant: Meanings = MEANT) -> dict[str, np.ndarray]:
    def some(*shape: int) -> np.ndarray:
        return random.normal(size=shape).astype(np.float32)

    return {
        "labels": np.array(LABELS),
        "letters": random.integers(-127, 128, size=(NETS, ROWS, WIDTH)).astype(np.int8),
        "step": np.array([0.01, 0.02], dtype=np.float32),
        "meaning": some(NETS, meant.width, WIDTH),
        "learned_with": np.array(meant.digest),
        "in": some(NETS, 2, WIDTH, 3 * WIDTH),
        "in_base": some(NETS, 2, 3 * WIDTH),
        "back": some(NETS, 2, WIDTH, 3 * WIDTH),
        "back_base": some(NETS, 2, 3 * WIDTH),
        "heed": some(NETS, len(LABELS), 2 * WIDTH),
        "heed_base": some(NETS, len(LABELS)),
        "out": some(NETS, len(LABELS), 4 * WIDTH),
        "base": some(NETS, len(LABELS)),
    }


def _plainly(weights: dict[str, np.ndarray], message: list[str], label: int, unread: str = "") -> float:
    """The same by the definition, one number after another (Cho et al., 2014, with the reset gate inside)."""
    apart = [
        {name: of_all[number] for name, of_all in weights.items() if name not in ("labels", "learned_with")}
        for number in range(NETS)
    ]
    return sum(_of_one(each, number, message, label, unread) for number, each in enumerate(apart)) / NETS


def _of_one(
    weights: dict[str, np.ndarray], number: int, message: list[str], label: int, unread: str
) -> float:
    read = [
        [
            (
                float(np.mean([weights["letters"][row][at] for row in pieces(word, number, ROWS)]))
                * float(weights["step"])
                + sum(a * float(b[at]) for a, b in zip(MEANT.of(word), weights["meaning"], strict=True))
            )
            * (word != unread)
            for at in range(WIDTH)
        ]
        for word in message
    ]
    forward = _one_way(weights, 0, read)
    backward = _one_way(weights, 1, read[::-1])[::-1]
    states = [one + other for one, other in zip(forward, backward, strict=True)]
    heed = [sum(a * b for a, b in zip(state, weights["heed"][label], strict=True)) for state in states]
    shares = [math.exp(each + weights["heed_base"][label]) for each in heed]
    most = [max(state[at] for state in states) for at in range(2 * WIDTH)]
    mean = [
        sum(share * state[at] for share, state in zip(shares, states, strict=True)) / sum(shares)
        for at in range(2 * WIDTH)
    ]
    gains = zip(most + mean, weights["out"][label], strict=True)
    return float(sum(a * b for a, b in gains) + weights["base"][label])


def _one_way(weights: dict[str, np.ndarray], way: int, read: list[list[float]]) -> list[list[float]]:
    state = [0.0] * WIDTH
    states = []
    for seen in read:
        here = _gates(seen, weights["in"][way], weights["in_base"][way])
        back = _gates(state, weights["back"][way], weights["back_base"][way])
        new_state = []
        for at in range(WIDTH):
            reset = 1 / (1 + math.exp(-(here[at] + back[at])))
            keep = 1 / (1 + math.exp(-(here[WIDTH + at] + back[WIDTH + at])))
            new = math.tanh(here[2 * WIDTH + at] + reset * back[2 * WIDTH + at])
            new_state.append((1 - keep) * new + keep * state[at])
        state = new_state
        states.append(state)
    return states


def _gates(values: list[float], matrix: np.ndarray, base: np.ndarray) -> list[float]:
    return [
        float(sum(value * matrix[row][column] for row, value in enumerate(values)) + base[column])
        for column in range(3 * WIDTH)
    ]
