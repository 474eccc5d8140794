"""A form is taken in only from our own page."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI, Request, Response

from assistant.service import csrf, problems


def app() -> FastAPI:
    made = FastAPI()
    problems.install(made)

    @made.get("/")
    async def page(request: Request) -> Response:
        response = Response()
        response.body = csrf.token(request, response).encode()
        response.headers["content-length"] = str(len(response.body))
        return response

    @made.post("/")
    async def form(request: Request) -> Response:
        csrf.check(request, request.query_params.get(csrf.FIELD))
        return Response("ok")

    return made


def browser(scheme: str = "https") -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app()), base_url=f"{scheme}://bureau.example")


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_our_own_form_is_taken_in(scheme):
    async with browser(scheme) as client:
        page = await client.get("/")
        cookie = page.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert cookie.startswith("__host-") == ("secure" in cookie) == (scheme == "https")
        assert (await client.get("/")).text == page.text, "two tabs can be open"
        own = {"sec-fetch-site": "same-origin", "origin": f"{scheme}://bureau.example"}
        taken = await client.post("/", params={csrf.FIELD: page.text}, headers=own)
        assert taken.status_code == 200


@pytest.mark.parametrize(
    ("token", "headers"),
    [
        (None, {}),
        ("", {}),
        ("geraden", {}),
        ("é", {}),
        ("own", {"sec-fetch-site": "cross-site"}),
        ("own", {"sec-fetch-site": "same-site"}),
        ("own", {"origin": "https://kwaad.example"}),
        ("own", {"origin": "null"}),
    ],
)
async def test_a_forged_form_is_refused(token, headers):
    async with browser() as client:
        page = await client.get("/")
        given = page.text if token == "own" else token
        refused = await client.post("/", params={csrf.FIELD: given} if given else {}, headers=headers)
        assert refused.status_code == 403
        assert refused.headers["content-type"] == problems.MEDIA_TYPE


async def test_without_the_cookie_no_token_is_right():
    async with browser() as client:
        token = (await client.get("/")).text
        client.cookies.clear()
        assert (await client.post("/", params={csrf.FIELD: token})).status_code == 403
        assert (await client.post("/", params={csrf.FIELD: ""})).status_code == 403
