"""A form is taken in only from our own page; the API, which takes only JSON, is left alone."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI, Response

from assistant.service.csrf import OwnFormsOnly


def app() -> FastAPI:
    made = FastAPI()
    made.add_middleware(OwnFormsOnly)

    @made.post("/gesprek")
    @made.post("/v1/gesprekken")
    @made.get("/gesprek")
    async def form() -> Response:
        return Response("ok")

    return made


@pytest.fixture
def client() -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app()), base_url="https://eigen.nl")


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin", "origin": "https://eigen.nl"},
        {"sec-fetch-site": "none"},
        {"origin": "https://eigen.nl"},
        {},
    ],
)
async def test_our_own_form_is_taken_in(client: httpx.AsyncClient, headers: dict[str, str]):
    assert (await client.post("/gesprek", headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "https://buur.eigen.nl"},
        {"sec-fetch-site": "cross-site", "origin": "https://eigen.nl"},
        {"origin": "https://ander.nl"},
        {"origin": "null"},
    ],
)
async def test_a_form_of_another_site_is_refused(client: httpx.AsyncClient, headers: dict[str, str]):
    answer = await client.post("/gesprek", headers=headers)
    assert answer.status_code == 403
    assert answer.json()["detail"] == "Dit mag niet."
    assert (await client.get("/gesprek", headers=headers)).status_code == 200
    assert (await client.post("/v1/gesprekken", headers=headers)).status_code == 200
