from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect, sync_playwright

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
MOST_BYTES = 60_000

OpenPage = Callable[..., Page]


# For this module alone: while Playwright is started, no other test in the process can use asyncio.
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
    """Opens the page as a browser with the given properties, and waits for the greeting."""
    contexts = []

    def open_page(width: int = 1280, height: int = 800, **properties) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **properties)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{server}/")
        if properties.get("java_script_enabled", True):
            expect(turns(page)).to_have_count(1)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


def turns(page: Page) -> Locator:
    return page.get_by_role("log").locator(".beurt")


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Je bericht")


def say(page: Page, text: str) -> Locator:
    """Types and sends `text`; returns the turn once it is there."""
    count = turns(page).count()
    field(page).fill(text)
    field(page).press("Enter")
    expect(turns(page)).to_have_count(count + 1)
    return turns(page).nth(count)


def kept_id(page: Page) -> str:
    return page.evaluate("sessionStorage.getItem('gesprek')")


def stored(page: Page) -> httpx.Response:
    """The conversation of `page`, as the service has it."""
    return httpx.get(f"{page.url}v1/gesprekken/{kept_id(page)}")


def has_focus(element: Locator) -> bool:
    return element.evaluate("element => element.contains(document.activeElement)")


def press_until(page: Page, key: str, target: Locator) -> None:
    """Presses `key` until `target` has the focus; fails when that never happens."""
    for _ in range(40):
        if target.count() and has_focus(target):
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} never reached {target}")


def test_the_first_answer_cites_its_source_and_asks_on(page):
    turn = say(page, CASE)
    expect(turn.locator(".vraag .tekst")).to_have_text(CASE)
    expect(turn.locator(".antwoord")).to_contain_text("anoniem")
    source = turn.locator("details").first
    expect(source.locator("li").first).to_be_hidden()
    source.locator("summary").click()
    expect(source.locator("li").first).to_contain_text(re.compile(r"\w+, vindplaats \S+"))
    buttons = turn.get_by_role("group", name="Kies een antwoord").get_by_role("button")
    expect(buttons).to_have_text(["Ja", "Nee", "Weet ik niet"])


def test_a_button_sends_its_text_and_old_buttons_go(page):
    first = say(page, CASE)
    first.get_by_role("button", name="Nee").click()
    expect(turns(page)).to_have_count(3)
    expect(turns(page).last.locator(".vraag .tekst")).to_have_text("nee")
    expect(first.get_by_role("button")).to_have_count(0)


def test_a_conversation_with_the_keyboard_only(page):
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ga meteen naar je bericht")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()

    page.keyboard.type("Een leerling heeft blauwe plekken.")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Moet ik melden?")
    expect(field(page)).to_have_value("Een leerling heeft blauwe plekken.\nMoet ik melden?")
    page.keyboard.press("Enter")
    expect(turns(page)).to_have_count(2)
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")

    press_until(page, "Shift+Tab", turns(page).last.get_by_role("button", name="Nee"))
    page.keyboard.press("Enter")
    expect(turns(page)).to_have_count(3)
    # From the pressed button, which is gone, the focus went to what was said with it.
    expect(turns(page).last.locator(".vraag")).to_be_focused()

    source = turns(page).last.locator("details").first
    press_until(page, "Tab", source.locator("summary"))
    page.keyboard.press("Enter")
    expect(source.locator("li").first).to_be_visible()
    press_until(page, "Tab", field(page))


@pytest.mark.parametrize(
    ("width", "height"),
    [(320, 568), (320, 256), (390, 844), (768, 1024)],
    ids=["small", "zoom-400", "phone", "tablet"],
)
def test_nothing_scrolls_sideways(open_page, width, height):
    page = open_page(width, height, has_touch=True, reduced_motion="reduce")
    turn = say(page, CASE)
    turn.locator("summary").first.click()
    say(page, EMERGENCY + " " + "o" * 200)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Verstuur").focus()
    page.keyboard.press("Shift+Tab")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_be_in_viewport(ratio=1)


