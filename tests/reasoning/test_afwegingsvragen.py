from __future__ import annotations

import pytest

from .cases import AFWEGING, LIGHT


def test_without_a_suspicion_it_is_recorded_and_closed(weigh_case):
    weging = weigh_case("afwegingsvragen", {"vermoeden-van-geweld": "nee"})
    assert (weging.uitkomst.id, weging.doorslag) == ("vastleggen", ("vermoeden-van-geweld",))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("acute-of-structurele-onveiligheid", "ja"),
        ("zelf-hulp-mogelijk", "nee"),
        ("hulp-aanvaard", "nee"),
        ("hulp-werkt", "nee"),
    ],
)
def test_each_of_the_other_four_can_ask_for_a_melding(weigh_case, name, value):
    weging = weigh_case("afwegingsvragen", {**LIGHT, name: value})
    assert (weging.uitkomst.id, name in weging.doorslag) == ("melden", True)


def test_well_answered_the_professional_helps_and_follows(weigh_case):
    assert weigh_case("afwegingsvragen", LIGHT).uitkomst.id == "hulp-en-volgen"


def test_they_are_asked_in_the_order_of_the_meldcode(weigh_case):
    assert weigh_case("afwegingsvragen", {}).van_belang == AFWEGING


def test_whatever_the_names_it_decides(weigh_case):
    """Anonymity plays no part in it, other than in advies of melding."""
    answers = {**LIGHT, "wil-clientnamen-niet-noemen": "ja", "nieuw-incident-lopend-traject": "ja"}
    assert weigh_case("afwegingsvragen", answers) == weigh_case("afwegingsvragen", LIGHT)
