from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.nlu.coverage import Coverage

ASKED = ["wanneer neemt het team contact op", "hoe snel is er contact", "wie betaalt de tolk", "wie betaalt"]
OF_REGELS = [["Het team neemt contact op.", *ASKED[:2]], ["Het wijkteam betaalt de zorg.", ASKED[3]]]


@pytest.fixture(scope="module")
def coverage():
    return Coverage.learn(ASKED, OF_REGELS)


def test_what_a_regel_is_asked_with_is_covered(coverage):
    assert coverage.of("is er snel contact met het team") == pytest.approx(1)


def test_a_word_of_no_regel_is_not_covered(coverage):
    assert coverage.of("wie betaalt de tolk") < coverage.of("wie betaalt de zorg") == pytest.approx(1)


def test_words_of_different_regels_do_not_add_up(coverage):
    assert coverage.of("contact over zorg") < 1


def test_a_rarer_word_that_is_missing_counts_for_more(coverage):
    assert coverage.of("contact met zeppelin") < coverage.of("contact en betaalt")


@pytest.mark.parametrize(("text", "share"), [("", 1), ("en het", 1), ("zeppelin", 0)])
def test_nothing_said_and_nothing_known(coverage, text, share):
    assert coverage.of(text) == share


@given(st.text(max_size=60))
def test_it_is_a_share(text):
    assert 0 <= Coverage.learn(ASKED, OF_REGELS).of(text) <= 1 + 1e-6


def test_what_was_saved_is_loaded(coverage, tmp_path):
    coverage.save(tmp_path)
    again = Coverage.load(tmp_path)
    for text in (*ASKED, "zeppelin met zorg"):
        assert again.of(text) == pytest.approx(coverage.of(text))
