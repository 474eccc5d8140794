from __future__ import annotations

import pytest

from assistant.safety.redact import redact


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("mail naar jan@school.nl", "mail naar [E-MAIL]"),
        ("bel 06-12345678", "bel [TELEFOON]"),
        ("bel 0251 123456 even", "bel [TELEFOON] even"),
        ("bsn 111222333", "bsn [BSN]"),
        ("woont op 1951 AB 12", "woont op [POSTCODE]"),
        ("geboren 01-02-2015", "geboren [DATUM]"),
        ("rekening NL91 ABNA 0417 1643 00", "rekening [IBAN]"),
        (
            "mijn leerling Fatima El Amrani en leerling Fatima El Amrani",
            "mijn leerling [NAAM 1] en leerling [NAAM 1]",
        ),
    ],
)
def test_what_identifies_somebody_is_taken_out(text, clean):
    assert redact(text).tekst == clean
    assert redact(text).geredigeerd


@pytest.mark.parametrize(
    "text",
    [
        "bel 112 of 0800-2000",
        "meisje van 9 in Velsen, groep 5",
        "paragraaf 3.3.2, binnen 14 dagen na 4 juli 2024",
        "123456789 is geen bsn",
    ],
)
def test_what_is_needed_stays(text):
    assert redact(text, keep=["0800-2000"]).tekst == text
    assert not redact(text, keep=["0800-2000"]).geredigeerd
