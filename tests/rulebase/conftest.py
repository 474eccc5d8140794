from __future__ import annotations

from pathlib import Path

import pytest

from .example import Example


@pytest.fixture
def example(tmp_path: Path) -> Example:
    """A small rule base without problems, in a folder of its own."""
    return Example(tmp_path / "afspraken")
