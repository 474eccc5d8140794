"""The net that reads a message in order: it computes what a GRU is, and reads words as it was taught to."""

from __future__ import annotations

import ast
import math
import zlib
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.safety import urgency_net
from assistant.safety.urgency_net import Net, pieces, words

ROWS, WIDTH = 50, 3


def test_words_are_plain_and_marks_are_words():
    assert words("Hé, 2 KÍNDEREN!?") == ["he", ",", "0", "kinderen", "!", "?"]


def test_only_so_many_words_are_read():
    assert len(words("hij slaat haar " * 1000)) == 80


def test_what_has_no_words_says_nothing():
    assert urgency_net.current().margin("") == urgency_net.current().margin("🙂 —") == 0.0


@given(st.text())
def test_every_text_has_a_margin_within_bounds(text: str):
    assert -8 <= urgency_net.current().margin(text) <= 8


@pytest.mark.parametrize("text", ["", "a", "hij", "politieagent", "x" * 200])
def test_the_tool_that_learns_reads_words_alike(text: str):
    assert _tool_pieces()(text) == pieces(text, 1 << 15)


@cache
def _tool_pieces():
    """`pieces` of the tool, which itself can't be imported here: it needs torch."""
    file = Path(urgency_net.__file__).parents[2] / "tools" / "learn_urgency_net.py"
    tree = ast.parse(file.read_text(encoding="utf-8"))
    kept = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "pieces"]
    names = {"zlib": zlib, "cache": cache, "ROWS": 1 << 15}
    exec(compile(ast.Module(kept, []), str(file), "exec"), names)
    return names["pieces"]


@given(st.integers(0, 2**32 - 1), st.lists(st.sampled_from(["ik", "slaat", "niet", "nu", "?"]), min_size=1))
def test_a_margin_is_what_a_gru_gives(seed: int, message: list[str]):
    weights = _weights(np.random.default_rng(seed))
    expected = _plainly(weights, message)
    assert Net(weights).margin(" ".join(message)) == pytest.approx(max(-8, min(8, expected)), abs=1e-3)


def test_order_counts():
    net = urgency_net.current()
    assert net.margin("hij slaat haar nu, niet morgen") != net.margin("hij slaat haar niet nu, morgen")


def _weights(random: np.random.Generator) -> dict[str, np.ndarray]:
    def some(*shape: int) -> np.ndarray:
        return random.normal(size=shape).astype(np.float32)

    return {
        "letters": random.integers(-127, 128, size=(ROWS, WIDTH)).astype(np.int8),
        "step": np.float32(0.01),
        "in": some(2, WIDTH, 3 * WIDTH),
        "in_base": some(2, 3 * WIDTH),
        "back": some(2, WIDTH, 3 * WIDTH),
        "back_base": some(2, 3 * WIDTH),
        "heed": some(2 * WIDTH),
        "heed_base": some()[()],
        "out": some(4 * WIDTH),
        "base": some()[()],
    }


def _plainly(weights: dict[str, np.ndarray], message: list[str]) -> float:
    """The same by the definition, one number after another (Cho et al., 2014, with the reset gate inside)."""
    read = [
        [
            float(np.mean([weights["letters"][row][at] for row in pieces(word, ROWS)])) * 0.01
            for at in range(WIDTH)
        ]
        for word in message
    ]
    forward = _one_way(weights, 0, read)
    backward = _one_way(weights, 1, read[::-1])[::-1]
    states = [one + other for one, other in zip(forward, backward, strict=True)]
    heed = [sum(a * b for a, b in zip(state, weights["heed"], strict=True)) for state in states]
    shares = [math.exp(each + weights["heed_base"]) for each in heed]
    most = [max(state[at] for state in states) for at in range(2 * WIDTH)]
    mean = [
        sum(share * state[at] for share, state in zip(shares, states, strict=True)) / sum(shares)
        for at in range(2 * WIDTH)
    ]
    return float(sum(a * b for a, b in zip(most + mean, weights["out"], strict=True)) + weights["base"])


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
