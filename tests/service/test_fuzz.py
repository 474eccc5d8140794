"""Whatever is sent, nothing breaks: requests made from the description, and texts made to break the NLU."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from assistant.service.models import MOST_CHARACTERS


@pytest.fixture(scope="session")
def description(server: str) -> schemathesis.BaseSchema:
    schema = schemathesis.openapi.from_url(f"{server}/v1/openapi.json")
    schema.config.update(base_url=f"{server}/v1")
    return schema


schema = schemathesis.pytest.from_fixture("description")

CALM = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    "derandomize": True,
}


@schema.parametrize()
@settings(max_examples=25, **CALM)
def test_no_request_breaks_the_api(case: schemathesis.Case):
    response = case.call(timeout=60)
    case.validate_response(response, checks=[not_a_server_error, response_schema_conformance])


MARKS = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u0301\u0000"
NESTED = ("<b>", "[", "(", "{", '{"a":', "<!--", "[NAAM ", "&lt;", "${", "{{", "*", "](", "”", "/")
WORDS = ("melden", "anoniem", "hij slaat haar nu", "lotte", "06-12345678", "nee", "ik werk in Velsen", "112")

texts = st.one_of(
    st.text(min_size=1, max_size=200),
    st.text(alphabet=MARKS + "abc é🙈ñ中ال \n", min_size=1, max_size=200),
    st.builds(
        lambda parts: " ".join(parts), st.lists(st.sampled_from((*NESTED, *WORDS)), min_size=1, max_size=40)
    ),
    st.builds(lambda part, n: part * n, st.sampled_from(NESTED), st.integers(1, 400)),
    st.builds(lambda part, mark: mark.join(part), st.sampled_from(WORDS), st.sampled_from(MARKS)),
)


@pytest.fixture(scope="module")
def gesprek(server: str) -> Iterator[tuple[httpx.Client, str]]:
    with httpx.Client(base_url=f"{server}/v1", timeout=60) as client:
        yield client, f"/gesprekken/{client.post('/gesprekken').json()['id']}"


@given(texts)
@settings(max_examples=250, **CALM)
@example("\x00" * 50)
@example("\u202e" + "hij slaat haar nu" + "\u202c")
@example("<div>" * 1_000)
@example("٠٦١٢٣٤٥٦٧٨ ۱۱۲")
@example("e\u0301" * 2_500)
@example("a" * MOST_CHARACTERS)
@example("-" * MOST_CHARACTERS)
@example("1" * MOST_CHARACTERS)
@example("lotte " * (MOST_CHARACTERS // 6))
@example(". " * (MOST_CHARACTERS // 2))
def test_no_text_breaks_a_turn(gesprek, text):
    client, address = gesprek
    response = client.post(f"{address}/berichten", json={"tekst": text})
    assert response.status_code in (201, 400, 413), response.text[:200]
    if response.status_code == 201:
        beurt = response.json()
        assert beurt["berichten"]
        assert all(message["tekst"].strip() for message in beurt["berichten"])


@pytest.mark.parametrize("size", [MOST_CHARACTERS + 1, 70_000, 1_000_000])
def test_what_is_too_long_is_refused_unread(gesprek, size):
    client, address = gesprek
    assert client.post(f"{address}/berichten", json={"tekst": "x" * size}).status_code == 413


@pytest.mark.parametrize(
    "raw",
    [b"\xff\xfe", b'{"tekst": "\xed\xa0\x80"}', b'{"tekst": "\\ud800"}', b"[" * 30_000, b'{"tekst":' * 5_000],
    ids=["no UTF-8", "half a character", "half a pair", "nested lists", "nested objects"],
)
def test_what_is_no_text_is_a_bad_request(gesprek, raw):
    client, address = gesprek
    headers = {"Content-Type": "application/json"}
    assert client.post(f"{address}/berichten", content=raw, headers=headers).status_code == 400


def test_the_server_still_answers(gesprek):
    """Stands last."""
    client, address = gesprek
    said = client.post(f"{address}/berichten", json={"tekst": "Hij slaat haar nu met een mes."}).json()
    assert said["urgentie"] == "acuut"
    assert "112" in said["berichten"][0]["tekst"]
