"""What a net learns from stands in its file as it is seen."""

from __future__ import annotations

import json

from assistant.dutch.meanings import current
from assistant.dutch.net_lessons import Lesson, write


def test_lessons_stand_below_their_labels(tmp_path):
    file = tmp_path / "nieuw" / "lessen.jsonl"
    lessons = [Lesson("Hij xq slaat!", ["druk"], 0.5), Lesson("rustig", ["rustig"], 1), Lesson("🙂", [], 1)]
    write(file, ["druk", "rustig"], lessons)
    known = {word: [[row, 1.0] for row, _ in current().shares(word)] for word in ("hij", "slaat", "rustig")}
    assert [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] == [
        ["druk", "rustig"],
        known,
        [["hij", "xq", "slaat", "!"], [0], 0.5],
        [["rustig"], [1], 1],
    ]
