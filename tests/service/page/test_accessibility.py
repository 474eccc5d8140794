"""axe-core finds nothing wrong, on any page and in any state, in both colour schemes, small and large."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .browsing import (
    CASE,
    EMERGENCY,
    SATURDAY_NIGHT,
    TUESDAY,
    field,
    press,
    say,
    scrolls_sideways,
    turns,
    violations,
)

PAGES = [
    "/",
    SATURDAY_NIGHT,
    "/widget",
    "/afspraken",
    "/afspraken?zoek=wachtlijst&regio=ijmond",
    "/afspraken?zoek=xqzzy",
    "/afspraken/regels/ijmond.richtlijn.overzicht",
    "/afspraken/regels/ijmond.monitor.eerste-na-3-maanden",
    "/afspraken/regios/ijmond",
    "/afspraken/regios/landelijk",
    "/afspraken/wie/lokaal-team?regio=ijmond",
    "/afspraken/stappen/warme-overdracht",
    "/afspraken/bronnen/aef-2020",
    "/afspraken/verschillen",
    "/begrippen",
    "/termijnen",
    "/routekaart",
    "/bellen",
    "/nieuw",
    "/privacy",
    "/toegankelijkheid",
    "/bestaat-niet",
]
LOOKS = [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page(open_page, server, width, scheme):
    page = open_page("/", width, 800, color_scheme=scheme)
    for path in PAGES:
        page.goto(server + path)
        assert violations(page) == [], path
        assert not scrolls_sideways(page), path


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_state_of_a_conversation(open_page, width, scheme):
    page = open_page(TUESDAY, width, 800, color_scheme=scheme, reduced_motion="reduce")
    say(page, f"{CASE} Bel me op 06-12345678.")
    check(page)
    page.locator(".bronnen summary").first.click()
    page.locator(".geredigeerd summary").click()
    page.locator("#regio-nu summary").click()
    page.get_by_text("Wis dit gesprek").click()
    if page.locator("#zaak").get_attribute("open") is None:
        page.locator("#zaak > summary").click()
    check(page)
    while turns(page).last.get_attribute("data-soort") != "uitkomst":
        press(page, "Nee")
    check(page)
    say(page, EMERGENCY)
    check(page)
    page.route("**/gesprek", lambda route: route.abort())
    field(page).fill(CASE)
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    check(page)
    page.unroute("**/gesprek")
    page.route("**/gesprek", lambda route: None)
    page.get_by_role("button", name="Probeer het opnieuw").click()
    expect(page.locator("#bezig")).to_be_visible()
    check(page)


def check(page: Page) -> None:
    assert violations(page) == []
    assert not scrolls_sideways(page)


def test_with_forced_colours_what_is_chosen_still_shows(open_page):
    page = open_page(TUESDAY, forced_colors="active")
    say(page, CASE)
    group = page.get_by_role("group", name="Zichtbaar letsel")
    background = "element => getComputedStyle(element).backgroundColor"
    chosen, other = (group.get_by_role("button", name=name).evaluate(background) for name in ("Ja", "Nee"))
    assert chosen != other


def test_the_language_is_marked(open_page):
    page = open_page("/")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
