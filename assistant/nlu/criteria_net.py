"""The net that reads messages for criteria: beside the weighing, which adds up what is seen."""

from __future__ import annotations

from functools import lru_cache

from assistant import places
from assistant.dutch.net import Net, load
from assistant.nlu.criteria_weighing import Label, label_of


def margins(text: str) -> dict[Label, float]:
    """The log odds, from -8 to 8, that `text` says each value of each criterium that was learned."""
    net, labels = _current()
    return dict(zip(labels, net.margins(text).tolist(), strict=True))


def prepare() -> None:
    """Load the net, so that no message has to wait for it."""
    _current()


@lru_cache(maxsize=1)
def _current() -> tuple[Net, list[Label]]:
    net = load(places.project() / "data" / "taal" / "criteria-net.npz")
    return net, [label_of(name) for name in net.labels]
