"""Errors over HTTP: each has its status, is Dutch problem+json, and repeats nothing of what was sent."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn

from assistant.service.conversations import Sent

from .api_checks import assert_problem

JSON = {"Content-Type": "application/json"}
SECRET = "geheim-47-van-der-Berg"
WEIGH = "/beslissingen/directe-overdracht/wegingen"


@pytest.fixture(scope="module")
def api(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{server}/v1", timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def messages(api: httpx.Client) -> str:
    """The address for messages of a conversation."""
    return f"/gesprekken/{api.post('/gesprekken').json()['id']}/berichten"


UNUSABLE_JSON = {
    "half": b'{"tekst": "' + SECRET.encode(),
    "no JSON": SECRET.encode(),
    "not UTF-8": b'{"tekst": "\xe9' + SECRET.encode() + b'"}',
    "deeply nested": b'{"tekst":' + b"[" * 25_000 + b"]" * 25_000 + b"}",
    "deeply nested objects": b'{"a":' * 9_000 + b"1" + b"}" * 9_000,
    "a number of 10,000 digits": b'{"tekst":' + b"1" * 10_000 + b"}",
}


@pytest.mark.parametrize("content", UNUSABLE_JSON.values(), ids=UNUSABLE_JSON.keys())
@pytest.mark.parametrize("path", ["/gesprekken", "messages", WEIGH])
def test_unusable_json(api, messages, path, content):
    response = api.post(messages if path == "messages" else path, content=content, headers=JSON)
    assert assert_problem(response, 400, SECRET) == "De inhoud is geen geldige JSON."


UNUSABLE_MESSAGES = {
    '{"tekst": ""}': "‘tekst’ is leeg.",
    '{"tekst": " \\n\\t "}': "‘tekst’ is leeg.",
    '{"tekst": "\\u00a0\\u2003"}': "‘tekst’ is leeg.",
    '{"tekst": "\\u0000\\u0000"}': "‘tekst’ is leeg.",
    '{"tekst": "\\u200b\\u200d"}': "‘tekst’ is leeg.",
    '{"tekst": "\\ud800"}': "‘tekst’ heeft tekens die geen geldige tekst zijn.",
    '{"tekst": "hallo \\udc00 daar"}': "‘tekst’ heeft tekens die geen geldige tekst zijn.",
    '{"tekst": null}': "‘tekst’ moet tekst zijn.",
    '{"tekst": 7}': "‘tekst’ moet tekst zijn.",
    '{"tekst": NaN}': "‘tekst’ moet tekst zijn.",
    '{"tekst": ["hallo"]}': "‘tekst’ moet tekst zijn.",
    "{}": "‘tekst’ ontbreekt.",
    '["hallo"]': "De inhoud moet een JSON-object zijn.",
    '"hallo"': "De inhoud moet een JSON-object zijn.",
    "": "De inhoud ontbreekt.",
    f'{{"tekst": "hallo", "{SECRET}": 1}}': "Er staat een veld in dat hier niet hoort.",
    '{"tekst": "hallo", "\\ud800": 1}': "De inhoud heeft tekens die geen geldige tekst zijn.",
}


@pytest.mark.parametrize(("content", "detail"), UNUSABLE_MESSAGES.items())
def test_unusable_message(api, messages, content, detail):
    response = api.post(messages, content=content.encode(), headers=JSON)
    assert assert_problem(response, 400, SECRET, "hallo") == detail


REGION = "Deze regio ken ik niet. Kies uit: gooi-en-vechtstreek, ijmond. Of laat regio weg."
MOMENT = "‘moment’ moet een moment zijn, zoals 2026-01-31T14:30:00+01:00."
UNUSABLE_STARTS = {
    '{"regio": "utrecht"}': REGION,
    '{"regio": "landelijk"}': REGION,
    '{"regio": "\\ud800"}': REGION,
    '{"regio": 7}': "‘regio’ moet tekst zijn.",
    '{"moment": "morgen"}': MOMENT,
    '{"moment": "2026-01-12"}': MOMENT,
    '{"moment": 1700000000}': MOMENT,
    '{"moment": "1700000000"}': MOMENT,
    '{"moment": true}': MOMENT,
    '{"moment": "2026-01-12T10:30:00"}': (
        "‘moment’ moet een tijdzone noemen, zoals in 2026-01-31T14:30:00+01:00."
    ),
    '{"moment": "2026-02-31T10:30:00+01:00"}': "‘moment’ is geen moment dat bestaat.",
    '{"moment": "2026-01-12T10:30:00+99:00"}': "‘moment’ is geen moment dat bestaat.",
    '{"moment": "0001-01-01T00:00:00+14:00"}': "‘moment’ moet tussen 1970 en 2090 liggen.",
    '{"moment": "9999-12-31T23:59:59-14:00"}': "‘moment’ moet tussen 1970 en 2090 liggen.",
}


@pytest.mark.parametrize(("content", "detail"), UNUSABLE_STARTS.items())
def test_unusable_start(api, content, detail):
    response = api.post("/gesprekken", content=content.encode(), headers=JSON)
    assert assert_problem(response, 400, "utrecht", "morgen", "1700000000", "T10:30") == detail


CRITERIUM = "Er staat een criterium in dat ik niet ken."
VALUE = "‘antwoorden’ heeft een waarde die hier niet kan: kies ja, nee of onbekend."
UNUSABLE_WEIGHINGS = {
    f'{{"antwoorden": {{"{SECRET}": "ja"}}}}': CRITERIUM,
    '{"antwoorden": {"\\ud800": "ja"}}': CRITERIUM,
    f'{{"antwoorden": {{"stalking": "{SECRET}"}}}}': VALUE,
    '{"antwoorden": {"stalking": true}}': VALUE,
    '{"antwoorden": {"stalking": null}}': VALUE,
    '{"antwoorden": ["ja"]}': "‘antwoorden’ moet een JSON-object zijn.",
    '{"regio": "utrecht"}': "Deze regio ken ik niet.",
}


@pytest.mark.parametrize(("content", "detail"), UNUSABLE_WEIGHINGS.items())
def test_unusable_weighing(api, content, detail):
    response = api.post(WEIGH, content=content.encode(), headers=JSON)
    assert assert_problem(response, 400, SECRET, "utrecht").startswith(detail)


UNUSABLE_QUERIES = {
    "/bereikbaarheid?regio=utrecht": REGION,
    "/bereikbaarheid?regio=%00": REGION,
    "/bereikbaarheid?moment=morgen": MOMENT,
    "/bereikbaarheid?moment=1700000000": MOMENT,
    "/bereikbaarheid?moment=2026-01-12T10:30:00": (
        "‘moment’ moet een tijdzone noemen, zoals in 2026-01-31T14:30:00+01:00."
    ),
    "/regels?regio=utrecht": (
        "Deze regio ken ik niet. Kies uit: gooi-en-vechtstreek, ijmond, landelijk. Of laat regio weg."
    ),
    "/regels?peildatum=gisteren": "‘peildatum’ moet een datum zijn, zoals 2026-01-31.",
    "/regels?peildatum=2026-02-30": "‘peildatum’ is geen dag die bestaat.",
    "/regels?pagina=0": "‘pagina’ is te klein.",
    "/regels?pagina=99999999999999999999": "‘pagina’ is te groot.",
    "/regels?pagina=een": "‘pagina’ moet een heel getal zijn.",
    f"/regels?zoek={'x' * 501}": "‘zoek’ is te lang.",
    "/termijnen/veiligheidsbeoordeling/datum": "‘vanaf’ ontbreekt.",
    "/termijnen/veiligheidsbeoordeling/datum?vanaf=": "‘vanaf’ moet een datum zijn, zoals 2026-01-31.",
    "/termijnen/veiligheidsbeoordeling/datum?vanaf=2026-04-01T00:00:00": (
        "‘vanaf’ moet een datum zijn, zoals 2026-01-31."
    ),
    "/termijnen/veiligheidsbeoordeling/datum?vanaf=2091-01-01": "‘vanaf’ moet tussen 1970 en 2090 liggen.",
}


@pytest.mark.parametrize(("path", "detail"), UNUSABLE_QUERIES.items(), ids=[p[:60] for p in UNUSABLE_QUERIES])
def test_unusable_query(api, path, detail):
    assert assert_problem(api.get(path), 400, "utrecht", "morgen", "gisteren", "2091", "x" * 501) == detail


def test_unknown_source(api):
    detail = assert_problem(api.get("/regels", params={"bron": SECRET}), 400, SECRET)
    assert detail.startswith("Deze bron ken ik niet. Kies uit: ijmond-2024, ")


CONVERSATION = "Dit gesprek bestaat niet (meer). Begin een nieuw gesprek."
ADDRESS = "Dit adres bestaat niet."
ABSENT = {
    f"GET /gesprekken/{SECRET}": CONVERSATION,
    f"DELETE /gesprekken/{SECRET}": CONVERSATION,
    f"POST /gesprekken/{SECRET}/berichten": CONVERSATION,
    f"GET /gesprekken/{'x' * 20_000}": CONVERSATION,
    "GET /gesprekken/%27%20or%201=1": CONVERSATION,
    f"GET /regels/{SECRET}": "Deze regel ken ik niet. Zoek hem met /v1/regels.",
    f"GET /termijnen/{SECRET}/datum?vanaf=2026-01-31": "Deze termijn ken ik niet.",
    f"POST /beslissingen/{SECRET}/wegingen": "Deze beslissing ken ik niet. Kies uit: directe-overdracht, ",
    f"GET /{SECRET}": ADDRESS,
    "GET /": ADDRESS,
    "GET /gesprekken/": ADDRESS,
    "GET /regels/": ADDRESS,
    "GET /openapi.json/": ADDRESS,
    "GET /gesprekken/..%2f..%2fetc": ADDRESS,
}


@pytest.mark.parametrize(("request_line", "detail"), ABSENT.items(), ids=[line[:40] for line in ABSENT])
def test_absent(api, request_line, detail):
    method, path = request_line.split(" ", 1)
    body = {"tekst": "hallo"} if path.endswith("berichten") else {} if method == "POST" else None
    response = api.request(method, path, json=body)
    assert assert_problem(response, 404, SECRET, "x" * 100).startswith(detail)


@pytest.mark.parametrize("id", ["%00", "%ff", "a%0db"])
@pytest.mark.parametrize("path", ["/gesprekken/{}", "/regels/{}", "/termijnen/{}/datum?vanaf=2026-01-31"])
def test_an_id_that_is_no_text(api, path, id):
    assert assert_problem(api.get(path.format(id)), 400) == "‘id’ heeft tekens die hier niet kunnen."


WRONG_METHODS = {
    "GET /gesprekken": "POST",
    "PUT /gesprekken/x": "GET, HEAD, DELETE",
    "GET /gesprekken/x/berichten": "POST",
    "DELETE /beslissingen/directe-overdracht/wegingen": "POST",
    "POST /regels": "GET, HEAD",
    "PATCH /regels/x": "GET, HEAD",
    "OPTIONS /regios": "GET, HEAD",
    "POST /openapi.json": "GET, HEAD",
}


@pytest.mark.parametrize(("request_line", "allowed"), WRONG_METHODS.items())
def test_wrong_method(api, request_line, allowed):
    response = api.request(*request_line.split())
    assert_problem(response, 405)
    assert response.headers["allow"] == allowed


@pytest.mark.parametrize("size", [100_000, 10_000_000])
def test_a_body_too_large(api, messages, size):
    assert_problem(api.post(messages, json={"tekst": "a" * size}), 413, "aaaaa")


def test_a_body_too_large_that_did_not_say_so(api, messages):
    def chunks() -> Iterator[bytes]:
        yield b'{"tekst": "'
        for _ in range(100):
            yield b"a" * 1_000
        yield b'"}'

    assert_problem(api.post(messages, content=chunks(), headers=JSON), 413, "aaaaa")


def test_a_text_too_long(api, messages):
    detail = assert_problem(api.post(messages, json={"tekst": "a" * 5_001}), 413, "aaaaa")
    assert detail == "Dit is te groot. Een bericht heeft hooguit 5000 tekens."


def test_the_longest_text_in_the_most_wasteful_spelling(api, messages):
    content = '{"tekst": "' + "\\ud83d\\ude00" * 5_000 + '"}'
    response = api.post(messages, content=content, headers=JSON)
    assert (response.status_code, response.json()["vraag"]) == (201, "😀" * 5_000)


@pytest.mark.parametrize(
    "content_type", [None, "", "text/plain", "application/xml", "application/x-www-form-urlencoded"]
)
@pytest.mark.parametrize("path", ["/gesprekken", "messages", WEIGH])
def test_another_form_than_json(api, messages, path, content_type):
    headers = {} if content_type is None else {"Content-Type": content_type}
    response = api.post(
        messages if path == "messages" else path, content=b'{"tekst": "hallo"}', headers=headers
    )
    assert assert_problem(response, 415, "hallo") == "Stuur JSON, met Content-Type: application/json."


def test_outside_the_api_too(server):
    assert assert_problem(httpx.get(f"{server}/{SECRET}"), 404, SECRET) == ADDRESS


def test_headers_of_an_error(api):
    headers = api.get("/onbekend").headers
    assert headers["api-version"] == "1.0.0"
    assert headers.get_list("api-version", split_commas=True) == ["1.0.0"]
    assert headers["cache-control"] == "no-store"


class BrokenDesk:
    """Fails as a bug would: with what was typed in the message of the error, and in its cause."""

    async def handle(self, id: str, sent: Sent) -> None:
        typed = sent.tekst
        try:
            raise KeyError(typed)
        except KeyError as error:
            raise RuntimeError(f"kan {typed} niet lezen") from error

    async def open(self, wanted: object) -> None:
        raise RuntimeError(SECRET)


class BrokenConversations:
    def find(self, id: str) -> object:
        class Unfit:
            gesprek = SECRET

        return Unfit()


@pytest.fixture(scope="module")
def broken() -> Iterator[httpx.Client]:
    """The API on a server of its own, with nothing behind it that works."""
    from assistant.service.app import create_api

    api = create_api()
    api.state.desk, api.state.conversations = BrokenDesk(), BrokenConversations()
    yield from served(api)


@pytest.fixture(scope="module")
def starting() -> Iterator[httpx.Client]:
    """The API before the assistant is loaded."""
    from assistant.service.app import create_api

    yield from served(create_api())


def served(app: object) -> Iterator[httpx.Client]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}") as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/gesprekken", {}),
        ("POST", "/gesprekken/x/berichten", {"tekst": SECRET}),
        ("GET", "/gesprekken/x", None),
    ],
    ids=["start", "message", "an answer that isn't what was promised"],
)
def test_what_nobody_foresaw(broken, caplog, capfd, method, path, body):
    with caplog.at_level(logging.DEBUG):
        response = broken.request(method, path, json=body)
    detail = assert_problem(response, 500, SECRET)
    assert detail.endswith("Bij direct gevaar: 112.")
    assert response.headers["api-version"] == "1.0.0"
    reported = [record for record in caplog.records if record.name == "assistant.service.problems"]
    assert [record.levelname for record in reported] == ["ERROR"]
    assert "Error in " in reported[0].getMessage()
    printed = capfd.readouterr()
    assert SECRET not in caplog.text + printed.out + printed.err
    assert "Traceback" not in caplog.text + printed.out + printed.err


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/gesprekken", {}),
        ("POST", "/gesprekken/x/berichten", {"tekst": SECRET}),
        ("GET", "/gesprekken/x", None),
        ("DELETE", "/gesprekken/x", None),
    ],
)
def test_before_the_assistant_is_loaded(starting, method, path, body):
    detail = assert_problem(starting.request(method, path, json=body), 503, SECRET)
    assert detail == "De assistent start nog op. Probeer het over een paar seconden opnieuw."


def test_no_log_of_the_running_service_holds_what_was_sent(api, messages, server_state):
    """Stands last: by now the service has seen every mistake of this file."""
    # What starts with a slash has a meaning of its own for Rasa.
    for text in (f"Wat is {SECRET}?", f'/{{"{SECRET}', f'/x{{"{SECRET}": 1}}'):
        assert api.post(messages, json={"tekst": text}).status_code == 201
    log = (server_state / "dienst.log").read_text()
    assert SECRET not in log
    assert "Traceback" not in log
