from __future__ import annotations

import httpx
import pytest

from .transcripts import CHOSEN, DOCUMENT, document


@pytest.fixture(scope="module")
def written(server) -> str:
    with httpx.Client(base_url=server, timeout=60, trust_env=False) as client:
        return document(client)


def test_document_shows_what_the_service_says(written, pytestconfig):
    """`make gesprekken` writes it anew; otherwise it must be what the service gives today."""
    if pytestconfig.getoption("--schrijf-gesprekken"):
        DOCUMENT.write_text(written, encoding="utf-8")
    assert DOCUMENT.read_text(encoding="utf-8") == written


def test_document_shows_ten():
    assert len(set(CHOSEN)) == 10
