from __future__ import annotations

import pytest

from assistant.nlu.courtesies import without_courtesies


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("hoi, nummer veilig thuis", "nummer veilig thuis"),
        ("goedemorgen heeft Heemskerk een team? alvast bedankt", "heeft Heemskerk een team?"),
        ("hallo ik heb een vraag: mag dat?", "mag dat?"),
        ("mag ik u even iets voorleggen: mag dat?", "mag dat?"),
        ("ik heb een vraag over anonimiteit: kan dat?", "over anonimiteit: kan dat?"),
        ("Zou ik wat mogen vragen? Wie belt het gezin?", "Wie belt het gezin?"),
        ("dankje! en hoe lang bewaren jullie dat", "en hoe lang bewaren jullie dat"),
        ("ok, en bij stalking", "en bij stalking"),
        ("wat is een herstelplan, groetjes", "wat is een herstelplan,"),
    ],
)
def test_what_greets_and_thanks_goes_and_the_rest_keeps_its_place(text, core):
    rest = without_courtesies(text)
    assert rest.strip() == core
    assert len(rest) == len(text)
    assert text[rest.index(core) :].startswith(core)


@pytest.mark.parametrize(
    "text",
    [
        "hoi",
        "hoi hoi",
        "dank je wel voor je hulp",
        "bedankt dat je meedenkt",
        "nee bedankt",
        "mag ik u even iets voorleggen",
        "dag en nacht bereikbaar?",
        "ok en bij stalking",
        "mevrouw wordt geslagen, wat nu",
        "",
        "?!",
    ],
)
def test_what_is_only_a_courtesy_or_none_stays(text):
    assert without_courtesies(text) == text
