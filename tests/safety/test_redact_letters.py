"""Letters that look like others, and what can't be seen."""

from __future__ import annotations

import pytest

from assistant.safety.redact import redact
from assistant.safety.redact_letters import as_read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("l\u200botte", "lotte"),
        ("b\u00adas", "bas"),
        ("ｌｏｔｔｅ", "lotte"),
        ("𝗹𝗼𝘁𝘁𝗲", "lotte"),
        ("lоttе", "lotte"),
        ("bsn １１１２２２３３３", "bsn 111222333"),
        ("zoe\u0308", "zoë"),
    ],
)
def test_a_word_is_read_as_it_looks(written, read):
    assert as_read(written) == read


@pytest.mark.parametrize("text", ["geen bijzonderheden", "één café", "👨\u200d👩\u200d👧 thuis", "Оксана"])
def test_what_looks_like_itself_stays(text):
    assert as_read(text) == text


def test_plain_letters_alone_are_no_redaction():
    assert not redact("ｍoeder is bang").geredigeerd


@pytest.mark.parametrize("name", ["Оксана", "فاطمة", "李伟", "ሰላም"])
def test_a_name_in_another_script_is_a_name(name):
    assert redact(f"de moeder van {name} belde").tekst == "de moeder van [NAAM 1] belde"
