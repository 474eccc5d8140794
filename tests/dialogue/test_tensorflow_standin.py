"""Rasa loads and trains without TensorFlow; whoever truly needs it is told so."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from assistant.dialogue import tensorflow_standin


def test_tensorflow_is_not_installed():
    found = subprocess.run(
        [sys.executable, "-c", "import importlib.util as u; print(u.find_spec('tensorflow'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "None"


def test_names_can_be_subclassed_and_annotated_but_not_used():
    tensorflow_standin.install()
    import tensorflow as tf
    from tensorflow.keras.layers import Layer

    class Mine(Layer):
        def call(self, inputs: tf.Tensor) -> tf.Tensor:
            return inputs

    with pytest.raises(tensorflow_standin.TensorFlowNeeded, match="met opzet niet geïnstalleerd"):
        Mine(3)
    with pytest.raises(tensorflow_standin.TensorFlowNeeded, match="tensorflow"):
        tf.constant([1, 2])


def test_a_decorated_function_stays_itself():
    tensorflow_standin.install()
    import tensorflow as tf

    @tf.function
    def double(x: int) -> int:
        return 2 * x

    assert double(4) == 8


def test_other_packages_are_left_alone():
    tensorflow_standin.install()
    assert importlib.util.find_spec("tensorflows") is None
    before = list(sys.meta_path)
    tensorflow_standin.install()
    assert sys.meta_path == before


def test_a_pipeline_with_diet_says_what_is_wrong():
    tensorflow_standin.install()
    from rasa.nlu.classifiers.diet_classifier import DIETClassifier

    assert DIETClassifier.get_default_config()["epochs"] == 300
    import tensorflow as tf

    with pytest.raises(tensorflow_standin.TensorFlowNeeded):
        tf.keras.optimizers.Adam(0.1)
