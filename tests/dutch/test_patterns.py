from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dutch.patterns import PatternBook, PatternError, compile_groups, depths, parse, words_of
from assistant.dutch.tokens import Tokens
from assistant.dutch.words import analyse

GROUPS = {
    "hulp": ["hulp", "begeleiding", "iemand over de vloer"],
    "weigeren": ["weigeren", "afhouden"],
    "letsel": ["*wond", "schram", "<kleur> plek"],
    "kleur": ["blauw", "geel"],
    "kind": ["zoon", "dochter"],
}


def found(pattern: str, text: str) -> list[str]:
    """What the words of the matches of one pattern are, in a message of one clause."""
    texts = [pattern, *(member for members in GROUPS.values() for member in members)]
    tokens = Tokens(word for t in texts for word in words_of(t))
    book = PatternBook(compile_groups(GROUPS, tokens.root), {"#": parse(pattern, tokens.root).parts[0]})
    clause = tokens.of(text, analyse(text))
    return [" ".join(clause[place].text for place in places) for places in book.find(clause).get("#", [])]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("<weigeren> <hulp>", "begeleiding weigeren ze al maanden", ["begeleiding weigeren"]),
        ("<weigeren> <hulp>", "ze houden hulp af", ["houden hulp"]),
        ("<weigeren> <hulp>", "ze weigeren te betalen", []),
        ("<letsel>", "een blauwe plek op zijn arm", ["blauwe plek"]),
        ("<letsel>", "met een vleeswond", ["vleeswond"]),
        ("blauwe plek", "twee blauwe plekken", ["blauwe plekken"]),
        ("weet_niet_of", "ik weet niet of het klopt", ["weet niet of"]),
        ("weet_niet_of", "of ik weet het niet", []),
        ("<kind|volwassen> slaat", "zoon van 34 slaat zijn moeder", ["zoon slaat"]),
        ("<kind|volwassen> slaat", "zoon van 12 slaat zijn moeder", []),
        ("blauwe plek", "een blauwe jas hing daar gewoon boven op die ene oude plek", []),
    ],
)
def test_patterns(pattern, text, expected):
    assert found(pattern, text) == expected


def test_words_without_meaning_count_when_little_else_is_left():
    assert found("mag er niet in", "hij mag er niet in")
    assert not found("mag er niet in", "dat mag niet")
    assert found("in het ziekenhuis beland", "zij is beland in een ziekenhuis")


def test_a_wording_has_parts_that_are_needed_and_parts_that_are_not_wanted():
    wording = parse("<hulp> + weigeren - <kind>", str)
    assert (len(wording.parts), len(wording.without), wording.in_order) == (2, 1, False)
    assert parse("<hulp> > die_niet", str).in_order


@pytest.mark.parametrize("text", ["<hulp", "hulp>", "", " + hulp"])
def test_what_is_no_pattern(text):
    with pytest.raises(PatternError):
        parse(text, str)


def test_a_group_that_holds_itself_is_named():
    groups = compile_groups({"een": ["<twee>"], "twee": ["<een>"]}, str)
    with pytest.raises(PatternError, match="verwijst naar zichzelf"):
        depths(groups)
    with pytest.raises(PatternError, match="‘drie’ bestaat niet"):
        depths(compile_groups({"een": ["<drie>"]}, str))


def test_deeper_groups_come_later():
    groups = compile_groups({"a": ["<b> x"], "b": ["<c>"], "c": ["y"]}, str)
    assert depths(groups) == {"c": 0, "b": 1, "a": 2}


@given(
    st.lists(
        st.sampled_from(["vader", "slaat", "het", "kind", "niet", "ze", "weigeren", "hulp", "een", "klap"]),
        max_size=12,
    )
)
def test_a_book_of_less_finds_of_that_what_the_whole_book_finds(typed):
    tokens = Tokens(["vader", "slaan", "kind", "weigeren", "hulp", "klap"])
    groups = {"geweld": ["slaan", "klap"], "kind": ["kind"], "wie": ["vader", "<kind>"], "hulp": ["hulp"]}
    texts = {"#1": "<wie> <geweld>", "#2": "weigeren <hulp>", "#3": "kind"}
    named = {name: parse(text, tokens.root).parts[0] for name, text in texts.items()}
    book = PatternBook(compile_groups(groups, tokens.root), named)
    text = " ".join(typed)
    clause = tokens.of(text, analyse(text))
    for name in texts:
        assert book.only({name}).find(clause).get(name) == book.find(clause).get(name)
