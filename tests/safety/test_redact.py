"""What comes in the place of what, and what holds for every text."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.safety.name_numbers import NameNumbers
from assistant.safety.name_tables import look_up
from assistant.safety.redact import Redacted, highest_number, redact
from assistant.safety.redact_names import phrases


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("mail naar jan@school.nl", "mail naar [E-MAIL]"),
        ("ik bel over Piet van der Berg uit Velsen", "ik bel over [NAAM 1] uit Velsen"),
        ("Het gaat over Piet Jansen.", "Het gaat over [NAAM 1]."),
        ("lotte is negen en oom bas slaat haar", "[NAAM 1] is negen en oom [NAAM 2] slaat haar"),
        ("Lottes tante belde, Lotte zweeg", "[NAAM 1]s tante belde, [NAAM 1] zweeg"),
        ("bas z'n broer slaat bas", "[NAAM 1] z'n broer slaat [NAAM 1]"),
        ("leerling van de bosbeukschool", "leerling van de [ORGANISATIE]"),
        ("mijn broer andre slaat haar", "mijn broer [NAAM 1] slaat haar"),
        ("kyra is bang", "[NAAM 1] is bang"),
        ("bel 06-12345678", "bel [TELEFOON]"),
        ("bel 0251 123456 even", "bel [TELEFOON] even"),
        ("bsn 111222333", "bsn [BSN]"),
        ("bsn111222333", "bsn [BSN]"),
        ("woont op 1951 AB 12", "woont op [POSTCODE] 12"),
        ("ze woont op kerkstraat 12a in Velsen", "ze woont op [ADRES] in Velsen"),
        ("geboren 01-02-2015", "geboren [GEBOORTEDATUM]"),
        ("rekening NL91 ABNA 0417 1643 00", "rekening [IBAN]"),
        ("kenteken 12-abc-3", "kenteken [KENTEKEN]"),
        ("insta: lotje.2011", "insta: [ACCOUNT]"),
        ("zie www.voorbeeld.nl/lotje", "zie [LINK]"),
        ("dossier 2024-1234", "dossier [ZAAKNUMMER]"),
        ("groep 6b van de wilgenhoek", "groep 6 [ORGANISATIE]"),
        ("hij zit op basisschool 'de wilgenhoek'", "hij zit op basisschool '[ORGANISATIE]'"),
        ("hij werkt in garage 'Van Dam'", "hij werkt in garage '[ORGANISATIE]'"),
        (
            "mijn leerling Fatima El Amrani en leerling Fatima El Amrani",
            "mijn leerling [NAAM 1] en leerling [NAAM 1]",
        ),
    ],
)
def test_what_identifies_somebody_is_replaced_by_what_it_was(text, clean):
    assert redact(text).tekst == clean
    assert redact(text).geredigeerd


@pytest.mark.parametrize(
    "text",
    [
        "bel 112 of 0800-2000",
        "meisje van 9 in Velsen, groep 5",
        "wie is verantwoordelyk na de overdracht",
        "als het gezin naar een andre regio verhuist",
        "wat is TOP-3",
        "is dat anders op een clusterschool",
        "paragraaf 3.3.2, binnen 14 dagen na 4 juli 2024",
        "Kan Veilig Thuis meekomen naar het Centrum Seksueel Geweld?",
        "ik hoop dat de bakker op de hoek het ziet",
        "ze zet het looprek in de garage 'dan blijft ie tenminste zitten'",
    ],
)
def test_what_is_needed_stays(text):
    public = phrases(["Veilig Thuis", "Centrum Seksueel Geweld"])
    assert redact(text, ["0800-2000"], public).tekst == text
    assert not redact(text, ["0800-2000"], public).geredigeerd


def test_a_name_inside_that_of_an_organisation_is_a_name_elsewhere():
    public = phrases(["William Schrikker Groep"])
    clean = redact("de william schrikker groep zag william slaan", public=public)
    assert clean.tekst == "de william schrikker groep zag [NAAM 1] slaan"


def test_one_person_keeps_one_number_within_a_conversation():
    numbers = NameNumbers()
    assert redact("Lotte Jansen is negen", numbers=numbers).tekst == "[NAAM 1] is negen"
    assert redact("bas slaat lotte", numbers=numbers).tekst == "[NAAM 2] slaat [NAAM 1]"
    assert redact("mevrouw Jansen belde", numbers=numbers).tekst == "mevrouw [NAAM 1] belde"


def test_another_worker_knows_the_names_again():
    first = NameNumbers(b"sleutel")
    redact("Lotte Jansen is negen", numbers=first)
    second = NameNumbers(b"sleutel", first.known)
    assert redact("bas slaat lotte", numbers=second).tekst == "[NAAM 2] slaat [NAAM 1]"


def test_numbers_that_stand_in_the_text_are_passed_over():
    numbers = NameNumbers()
    numbers.pass_over(highest_number(["[NAAM 1] slaat [NAAM 2]", ""]))
    assert redact("lotte is negen", numbers=numbers).tekst == "[NAAM 3] is negen"


def test_no_name_stands_in_what_is_remembered():
    numbers = NameNumbers()
    redact("Lotte Jansen is negen", numbers=numbers)
    assert "lotte" not in repr(vars(numbers)).lower()
    assert "jansen" not in repr(vars(numbers)).lower()


TEXTS = st.text(max_size=60) | st.text(alphabet="abenrstvz ,.'-0123456789[]@/", max_size=60)
CHATTY = st.lists(
    st.sampled_from(
        [
            "bas",
            "lotte",
            "en",
            "van",
            "de",
            "06",
            "bsn",
            "geb.",
            "12",
            "1234",
            "heet",
            "z'n",
            "mevrouw",
            ",",
            ".",
            "(",
            ")",
            "Hoop",
            "insta",
            "is",
            "[NAAM",
            "1]",
            "[BSN]",
            "straat",
            "kerkstraat",
            "-",
            "3",
            "mei",
            "2014",
            "school",
            ":",
            "groep",
            "6b",
            "basisschool",
            "garage",
            "werkt",
            "bij",
            "'",
            '"',
            "[ORGANISATIE]",
        ]
    ),
    max_size=14,
).map(" ".join)


@settings(deadline=None, max_examples=300)
@given(TEXTS | CHATTY)
@example("06 [BSN] 12345678")
def test_redacting_once_more_changes_nothing(text):
    once = redact(text).tekst
    assert redact(once).tekst == once


@settings(deadline=None, max_examples=300)
@given(st.text() | CHATTY)
@example("\x00 lotte \x00")
@example("de garage '[NAAM 1]'")
@example("\ud800 bas")
@example("ⅣⅤ ³ ١٢٣٤٥٦٧٨٩")
def test_any_text_can_be_redacted(text):
    assert isinstance(redact(text).tekst, str)


BETWEEN = st.sampled_from([" ", ", ", ": ", "\n", " (", "; ", " - ", "! "])


@settings(deadline=None, max_examples=400)
@given(
    st.sampled_from(
        [
            "111222333",
            "123456782",
            "111.222.333",
            "06-12345678",
            "0612345678",
            "+31612345678",
            "0251-234567",
            "lotte@voorbeeld.nl",
            "j.de-vries+werk@school-voorbeeld.nl",
            "NL91ABNA0417164300",
            "nl91 abna 0417 1643 00",
        ]
    ),
    st.text(max_size=20),
    BETWEEN,
    BETWEEN,
    st.text(max_size=20),
)
def test_a_number_or_address_is_gone_whatever_stands_around_it(planted, before, left, right, after):
    clean = redact(f"{before}{left}{planted}{right}{after}").tekst
    assert planted not in clean


ORDINARY = [
    word
    for word in [
        "het",
        "kind",
        "een",
        "moeder",
        "vader",
        "slaat",
        "huilt",
        "boos",
        "school",
        "melding",
        "advies",
        "gezin",
        "huis",
        "politie",
        "geweld",
        "vaak",
        "niet",
        "wel",
        "thuis",
        "zorgen",
        "veilig",
        "bang",
        "buren",
        "team",
        "stap",
        "afspraak",
        "gesprek",
        "hulp",
        "dag",
        "week",
        "zonder",
        "samen",
        "blauwe",
        "plek",
        "gezien",
        "gehoord",
        "vertelde",
        "weet",
        "moet",
        "kan",
        "mag",
    ]
    if look_up(word).word
]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(ORDINARY), max_size=15).map(" ".join))
def test_ordinary_words_stay_as_they_are(text):
    assert redact(text).tekst == text


def test_labels_hold_no_lower_case_letters():
    clean = redact("lotte, 06-12345678, kerkstraat 3, 1951ab, bsn 111222333, jan@school.nl").tekst
    labels = "".join(part.partition("]")[0] for part in clean.split("[")[1:])
    assert labels
    assert not set(labels) & set(string.ascii_lowercase)


@pytest.mark.parametrize("text", ["Меня зовут Анна, муж меня бьёт", "اسمي فاطمة وزوجي يضربني", "我叫王芳"])
def test_a_message_in_another_script_leaves_nothing_of_it(text: str):
    assert redact(text) == Redacted("[ANDER-SCHRIFT]", True)
    assert redact("[ANDER-SCHRIFT]").tekst == "[ANDER-SCHRIFT]"
