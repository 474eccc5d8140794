"""A real browser, and pages opened in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from .browsing import CHROMIUM, SWITCHES

OpenPage = Callable[..., Page]


# For a module at a time: while Playwright is started, no other test in the process can use asyncio.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Geen Chromium gevonden: installeer chromium.")
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[OpenPage]:
    """Opens an address of the service as a browser with the given properties."""
    contexts = []

    def open_page(path: str = "/", width: int = 1280, height: int = 800, **properties) -> Page:
        # Nothing outside is really asked for: the neutral site has a stand-in.
        # Without motion: a test taps sooner than any hand, and what still scrolls slips away under the tap.
        properties = {"reduced_motion": "reduce", **properties}
        context = browser.new_context(viewport={"width": width, "height": height}, **properties)
        context.route(
            lambda url: not url.startswith(server),
            lambda route: route.fulfill(body="<title>Weer</title>", content_type="text/html"),
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(server + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()
