"""Collecting garbage stops while much is made, and goes on afterwards as it was."""

from __future__ import annotations

import gc

import pytest

from assistant.memory import without_collecting


def test_nothing_is_collected_meanwhile():
    with without_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error():
    with pytest.raises(ValueError, match="kapot"), without_collecting():
        raise ValueError("kapot")
    assert gc.isenabled()


def test_what_was_off_stays_off():
    gc.disable()
    try:
        with without_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
