"""What `urgency_net` learns from, for `tools/learn_urgency_net.py`: `make urgentienet` calls both."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from assistant.safety import urgency_net, urgency_training


def write(file: Path) -> None:
    """Write a line of JSON for each lesson: its words, whether it is urgent, and how much it counts."""
    lessons = urgency_training.lessons()
    rows = ([urgency_net.words(each.text), each.level != "geen", each.share] for each in lessons)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
