"""What comes of it, if all is as usual that nobody spoke of."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.reasoning.decisions import derive, foresee, weigh
from assistant.reasoning.outcomes import Geval, explain

from .cases import values

ADVIES = "advies-of-melding"
NAMES = {"wil-clientnamen-niet-noemen", "wil-eigen-naam-niet-noemen"}
TOLD = {"vermoeden-van-geweld": "ja", "hulp-aanvaard": "nee"}


def test_what_was_told_decides_unless_names_are_kept_back(store):
    ahead, unless = foresee(store.beslissingen[ADVIES], store.criteria, TOLD)
    assert ahead.uitkomst.id == "melding"
    assert set(unless) == NAMES


def test_what_is_only_taken_to_be_so_is_no_reason(store):
    answers = {"acute-bedreiging": "nee", "vermoeden-van-geweld": "nee"}
    ahead, unless = foresee(store.beslissingen[ADVIES], store.criteria, answers)
    explained = explain(store, store.beslissingen[ADVIES], ahead, Geval(answers, date(2026, 11, 24)))
    assert ahead.uitkomst.id == "advies"
    assert explained.reden == (("vermoeden-van-geweld", "nee"),)
    assert "wil-clientnamen-niet-noemen" not in unless


def test_what_is_usual_decides_nothing_by_itself(store):
    assert foresee(store.beslissingen[ADVIES], store.criteria, {}) is None
    assert foresee(store.beslissingen[ADVIES], store.criteria, {"vermoeden-van-geweld": "ja"}) is None


def test_a_table_without_what_is_usual_foresees_nothing(store):
    table = store.beslissingen["directe-overdracht"]
    assert foresee(table, store.criteria, {"zichtbaar-letsel": "nee"}) is None


@given(st.data())
def test_it_comes_out_as_foreseen_where_all_is_as_usual(store, data):
    """And turns out otherwise where one of what it rests on does."""
    table = store.beslissingen[ADVIES]
    told = data.draw(st.dictionaries(st.sampled_from(table.criteria), values))
    answers = {name: value for name, value in told.items() if value != "onbekend"}
    foreseen = foresee(table, store.criteria, answers)
    if foreseen is None:
        return
    ahead, unless = foreseen
    explained = explain(store, table, ahead, Geval(answers, date(2026, 11, 24)))
    assert {name for name, _ in explained.reden} <= derive(
        table, store.criteria, answers
    ).keys() | answers.keys()
    usual = {**answers, **{n: v for n, v in table.gewoonlijk.items() if n not in answers}}
    assert weigh(table, store.criteria, usual).uitkomst == ahead.uitkomst
    for name in unless:
        other = {**usual, name: "ja" if usual[name] == "nee" else "nee"}
        assert weigh(table, store.criteria, other).uitkomst != ahead.uitkomst
