from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reasoning.decisions import Weging, derive, weigh
from assistant.rulebase.schema import Beslissing, Botsing, Criterium, Rij

from . import tables

OVERDRACHT = (
    "acute-bedreiging",
    "zichtbaar-letsel",
    "gezin-wil-geen-hulp",
    "onzeker-of-geweld",
    "seksueel-misbruik",
    "stalking",
    "acute-psychiatrie",
    "ongeboren-kind",
    "eergerelateerd-geweld",
    "ouderenmishandeling",
    "meerderjarig-kind",
    "melder-anoniem-voor-gezin",
)
"""The twelve criteria of the decision, in the order of asking."""

AFWEGING = (
    "vermoeden-van-geweld",
    "acute-of-structurele-onveiligheid",
    "zelf-hulp-mogelijk",
    "hulp-aanvaard",
    "hulp-werkt",
)
"""The five afwegingsvragen of the meldcode."""

NAMED = {
    "nieuw-incident-lopend-traject": "nee",
    "wil-clientnamen-niet-noemen": "nee",
    "wil-eigen-naam-niet-noemen": "nee",
}
"""Nothing new happened, and the caller says who they are and whom it is about."""

LIGHT = {
    "vermoeden-van-geweld": "ja",
    "acute-of-structurele-onveiligheid": "nee",
    "zelf-hulp-mogelijk": "ja",
    "hulp-aanvaard": "ja",
    "hulp-werkt": "ja",
}
"""A suspicion, and everything that is needed is done."""

CHECKS = settings(deadline=None, derandomize=True, max_examples=100)
DECISIONS = ("directe-overdracht", "advies-of-melding")

values = st.sampled_from(["ja", "nee", "onbekend"])


@pytest.fixture(scope="session")
def weigh_case(store):
    """Weighs answers by the table with this id."""

    def weigh_one(id: str, answers: dict[str, str]) -> Weging:
        return weigh(store.beslissingen[id], store.criteria, answers)

    return weigh_one


def independent(store) -> dict[str, Criterium]:
    """The criteria without what follows from others."""
    return {name: c.model_copy(update={"volgt_uit": ()}) for name, c in store.criteria.items()}


# Directe overdracht


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


# Advies of melding


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
    assert weging.doorslag == ("vermoeden-van-geweld", *NAMED)


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
    assert weging.van_belang == ("vermoeden-van-geweld", *NAMED)
    assert set(weging.open[4:]) == {"acute-of-structurele-onveiligheid", "hulp-aanvaard", "hulp-werkt"}


# Answers that follow from others


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


# Any table


def check_order(table: Beslissing, criteria, answers: dict[str, str], order) -> None:
    shuffled = {name: answers[name] for name in order}
    assert weigh(table, criteria, shuffled) == weigh(table, criteria, answers)


def check_never_turns(table: Beslissing, criteria, answers: dict[str, str], order) -> None:
    """One answer more at a time: once settled, it stays so, or two rules collide."""
    given_so_far: dict[str, str] = {}
    settled: str | None = None
    for name in order:
        given_so_far[name] = answers[name]
        weging = weigh(table, criteria, given_so_far)
        if settled:
            assert weging.uitkomst.id == settled or weging.botsing
        if weging.beslist:
            settled = weging.uitkomst.id


def check_unknown_is_absent(table: Beslissing, criteria, answers: dict[str, str]) -> None:
    said = {name: value for name, value in answers.items() if value != "onbekend"}
    with_unknown, without = weigh(table, criteria, answers), weigh(table, criteria, said)
    assert with_unknown.uitkomst == without.uitkomst
    assert with_unknown.doorslag == without.doorslag
    assert with_unknown.beslist == without.beslist
    assert set(with_unknown.open) == set(without.open)


def check_open(table: Beslissing, criteria, answers: dict[str, str]) -> None:
    """`open` has just what is unknown: what to ask first, and what nobody could say after that."""
    weging = weigh(table, criteria, answers)
    known = derive(table, criteria, answers)
    assert sorted(weging.open) == sorted(name for name in table.criteria if name not in known)
    assert weging.open[: len(weging.van_belang)] == weging.van_belang
    assert not [name for name in weging.van_belang if answers.get(name) == "onbekend"]


def check_asking_ends(table: Beslissing, criteria, answers: dict[str, str]) -> Weging:
    """Ask what matters, one question at a time, until nothing is left to ask."""
    said: dict[str, str] = {}
    for _ in range(len(table.criteria) + 1):
        weging = weigh(table, criteria, said)
        if not weging.van_belang:
            return weging
        question = weging.van_belang[0]
        assert question not in said
        said[question] = answers[question]
    raise AssertionError("still asking")


@pytest.mark.parametrize("id", DECISIONS)
@CHECKS
@given(data=st.data())
def test_laws_of_the_real_tables(store, id, data):
    table = store.beslissingen[id]
    answers = data.draw(st.dictionaries(st.sampled_from(sorted({*table.criteria, *OVERDRACHT})), values))
    check_unknown_is_absent(table, store.criteria, answers)
    check_open(table, store.criteria, answers)
    check_order(table, store.criteria, answers, data.draw(st.permutations(sorted(answers))))
    own = {name: value for name, value in answers.items() if name in table.criteria}
    check_never_turns(table, independent(store), own, data.draw(st.permutations(sorted(own))))


