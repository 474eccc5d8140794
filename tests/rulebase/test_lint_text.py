from __future__ import annotations

import pytest

from assistant.rulebase.lint_text import readability

from .example import Example


def replaced(example: Example, text: str) -> list[str]:
    example.replace("zuid/regels.yml", "In het zuiden schrijft het team een brief.", text)
    return [problem.message for problem in example.lint()]


def test_a_long_sentence_is_counted(example: Example):
    sentence = "Het team " + "en ook de buurt " * 5 + "leest dit."
    assert replaced(example, sentence)[0].endswith("een zin telt 24 woorden; hooguit 20 leest prettig.")


def test_a_long_text_is_two_regels(example: Example):
    text = "Dit is een korte zin die heel goed te lezen is. " * 7
    assert "maak er twee regels van (hooguit 60)." in replaced(example, text.strip())[0]


def test_hard_words_are_told(example: Example):
    text = (
        "Multidisciplinaire besluitvormingsprocedures vereisen geformaliseerde verantwoordelijkheidstoedeling"
    )
    messages = replaced(example, f"{text} en interdisciplinaire afstemmingsmechanismen.")
    assert messages[0].endswith("de tekst is te moeilijk; gebruik kortere woorden.")


@pytest.mark.parametrize(
    ("easier", "harder"),
    [
        (
            "Het team belt het gezin.",
            "De uitvoeringsorganisatie contacteert het cliëntsysteem telefonisch vandaag.",
        ),
        ("Zij belt. Hij komt.", "Zij belt en hij komt en wij gaan en jullie blijven en niemand slaapt."),
    ],
)
def test_short_words_and_sentences_read_easier(easier, harder):
    assert readability(f"{easier} {easier}") > readability(f"{harder} {harder}")


def test_terms_and_names_do_not_count():
    text = (
        "Bel vandaag nog met de veiligheidsbeoordeling van het Adviescentrum Gelderland-Midden in jouw stad."
    )
    assert readability(text, frozenset({"veiligheidsbeoordeling"})) > readability(text.lower())
