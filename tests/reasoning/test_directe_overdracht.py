from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .cases import CHECKS, OVERDRACHT, values


@pytest.mark.parametrize("name", OVERDRACHT)
def test_a_single_yes_lets_veilig_thuis_look_first(weigh_case, name):
    weging = weigh_case("directe-overdracht", {name: "ja"})
    assert weging.uitkomst.id == "eerst-veilig-thuis"
    assert weging.beslist
    assert weging.doorslag == (name,)
    assert weging.open == tuple(other for other in OVERDRACHT if other != name)
    assert weging.van_belang == ()


@pytest.mark.parametrize("name", OVERDRACHT)
def test_a_single_yes_outweighs_eleven_times_no(weigh_case, name):
    weging = weigh_case("directe-overdracht", {**dict.fromkeys(OVERDRACHT, "nee"), name: "ja"})
    assert weging.uitkomst.id == "eerst-veilig-thuis"
    assert weging.doorslag == (name,)


def test_twelve_times_no_is_a_direct_handover(weigh_case):
    weging = weigh_case("directe-overdracht", dict.fromkeys(OVERDRACHT, "nee"))
    assert weging.uitkomst.id == "directe-overdracht"
    assert weging.beslist
    assert weging.doorslag == OVERDRACHT
    assert weging.open == ()


@pytest.mark.parametrize("value", ["onbekend", None])
@pytest.mark.parametrize("name", OVERDRACHT)
def test_eleven_times_no_decides_nothing(weigh_case, name, value):
    answers = dict.fromkeys(OVERDRACHT, "nee")
    del answers[name]
    weging = weigh_case("directe-overdracht", {**answers, name: value} if value else answers)
    assert weging.uitkomst.id == "nog-onbekend"
    assert not weging.beslist
    assert weging.doorslag == ()
    assert weging.open == (name,)
    assert weging.van_belang == (() if value else (name,))


def test_several_times_yes_are_all_named(weigh_case):
    answers = {"stalking": "ja", "ongeboren-kind": "nee", "zichtbaar-letsel": "ja"}
    assert weigh_case("directe-overdracht", answers).doorslag == ("zichtbaar-letsel", "stalking")


def test_danger_is_asked_first(weigh_case):
    weging = weigh_case("directe-overdracht", {})
    assert weging.uitkomst.id == "nog-onbekend"
    assert weging.open == OVERDRACHT
    assert weging.open[0] == "acute-bedreiging"
    assert weging.van_belang == OVERDRACHT


def test_answers_about_other_things_change_nothing(weigh_case):
    empty = weigh_case("directe-overdracht", {})
    assert weigh_case("directe-overdracht", {"nieuw-incident-lopend-traject": "ja"}) == empty
    assert weigh_case("directe-overdracht", {"iets-heel-anders": "ja"}) == empty


def test_what_is_not_known_is_asked_last(weigh_case):
    answers = {"acute-bedreiging": "onbekend", "gezin-wil-geen-hulp": "onbekend", "stalking": "nee"}
    weging = weigh_case("directe-overdracht", answers)
    rest = tuple(name for name in OVERDRACHT if name not in answers)
    assert weging.open == (*rest, "acute-bedreiging", "gezin-wil-geen-hulp")
    assert weging.van_belang == rest


@CHECKS
@given(st.dictionaries(st.sampled_from(OVERDRACHT), values))
def test_directe_overdracht_follows_the_text_of_3_2(weigh_case, answers):
    weging = weigh_case("directe-overdracht", answers)
    said = [answers.get(name) for name in OVERDRACHT]
    if "ja" in said:
        expected = "eerst-veilig-thuis"
    else:
        expected = "directe-overdracht" if said == ["nee"] * 12 else "nog-onbekend"
    assert weging.uitkomst.id == expected