@CHECKS
@given(data=st.data())
def test_answers_from_both_decisions_never_turn_an_outcome(store, data):
    """With what follows from other answers, as long as nobody contradicts that."""
    table = store.beslissingen["advies-of-melding"]
    answers = data.draw(st.fixed_dictionaries(dict.fromkeys((*OVERDRACHT, *table.criteria), values)))
    consistent = {
        name: value
        for name, value in answers.items()
        if not {a.geeft for a in store.criteria[name].volgt_uit if answers.get(a.criterium) == a.waarde}
        - {value}
    }
    check_never_turns(table, store.criteria, consistent, data.draw(st.permutations(sorted(consistent))))


@pytest.mark.parametrize("id", DECISIONS)
@CHECKS
@given(data=st.data())
def test_asking_the_real_tables_ends(store, id, data):
    table = store.beslissingen[id]
    answers = data.draw(st.fixed_dictionaries(dict.fromkeys(table.criteria, values)))
    weging = check_asking_ends(table, store.criteria, answers)
    if "onbekend" not in answers.values():
        assert weging.beslist or weging.botsing


@CHECKS
@given(data=st.data())
def test_laws_of_any_table(data):
    table = data.draw(tables.tables())
    answers = data.draw(tables.answers_to(table))
    order = data.draw(st.permutations(sorted(answers)))
    check_unknown_is_absent(table, tables.CRITERIA, answers)
    check_open(table, tables.CRITERIA, answers)
    check_order(table, tables.CRITERIA, answers, order)
    check_never_turns(table, tables.CRITERIA, answers, order)


@CHECKS
@given(data=st.data())
def test_asking_any_table_ends(data):
    table = data.draw(tables.tables())
    answers = data.draw(st.fixed_dictionaries(dict.fromkeys(table.criteria, values)))
    weging = check_asking_ends(table, tables.CRITERIA, answers)
    if "onbekend" not in answers.values():
        full_outcome = tables.outcome(table, answers)
        assert weging.botsing or weging.uitkomst.id == full_outcome or not full_outcome


@CHECKS
@given(data=st.data())
def test_settled_as_soon_as_all_that_can_follow_agrees(data):
    table = data.draw(tables.functions())
    answers = data.draw(tables.answers_to(table))
    known = {name: value for name, value in answers.items() if value != "onbekend"}
    possible = tables.reachable_outcomes(table, known)
    weging = weigh(table, tables.CRITERIA, answers)
    assert weging.beslist == (len(possible) == 1)
    assert weging.uitkomst.id == (possible.pop() if weging.beslist else tables.OPEN)


@CHECKS
@given(data=st.data())
def test_what_is_asked_can_still_turn_the_outcome(data):
    table = data.draw(tables.functions())
    known = {n: v for n, v in data.draw(tables.answers_to(table)).items() if v != "onbekend"}
    weging = weigh(table, tables.CRITERIA, known)
    expected = set() if weging.beslist else tables.turning_criteria(table, known)
    assert set(weging.van_belang) == expected


@CHECKS
@given(data=st.data())
def test_what_decided_is_enough_to_decide(data):
    table = data.draw(tables.functions())
    answers = data.draw(tables.answers_to(table))
    weging = weigh(table, tables.CRITERIA, answers)
    deciding = {name: answers[name] for name in weging.doorslag}
    assert "onbekend" not in deciding.values()
    again = weigh(table, tables.CRITERIA, deciding)
    assert again.uitkomst == weging.uitkomst


@CHECKS
@given(data=st.data())
def test_settled_with_collisions_only_where_no_other_outcome_can_follow(data):
    table = data.draw(tables.tables())
    answers = data.draw(tables.answers_to(table))
    known = {name: value for name, value in answers.items() if value != "onbekend"}
    weging = weigh(table, tables.CRITERIA, answers)
    possible = tables.reachable_outcomes(table, known)
    if weging.beslist:
        assert {weging.uitkomst.id} >= possible
    elif not weging.botsing:
        assert weging.uitkomst.id == tables.OPEN


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


def test_collision_that_keeps_outcomes_apart_is_asked_about():
    """No single answer turns one outcome into the other, and still there is something to ask."""
    rows = (
        Rij(uitkomst="links", als_alle={"appel": "ja", "boom": "ja"}),
        Rij(uitkomst="rechts", als_alle={"appel": "nee", "boom": "nee"}),
    )
    clashes = tuple(
        Botsing(als_alle={"appel": one, "boom": other}, tekst="Dit botst.", regels=())
        for one, other in (("ja", "nee"), ("nee", "ja"))
    )
    weging = weigh(tables.beslissing(("appel", "boom"), rows, clashes), tables.CRITERIA, {})
    assert weging.van_belang == ("appel", "boom")


def test_criterium_that_follows_from_one_of_the_same_table():
    rows = (
        Rij(uitkomst="links", als_een_van={"appel": "ja", "boom": "ja"}),
        Rij(uitkomst="rechts", als_alle={"appel": "nee", "boom": "nee"}),
    )
    criteria = {**tables.CRITERIA, "boom": tables.criterium("boom", ("appel", "nee", "nee"))}
    weging = weigh(tables.beslissing(("appel", "boom"), rows), criteria, {"appel": "nee"})
    assert weging.uitkomst.id == "rechts"
    assert weging.doorslag == ("appel", "boom")
    assert weging.open == ()
