from __future__ import annotations

import pytest

from assistant.reasoning.decisions import derive

from .cases import LIGHT, NAMED


@pytest.mark.parametrize(
    ("said", "follows"),
    [
        (
            {"acute-bedreiging": "ja"},
            {"vermoeden-van-geweld": "ja", "acute-of-structurele-onveiligheid": "ja"},
        ),
        ({"acute-bedreiging": "nee"}, {}),
        ({"acute-bedreiging": "onbekend"}, {}),
        ({"zichtbaar-letsel": "ja"}, {"vermoeden-van-geweld": "ja"}),
        ({"zichtbaar-letsel": "nee"}, {}),
        ({"onzeker-of-geweld": "ja"}, {"vermoeden-van-geweld": "ja"}),
        ({"onzeker-of-geweld": "nee"}, {"vermoeden-van-geweld": "ja"}),
        ({"onzeker-of-geweld": "onbekend"}, {}),
        ({"gezin-wil-geen-hulp": "ja"}, {"hulp-aanvaard": "nee"}),
        ({"gezin-wil-geen-hulp": "nee"}, {"hulp-aanvaard": "ja"}),
        ({"acute-psychiatrie": "ja"}, {}),
        ({"melder-anoniem-voor-gezin": "ja"}, {}),
        ({"acute-of-structurele-onveiligheid": "ja"}, {"vermoeden-van-geweld": "ja"}),
    ],
)
def test_answer_that_follows_from_another(store, said, follows):
    known = derive(store.beslissingen["advies-of-melding"], store.criteria, said)
    assert known == {**{n: v for n, v in said.items() if n.startswith("acute-of")}, **follows}


def test_what_follows_is_not_asked(weigh_case):
    weging = weigh_case("advies-of-melding", {**NAMED, "acute-bedreiging": "ja"})
    assert weging.uitkomst.id == "melding"
    assert "vermoeden-van-geweld" not in weging.open
    assert "acute-of-structurele-onveiligheid" not in weging.open
    assert set(weging.doorslag) == {*NAMED, "vermoeden-van-geweld", "acute-of-structurele-onveiligheid"}


def test_what_follows_counts_as_if_it_was_said(weigh_case):
    said = {**NAMED, **LIGHT, "hulp-aanvaard": "nee"}
    follows = {**{n: v for n, v in said.items() if n != "hulp-aanvaard"}, "gezin-wil-geen-hulp": "ja"}
    assert weigh_case("advies-of-melding", follows) == weigh_case("advies-of-melding", said)


@pytest.mark.parametrize(
    ("settling", "later"),
    [
        ({"acute-bedreiging": "ja"}, {"vermoeden-van-geweld": "nee"}),
        ({"acute-of-structurele-onveiligheid": "ja"}, {"vermoeden-van-geweld": "nee"}),
        ({"gezin-wil-geen-hulp": "ja", "vermoeden-van-geweld": "ja"}, {**LIGHT}),
    ],
)
def test_contradiction_never_turns_the_outcome_round(weigh_case, settling, later):
    before = weigh_case("advies-of-melding", {**NAMED, **settling})
    after = weigh_case("advies-of-melding", {**NAMED, **settling, **later})
    assert before.uitkomst.id == "melding"
    assert after.uitkomst.id in ("melding", "nog-onbekend")
    assert not after.van_belang, "what was answered is not asked again"
