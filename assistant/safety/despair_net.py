"""The net that hears whether somebody doesn't want to live: beside the words that say so plainly."""

from __future__ import annotations

from functools import lru_cache

from assistant import places
from assistant.dutch.net import Net, load


def margins(text: str) -> dict[str, float]:
    """The log odds, from -8 to 8, that `text` tells it of its writer (`ik`), and of another (`ander`)."""
    net = _current()
    return dict(zip(net.labels, net.margins(text).tolist(), strict=True))


def prepare() -> None:
    """Load the net, so that no message has to wait for it."""
    _current()


@lru_cache(maxsize=1)
def _current() -> Net:
    return load(places.project() / "data" / "taal" / "zelfmoord-net.npz")
