"""The chat on another site: only on those that the operator named, and it can be left from there."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect
from serving import running

from .browsing import assert_erased

DOCUMENTED = Path(__file__).resolve().parents[3] / "docs" / "widget.md"


class Site:
    """Another site, that shows whatever HTML it is given."""

    def __init__(self) -> None:
        site = self
        self.html = ""

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(site.html.encode())

            def log_message(self, *_: object) -> None:
                """Nothing to say."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.port = self._server.server_port

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture(scope="module")
def service(site: Site, model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service that may be shown on `http://localhost:<port>`, and nowhere else."""
    state = tmp_path_factory.mktemp("widget")
    (state / "modellen").mkdir()
    shutil.copy(model, state / "modellen")
    with running(state, WIDGET_OP=f"http://localhost:{site.port} https://www.voorbeeld.nl") as url:
        site.html = (
            f"<!doctype html><html lang=nl><title>Wijkteam</title><h1>Wijkteam</h1>{documented_line(url)}"
        )
        yield url


def documented_line(url: str) -> str:
    """The line of HTML in docs/widget.md, for this service."""
    line = re.search(r"^<iframe .*</iframe>$", DOCUMENTED.read_text(encoding="utf-8"), re.MULTILINE)
    assert line
    return line[0].replace("https://assistent.voorbeeld.nl", url)


@pytest.fixture
def page(browser: Browser, site: Site, service: str) -> Iterator[Page]:
    with browser.new_context() as context:
        context.route(
            "https://www.knmi.nl/**", lambda route: route.fulfill(body="weer", content_type="text/html")
        )
        yield context.new_page()


def frame(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def ask(page: Page, text: str) -> None:
    chat = frame(page)
    # The frame is lazy: the site has loaded before the script in the frame listens for Enter, and says so.
    expect(chat.locator("#toetsen")).to_be_visible()
    chat.get_by_role("textbox", name="Je bericht").fill(text)
    chat.get_by_role("textbox", name="Je bericht").press("Enter")
    expect(chat.get_by_role("log").locator(".beurt")).to_have_count(2)


def test_one_line_puts_the_chat_on_another_site(page, site):
    page.goto(f"http://localhost:{site.port}/")
    ask(page, "Kan ik anoniem melden?")
    expect(frame(page).get_by_role("log").locator(".beurt").last).to_contain_text("anoniem")
    expect(
        frame(page).get_by_role("region", name="Bij direct gevaar").get_by_role("link", name="112")
    ).to_be_visible()
    expect(frame(page).get_by_role("navigation", name="Hoofdmenu")).to_have_count(0)


def test_the_quick_exit_takes_the_whole_site_away(page, site, service):
    page.goto(f"http://localhost:{site.port}/")
    ask(page, "Kan ik anoniem melden?")
    id = frame(page).locator("#formulier [name=gesprek]").input_value()
    frame(page).get_by_role("region", name="Bij direct gevaar").get_by_role("button").click()
    page.wait_for_url("https://www.knmi.nl/**")
    assert_erased(service, id)


def test_a_site_that_was_not_named_gets_nothing(page, site):
    page.goto(f"http://127.0.0.1:{site.port}/")
    page.wait_for_timeout(500)
    assert "voorbeeld" not in page.frames[-1].url
    expect(frame(page).get_by_role("log")).to_have_count(0)


def test_only_the_widget_may_stand_in_a_frame(service, site):
    def ancestors(path: str) -> str:
        policy = httpx.get(service + path).headers["Content-Security-Policy"]
        return re.search(r"frame-ancestors ([^;]+)", policy)[1]

    assert ancestors("/widget") == f"http://localhost:{site.port} https://www.voorbeeld.nl"
    for path in ("/", "/afspraken", "/privacy"):
        assert ancestors(path) == "'none'"
