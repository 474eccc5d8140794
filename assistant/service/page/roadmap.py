"""The routekaart as a drawing: the steps of the process in layers, with the ways between them.

The layout follows from the graph in the rule base alone; a step that is added there finds its place.
Units are those of the SVG's viewBox, about one CSS pixel in the panel beside the conversation.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.rulebase.schema import Stap

_WIDTH = 360
_GUTTER = 20
"""Room at either side, for the ways that pass by a layer."""
_BOX = 112
_HEIGHT = 38
_GAP = 24
_LANE = 6
_LETTERS = 17
"""What fits on a line in a box."""


@dataclass(frozen=True)
class Box:
    """A step in the drawing."""

    stap: Stap
    x: float
    y: float
    regels: tuple[str, ...]
    """The name, broken into lines."""

    breed = _BOX
    hoog = _HEIGHT

    @property
    def midden(self) -> float:
        """The middle, across."""
        return self.x + _BOX / 2

    @property
    def onder(self) -> float:
        """The lower edge."""
        return self.y + _HEIGHT

    @property
    def woorden(self) -> Iterator[tuple[float, str]]:
        """The lines of the name, each with its baseline."""
        first = self.y + _HEIGHT / 2 + 4 - 6.5 * (len(self.regels) - 1)
        for number, line in enumerate(self.regels):
            yield first + 13 * number, line


@dataclass(frozen=True)
class Way:
    """That one step can follow another."""

    van: str
    naar: str
    pad: str
    """As SVG's `d`."""
    terug: bool
    """Whether it goes back to an earlier step."""


@dataclass(frozen=True)
class Roadmap:
    """The whole drawing."""

    breed: float
    hoog: float
    vakken: tuple[Box, ...]
    wegen: tuple[Way, ...]


def draw(stappen: Mapping[str, Stap]) -> Roadmap:
    """The drawing of a process."""
    back = _back(stappen)
    level = _levels(stappen, back)
    boxes = _boxes(stappen, level)
    ways = tuple(_ways(stappen, level, boxes, back))
    height = max(box.onder for box in boxes.values()) + _GAP / 2
    return Roadmap(_WIDTH + 2 * _GUTTER, height, tuple(boxes.values()), ways)


def _back(stappen: Mapping[str, Stap]) -> set[tuple[str, str]]:
    """The ways that close a circle: those to a step from which one came."""
    found: set[tuple[str, str]] = set()
    done: set[str] = set()

    def walk(id: str, path: tuple[str, ...]) -> None:
        for following in stappen[id].naar:
            if following in (*path, id):
                found.add((id, following))
            elif following not in done:
                walk(following, (*path, id))
        done.add(id)

    for id in stappen:
        if id not in done:
            walk(id, ())
    return found


def _levels(stappen: Mapping[str, Stap], back: set[tuple[str, str]]) -> dict[str, int]:
    """The layer of each step: below all it can follow on; a step where one begins, just above the next."""
    ahead = {id: [n for n in stap.naar if (id, n) not in back] for id, stap in stappen.items()}
    before: dict[str, list[str]] = {id: [] for id in stappen}
    for id, following in ahead.items():
        for other in following:
            before[other].append(id)
    level: dict[str, int] = {}

    def depth(id: str) -> int:
        if id not in level:
            level[id] = max((depth(other) + 1 for other in before[id]), default=0)
        return level[id]

    for id in stappen:
        depth(id)
    last = max(level.values())
    for id in stappen:
        if not before[id]:
            level[id] = min((level[other] - 1 for other in ahead[id]), default=last)
    return level


def _boxes(stappen: Mapping[str, Stap], level: Mapping[str, int]) -> dict[str, Box]:
    """Each layer spread over the width, every step as near as can be to those that it follows."""
    boxes: dict[str, Box] = {}
    for number in range(max(level.values()) + 1):
        row = [id for id in stappen if level[id] == number]
        row.sort(key=lambda id: _wanted(id, stappen, boxes))
        space = _WIDTH / len(row)
        for place, id in enumerate(row):
            x = _GUTTER + space * (place + 0.5) - _BOX / 2
            name = tuple(textwrap.wrap(_breakable(stappen[id].naam), _LETTERS, break_on_hyphens=True))
            boxes[id] = Box(stappen[id], x, _GAP / 2 + number * (_HEIGHT + _GAP), name)
    return boxes


def _breakable(name: str) -> str:
    """The name with a hyphen in words too long for a line: after the s that joins a compound, or halfway."""
    return re.sub(rf"\w{{{_LETTERS + 1},}}", lambda found: _hyphenated(found[0]), name)


def _hyphenated(word: str) -> str:
    middle = len(word) // 2
    joints = [place for place, letter in enumerate(word[:-3], 1) if letter == "s" and place > 3]
    place = min(joints, key=lambda place: abs(place - middle), default=middle)
    return f"{word[:place]}-{word[place:]}"


def _wanted(id: str, stappen: Mapping[str, Stap], boxes: Mapping[str, Box]) -> float:
    above = [box.midden for other, box in boxes.items() if id in stappen[other].naar]
    return sum(above) / len(above) if above else _WIDTH


def _ways(
    stappen: Mapping[str, Stap],
    level: Mapping[str, int],
    boxes: Mapping[str, Box],
    back: set[tuple[str, str]],
) -> Iterator[Way]:
    lanes = {"links": 0, "rechts": 0}
    for id, stap in stappen.items():
        for other in stap.naar:
            start, end = boxes[id], boxes[other]
            if level[other] == level[id] + 1:
                yield Way(id, other, _straight(start, end), False)
                continue
            side = "links" if (id, other) in back or start.midden < _WIDTH / 2 else "rechts"
            lane = (lanes[side] % 3 + 0.5) * _LANE
            lanes[side] += 1
            along = lane if side == "links" else _WIDTH + 2 * _GUTTER - lane
            yield Way(id, other, _around(start, end, along), (id, other) in back)


def _straight(start: Box, end: Box) -> str:
    bend = _GAP * 0.6
    return (
        f"M{start.midden:g} {start.onder:g}C{start.midden:g} {start.onder + bend:g} "
        f"{end.midden:g} {end.y - bend:g} {end.midden:g} {end.y:g}"
    )


def _around(start: Box, end: Box, along: float) -> str:
    """Down, to the side, past the layers between, and in from above."""
    out, into = start.onder + _GAP * 0.35, end.y - _GAP * 0.5
    return f"M{start.midden:g} {start.onder:g}V{out:g}H{along:g}V{into:g}H{end.midden:g}V{end.y:g}"
