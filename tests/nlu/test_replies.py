from __future__ import annotations

import pytest

from assistant.nlu.replies import answers_it
from assistant.rulebase import current

DANGER, STRUCTURAL = "acute-bedreiging", "acute-of-structurele-onveiligheid"


def answers(reply: str, asked: str, *told: str) -> bool:
    return answers_it(reply, current.store().criteria[asked], told)


@pytest.mark.parametrize(
    "reply",
    [
        "nee",
        "nee ze slaapt bij haar zus",
        "nee gelukkig niet, hij zit vast",
        "nee, maar ze wordt wel gestalkt",
        "neuh iedereen is veilig nu",
        "nee daar is nu geen sprake van",
        "ja hij staat voor de deur",
        "jawel, hij heeft een bijl bij zich",
        "zonder twijfel",
        "dacht het niet",
    ],
)
def test_what_explains_the_answer_leaves_it_an_answer(reply):
    assert answers(reply, DANGER)


@pytest.mark.parametrize(
    ("reply", "asked"),
    [
        ("nee ik heb nog niks gezegd tegen moeder. moet ik dat doen?", DANGER),
        ("nee wacht, ik zeg het verkeerd, het is de vriend van oma", DANGER),
        ("nee maar hoe lang duurt dat dan voor iemand komt", DANGER),
        ("nee hoor dat mag de school best weten", DANGER),
        ("ja dat denk ik wel dat het genoeg is", DANGER),
        ("ja maar mag ik dat wel delen?", DANGER),
        ("ja goeie vraag", DANGER),
        ("klopt dat wel?", DANGER),
        ("ja al sinds de zomer, elk weekend", "zichtbaar-letsel"),
    ],
)
def test_ja_or_nee_to_something_else_answers_nothing(reply, asked):
    assert not answers(reply, asked)


def test_nee_beside_another_fact_answers_only_what_it_names():
    assert not answers("nee er zijn geen blauwe plekken", STRUCTURAL, "zichtbaar-letsel")
    assert answers("nee niet structureel, ze is wel geslagen", STRUCTURAL, "zichtbaar-letsel")
    assert not answers("nee hij wil geen hulp", DANGER, "gezin-wil-geen-hulp")


@pytest.mark.parametrize(
    ("reply", "asked"),
    [
        ("ja dit speelt al jaren", "wil-clientnamen-niet-noemen"),
        ("ja al maanden", "wil-clientnamen-niet-noemen"),
        ("ja ik kan zelf opvoedhulp regelen en zij wil dat graag", STRUCTURAL),
        ("nee ze zegt alleen aanraken", DANGER),
        ("ja 8 jaar", DANGER),
        ("ja 6 jaar is ze", DANGER),
    ],
)
def test_what_is_about_something_else_answers_nothing(reply, asked):
    assert not answers(reply, asked)


def test_what_takes_up_the_question_answers_it_whatever_else_it_is_like():
    assert answers("ja ik kan zelf opvoedhulp regelen", "zelf-hulp-mogelijk")
    assert answers("ja het is al de hele winter zo", STRUCTURAL)
