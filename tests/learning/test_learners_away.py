"""What learners did, in a database that is away for a while."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest
from databases import Server

from assistant.database.faults import StorageAway
from assistant.learning.learners import Learners

NOW = datetime(2026, 3, 16, 10, tzinfo=timezone.utc)


def test_postgresql_away_is_told_and_passes(empty_postgresql: Server):
    learners = Learners(empty_postgresql.url)
    code = learners.start("ijmond", NOW)
    empty_postgresql.stop()
    try:
        with pytest.raises(StorageAway):
            learners.check()
        with pytest.raises(StorageAway):
            learners.find(code)
    finally:
        empty_postgresql.start()
    assert learners.region(learners.find(code)) == "ijmond"
    learners.close()


def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path):
    # Unlike conversations, what somebody learned isn't gone in a day: a backup may still mend it.
    file = tmp_path / "leren.sqlite"
    file.write_bytes(b"geen database" * 1_000)
    with pytest.raises(StorageAway):
        Learners(file)
    assert file.read_bytes() == b"geen database" * 1_000
