"""What tests of the page do in it: type, press, look."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

CASE = (
    "Een leerling heeft blauwe plekken en de ouders willen met niemand praten."
    " Moet ik melden en kan dat anoniem?"
)
EMERGENCY = "Mijn buurman slaat zijn vrouw nu met een mes."
TUESDAY = "/?moment=2026-03-10T14:10:00%2B01:00&regio=ijmond"
SATURDAY_NIGHT = "/?moment=2026-03-14T22:15:00%2B01:00"

AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"


def turns(page: Page) -> Locator:
    return page.get_by_role("log").locator(".beurt")


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Je bericht")


def exit_button(page: Page) -> Locator:
    return page.get_by_role("region", name="Bij direct gevaar").get_by_role("button")


def say(page: Page, text: str) -> Locator:
    """Types and sends `text`; returns the turn once it is there."""
    count = turns(page).count()
    field(page).fill(text)
    field(page).press("Enter")
    expect(turns(page)).to_have_count(count + 1)
    return turns(page).nth(count)


def press(page: Page, name: str) -> Locator:
    """Presses a button below the last turn; returns the turn that follows."""
    count = turns(page).count()
    turns(page).last.get_by_role("button", name=name, exact=True).click()
    expect(turns(page)).to_have_count(count + 1)
    return turns(page).nth(count)


def id_of(page: Page) -> str:
    """The id of the conversation in a page; empty while it has not begun."""
    value: str = page.locator("#formulier [name=gesprek]").input_value()
    return value


def stored(server: str, id: str) -> httpx.Response:
    """The conversation, as the service has it."""
    return httpx.get(f"{server}/v1/gesprekken/{id}")


def assert_erased(server: str, id: str) -> None:
    """A beacon arrives on its own time: the page is gone already."""
    for _ in range(50):
        if stored(server, id).status_code == 404:
            return
        time.sleep(0.1)
    pytest.fail("het gesprek is er nog")


def has_focus(element: Locator) -> bool:
    return bool(element.evaluate("element => element.contains(document.activeElement)"))


def press_until(page: Page, key: str, target: Locator) -> None:
    """Presses `key` until `target` has the focus; fails when that never happens."""
    for _ in range(90):
        if target.count() and has_focus(target):
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} never reached {target}")


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def violations(page: Page) -> list[Any]:
    """What axe-core finds wrong on a page: rule, then the elements."""
    if not AXE.is_file():
        pytest.skip("Geen axe-core gevonden: draai npm ci.")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[Any] = page.evaluate(
        """async () => (await axe.run()).violations.map(
            (found) => [found.id, ...found.nodes.map((node) => node.html.slice(0, 200))])"""
    )
    return found
