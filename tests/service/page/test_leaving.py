"""The quick exit: at once, erasing, to a neutral site, and not undone by the back button."""

from __future__ import annotations

import socket
import sqlite3
import time
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Page, expect

from .browsing import CASE, assert_erased, exit_button, field, id_of, say, turns

NEUTRAL = "https://www.knmi.nl/"


def by_button(page: Page) -> None:
    exit_button(page).click()


def by_skip_link(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(
        page.get_by_role("navigation", name="Overslaan").get_by_text("Sluit deze website meteen")
    ).to_be_focused()
    page.keyboard.press("Enter")


def by_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [by_button, by_skip_link, by_shift])
def test_leaving_erases_and_goes_to_a_neutral_site(page, server, leave):
    say(page, CASE)
    left = id_of(page)
    page.goto(f"{server}/privacy")
    page.goto(f"{server}/")
    expect(turns(page)).to_have_count(2)
    leave(page)
    page.wait_for_url(f"{NEUTRAL}**")
    assert_erased(server, left)
    # The page itself stands in no history any more; one that was visited before it sends on again.
    page.go_back()
    page.wait_for_url(f"{NEUTRAL}**")


def test_who_comes_back_on_purpose_finds_nothing_of_before(page, server):
    say(page, CASE)
    left = id_of(page)
    by_button(page)
    page.wait_for_url(f"{NEUTRAL}**")
    page.goto(f"{server}/")
    expect(turns(page)).to_have_count(1)
    assert id_of(page) == ""
    assert page.evaluate("sessionStorage.length") == 0
    assert_erased(server, left)


def test_the_page_is_hidden_before_it_is_left(page, server):
    say(page, CASE)
    page.evaluate(
        """addEventListener("pagehide", () => localStorage.setItem(
            "shown", getComputedStyle(document.body).display + document.title.trim()))"""
    )
    by_button(page)
    page.wait_for_url(f"{NEUTRAL}**")
    page.goto(f"{server}/privacy")
    assert page.evaluate("localStorage.getItem('shown')") == "none"


def test_where_beacons_are_refused_it_is_erased_too(page, server):
    say(page, CASE)
    left = id_of(page)
    page.evaluate("navigator.sendBeacon = () => false")
    by_button(page)
    page.wait_for_url(f"{NEUTRAL}**")
    assert_erased(server, left)


def test_typing_capitals_or_escape_is_not_leaving(page):
    field(page).focus()
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.keyboard.press("Shift")
    page.keyboard.type("x")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.locator("#weg-uitleg")).to_have_text("Nog 1 keer Shift, dan sluit deze website.")
    page.keyboard.type("y")
    expect(page.locator("#weg-uitleg")).to_be_empty()
    expect(field(page)).to_have_value("ABCxy")


@pytest.mark.parametrize("path", ["/afspraken", "/privacy", "/bestaat-niet"])
def test_every_page_has_the_way_out(open_page, path):
    page = open_page(path, 320, 568)
    expect(exit_button(page)).to_be_in_viewport(ratio=1)
    page.mouse.wheel(0, 3000)
    expect(exit_button(page)).to_be_in_viewport(ratio=1)
    by_button(page)
    page.wait_for_url(f"{NEUTRAL}**")


def test_it_says_honestly_what_is_not_erased(open_page):
    page = open_page("/privacy")
    expect(page.get_by_role("heading", name="De geschiedenis van je browser wissen wij niet")).to_be_visible()


def test_who_leaves_before_the_first_answer_leaves_no_conversation(server, server_state):
    def conversations() -> int:
        with sqlite3.connect(server_state / "gesprekken.sqlite") as database:
            return int(database.execute("select count(*) from gesprekken").fetchone()[0])

    before = conversations()
    address = urlsplit(server)
    body = b"gesprek=&gezien=1&tekst=kan+ik+anoniem+melden"
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall(
            b"POST /gesprek HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
        )
    # A next conversation is answered after the one that nobody waits for.
    answered = httpx.post(f"{server}/gesprek", data={"tekst": "Wat is de meldcode?"}, timeout=60)
    assert answered.status_code == 200
    time.sleep(1)
    assert conversations() == before + 1
