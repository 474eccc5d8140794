from __future__ import annotations

import pytest

from assistant.nlu.linear import LinearClassifier

TEXTS = [
    "kan ik anoniem melden",
    "anoniem melden",
    "wie monitort er",
    "na drie maanden monitoren",
    "hoi",
    "hallo",
]
LABELS = ["anoniem", "anoniem", "monitor", "monitor", "groet", "groet"]


def test_a_saved_classifier_believes_the_same(tmp_path):
    trained = LinearClassifier.train(TEXTS, LABELS)
    trained.save(tmp_path)
    loaded = LinearClassifier.load(tmp_path)
    for text in (*TEXTS, "mag ik anoniem melden?", "zzz"):
        for (label, share), (other, other_share) in zip(
            trained.shares(text), loaded.shares(text), strict=True
        ):
            assert label == other
            assert share == pytest.approx(other_share, abs=2e-3)


def test_shares_add_up_and_the_best_comes_first():
    shares = LinearClassifier.train(TEXTS, LABELS).shares("mag ik anoniem melden")
    assert shares[0][0] == "anoniem"
    assert sum(share for _, share in shares) == pytest.approx(1)


def test_two_labels_are_enough():
    assert LinearClassifier.train(TEXTS[:4], LABELS[:4]).shares("monitoren")[0][0] == "monitor"


def test_a_missing_model_is_said_to_be_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        LinearClassifier.load(tmp_path)
