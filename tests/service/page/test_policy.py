"""What goes over the line: little, from nowhere else, and under a strict policy."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import expect

from .browsing import CASE, EMERGENCY, say, turns

MOST_BYTES = 120_000


def test_the_first_page_is_small_and_stays_with_its_host(browser, server):
    complaints: list[str] = []
    addresses: list[str] = []
    received: list[float] = []
    with browser.new_context() as context:
        page = context.new_page()
        protocol = context.new_cdp_session(page)
        protocol.send("Network.enable")
        protocol.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: addresses.append(request.url))
        page.goto(f"{server}/", wait_until="networkidle")
        assert 20_000 < sum(received) <= MOST_BYTES
        say(page, CASE)
        say(page, EMERGENCY)
        page.reload()
        expect(turns(page)).to_have_count(3)
    assert complaints == []
    assert {urlsplit(address).netloc for address in addresses} == {urlsplit(server).netloc}
    assert any(address.endswith("nlds.css") for address in addresses)
    assert any(address.endswith(".woff2") for address in addresses)


def policy_of(response: httpx.Response) -> dict[str, str]:
    parts = response.headers["Content-Security-Policy"].split(";")
    return dict(part.strip().partition(" ")[::2] for part in parts)


@pytest.mark.parametrize("path", ["/", "/afspraken", "/begrippen", "/privacy", "/bestaat-niet", "/widget"])
def test_the_policy_of_a_page(server, path):
    response = httpx.get(server + path, headers={"Accept": "text/html"})
    policy = policy_of(response)
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "set-cookie" not in response.headers
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", response.text)
    assert set(re.findall(r"<script[^>]*>(.*?)</script>", response.text)) == {""}


def test_files_are_kept_long_and_conversations_not_at_all(server):
    html = httpx.get(f"{server}/")
    assert html.headers["Cache-Control"] == "no-store"
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', html.text)
    assert len(files) > 5
    for path in files:
        response = httpx.get(server + path).raise_for_status()
        assert "immutable" in response.headers["Cache-Control"]
    old = re.sub(r"/static/\w+/", "/static/vroeger/", files[0])
    assert httpx.get(server + old).headers["Cache-Control"] == "no-cache"
    assert httpx.get(f"{server}/static/vroeger/bestaat-niet.css").status_code == 404


FORMS = [
    ({"json": {"tekst": "hallo"}}, 415),
    ({"data": {"gezien": "veel"}}, 400),
    ({"data": {"antwoord": "zichtbaar-letsel:misschien", "gesprek": "x"}}, 400),
    ({"data": {"antwoord": "bestaat-niet:ja", "gesprek": "x"}}, 400),
    ({"data": {"tekst": "a" * 5_001}}, 413),
    ({"data": {"tekst": "a" * 70_000}}, 413),
    ({"data": {"tekst": "\u200b"}}, 400),
    ({"data": {"tekst": "hallo", "gesprek": "bestaat-niet"}}, 404),
    ({"data": {"tekst": "hallo", "regio": "atlantis"}}, 400),
    ({"data": {"tekst": "hallo", "moment": "gisteren"}}, 400),
    ({"data": {str(n): "x" for n in range(30)}}, 400),
]


@pytest.mark.parametrize(("sent", "status"), FORMS)
def test_a_form_that_no_page_sends_is_refused_kindly(server, sent, status):
    response = httpx.post(f"{server}/gesprek", headers={"Accept": "text/html"}, **sent)
    assert response.status_code == status
    assert "<h1" in response.text
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "sent", [{}, {"json": {}}, {"data": {"gesprek": "bestaat-niet"}}, {"content": b"\xff"}]
)
def test_leaving_never_fails(server, sent):
    response = httpx.post(f"{server}/weg", **sent)
    assert response.status_code == 303
    assert response.headers["Location"].startswith("https://www.knmi.nl/")
    assert httpx.get(f"{server}/weg").status_code == 303


def test_the_page_has_the_limit_of_the_api(model, tmp_path):
    import shutil

    from serving import running

    (tmp_path / "modellen").mkdir()
    shutil.copy(model, tmp_path / "modellen")
    with running(tmp_path, LIMIET_PER_MINUUT="2") as url:
        said = [httpx.post(f"{url}/gesprek", data={"tekst": "hallo"}).status_code for _ in range(3)]
    assert said == [200, 200, 429]
