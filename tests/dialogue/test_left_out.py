"""What Rasa would import for nothing isn't there after a start, and is there for who asks."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
import assistant.service.app
from assistant.dialogue.left_out import UNUSED

present = [name for name in (*UNUSED, "slack_sdk", "telebot") if name in sys.modules]
assert not present, present
import sanic, sklearn.base
assert sanic.Sanic.__module__.startswith("sanic"), sanic.Sanic
assert sklearn.base.BaseEstimator().get_params() == {}
"""


def test_a_start_imports_none_of_it():
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", PROGRAM], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
