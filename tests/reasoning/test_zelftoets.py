from __future__ import annotations

import pytest


@pytest.fixture
def indicators(store) -> tuple[str, ...]:
    return store.beslissingen["zelftoets"].criteria


def test_there_is_one_question_for_each_of_the_twelve(store, indicators):
    places = [store.criteria[name].grondslag.vindplaats for name in indicators]
    assert places == [f"indicator-{number}" for number in range(1, 13)]


def test_one_that_is_not_in_order_is_a_point_of_attention(weigh_case, indicators):
    for name in indicators:
        answers = {**dict.fromkeys(indicators, "ja"), name: "nee"}
        assert weigh_case("zelftoets", answers).uitkomst.id == "aandachtspunten"


def test_only_twelve_times_yes_is_all_in_order(weigh_case, indicators):
    answers = dict.fromkeys(indicators, "ja")
    assert weigh_case("zelftoets", answers).uitkomst.id == "alles-in-orde"
    assert weigh_case("zelftoets", {**answers, indicators[3]: "onbekend"}).uitkomst.id == "nog-onbekend"


def test_each_has_something_to_do_where_it_is_not_in_order(store, indicators):
    outcome = next(u for u in store.beslissingen["zelftoets"].uitkomsten if u.id == "aandachtspunten")
    assert [name for actie in outcome.acties for name in actie.als] == list(indicators)
