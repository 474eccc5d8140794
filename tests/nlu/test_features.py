from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from assistant.nlu.features import Features, word_features

TEXTS = ["wie monitort het gezin na de overdracht", "wie belt het gezin", "het gezin na de melding"]


def test_words_that_belong_together_are_a_pair_however_far_apart():
    assert "~gezin monitor" in word_features("Wie monitort, als de melding er al is, dit gezin?")
    assert "~gezin monitor" in word_features("het gezin monitoren")


def test_what_occurs_in_one_text_only_is_not_learned():
    both = Features.learn(TEXTS, at_least=2)
    assert both.rows(["overdracht"]).nnz < Features.learn(TEXTS, at_least=1).rows(["overdracht"]).nnz


@given(st.text(max_size=60))
def test_a_row_has_the_length_of_what_is_known_in_it(text):
    row = Features.learn(TEXTS, at_least=1).rows([text])
    assert np.sqrt(row.multiply(row).sum()) <= np.sqrt(2) + 1e-5


def test_missing_features_are_said_to_be_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        Features.load(tmp_path)


@given(st.lists(st.text(max_size=60) | st.text(alphabet="aabcde  \t\nÉß'", max_size=60), max_size=3))
def test_rows_are_those_of_scikit_learn(texts):
    options = {"sublinear_tf": True, "dtype": np.float32, "min_df": 1}
    kinds = (
        TfidfVectorizer(analyzer=word_features, **options),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **options),
    )
    theirs = hstack([kind.fit(TEXTS).transform([*texts, *TEXTS]) for kind in kinds]).toarray()
    assert np.allclose(theirs, Features.learn(TEXTS, at_least=1).rows([*texts, *TEXTS]).toarray(), atol=1e-6)


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4))
def test_texts_together_count_as_one(texts):
    features, learned = Features.learn_rows(TEXTS, at_least=1)
    groups = [[TEXTS.index(text) for text in texts]]
    # Pairs of words stop where a text stops, and letters never cross words.
    together, joined = learned.together(groups), features.rows([" \n ".join(texts)])
    assert {*together.indices} <= {*joined.indices}
    if len(texts) == 1:
        assert np.allclose(together.toarray(), learned.each()[groups[0][0]].toarray(), atol=1e-6)
