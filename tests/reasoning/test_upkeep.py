from __future__ import annotations

from datetime import date

from assistant.reasoning.upkeep import upkeep


def test_an_overdue_evaluation_is_reported_from_the_day_after(store):
    assert upkeep(store, date(2026, 7, 4)).verlopen == ()
    ((bron, due),) = upkeep(store, date(2026, 7, 5)).verlopen
    assert (bron.id, due) == ("ijmond-2024", date(2026, 7, 4))


def test_what_was_not_held_against_the_law_is_listed(store):
    found = upkeep(store, date(2026, 11, 22)).ongecontroleerd
    assert {regel.bron for regel in found} == {"meldcode"}
    assert "meldcode.meldrecht" in {regel.id for regel in found}


def test_numbers_are_checked_every_year(store):
    assert [contact.id for contact in upkeep(store, date(2025, 1, 1)).oude_nummers] == ["luisterlijn"]
    assert len(upkeep(store, date(2028, 1, 1)).oude_nummers) == len(store.contacten)
