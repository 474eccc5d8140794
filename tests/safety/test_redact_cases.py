"""Redaction case by case; the cases stand in redactie.yml, with those that don't work yet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from assistant.safety.public_names import public_names
from assistant.safety.redact import redact

CASES = yaml.safe_load((Path(__file__).parent / "redactie.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def clean(store):
    numbers = [contact.nummer for contact in store.contacten.values()]
    return lambda text: redact(text, numbers, public_names(store)).tekst


def stands(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def test_all_cases_but_the_known_failures(clean):
    wrong = [
        case["tekst"]
        for case in CASES["gevallen"]
        if any(stands(word, clean(case["tekst"])) for word in case["weg"])
    ]
    wrong += [text for text in CASES["ongemoeid"] if clean(text) != text]
    assert sorted(wrong) == sorted(CASES["bekend"])


def test_no_case_stands_twice():
    texts = [case["tekst"] for case in CASES["gevallen"]] + CASES["ongemoeid"]
    assert len(texts) == len(set(texts))
