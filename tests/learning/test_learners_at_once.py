"""Workers that start together don't get in each other's way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

from assistant.learning.learners import Learners


def test_many_open_a_new_store_together(tmp_path: Path):
    file = tmp_path / "leren.sqlite"
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(lambda _: Learners(file), range(8)))
    code = stores[0].start("ijmond", datetime.now(timezone.utc))
    assert stores[7].find(code)
