from __future__ import annotations

import pytest

from assistant.reasoning.differences import differences, overruled

CLOSING = (
    "ijmond.directe-overdracht.dossier-sluiten",
    "gv.protocol.overdracht.dossier-alleen-na-weerlegging",
)


def pairs(store, een, ander, onderwerp=None):
    return [(v.een.id, v.ander.id) for v in differences(store, een, ander, onderwerp)]


def test_closing_the_file_differs_between_the_regions(store):
    assert CLOSING in pairs(store, "ijmond", "gooi-en-vechtstreek", "dossier-sluiten")
    assert CLOSING[::-1] in pairs(store, "gooi-en-vechtstreek", "ijmond", "dossier-sluiten")


def test_monitoring_differs_between_region_and_nation(store):
    found = pairs(store, "ijmond", "landelijk", "monitoren")
    assert ("ijmond.directe-overdracht.geen-monitoring", "vt2018.monitor.gemiddeld-anderhalf-jaar") in found


def test_each_difference_is_listed_once(store):
    found = pairs(store, "ijmond", "gooi-en-vechtstreek")
    assert len(found) == len(set(found)) > 20


def test_a_region_that_does_not_exist(store):
    with pytest.raises(KeyError):
        differences(store, "ijmond", "utrecht")


def test_what_a_region_deviates_from_does_not_hold_there(store):
    gone = overruled(store, "ijmond")
    assert "gv.protocol.overdracht.gemeente-verantwoordelijk" in gone
    assert "gv.protocol.advies-altijd-anoniem" not in gone
    assert not any(id.startswith(("ijmond.", "meldcode.", "aef.", "tsd.", "vt2018.")) for id in gone)
