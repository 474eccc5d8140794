from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reasoning.decisions import Weging, derive, weigh
from assistant.rulebase.schema import Beslissing, Botsing, Rij

from . import tables
from .cases import CHECKS, DECISIONS, OVERDRACHT, independent, values


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