def test_the_emergency_numbers_stay_in_sight(open_page):
    page = open_page(390, 844)
    bar = page.get_by_role("region", name="Bij direct gevaar")
    say(page, CASE)
    expect(bar.get_by_role("link", name="112")).to_be_in_viewport()
    expect(bar.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    expect(bar.get_by_role("link", name="0800-2000")).to_be_in_viewport()
    expect(bar.get_by_role("link", name="0800-2000")).to_have_attribute("href", "tel:08002000")


def test_an_emergency_looks_different(page):
    turn = say(page, EMERGENCY)
    expect(turn.get_by_role("heading", name="Direct gevaar")).to_be_visible()
    first = turn.locator(".bericht").first
    expect(first.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    ordinary = turns(page).first.locator(".bericht")
    border = "element => getComputedStyle(element).borderColor"
    assert first.evaluate(border) != ordinary.evaluate(border)


def test_the_verslag_of_the_conversation_opens_beside_it(page):
    say(page, CASE)
    expect(turns(page)).to_have_count(2)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=re.compile("Verslag")).click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("Verslag")
    expect(opened.value.locator("body")).to_contain_text("blauwe plekken")


def test_a_redacted_message_is_shown_as_it_is_stored(page):
    turn = say(page, "Bel me op 06-12345678. Kan ik anoniem advies vragen?")
    expect(turn.locator(".vraag .tekst")).to_have_text(stored(page).json()["beurten"][1]["vraag"])
    expect(turn).not_to_contain_text("06-12345678")
    expect(turn.locator(".geredigeerd")).to_be_visible()
    expect(say(page, "Wat is de meldcode?").locator(".geredigeerd")).to_have_count(0)


def test_text_is_never_html(page):
    text = "<img src=x onerror=alert(1)> <b>Wat</b> is de meldcode?"
    turn = say(page, text)
    expect(turn.locator(".vraag .tekst")).to_have_text(text)
    assert turn.locator("img, b").count() == 0


def test_a_reload_restores_the_conversation(page):
    say(page, CASE)
    before = page.get_by_role("log").inner_text()
    page.reload()
    expect(turns(page)).to_have_count(2)
    assert page.get_by_role("log").inner_text() == before
    expect(turns(page).last.get_by_role("button", name="Nee")).to_be_visible()


def test_erasing_leaves_nothing_and_starts_anew(page):
    say(page, CASE)
    erased = kept_id(page)
    page.get_by_role("button", name="Wis dit gesprek").click()
    page.get_by_role("button", name="Nee, ga verder").click()
    expect(turns(page)).to_have_count(2)
    page.get_by_role("button", name="Wis dit gesprek").click()
    page.get_by_role("button", name="Ja, wis het gesprek").click()
    expect(turns(page)).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("gewist")
    expect(field(page)).to_be_focused()
    assert httpx.get(f"{page.url}v1/gesprekken/{erased}").status_code == 404
    assert kept_id(page) != erased
    assert len(stored(page).json()["beurten"]) == 1


def test_the_chosen_region_holds_from_the_first_message(page):
    started = kept_id(page)
    page.get_by_label("Regio").select_option("IJmond")
    say(page, "Wanneer sluit Veilig Thuis het dossier?")
    assert stored(page).json()["regio"] == "ijmond"
    expect(page.get_by_text("Regio: IJmond")).to_be_visible()
    expect(page.get_by_label("Regio")).to_be_hidden()
    assert httpx.get(f"{page.url}v1/gesprekken/{started}").status_code == 404


def refuse(route: Route) -> None:
    problem = {"type": "about:blank", "title": "Er ging iets mis", "status": 500, "detail": "Dit ging mis."}
    route.fulfill(status=500, body=json.dumps(problem), content_type="application/problem+json")


def test_a_server_error_keeps_what_was_typed(page):
    page.route("**/berichten", refuse)
    field(page).fill(CASE)
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Dit ging mis.")
    expect(field(page)).to_have_value(CASE)
    expect(turns(page)).to_have_count(1)

    page.unroute("**/berichten")
    page.get_by_role("button", name="Probeer het opnieuw").click()
    expect(turns(page)).to_have_count(2)
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(field(page)).to_have_value("")


def test_an_error_page_of_something_in_between_is_no_answer(page):
    page.route("**/berichten", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"))
    field(page).fill(CASE)
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("De assistent kan nu niet antwoorden.")
    expect(field(page)).to_have_value(CASE)


def test_a_fault_of_the_page_itself_keeps_what_was_typed(page):
    page.route("**/berichten", lambda route: route.fulfill(status=201, json={"onbekend": True}))
    field(page).fill(CASE)
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Er ging iets mis op deze pagina.")
    expect(field(page)).to_have_value(CASE)


def test_a_button_can_be_pressed_again_after_an_error(page):
    say(page, CASE)
    field(page).fill("half getypt")
    page.route("**/berichten", refuse)
    turns(page).last.get_by_role("button", name="Nee").click()
    expect(page.get_by_role("button", name="Probeer het opnieuw")).to_be_focused()
    page.unroute("**/berichten")
    page.keyboard.press("Enter")
    expect(turns(page)).to_have_count(3)
    expect(field(page)).to_have_value("half getypt")


def test_a_message_whose_answer_was_lost_is_not_sent_twice(page):
    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/berichten", lose_the_answer)
    field(page).fill(CASE)
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("geen verbinding")
    expect(field(page)).to_have_value(CASE)

    page.unroute("**/berichten")
    page.get_by_role("button", name="Probeer het opnieuw").click()
    expect(turns(page)).to_have_count(2)
    assert len(stored(page).json()["beurten"]) == 2


def test_a_conversation_that_is_gone_can_be_begun_again(page):
    say(page, CASE)
    httpx.delete(f"{page.url}v1/gesprekken/{kept_id(page)}").raise_for_status()
    field(page).fill("Wat is de meldcode?")
    field(page).press("Enter")
    page.get_by_role("button", name="Begin een nieuw gesprek").click()
    expect(turns(page)).to_have_count(1)
    expect(field(page)).to_have_value("Wat is de meldcode?")


def test_a_page_that_cannot_start_tries_again(browser, server):
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/v1/**", lambda route: route.abort())
        page.goto(f"{server}/")
        expect(page.get_by_role("alert")).to_contain_text("geen verbinding")
        page.unroute("**/v1/**")
        page.get_by_role("button", name="Probeer het opnieuw").click()
        expect(turns(page)).to_have_count(1)
        expect(page.get_by_role("alert")).to_be_hidden()


def test_without_javascript_the_numbers_are_there(open_page):
    page = open_page(java_script_enabled=False)
    for number in ("112", "08002000"):
        expect(page.get_by_role("main").locator(f"a[href='tel:{number}']")).to_be_visible()
    expect(field(page)).to_have_count(0)


def test_the_page_stays_within_its_policy_its_host_and_its_size(browser, server):
    complaints: list[str] = []
    addresses: set[str] = set()
    with browser.new_context() as context:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: addresses.add(request.url))
        page.goto(f"{server}/")
        expect(turns(page)).to_have_count(1)
        say(page, CASE)
        say(page, EMERGENCY)
        page.reload()
        expect(turns(page)).to_have_count(3)
    assert complaints == []
    assert {urlsplit(address).netloc for address in addresses} == {urlsplit(server).netloc}
    own = [address for address in addresses if "/v1/" not in address]
    assert len(own) > 3
    assert sum(len(httpx.get(address).content) for address in own) <= MOST_BYTES


@pytest.mark.parametrize("path", ["/", "/static/chat.js", "/static/chat.css", "/static/icon.svg"])
def test_the_headers_of_the_page(server, path):
    headers = httpx.get(server + path).raise_for_status().headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_no_script_or_style_stands_in_the_page_itself(server):
    html = httpx.get(f"{server}/").text
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)
    assert re.findall(r"<script[^>]*>(.*?)</script>", html) == [""]
