"""Learning in the conversation, through the real service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

CODE = re.compile(r"leer(?:-[2-9a-z]{4}){3}")
MONDAY = "2026-03-09T09:00:00+01:00"


class Chat:
    def __init__(self, api: httpx.Client, regio: str | None = "ijmond") -> None:
        self._api = api
        self.id = api.post("/gesprekken", json={"regio": regio, "moment": MONDAY}).json()["id"]

    def say(self, text: str) -> dict:
        response = self._api.post(f"/gesprekken/{self.id}/berichten", json={"tekst": text})
        assert response.status_code == 201, response.text
        return response.json()

    def told(self, text: str) -> str:
        return "\n".join(message["tekst"] for message in self.say(text)["berichten"])

    def stored(self) -> str:
        return self._api.get(f"/gesprekken/{self.id}").text


@pytest.fixture
def api(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{server}/v1", timeout=60) as client:
        yield client


def test_a_question_an_answer_and_the_next_question(api):
    chat = Chat(api)
    begun = chat.told("ik wil leren")
    assert CODE.search(begun)
    judged = chat.say("1 en 2")
    message = judged["berichten"][0]
    assert message["tekst"].startswith(("Goed.", "Nog niet goed."))
    assert message["bronnen"][0]["regel"]
    assert [button["titel"] for button in message["knoppen"]] == ["Volgende vraag", "Stoppen"]
    asked = chat.say("volgende vraag")
    assert asked["berichten"][0]["tekst"] not in begun


def test_every_turn_stays_short_and_within_the_contract(api):
    chat = Chat(api)
    chat.say("ik wil oefenen")
    for answer in ("1", "klopt niet", "5", "2"):
        for text in (answer, "volgende vraag"):
            turn = chat.say(text)
            words = sum(len(message["tekst"].split()) for message in turn["berichten"])
            places = {(s["bron"], s["vindplaats"]) for m in turn["berichten"] for s in m["bronnen"]}
            assert words <= 120 and len(places) <= 5
            assert turn["stand"]["vraagt"] is None


def test_without_a_region_it_is_asked_for(api):
    chat = Chat(api, None)
    asked = chat.say("ik wil leren")
    assert asked["soort"] == "keuze"
    buttons = {button["titel"]: button["tekst"] for button in asked["berichten"][0]["knoppen"]}
    assert {"IJmond", "Gooi en Vechtstreek"} <= buttons.keys()
    code = CODE.search(chat.told(buttons["Gooi en Vechtstreek"]))[0]
    assert api.get(f"/leren/leerlingen/{code}").json()["regio"] == "gooi-en-vechtstreek"


def test_the_code_works_elsewhere_and_what_is_typed_of_it_is_not_stored(api):
    chat = Chat(api)
    code = CODE.search(chat.told("ik wil leren"))[0]
    chat.say("1 en 2")
    later = Chat(api, None)
    assert "Welkom terug" in later.told(f"mijn code is {code}")
    read = api.get(f"/leren/leerlingen/{code}").json()
    assert sum(module["bezig"] for module in read["modules"]) == 1
    # Who got it here can read it back here.
    assert code in chat.stored()
    assert code not in later.stored() and "[LEERCODE]" in later.stored()


def test_an_erased_code_opens_nothing_and_stands_in_no_file(api, server_state: Path):
    chat = Chat(api)
    code = CODE.search(chat.told("ik wil leren"))[0]
    mark = api.get(f"/leren/leerlingen/{code}").json()["merk"]
    assert api.delete(f"/leren/leerlingen/{code}").status_code == 204
    for file in server_state.glob("*.sqlite*"):
        for trace in (code, mark):
            assert trace.encode() not in file.read_bytes(), file.name
    assert "ken ik niet" in Chat(api).told(f"mijn code is {code}")


def test_a_real_question_or_danger_ends_the_lesson(api):
    chat = Chat(api)
    chat.say("ik wil leren")
    assert "anoniem" in chat.told("kan ik anoniem melden?")
    turn = chat.say("1")
    assert not turn["berichten"][0]["tekst"].startswith(("Goed.", "Nog niet goed."))
    chat.say("volgende vraag")
    danger = chat.say("help hij staat nu met een mes voor de deur")
    assert danger["urgentie"] == "acuut" and "112" in danger["berichten"][0]["tekst"]


@pytest.mark.parametrize("text", ["ik heb een vraag", "moet ik melden?", "hij wil niet meer leren op school"])
def test_what_is_no_wish_to_learn_is_left_to_the_dialogue(api, text):
    assert not CODE.search(Chat(api).told(text))
