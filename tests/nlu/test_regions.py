from __future__ import annotations

import pytest

from assistant.nlu.regions import RegionFinder


@pytest.mark.parametrize(
    ("text", "regio"),
    [
        ("ik werk in velsen", "ijmond"),
        ("en in het Gooi?", "gooi-en-vechtstreek"),
        ("wijkteam Wijk aan Zee", "ijmond"),
        ("niet Hilversum maar Beverwijk", "ijmond"),
        ("ik werk in Groningen", None),
        ("larense gewoonten", None),
    ],
)
def test_regions_are_found_by_their_places(store, text, regio):
    found = RegionFinder(store.regios.values()).find(text)
    assert (found and found.regio) == regio
