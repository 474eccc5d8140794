"""The net that reads messages for danger: beside the weighing, which adds up what is seen."""

from __future__ import annotations

from functools import lru_cache

from assistant import places
from assistant.dutch.net import Net, load


@lru_cache(maxsize=1)
def current() -> Net:
    """The net of this project; its one label is danger, acuut or crisis."""
    return load(places.project() / "data" / "taal" / "urgentie-net.npz")
