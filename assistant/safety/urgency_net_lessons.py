"""What the net for danger learns from; `make urgentienet` calls it."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.dutch.net_lessons import Lesson, write
from assistant.safety import urgency_training

_LABEL = "gevaar"


def lessons() -> list[Lesson]:
    """Every message that the weighing learns from, so that danger and its absence are seen as often."""
    told = urgency_training.lessons()
    urgent = sum(each.share for each in told if each.level != "geen")
    calm = sum(each.share for each in told if each.level == "geen")
    return [
        Lesson(each.text, [], each.share / calm)
        if each.level == "geen"
        else Lesson(each.text, [_LABEL], each.share / urgent)
        for each in told
    ]


if __name__ == "__main__":
    write(Path(sys.argv[1]), [_LABEL], lessons())
