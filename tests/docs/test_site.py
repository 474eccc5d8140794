"""The documentation builds as a site that stands by itself: no dead links, nothing from another host."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FETCHED = re.compile(
    r"""(?:<(?:script|img|iframe)[^>]*\ssrc|<link[^>]*rel="stylesheet"[^>]*\shref)=["']?(https?:)?//"""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    build = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "-d",
        str(target),
    ]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return target


def test_every_page_stands_in_the_site(site: Path):
    sources = list((ROOT / "docs").rglob("*.md"))
    assert sources
    for path in sources:
        relative = path.relative_to(ROOT / "docs").with_suffix("")
        page = site / relative / "index.html" if relative.name != "index" else site / "index.html"
        assert page.is_file(), path


def test_nothing_comes_from_another_host(site: Path):
    assert not [
        page.name for page in site.rglob("*.html") if FETCHED.search(page.read_text(encoding="utf-8"))
    ]
