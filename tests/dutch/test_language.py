from __future__ import annotations

import pytest

from assistant.dutch.language import in_other_language
from assistant.dutch.words import analyse, function_words, read_language


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
        "",
    ],
)
def test_dutch_with_foreign_words_stays_dutch(text):
    assert not in_other_language(word.text for word in analyse(text))


def test_every_language_keeps_enough_words_that_dutch_hasn_t():
    for language, words in read_language("andere-talen.yml").items():
        assert len(set(words) - function_words()) >= 10, language
