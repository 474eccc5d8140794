"""The pages that come from data and code are what the data and the code say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.write_reference import pages

ROOT = Path(__file__).resolve().parents[2]
SETTING = re.compile(r'(?:environ\.get|_whole|_choice)\(\s*"([A-Z][A-Z_]+)"')
ALL_DOCS = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))


@pytest.fixture(scope="module")
def written(store) -> dict[Path, str]:
    return pages()


def test_the_reference_is_up_to_date(written: dict[Path, str]):
    old = [str(path.relative_to(ROOT)) for path, text in written.items() if path.read_text() != text]
    assert not old, "verouderd, draai `make reference`: " + ", ".join(old)


def test_every_setting_is_documented():
    settings = {
        name for path in (ROOT / "assistant").rglob("*.py") for name in SETTING.findall(path.read_text())
    }
    assert {"PORT", "LIMIET_PER_MINUUT", "STAAT_MAP"} <= settings
    assert not {name for name in settings if f"`{name}`" not in ALL_DOCS}


@pytest.mark.parametrize("kind", ["onderwerpen", "beslissingen", "criteria", "termijnen", "bronnen"])
def test_every_entry_is_documented(store, kind: str):
    assert not {id for id in getattr(store, kind) if f"`{id}`" not in ALL_DOCS}


def test_every_target_of_make_is_documented():
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.M).group(1).split()
    told = ALL_DOCS + (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()
    assert not {target for target in targets if f"make {target}" not in told}


def test_every_folder_of_data_is_documented():
    assert not {f.name for f in (ROOT / "data").iterdir() if f"data/{f.name}" not in ALL_DOCS}
