"""The net that reads messages for danger: beside the weighing, which adds up what is seen."""

from __future__ import annotations

from functools import lru_cache

from assistant import places
from assistant.dutch.net import Net, load


def margin(text: str) -> float:
    """The log odds, from -8 to 8, that `text` tells of danger, acuut or crisis."""
    return float(_current().margins(text)[0])


def leans_on(text: str) -> list[str]:
    """The words without which `text` reads less dangerous, most needed first; no word twice."""
    return list(dict.fromkeys(_current().leans_on(text, 0)))


def prepare() -> None:
    """Load the net, so that no message has to wait for it."""
    _current()


@lru_cache(maxsize=1)
def _current() -> Net:
    return load(places.project() / "data" / "taal" / "urgentie-net.npz")
