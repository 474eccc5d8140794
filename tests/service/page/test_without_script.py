"""The same consultation where JavaScript is off: plain forms, whole pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .browsing import CASE, EMERGENCY, TUESDAY, exit_button, field, id_of, stored, turns, violations


@pytest.fixture
def page(open_page) -> Page:
    return open_page(TUESDAY, java_script_enabled=False)


def send(page: Page, text: str) -> None:
    field(page).fill(text)
    page.get_by_role("button", name="Verstuur").click()


def answer(page: Page, name: str) -> None:
    turns(page).last.get_by_role("button", name=name, exact=True).click()


def test_a_whole_consultation(page, server):
    send(page, CASE)
    expect(turns(page)).to_have_count(2)
    while turns(page).last.get_attribute("data-soort") != "uitkomst":
        answer(page, "Nee")
    expect(page.locator(".zaak__uitkomst")).not_to_be_empty()
    expect(page.locator(".tijdlijn time").first).to_be_visible()
    turns(page).last.locator("details.bronnen summary").first.click()
    expect(turns(page).last.locator("blockquote").first).to_be_visible()
    assert stored(server, id_of(page)).json()["regio"] == "ijmond"
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Verslag van dit gesprek").click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("Verslag")
    assert "?" not in page.url
    assert id_of(page) not in page.url + opened.value.url


def test_an_answer_is_changed_in_the_picture_of_the_case(page):
    send(page, CASE)
    group = page.get_by_role("group", name="Zichtbaar letsel")
    group.get_by_role("button", name="Nee").click()
    pressed = page.get_by_role("group", name="Zichtbaar letsel").get_by_role("button", name="Nee")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(turns(page).last.locator(".vraag__tekst")).to_have_text("Zichtbaar letsel: nee")


def test_danger_that_is_tapped_gets_112_first(page):
    send(page, CASE)
    page.get_by_role("group", name="Acute bedreiging").get_by_role("button", name="Ja").click()
    expect(turns(page).last).to_have_attribute("data-soort", "noodgeval")
    expect(turns(page).last.locator(".bericht").first).to_contain_text("Bel nu 112")


def test_an_emergency(page):
    send(page, EMERGENCY)
    expect(turns(page).last.get_by_role("heading", name="Direct gevaar")).to_be_visible()


def test_a_reload_sends_nothing_twice(page, server):
    send(page, CASE)
    send(page, "Wat is de meldcode?")
    expect(turns(page)).to_have_count(3)
    page.reload()
    expect(turns(page)).to_have_count(3)
    expect(page.get_by_role("alert")).to_be_hidden()
    assert len(stored(server, id_of(page)).json()["beurten"]) == 3


def test_erasing(page, server):
    send(page, CASE)
    erased = id_of(page)
    page.get_by_text("Wis dit gesprek").click()
    page.get_by_role("button", name="Ja, wis het gesprek").click()
    expect(page.get_by_role("status").filter(has_text="gewist")).to_be_visible()
    expect(turns(page)).to_have_count(1)
    assert stored(server, erased).status_code == 404


@pytest.mark.parametrize("by", ["button", "skip link"])
def test_the_quick_exit_erases_and_goes_away(page, server, by):
    send(page, CASE)
    left = id_of(page)
    with page.expect_request("https://www.knmi.nl/**"):
        if by == "button":
            exit_button(page).click(no_wait_after=True)
        else:
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
    assert stored(server, left).status_code == 404


def test_what_is_given_back_names_nobody(page):
    send(page, CASE)
    page.locator("#formulier [name=gesprek]").evaluate("element => element.value = 'weg'")
    send(page, "Piet Jansen belt met 06-12345678")
    expect(page.get_by_role("alert")).to_contain_text("Dit gesprek is gewist")
    expect(field(page)).to_have_value("[NAAM 1] belt met [TELEFOON]")


def test_the_script_only_parts_are_not_there(page):
    send(page, CASE)
    expect(page.get_by_role("button", name="Kopieer het verslag")).to_be_hidden()
    expect(page.get_by_text("Enter: verstuur")).to_be_hidden()


def test_axe_finds_nothing(open_page):
    page = open_page(TUESDAY)
    page.route("**/*.js", lambda route: route.abort())
    page.reload()
    send(page, CASE)
    expect(turns(page)).to_have_count(2)
    assert violations(page) == []
