from __future__ import annotations

import pytest

from assistant.dutch.language import in_other_language, language_named, other_language
from assistant.dutch.words import analyse, read_language


@pytest.mark.parametrize(
    "text",
    [
        "who do i call if i am worried about a child",
        "ich spreche kein niederländisch",
        "türkçe konuşan biri var mı",
        "mój mąż mnie bije",
        "мне нужна помощь",
        "مرحبا أحتاج مساعدة",
    ],
)
def test_other_languages_are_recognised(text):
    assert in_other_language(word.text for word in analyse(text))


@pytest.mark.parametrize(
    "text",
    [
        "sorry, ik weet het niet",
        "help",
        "need to know bij overdracht",
        "wat is de best practice voor een mdo",
        "hij is here en hij is er",
        "mijn man slaat me en hij is nu hier",
        "kan de consulent een no go geven",
        "dan is het die was het toch",
        "",
    ],
)
def test_dutch_with_foreign_words_stays_dutch(text):
    assert not in_other_language(word.text for word in analyse(text))


def test_every_language_has_its_sentence_with_112_and_the_number():
    for naam in read_language("andere-talen.yml"):
        language = language_named(naam)
        assert len(language.woorden) >= 10, naam
        assert "112" in language.zegt, naam
        assert "0800-2000" in language.zegt.format(nummer="0800-2000"), naam


@pytest.mark.parametrize(
    ("text", "naam"),
    [
        ("there is blood everywhere my husband stabbed me", "engels"),
        ("he has a knife please help", "engels"),
        ("mein mann schlägt mich und die kinder. er ist jetzt hier", "duits"),
        ("yardım edin öldürecek beni", "turks"),
        ("mon mari a un couteau il va me tuer", "frans"),
        ("mój mąż ma nóż i chce mnie zabić", "pools"),
    ],
)
def test_danger_is_understood_in_other_languages(text, naam):
    words = [word.text for word in analyse(text)]
    language = other_language(words)
    assert language.naam == naam
    assert language.endangers(words)


@pytest.mark.parametrize(
    "text",
    [
        "who do i call if i am worried about a child",
        "my husband beats me, what can i do about it",
        "kocam beni dövüyor ne yapmalıyım",
        "ich spreche kein niederländisch",
    ],
)
def test_what_isn_t_happening_now_is_no_danger_in_other_languages(text):
    words = [word.text for word in analyse(text)]
    assert not other_language(words).endangers(words)
