from __future__ import annotations

import numpy as np
import pytest

from assistant.nlu.features import Features
from assistant.nlu.linear import LinearClassifier, as_floats

TEXTS = [
    "kan ik anoniem melden",
    "anoniem melden",
    "wie monitort er",
    "na drie maanden monitoren",
    "hoi",
    "hallo",
]
LABELS = ["anoniem", "anoniem", "monitor", "monitor", "groet", "groet"]


@pytest.fixture
def features() -> Features:
    return Features.learn(TEXTS, at_least=1)


def test_a_saved_classifier_believes_the_same(features, tmp_path):
    trained = LinearClassifier.train(features.rows(TEXTS), LABELS)
    trained.save(tmp_path)
    features.save(tmp_path)
    loaded, read = LinearClassifier.load(tmp_path), Features.load(tmp_path)
    for text in (*TEXTS, "mag ik anoniem melden?", "zzz"):
        known, again = trained.shares(features.rows([text])), loaded.shares(read.rows([text]))
        assert [label for label, _ in known] == [label for label, _ in again]
        assert [share for _, share in known] == pytest.approx([share for _, share in again], abs=1e-6)


def test_shares_add_up_and_the_best_comes_first(features):
    shares = LinearClassifier.train(features.rows(TEXTS), LABELS).shares(
        features.rows(["mag ik anoniem melden"])
    )
    assert shares[0][0] == "anoniem"
    assert sum(share for _, share in shares) == pytest.approx(1)


def test_every_number_of_16_bits_comes_to_the_same_in_32():
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    finite = halves[np.isfinite(halves)]
    assert (as_floats(finite).view(np.int32) == finite.astype(np.float32).view(np.int32)).all()


def test_two_labels_are_enough(features):
    classifier = LinearClassifier.train(features.rows(TEXTS[:4]), LABELS[:4])
    assert classifier.shares(features.rows(["monitoren"]))[0][0] == "monitor"


def test_a_missing_model_is_said_to_be_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        LinearClassifier.load(tmp_path)
