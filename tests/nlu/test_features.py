from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.nlu.features import Features, word_features

TEXTS = ["wie monitort het gezin na de overdracht", "wie belt het gezin", "het gezin na de melding"]


def test_words_that_belong_together_are_a_pair_however_far_apart():
    assert "~gezin monitor" in word_features("Wie monitort, als de melding er al is, dit gezin?")
    assert "~gezin monitor" in word_features("het gezin monitoren")


def test_what_occurs_in_one_text_only_is_not_learned():
    both = Features(at_least=2).learn(TEXTS)
    assert both.rows(["overdracht"]).nnz < Features(at_least=1).learn(TEXTS).rows(["overdracht"]).nnz


@given(st.text(max_size=60))
def test_a_row_has_the_length_of_what_is_known_in_it(text):
    row = Features(at_least=1).learn(TEXTS).rows([text])
    assert np.sqrt(row.multiply(row).sum()) <= np.sqrt(2) + 1e-5


def test_missing_features_are_said_to_be_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        Features.load(tmp_path)
