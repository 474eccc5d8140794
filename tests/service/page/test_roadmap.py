"""The drawing of the process: every step and every way, nothing over anything else, from the graph alone."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from assistant.rulebase.schema import Stap
from assistant.service.page.roadmap import draw


def steps(**graph: list[str]) -> dict[str, Stap]:
    return {id: Stap(id=id, naam=id.capitalize(), uitleg="…", naar=tuple(to)) for id, to in graph.items()}


def test_all_steps_and_ways_are_there(store):
    drawn = draw(store.stappen)
    assert {box.stap.id for box in drawn.vakken} == set(store.stappen)
    assert {(way.van, way.naar) for way in drawn.wegen} == {
        (id, other) for id, stap in store.stappen.items() for other in stap.naar
    }


def test_boxes_stand_apart_within_the_drawing(store):
    drawn = draw(store.stappen)
    for box in drawn.vakken:
        assert 0 <= box.x <= drawn.breed - box.breed
        assert 0 <= box.y <= drawn.hoog - box.hoog
    for one, other in combinations(drawn.vakken, 2):
        apart = abs(one.x - other.x) >= one.breed or abs(one.y - other.y) >= one.hoog
        assert apart, (one.stap.id, other.stap.id)


def test_ways_stay_within_the_drawing(store):
    drawn = draw(store.stappen)
    for way in drawn.wegen:
        for x in re.findall(r"H([\d.]+)", way.pad):
            assert 0 <= float(x) <= drawn.breed


def test_what_follows_stands_below(store):
    drawn = draw(store.stappen)
    place = {box.stap.id: box.y for box in drawn.vakken}
    for way in drawn.wegen:
        assert (place[way.van] < place[way.naar]) != way.terug


def test_a_circle_has_one_way_back():
    drawn = draw(steps(a=["b"], b=["c"], c=["a"]))
    assert [(way.van, way.naar) for way in drawn.wegen if way.terug] == [("c", "a")]


def test_a_long_name_is_broken_where_its_parts_meet(store):
    drawn = draw(store.stappen)
    lines = next(box.regels for box in drawn.vakken if box.stap.id == "veiligheidsbeoordeling")
    assert lines == ("Veiligheids-", "beoordeling")


@pytest.mark.parametrize("graph", [{"a": []}, {"a": [], "b": []}, {"a": ["a"]}])
def test_small_graphs(graph):
    assert len(draw(steps(**graph)).vakken) == len(graph)
