from __future__ import annotations

import pytest

from assistant.safety.redact import redact


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("mail naar jan@school.nl", "mail naar [E-MAIL]"),
        ("ik bel over Piet van der Berg uit Velsen", "ik bel over [NAAM 1] uit Velsen"),
        ("Het gaat over Piet Jansen.", "Het gaat over [NAAM 1]."),
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
        "Kan Veilig Thuis meekomen naar het Centrum Seksueel Geweld?",
    ],
)
def test_what_is_needed_stays(text):
    known = frozenset({"veilig", "thuis", "centrum", "seksueel", "geweld"})
    assert redact(text, ["0800-2000"], known).tekst == text
    assert not redact(text, ["0800-2000"], known).geredigeerd
