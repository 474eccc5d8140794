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


JUDGED = ("Goed.", "Nog niet goed.", "Geeft niet.")


def first(turn: dict) -> dict:
    return turn["berichten"][0]


def titles(turn: dict) -> list[str]:
    return [button["titel"] for button in turn["berichten"][-1]["knoppen"]]


@pytest.mark.parametrize(
    "text",
    ["ik wil even oefenen", "geef me een casus", "test me maar", "kun je mij overhoren over de meldcode?"],
)
def test_a_lesson_begins_in_many_words(api, text):
    assert CODE.search(Chat(api).told(text))


@pytest.mark.parametrize("text", ["met een gesprek", "kunnen we een rollenspel doen, jij bent de beller"])
def test_it_is_told_where_practice_calls_are(api, text):
    chat = Chat(api)
    told = chat.say(text)
    assert "/leren" in first(told)["tekst"] and titles(told) == ["Oefenen met vragen"]
    assert CODE.search(chat.told(first(told)["knoppen"][0]["tekst"]))


@pytest.mark.parametrize(
    ("text", "regio"),
    [("ijmond", "ijmond"), ("in het gooi", "gooi-en-vechtstreek"), ("velsen graag", "ijmond")],
)
def test_a_region_is_typed(api, text, regio):
    chat = Chat(api, None)
    chat.say("ik wil oefenen")
    begun = chat.say(text)
    code = CODE.search(first(begun)["tekst"])[0]
    assert api.get(f"/leren/leerlingen/{code}").json()["regio"] == regio
    assert begun["stand"]["regio"] == regio


def test_a_region_without_lessons_or_none_is_asked_for_again(api):
    chat = Chat(api, None)
    chat.say("ik wil oefenen")
    assert "Haarlem" in first(chat.say("haarlem"))["tekst"]
    assert titles(chat.say("maakt niet uit")) == ["Gooi en Vechtstreek", "IJmond"]
    assert "anoniem" in chat.told("kan ik anoniem melden?")
    assert not CODE.search(chat.told("ijmond"))


def test_who_does_not_know_gets_the_answer_with_its_source_and_goes_on(api):
    chat = Chat(api)
    begun = chat.say("ik wil oefenen")
    for text in ("weet ik niet", "geen idee", "wat is het goede antwoord dan"):
        turn = chat.say(text)
        assert first(turn)["tekst"].startswith("Geeft niet. Het goede antwoord:")
        assert first(turn)["bronnen"][0]["regel"]
        assert sum(len(message["tekst"].split()) for message in turn["berichten"]) <= 120
        if titles(turn) == ["Volgende vraag", "Stoppen"]:
            turn = chat.say("oke volgende")
        assert turn["berichten"][-1]["tekst"] != begun["berichten"][-1]["tekst"]
        begun = turn
    assert "0 van de 3 goed" in chat.told("hoeveel had ik er goed")


def test_a_question_stays_open_beside_a_hint_a_score_and_what_is_unclear(api):
    chat = Chat(api)
    chat.say("ik wil oefenen")
    for text in ("geef een hint", "moeilijk hoor", "hoe doe ik het tot nu toe", "ik denk de paashaas"):
        assert "staat nog open" in chat.told(text)
    assert chat.told("1 en 2").startswith(JUDGED)
    assert "van de 1 goed" in chat.told("hoeveel had ik er goed")


def test_the_last_answer_is_given_and_explained_again(api):
    chat = Chat(api)
    chat.say("ik wil oefenen")
    judged = chat.say("1 en 2")
    for text in ("wat was het goede antwoord dan", "leg dat antwoord uit"):
        again = chat.say(text)
        assert first(again)["bronnen"] == first(judged)["bronnen"]
        assert titles(again) == ["Volgende vraag", "Stoppen"]


def test_a_question_is_skipped_and_asked_again_on_request(api):
    chat = Chat(api)
    asked = chat.say("ik wil oefenen")["berichten"][-1]["tekst"]
    assert chat.told("wat was de vraag ook alweer") == asked
    assert chat.told("deze sla ik over") != asked


def test_after_a_side_question_the_same_question_comes_back(api):
    chat = Chat(api)
    asked = chat.say("ik wil oefenen")["berichten"][-1]["tekst"]
    assert "anoniem" in chat.told("kan ik anoniem melden?")
    assert not chat.told("weet ik niet").startswith(JUDGED)
    assert chat.told("terug naar de oefening") == asked
    assert "nog geen oefenvraag" in chat.told("hoeveel had ik er goed")


@pytest.mark.parametrize(
    "text", ["stoppen", "stop", "genoeg voor vandaag, ik moet weg", "ik wil niet meer oefenen"]
)
def test_stopping(api, text):
    chat = Chat(api)
    chat.say("ik wil oefenen")
    chat.say("1 en 2")
    stopped = chat.say(text)
    assert "we stoppen met oefenen" in first(stopped)["tekst"] and "van de 1 goed" in first(stopped)["tekst"]
    assert not CODE.search(chat.told("volgende"))
    assert chat.say(first(stopped)["knoppen"][0]["tekst"])["berichten"][-1]["tekst"]


def test_a_subject_is_kept_to_until_it_has_no_more_questions(api):
    chat = Chat(api)
    asked = chat.say("ik wil oefenen met vragen over monitoren")["berichten"]
    assert "oefenvraag" not in asked[-1]["tekst"] and len(asked) == 2
    none = chat.say("geef me een oefenvraag over ruimtevaart")["berichten"]
    assert none[0]["tekst"].startswith("Daarover heb ik nu geen oefenvraag.") and len(none) == 2


def test_what_is_said_after_danger_is_no_answer(api):
    chat = Chat(api)
    chat.say("ik wil oefenen")
    assert "112" in chat.told("help hij staat nu met een mes voor de deur")
    for text in ("1", "weet ik niet", "stop"):
        told = chat.told(text)
        assert not told.startswith(JUDGED) and "oefenen" not in told


@pytest.mark.parametrize(
    "text",
    [
        "ik heb een vraag",
        "moet ik melden?",
        "hij wil niet meer leren op school",
        "ik heb een casus",
        "een casus over mijn buurvrouw",
    ],
)
def test_what_is_no_wish_to_learn_is_left_to_the_dialogue(api, text):
    assert not CODE.search(Chat(api).told(text))
