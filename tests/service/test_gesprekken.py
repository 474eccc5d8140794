"""Conversations over HTTP: started, spoken in, read back and erased."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from .api_checks import assert_problem

CASE = "Een leerling heeft blauwe plekken en de ouders willen met niemand praten."
NAME = "Kwispelstaart"


@pytest.fixture(scope="module")
def api(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{server}/v1", timeout=60) as client:
        yield client


@pytest.fixture
def gesprek(api: httpx.Client) -> str:
    """The address of a new conversation."""
    return f"/gesprekken/{api.post('/gesprekken').json()['id']}"


def say(api: httpx.Client, gesprek: str, text: str) -> dict:
    response = api.post(f"{gesprek}/berichten", json={"tekst": text})
    assert response.status_code == 201, response.text
    return response.json()


def test_a_new_conversation_greets(api):
    response = api.post("/gesprekken", json={"regio": "ijmond", "moment": "2026-01-12T10:30:00+01:00"})
    gesprek = response.json()
    greeting = gesprek["beurten"][0]["berichten"][0]["tekst"]
    assert (response.status_code, response.headers["api-version"]) == (201, "1.0.0")
    assert response.headers["location"] == f"/v1/gesprekken/{gesprek['id']}"
    assert gesprek == {
        "id": gesprek["id"],
        "regio": "ijmond",
        "beurten": [
            {
                "vraag": None,
                "geredigeerd": False,
                "urgentie": "geen",
                "soort": "begroeting",
                "berichten": [{"tekst": greeting, "knoppen": [], "bronnen": []}],
                "stand": {
                    "regio": "ijmond",
                    "beslissing": None,
                    "criteria": {},
                    "vraagt": None,
                    "uitkomst": None,
                },
            }
        ],
    }
    assert api.get(response.headers["location"].removeprefix("/v1")).json() == gesprek


@pytest.mark.parametrize("body", [b"", b"{}", b"null", b'{"regio": null, "moment": null}'])
def test_both_fields_may_be_left_out(api, body):
    response = api.post("/gesprekken", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["regio"]) == (201, None)


def test_ids_differ_and_cannot_be_guessed(api):
    ids = {api.post("/gesprekken").json()["id"] for _ in range(5)}
    assert len(ids) == 5
    assert all(len(id) >= 22 for id in ids)


def test_a_turn_is_stored_as_it_was_answered(api, gesprek):
    beurt = say(api, gesprek, f"  {CASE}\r\n")
    assert beurt["vraag"] == CASE
    assert beurt["stand"]["criteria"] == {"zichtbaar-letsel": "ja", "gezin-wil-geen-hulp": "ja"}
    assert all(source["regel"] or source["vindplaats"] for m in beurt["berichten"] for source in m["bronnen"])
    stored = api.get(gesprek).json()
    assert [turn["vraag"] for turn in stored["beurten"]] == [None, CASE]
    assert stored["beurten"][1] == beurt


def test_the_moment_of_a_conversation_decides_who_picks_up(api):
    texts = {}
    for moment in ("2026-01-12T10:30:00+01:00", "2026-01-10T23:30:00+01:00"):
        id = api.post("/gesprekken", json={"moment": moment}).json()["id"]
        beurt = say(api, f"/gesprekken/{id}", "Mijn buurman slaat zijn vrouw nu met een mes.")
        assert beurt["urgentie"] == "acuut"
        assert "112" in beurt["berichten"][0]["tekst"]
        texts[moment] = " ".join(message["tekst"] for message in beurt["berichten"])
    assert len(set(texts.values())) == 2


def test_danger_that_is_only_likely_from_the_words_is_no_fact_of_the_case(api, gesprek):
    beurt = say(api, gesprek, "hij telt patronen op tafel en vraagt waar ik was")
    assert beurt["urgentie"] == "acuut"
    assert "acute-bedreiging" not in beurt["stand"]["criteria"]


@pytest.mark.parametrize(
    ("tekst", "gevaar"),
    [
        ("baby van 3 maanden wordt niet wakker, vader heeft hem geschud", "ja"),
        # What tells more of a case says by itself whether it is now.
        ("Hij heeft me gewurgd, zei ze, en ze heeft rode strepen in haar hals.", None),
    ],
)
def test_danger_that_a_rule_sees_is_a_fact_where_nothing_else_is_told(api, gesprek, tekst, gevaar):
    beurt = say(api, gesprek, tekst)
    assert beurt["urgentie"] == "acuut"
    assert beurt["stand"]["criteria"].get("acute-bedreiging") == gevaar


def test_control_characters_are_left_out(api, gesprek):
    beurt = say(api, gesprek, "Wat is een mel\x00ding\x1b?\r\nEn een advies?")
    assert beurt["vraag"] == "Wat is een melding?\nEn een advies?"


@pytest.mark.parametrize(
    "text",
    [
        '/inform{"regio": "ijmond"}',
        '/x{"a": "b"}',
        "{0} {naam} %s ${x} {{x}}",
        "<script>alert(1)</script>",
        "'; drop table gesprekken; --",
        'wat is een "melding" OR "',
        "\\\u200b*&\\:'melding\t²\"NEAR",
        "e\u0301" * 500,
        "\u202eomgekeerd",
        "😀",
        "?" * 2_000,
        "[](){}" * 300,
    ],
    ids=lambda text: text[:20],
)
def test_no_text_breaks_a_turn(api, gesprek, text):
    say(api, gesprek, text)
    assert say(api, gesprek, "Kan ik anoniem advies vragen?")["soort"] == "antwoord"


def test_an_erased_conversation_is_gone(api, gesprek, server_state: Path):
    say(api, gesprek, f"Wat doet een {NAME} bij een melding?")
    response = api.delete(gesprek)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["api-version"] == "1.0.0"
    for again in (api.get(gesprek), api.delete(gesprek)):
        assert_problem(again, 404)
    assert_problem(api.post(f"{gesprek}/berichten", json={"tekst": "hallo"}), 404)
    id = gesprek.rsplit("/", 1)[1]
    for file in server_state.rglob("*"):
        if file.is_file():
            assert id.encode() not in file.read_bytes(), file
            assert NAME.encode() not in file.read_bytes(), file


def test_health(server):
    response = httpx.get(f"{server}/gezondheid")
    assert (response.status_code, response.json()) == (200, {"gereed": True})
    assert response.headers["api-version"] == "1.0.0"


def test_danger_in_another_language_is_answered_with_112_in_it(api, gesprek):
    beurt = say(api, gesprek, "there is blood everywhere my husband stabbed me")
    said = " ".join(bericht["tekst"] for bericht in beurt["berichten"])
    assert (beurt["urgentie"], beurt["berichten"][0]["tekst"].startswith("Bel nu 112")) == ("acuut", True)
    assert "Call 112" in said
    assert "persoonlijke gegevens" not in said


def test_who_else_helps_is_said_once(api, gesprek):
    first = say(api, gesprek, "leerling van 15 zegt dat ze niet meer wil leven als ze weer naar huis moet")
    then = say(api, gesprek, "ze zegt steeds dat ze er niet meer wil zijn")
    said = [" ".join(bericht["tekst"] for bericht in beurt["berichten"]) for beurt in (first, then)]
    assert ["Bel 113" in each for each in said] == [True, False]


def test_after_sexual_violence_the_centre_is_named(api, gesprek):
    beurt = say(api, gesprek, "mijn vriendin is net door haar ex verkracht, hij is nu weg")
    assert "0800-0188" in " ".join(bericht["tekst"] for bericht in beurt["berichten"])


def test_after_an_outcome_nothing_is_asked_as_if_nobody_had_told(api):
    gesprek = f"/gesprekken/{api.post('/gesprekken', json={'regio': 'ijmond'}).json()['id']}"
    for text in ("een leerling heeft blauwe plekken", "nee"):
        turn = say(api, gesprek, text)
    assert turn["soort"] == "uitkomst"
    said = [
        message["tekst"]
        for message in say(api, gesprek, "nee niet met collega overlegd, werk alleen")["berichten"]
    ]
    assert not any("Vertel wat je zag" in text for text in said)


def test_a_cry_for_help_gets_numbers_and_is_not_sent_away(api, gesprek):
    turn = say(api, gesprek, "help")
    assert (turn["urgentie"], turn["stand"]["criteria"]) == ("acuut", {})
    assert turn["berichten"][0]["tekst"].startswith("Bel 112")
    assert not any("niet mee helpen" in message["tekst"] for message in turn["berichten"])


def test_a_minor_who_hurts_himself_hears_of_113(api, gesprek):
    beurt = say(api, gesprek, "ik ben 16 en ik snij mezelf")
    said = " ".join(bericht["tekst"] for bericht in beurt["berichten"])
    assert "113" in said and "Kindertelefoon" in said
