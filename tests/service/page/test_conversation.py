"""The conversation with script: what is said, shown, read out, and what happens when something fails."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from .browsing import (
    CASE,
    EMERGENCY,
    SATURDAY_NIGHT,
    TUESDAY,
    field,
    has_focus,
    id_of,
    press,
    press_until,
    say,
    scrolls_sideways,
    stored,
    turns,
)

SENDING = "**/gesprek"


def test_nothing_is_stored_before_the_first_message(page):
    expect(turns(page)).to_have_count(1)
    assert id_of(page) == ""
    say(page, CASE)
    assert len(id_of(page)) == 24


def test_a_citation_unfolds_to_the_regel_and_its_place(page):
    turn = say(page, "Mag ik anoniem melden?")
    source = turn.locator("details.bronnen").first
    expect(source.locator("blockquote").first).to_be_hidden()
    source.locator("summary").click()
    expect(source.locator("blockquote").first).to_be_visible()
    expect(source.locator(".bron__plaats").first).to_contain_text(re.compile(r"\w+, vindplaats \S+"))
    with page.context.expect_page() as opened:
        source.get_by_role("link", name="Hele regel").first.click()
    expect(opened.value.locator(".regel__groot")).to_have_text(
        source.locator("blockquote").first.inner_text()
    )


def test_a_button_sends_its_text_and_old_buttons_go(page):
    first = say(page, CASE)
    second = press(page, "Nee")
    expect(second.locator(".vraag__tekst")).to_have_text("nee")
    expect(first.get_by_role("group", name="Kies een antwoord")).to_have_count(0)


def test_an_example_begins_a_conversation(page):
    page.get_by_role("button", name="Kan ik anoniem advies vragen?").click()
    expect(turns(page)).to_have_count(2)
    expect(turns(page).last.locator(".antwoord")).to_contain_text("anoniem")
    expect(page.get_by_text("Bijvoorbeeld:")).to_be_hidden()


def test_a_consultation_with_the_keyboard_only(open_page):
    page = open_page(TUESDAY)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ga meteen naar je bericht")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()

    page.keyboard.type("Een leerling heeft blauwe plekken.")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Moet ik melden?")
    page.keyboard.press("Enter")
    expect(turns(page)).to_have_count(2)
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")

    for count in range(3, 13):
        last = turns(page).last
        if last.get_attribute("data-soort") == "uitkomst":
            break
        press_until(page, "Shift+Tab", last.get_by_role("button", name="Nee", exact=True))
        page.keyboard.press("Enter")
        expect(turns(page)).to_have_count(count)
        # From the pressed button, which is gone, the focus went to what was said with it.
        expect(turns(page).last.locator(".vraag")).to_be_focused()
    expect(turns(page).last).to_have_attribute("data-soort", "uitkomst")

    source = turns(page).last.locator("details.bronnen").first
    press_until(page, "Tab", source.locator("summary"))
    page.keyboard.press("Enter")
    expect(source.locator("li").first).to_be_visible()

    # In the picture of the case an answer is changed, and the focus stays with it.
    known = page.get_by_role("group", name="Zichtbaar letsel").get_by_role("button", name="Nee")
    press_until(page, "Tab", known)
    page.keyboard.press("Enter")
    expect(known).to_have_attribute("aria-pressed", "true")
    expect(known).to_be_focused()

    press_until(page, "Shift+Tab", page.get_by_role("button", name="Verslag van dit gesprek"))
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("Verslag")


def test_a_consultation_on_a_phone(open_page):
    page = open_page(TUESDAY, 390, 844, has_touch=True, is_mobile=True, color_scheme="dark")
    case = page.locator("#zaak")
    expect(case).not_to_have_attribute("open", "")
    say(page, CASE)
    while turns(page).last.get_attribute("data-soort") != "uitkomst":
        press(page, "Nee")
    expect(
        page.get_by_role("region", name="Bij direct gevaar").get_by_role("link", name="112")
    ).to_be_in_viewport()
    page.get_by_role("link", name="Naar het beeld van de zaak").tap()
    case.locator("summary").first.tap()
    group = page.get_by_role("group", name="Zichtbaar letsel")
    group.get_by_role("button", name="Nee").tap()
    expect(group.get_by_role("button", name="Nee")).to_have_attribute("aria-pressed", "true")
    # What was unfolded stays so.
    expect(case).to_have_attribute("open", "")
    assert not scrolls_sideways(page)


@pytest.mark.parametrize(
    ("width", "height"),
    [(320, 568), (320, 256), (390, 844), (768, 1024)],
    ids=["small", "zoom-400", "phone", "tablet"],
)
def test_nothing_scrolls_sideways_or_hides_what_has_the_focus(open_page, width, height):
    page = open_page("/", width, height, has_touch=True, reduced_motion="reduce")
    turn = say(page, CASE)
    turn.locator("summary").first.click()
    say(page, EMERGENCY + " " + "o" * 200)
    assert not scrolls_sideways(page)
    page.get_by_role("button", name="Verstuur").focus()
    page.keyboard.press("Shift+Tab")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_be_in_viewport(ratio=1)


def test_the_emergency_numbers_can_always_be_tapped(open_page):
    page = open_page("/", 390, 844)
    bar = page.get_by_role("region", name="Bij direct gevaar")
    say(page, CASE)
    for name, href in (("112", "tel:112"), ("0800-2000", "tel:08002000")):
        expect(bar.get_by_role("link", name=name)).to_be_in_viewport()
        expect(bar.get_by_role("link", name=name)).to_have_attribute("href", href)


def test_an_emergency_looks_different(page):
    turn = say(page, EMERGENCY)
    expect(turn.get_by_role("heading", name="Direct gevaar")).to_be_visible()
    first = turn.locator(".bericht").first
    expect(first.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    ordinary = turns(page).first.locator(".bericht")
    border = "element => getComputedStyle(element).borderColor"
    assert first.evaluate(border) != ordinary.evaluate(border)


def test_after_hours_it_says_who_can_be_reached(open_page):
    page = open_page(SATURDAY_NIGHT)
    banner = page.get_by_role("region", name="Buiten kantoortijd")
    expect(banner).to_contain_text("crisisdienst")
    expect(banner.get_by_role("link", name="0800-2000")).to_have_attribute("href", "tel:08002000")
    expect(page.get_by_text("doet alsof het zaterdag 14 maart 2026, 22.15 uur is")).to_be_visible()
    say(page, "Ik wil een mens spreken")
    expect(turns(page).last).to_contain_text("buiten kantoortijd")
    expect(banner).to_be_visible()


def test_in_office_hours_there_is_no_banner(open_page):
    page = open_page(TUESDAY)
    expect(page.get_by_role("region", name="Buiten kantoortijd")).to_have_count(0)
    say(page, CASE)
    expect(page.get_by_role("region", name="Buiten kantoortijd")).to_have_count(0)


def test_what_was_taken_out_is_a_chip_with_an_explanation(page, server):
    turn = say(page, "Bel me op 06-12345678. Kan ik anoniem advies vragen?")
    expect(turn).not_to_contain_text("06-12345678")
    expect(turn.locator(".weggehaald")).to_have_text("telefoon")
    turn.locator(".geredigeerd summary").click()
    expect(turn.locator(".geredigeerd")).to_contain_text("vóórdat iets anders het las")
    assert "06-12345678" not in stored(server, id_of(page)).text
    expect(say(page, "Wat is de meldcode?").locator(".geredigeerd")).to_have_count(0)


def test_text_is_never_html(page):
    text = "<img src=x onerror=alert(1)> <b>Wat</b> is de meldcode?"
    turn = say(page, text)
    expect(turn.locator(".vraag__tekst")).to_have_text(text)
    assert turn.locator("img, b").count() == 0


def test_an_answer_is_read_out_once(page):
    spoken, urgent = page.locator("#voorlezen"), page.locator("#voorlezen-spoed")
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "off")
    expect(spoken).to_be_empty()
    turn = say(page, CASE)
    for text in turn.locator(".bericht__tekst p").all_inner_texts():
        assert spoken.inner_text().count(text) == 1
    expect(spoken).to_contain_text("Je kunt kiezen: ")
    expect(urgent).to_be_empty()
    assert CASE not in spoken.inner_text()
    say(page, EMERGENCY)
    expect(urgent).to_contain_text("112")
    expect(spoken).to_be_empty()
    page.reload()
    expect(turns(page)).to_have_count(3)
    expect(spoken).not_to_contain_text("112")
    expect(urgent).to_be_empty()


def test_it_shows_that_it_is_at_work(page):
    held: list[Route] = []
    page.route(SENDING, lambda route: held.append(route))
    field(page).fill(CASE)
    field(page).press("Enter")
    expect(page.locator("#bezig")).to_be_visible()
    expect(page.locator("#voorlezen")).to_contain_text("zoekt het antwoord")
    expect(page.locator("#onderweg")).to_contain_text(CASE)
    held[0].continue_()
    expect(turns(page)).to_have_count(2)
    expect(page.locator("#bezig")).to_be_hidden()
    expect(page.locator("#onderweg")).to_be_hidden()


def test_a_reload_restores_the_conversation(page):
    say(page, CASE)
    before = page.get_by_role("log").inner_text()
    page.reload()
    expect(turns(page)).to_have_count(2)
    assert page.get_by_role("log").inner_text() == before
    press(page, "Nee")


def test_back_from_another_page_restores_the_conversation(page):
    say(page, CASE)
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Afspraken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De afspraken")
    page.go_back()
    expect(turns(page)).to_have_count(2)
    press(page, "Nee")


def test_two_tabs_each_have_a_conversation(page, server):
    say(page, CASE)
    other = page.context.new_page()
    other.goto(f"{server}/")
    expect(turns(other)).to_have_count(1)
    say(other, "Wat is de meldcode?")
    assert id_of(other) != id_of(page)
    assert len(stored(server, id_of(page)).json()["beurten"]) == 2


def test_a_question_that_was_not_seen_is_not_answered(page, server):
    """The same conversation twice, as a duplicated tab has it: a ja must not land on another question."""
    say(page, CASE)
    copy = page.context.new_page()
    copy.add_init_script(f"sessionStorage.setItem('gesprek', '{id_of(page)}')")
    copy.goto(f"{server}/")
    expect(turns(copy)).to_have_count(2)
    press(page, "Nee")
    turns(copy).last.get_by_role("button", name="Ja", exact=True).click()
    expect(turns(copy)).to_have_count(3)
    expect(copy.get_by_role("alert")).to_contain_text("Er kwam intussen een antwoord bij")
    assert len(stored(server, id_of(page)).json()["beurten"]) == 3


def test_erasing_leaves_nothing_and_starts_anew(page, server):
    say(page, CASE)
    erased = id_of(page)
    page.get_by_text("Wis dit gesprek").click()
    expect(page.get_by_text("De geschiedenis van je browser wis je zelf")).to_be_visible()
    page.get_by_role("button", name="Ja, wis het gesprek").click()
    expect(page.get_by_role("status").filter(has_text="gewist")).to_be_visible()
    expect(turns(page)).to_have_count(1)
    expect(field(page)).to_be_focused()
    expect(page.get_by_text("Bijvoorbeeld:")).to_be_visible()
    page.get_by_role("combobox", name="Regio").select_option("IJmond")
    assert stored(server, erased).status_code == 404
    say(page, CASE)
    assert id_of(page) != erased
    assert stored(server, id_of(page)).json()["regio"] == "ijmond"


def test_the_region_is_chosen_first_and_can_be_changed(page, server):
    page.get_by_role("combobox", name="Regio").select_option("IJmond")
    say(page, "Wanneer sluit Veilig Thuis het dossier?")
    assert stored(server, id_of(page)).json()["regio"] == "ijmond"
    page.get_by_text("Regio: IJmond").click()
    page.get_by_role("button", name="Gooi en Vechtstreek").click()
    expect(page.get_by_text("Regio: Gooi en Vechtstreek")).to_be_visible()
    expect(page.get_by_role("combobox", name="Regio")).to_have_count(0)


def test_the_verslag_can_be_copied(open_page):
    page = open_page(TUESDAY, permissions=["clipboard-read", "clipboard-write"])
    say(page, CASE)
    page.get_by_role("button", name="Kopieer het verslag").click()
    expect(page.get_by_role("status").filter(has_text="gekopieerd")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("# Verslag")
    assert "blauwe plekken" in copied


def refuse(route: Route) -> None:
    route.fulfill(status=503, body='{"detail": "Dit ging mis."}', content_type="application/problem+json")


def test_a_server_error_keeps_what_was_typed(page):
    page.route(SENDING, refuse)
    field(page).fill(CASE)
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("De assistent kan nu niet antwoorden.")
    expect(field(page)).to_have_value(CASE)
    expect(turns(page)).to_have_count(1)

    page.unroute(SENDING)
    page.get_by_role("button", name="Probeer het opnieuw").click()
    expect(turns(page)).to_have_count(2)
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(field(page)).to_have_value("")


def test_a_button_can_be_pressed_again_after_an_error(page):
    say(page, CASE)
    field(page).fill("half getypt")
    page.route(SENDING, refuse)
    turns(page).last.get_by_role("button", name="Nee").click()
    again = page.get_by_role("button", name="Probeer het opnieuw")
    expect(again).to_be_focused()
    page.unroute(SENDING)
    page.keyboard.press("Enter")
    expect(turns(page)).to_have_count(3)
    expect(field(page)).to_have_value("half getypt")


def test_a_message_whose_answer_was_lost_is_not_sent_twice(page, server):
    say(page, "Wat is de meldcode?")

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(SENDING, lose_the_answer)
    field(page).fill(CASE)
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("geen verbinding")
    expect(field(page)).to_have_value(CASE)

    page.unroute(SENDING)
    page.get_by_role("button", name="Probeer het opnieuw").click()
    expect(turns(page)).to_have_count(3)
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(field(page)).to_have_value("")
    assert len(stored(server, id_of(page)).json()["beurten"]) == 3


def test_a_conversation_that_is_gone_is_begun_again(page, server):
    say(page, CASE)
    httpx.delete(f"{server}/v1/gesprekken/{id_of(page)}").raise_for_status()
    field(page).fill("Wat is de meldcode?")
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Dit gesprek is gewist")
    expect(field(page)).to_have_value("Wat is de meldcode?")
    field(page).press("Enter")
    expect(turns(page).last.locator(".vraag__tekst")).to_have_text("Wat is de meldcode?")


def test_too_long_a_message_is_refused_and_kept(page):
    page.evaluate("bericht.removeAttribute('maxlength')")
    field(page).fill("a" * 5001)
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("hooguit 5000 tekens")
    expect(field(page)).to_have_value("a" * 5001)


def test_with_less_motion_nothing_moves(open_page):
    page: Page = open_page("/", reduced_motion="reduce")
    page.route(SENDING, lambda route: None)
    field(page).fill(CASE)
    field(page).press("Enter")
    expect(page.locator("#bezig")).to_be_visible()
    assert page.evaluate("document.getAnimations().length") == 0
    assert not has_focus(page.locator("#fout"))
