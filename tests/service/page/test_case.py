"""The picture of the case: it fills as the conversation goes, can be corrected, and says where and when."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from .browsing import CASE, TUESDAY, id_of, press, say, stored, turns


def fact(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name)


def value_of(group: Locator) -> str:
    return group.locator("[aria-pressed=true]").inner_text()


def to_the_outcome(page: Page) -> None:
    while turns(page).last.get_attribute("data-soort") != "uitkomst":
        press(page, "Nee")


def test_criteria_fill_as_they_are_told_and_asked(open_page):
    page = open_page(TUESDAY)
    expect(page.locator("#zaak")).to_contain_text("Vertel wat je zag of hoorde")
    say(page, CASE)
    assert value_of(fact(page, "Zichtbaar letsel")) == "Ja"
    asked = page.locator(".feit[data-gevraagd]")
    expect(asked).to_contain_text("Acute bedreiging")
    assert value_of(asked) == "Onbekend"
    press(page, "Nee")
    assert value_of(fact(page, "Acute bedreiging")) == "Nee"


def test_what_nobody_said_stays_unknown(open_page):
    page = open_page(TUESDAY)
    say(page, "Gaat deze zaak direct naar het lokale team? Er is stalking.")
    values = page.locator(".feit").evaluate_all("facts => facts.map((fact) => fact.dataset.waarde)")
    assert values.count("ja") == 1
    assert "nee" not in values


def test_an_answer_is_changed_by_tap_on_the_way_of_every_message(open_page, server):
    page = open_page(TUESDAY)
    say(page, CASE)
    count = turns(page).count()
    fact(page, "Zichtbaar letsel").get_by_role("button", name="Nee").click()
    expect(turns(page)).to_have_count(count + 1)
    assert value_of(fact(page, "Zichtbaar letsel")) == "Nee"
    last = stored(server, id_of(page)).json()["beurten"][-1]
    assert last["vraag"] == "Zichtbaar letsel: nee"
    assert last["stand"]["criteria"]["zichtbaar-letsel"] == "nee"


def test_danger_by_tap_is_an_emergency(open_page, server):
    page = open_page(TUESDAY)
    say(page, "Gaat deze zaak direct naar het lokale team?")
    fact(page, "Acute bedreiging").get_by_role("button", name="Ja").click()
    expect(turns(page).last).to_have_attribute("data-soort", "noodgeval")
    assert stored(server, id_of(page)).json()["beurten"][-1]["urgentie"] == "acuut"
    expect(page.get_by_role("img", name="Je bent nu bij: Crisis")).to_be_visible()


def test_the_timeline_has_the_dates_of_the_rule_base(open_page):
    page = open_page(TUESDAY)
    say(page, CASE)
    to_the_outcome(page)
    # Five working days from Tuesday 10 March 2026.
    assessment = page.locator(".tijdlijn li").filter(has_text="veiligheidsbeoordeling").first
    expect(assessment.locator("time")).to_have_attribute("datetime", "2026-03-17")
    expect(assessment).to_contain_text("Veilig Thuis")


def test_the_map_says_where_the_case_is(open_page):
    page = open_page(TUESDAY)
    say(page, CASE)
    expect(page.get_by_role("img", name="Je bent nu bij: Signaal")).to_be_visible()
    to_the_outcome(page)
    expect(page.locator(".stap--nu")).to_have_count(1)
    expect(page.get_by_role("img", name="Je bent nu bij: Melding")).to_be_visible()
