"""Redaction of marked sentences: what stands in braces goes, and every other word stays as it was."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from assistant.safety.public_names import public_names
from assistant.safety.redact import redact
from assistant.safety.redact_letters import as_read

DATA = yaml.safe_load((Path(__file__).parent / "redactie-gemarkeerd.yml").read_text(encoding="utf-8"))
TEXTS = [text for texts in DATA["teksten"].values() for text in texts]
LABEL = re.compile(r"\[[A-Z-]+(?: \d+)?\](?:'?s\b)?")
MARKED = re.compile(r"\{(.*?)\}", re.DOTALL)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", as_read(text)))


def is_right(marked: str, clean: str) -> bool:
    """Whether exactly the unmarked words are left."""
    return words(LABEL.sub(" ", clean)) == words(MARKED.sub(" ", marked))


@pytest.fixture(scope="module")
def clean(store):
    numbers = [contact.nummer for contact in store.contacten.values()]
    return lambda marked: redact(re.sub(r"[{}]", "", marked), numbers, public_names(store)).tekst


def test_exactly_what_is_marked_goes_but_for_the_known_failures(clean):
    wrong = [text for text in TEXTS if not is_right(text, clean(text))]
    assert sorted(wrong) == sorted(DATA["bekend"])


def test_no_text_stands_twice():
    assert len(TEXTS) == len(set(TEXTS))
