from __future__ import annotations

from itertools import product

import pytest

from assistant.reasoning.decisions import weigh

from . import tables
from .cases import AFWEGING, LIGHT, NAMED, independent


@pytest.mark.parametrize("name", ["wil-clientnamen-niet-noemen", "wil-eigen-naam-niet-noemen"])
def test_who_stays_unnamed_gets_advice(weigh_case, name):
    weging = weigh_case("advies-of-melding", {name: "ja"})
    assert weging.uitkomst.id == "advies"
    assert weging.doorslag == (name,)


def test_anonymous_towards_the_family_decides_nothing(weigh_case):
    answers = {"melder-anoniem-voor-gezin": "ja"}
    assert weigh_case("advies-of-melding", answers) == weigh_case("advies-of-melding", {})


def test_new_incident_in_a_running_trajectory_is_a_melding(weigh_case):
    weging = weigh_case("advies-of-melding", {"nieuw-incident-lopend-traject": "ja"})
    assert weging.uitkomst.id == "melding"
    assert weging.doorslag == ("nieuw-incident-lopend-traject",)


@pytest.mark.parametrize("name", ["wil-clientnamen-niet-noemen", "wil-eigen-naam-niet-noemen"])
def test_new_incident_without_names_is_a_collision(weigh_case, name):
    weging = weigh_case("advies-of-melding", {"nieuw-incident-lopend-traject": "ja", name: "ja"})
    assert weging.uitkomst.id == "nog-onbekend"
    assert not weging.beslist
    assert weging.doorslag == ("nieuw-incident-lopend-traject", name)
    assert weging.van_belang == ()
    assert weging.botsing is not None
    assert "botsen" in weging.botsing.tekst
    assert weging.botsing.regels == (
        "gv.protocol.nieuw-incident-altijd-melding",
        "gv.protocol.melding-nooit-anoniem",
    )


def test_nobody_decides_a_collision_however_much_is_known(weigh_case):
    answers = {**LIGHT, **NAMED, "nieuw-incident-lopend-traject": "ja", "wil-clientnamen-niet-noemen": "ja"}
    assert weigh_case("advies-of-melding", answers).uitkomst.id == "nog-onbekend"


def test_without_a_suspicion_it_is_advice(weigh_case):
    weging = weigh_case("advies-of-melding", {**NAMED, "vermoeden-van-geweld": "nee"})
    assert weging.uitkomst.id == "advies"
    assert set(weging.doorslag) == {"vermoeden-van-geweld", *NAMED}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("acute-of-structurele-onveiligheid", "ja"),
        ("zelf-hulp-mogelijk", "nee"),
        ("hulp-aanvaard", "nee"),
        ("hulp-werkt", "nee"),
    ],
)
def test_each_afwegingsvraag_can_make_it_a_melding(weigh_case, name, value):
    weging = weigh_case("advies-of-melding", {**NAMED, **LIGHT, name: value})
    assert weging.uitkomst.id == "melding"
    assert set(weging.doorslag) == {*NAMED, "vermoeden-van-geweld", name}
    early = weigh_case("advies-of-melding", {**NAMED, "vermoeden-van-geweld": "ja", name: value})
    assert early.uitkomst.id == "melding"


def test_five_afwegingsvragen_well_answered_give_advice(weigh_case):
    weging = weigh_case("advies-of-melding", {**NAMED, **LIGHT})
    assert weging.uitkomst.id == "advies"
    assert set(weging.doorslag) == {*NAMED, *LIGHT}


@pytest.mark.parametrize("name", AFWEGING)
def test_four_afwegingsvragen_well_answered_decide_nothing(weigh_case, name):
    answers = {**NAMED, **LIGHT}
    del answers[name]
    weging = weigh_case("advies-of-melding", answers)
    if name == "vermoeden-van-geweld":  # with or without a suspicion, nobody needs to report
        assert weging.uitkomst.id == "advies"
    else:
        assert weging.uitkomst.id == "nog-onbekend"
        assert weging.open == (name,)
        assert weging.van_belang == (name,)


def test_what_no_longer_matters_is_not_asked(weigh_case):
    weging = weigh_case("advies-of-melding", {"zelf-hulp-mogelijk": "nee"})
    assert weging.van_belang[0] == "vermoeden-van-geweld"
    assert set(weging.van_belang) == {"vermoeden-van-geweld", *NAMED}
    assert set(weging.open[4:]) == {"acute-of-structurele-onveiligheid", "hulp-aanvaard", "hulp-werkt"}


def test_every_state_of_advies_of_melding(store):
    """All 6561 combinations of ja, nee and nothing said, against all their completions."""
    table = store.beslissingen["advies-of-melding"]
    criteria = independent(store)
    full = {
        combination: tables.outcome(table, dict(zip(table.criteria, combination, strict=True)))
        for combination in product(("ja", "nee"), repeat=len(table.criteria))
    }
    for combination in product(("ja", "nee", None), repeat=len(table.criteria)):
        known = {n: v for n, v in zip(table.criteria, combination, strict=True) if v}
        weging = weigh(table, criteria, known)
        if weging.botsing:
            assert weging.uitkomst.id == "nog-onbekend"
            continue
        choices = [(v,) if v else ("ja", "nee") for v in combination]
        possible = {full[found] for found in product(*choices)} - {None}
        assert weging.beslist == (len(possible) == 1), known
        assert weging.uitkomst.id == (possible.pop() if weging.beslist else "nog-onbekend"), known


def test_whether_a_traject_runs_is_asked_last_and_not_where_it_changes_nothing(weigh_case):
    unsafe = {"vermoeden-van-geweld": "ja", "acute-of-structurele-onveiligheid": "ja"}
    weging = weigh_case("advies-of-melding", unsafe)
    assert weging.van_belang[-1] == "nieuw-incident-lopend-traject"
    named = {"wil-clientnamen-niet-noemen": "nee", "wil-eigen-naam-niet-noemen": "nee"}
    assert weigh_case("advies-of-melding", {**unsafe, **named}).uitkomst.id == "melding"
