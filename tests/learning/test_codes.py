from __future__ import annotations

import pytest

from assistant.learning.codes import MASKED, key_of, label_of, new_code, read_code, take_out


def test_codes_differ_and_are_read_back():
    codes = {new_code("leer") for _ in range(500)}
    assert len(codes) == 500
    assert all(read_code(code, "leer") == code for code in codes)


def test_any_one_wrong_sign_is_noticed():
    code = new_code("leer")
    for place in range(5, len(code)):
        if code[place] != "-":
            other = "b" if code[place] != "b" else "c"
            assert read_code(code[:place] + other + code[place + 1 :], "leer") is None


def test_two_signs_that_changed_places_are_noticed():
    code = new_code("leer")
    for place in range(5, len(code) - 1):
        one, two = code[place : place + 2]
        if one != two and "-" not in (one, two):
            assert read_code(code[:place] + two + one + code[place + 2 :], "leer") is None


@pytest.mark.parametrize("typed", ["", "leer", "leer-", "12", "leer-0000-0000-0000", "leer-iiii-llll-oooo"])
def test_what_is_no_code_is_none(typed):
    assert read_code(typed, "leer") is None


def test_a_code_of_another_kind_is_none():
    assert read_code(new_code("groep"), "leer") is None
    assert read_code(new_code("leer"), "trainer") is None


def test_the_label_says_nothing_of_the_code():
    code = new_code("leer")
    assert label_of(key_of(code)) not in code and len(label_of(key_of(code))) == 6


def test_codes_are_taken_out_of_a_text():
    code = new_code("leer")
    for typed in (code, code.upper(), code.replace("leer-", ""), code.replace("leer-", "leer ")):
        assert take_out(f"mijn code is {typed}, graag.") == (f"mijn code is {MASKED}, graag.", code)
    assert take_out(f"trainer: {new_code('trainer')}") == (f"trainer: {MASKED}", None)


@pytest.mark.parametrize(
    "text", ["ze is van de gemeente Haarlemmermeer", "bel 0800-2000-1234-5678", "abcdefghjkmn"]
)
def test_other_words_and_numbers_stay(text):
    assert take_out(text) == (text, None)
