"""What Rasa imports when it is loaded and this service never uses: seconds of a start, for nothing."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from assistant.dialogue.tensorflow_standin import Finder

UNUSED = ("apscheduler", "boto3", "botocore", "pymongo", "sanic", "sklearn")
"""Stores, a server and a scheduler that Rasa could use instead of ours, and what only learning needs."""


@contextmanager
def left_out() -> Iterator[None]:
    """Within the block the libraries of UNUSED aren't imported; names stand in for theirs.

    Those names serve in annotations and as base classes, and raise when anything computes with them.
    Afterwards who asks for these libraries gets them.
    """
    _leave_out_channels()
    packages = tuple(name for name in UNUSED if name not in sys.modules)
    finder = Finder(packages)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
            del sys.modules[name]


def _leave_out_channels() -> None:
    """Keep Rasa from importing the clients of all chat services that it knows.

    `rasa.core.channels` imports Slack, Telegram, Twilio and others. Its base module is all that is used
    here, so the package is put in place without running it; names asked of the package are those of that
    module.
    """
    core = importlib.util.find_spec("rasa.core")
    if core and core.origin and "rasa.core.channels" not in sys.modules:
        package = ModuleType("rasa.core.channels")
        package.__path__ = [str(Path(core.origin).parent / "channels")]
        vars(package)["__getattr__"] = lambda name: getattr(
            importlib.import_module("rasa.core.channels.channel"), name
        )
        sys.modules["rasa.core.channels"] = package
