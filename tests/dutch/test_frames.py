from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dutch.frames import Clause, clauses
from assistant.dutch.tokens import Tokens
from assistant.dutch.words import analyse

TOKENS = Tokens(())


def read(text: str) -> list[Clause]:
    return clauses(TOKENS.of(text, analyse(text)))


def light(text: str) -> str:
    """In what light the first clause of a message stands."""
    names = ("asked", "supposed", "doubted", "past", "elsewhere", "withdrawn")
    return " ".join(name for name in names if getattr(read(text)[0], name))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ze heeft een blauw oog", ""),
        ("is stalking ook een reden", "asked"),
        ("telt een blauwe plek ook mee", "asked"),
        ("wat doen jullie bij een psychose", "asked"),
        ("blauwe plekken?", "asked"),
        ("heeft een blauw oog", ""),
        ("is zwanger", ""),
        ("zit bij haar zus", ""),
        ("weet niet of het waar is", "doubted"),
        ("hoe ze heten zeg ik niet", ""),
        ("stel dat hij haar slaat", "supposed"),
        ("als hij haar slaat", "supposed"),
        ("als huisarts meld ik dit", ""),
        ("was hij bedreigd dan zat ik hier niet", "supposed"),
        ("zou het stalking zijn dan belde ik de politie", "supposed"),
        ("bij stalking zou ik allang gebeld hebben", "supposed"),
        ("misschien wordt ze gestalkt", "doubted"),
        ("of ze hulp willen weet ik niet", "doubted"),
        ("het zou een psychose kunnen zijn", "doubted"),
        ("ik vermoed dat hij haar slaat", "doubted"),
        ("had vroeger een psychose", "past"),
        ("in 2019 stalkte hij haar", "past"),
        ("bij de buren wordt geslagen", ""),
        ("bij de buren wordt geslagen, in dit gezin niet", "elsewhere"),
        ("bij de buren wordt geslagen, daar bel ik niet voor", "elsewhere"),
        ("in een andere zaak was sprake van eerwraak", "elsewhere"),
        ("ik zei letsel", "withdrawn"),
        ("niet letsel, ik bedoel stalking", "withdrawn"),
    ],
)
def test_in_what_light_a_clause_stands(text, expected):
    assert light(text) == "" if not expected else expected in light(text).split()


def test_a_supposition_starts_a_clause_of_its_own():
    assert [clause.supposed for clause in read("hij slaat haar als ze geen geld geeft")] == [False, True]


def test_what_follows_maar_stands_in_its_own_light():
    assert [clause.supposed for clause in read("als het anders was, maar dat is niet zo")] == [True, False]


def test_an_answer_to_an_own_question_tells():
    first, *_ = read("letsel? nee, niks te zien")
    assert (first.asked, first.answer, first.denied, first.told) == (True, "nee", True, True)


def test_what_happened_is_not_happening():
    assert read("hij bonkte vorige week op de deur")[0].recent
    assert not read("hij bonkt op de deur")[0].recent
    assert not read("ze logeert sinds gisteren bij oma")[0].recent


def test_other_people_until_this_family_is_named():
    assert [clause.elsewhere for clause in read("collega wordt gevolgd, mijn client niet")] == [True, False]
    assert [clause.elsewhere for clause in read("de buren hoorden geschreeuw")] == [False]


def test_a_correction_holds_for_what_comes_after():
    assert [clause.corrects for clause in read("ze is veilig. sorry foutje. ze is daar nog.")] == [
        False,
        True,
        True,
    ]


@given(st.lists(st.sampled_from(["als", "niet", "maar", "hij?", ",", ".", "nu", "wel", "een", "of"])))
def test_every_word_stands_in_one_clause(words):
    text = " ".join(words)
    tokens = TOKENS.of(text, analyse(text))
    assert [token for clause in clauses(tokens) for token in clause.tokens] == tokens
