from __future__ import annotations

import pytest

from assistant.dutch.words import analyse
from assistant.nlu.short_answers import short_answer


@pytest.mark.parametrize(
    ("text", "answer", "rest"),
    [
        ("ja", "ja", ""),
        ("Klopt!", "ja", ""),
        ("nee gelukkig niet", "nee", ""),
        ("nee, ze is bij oma", "nee", ", ze is bij oma"),
        ("geen idee", "weet_niet", ""),
        ("ja en nee", "weet_niet", ""),
        ("ze is bij oma", None, "ze is bij oma"),
        ("neem contact op", None, "neem contact op"),
    ],
)
def test_short_answers_are_recognised_with_what_follows(text, answer, rest):
    kind, end = short_answer(text, analyse(text))
    assert (kind, text[end:].strip(" ") if kind else text) == (answer, rest) or (kind == answer and not rest)


@pytest.fixture(scope="module")
def read(dialogue):
    async def parse(text: str, before: str = "") -> dict:
        from rasa.core.channels.channel import UserMessage

        return await dialogue._processor.parse_message(UserMessage(text, metadata={"gevraagd": before}))

    return parse


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hoi", "begroeting"),
        ("kan ik anoniem melden", "vraag"),
        ("blauwe plek op zijn arm en ze laten niemand binnen", "casus"),
        ("blauwe plek op zijn arm. moet ik melden?", "casus_met_vraag"),
        ("ik werk in Velsen", "regio"),
        ("wat als het gezin op een wachtlijst staat in hilversum", "vraag"),
        ("nee", "nee"),
        ("waar staat dat?", "waar_staat_dat"),
        ("opnieuw beginnen", "opnieuw"),
        ("ik wil een mens spreken", "mens"),
        ("schrijf een gedicht over de lente", "buiten_bereik"),
        ("hulp geweigerd door de wegenwacht met een lekke band op de snelweg", "buiten_bereik"),
        ("waar koop ik konijnenvoer in Velsen", "buiten_bereik"),
        ("worden mijn berichten hier opgeslagen?", "privacy"),
        ("wie leest deze chat mee", "privacy"),
        ("noteren jullie mijn naam als ik om advies bel", "vraag"),
        ("ben jij een mens of een computer?", "wie_ben_je"),
        ("[ANDER-SCHRIFT]", "andere_taal"),
    ],
)
async def test_what_a_message_does(read, text, intent):
    assert (await read(text))["intent"]["name"] == intent


@pytest.mark.parametrize(
    "text",
    [
        "wie betaalt de tolk als veilig thuis met het gezin praat",
        "mag de school het verslag van de veiligheidsbeoordeling opvragen",
        "welke straf staat er op stalking",
        "hoelang mag de raad over een onderzoek doen",
    ],
)
async def test_what_no_source_answers_is_known_as_such(read, text):
    parsed = await read(text)
    unanswered = [question["onbeantwoord"] for question in parsed["lezing"]["vragen"]]
    assert parsed["intent"]["name"] == "buiten_bronnen" or min(unanswered) > 0.9


@pytest.mark.parametrize(
    "text",
    [
        "kan ik anoniem melden",
        "binnen hoeveel dagen neemt het lokale team contact op",
        "binnen hoeveel dagen moet de veiligheidsbeoordeling klaar zijn",
        "Ze heeft een blauw oog. Wie neemt er na de overdracht contact op met het gezin?",
    ],
)
async def test_what_a_source_answers_is_no_unknown(read, text):
    questions = (await read(text))["lezing"]["vragen"]
    assert questions
    assert all(question["onbeantwoord"] < 0.75 for question in questions)


async def test_two_questions_in_one_sentence_are_two(read):
    reading = (await read("Moet ik melden en kan dat anoniem?"))["lezing"]
    assert [question["gaat_over"]["onderwerpen"][0][0] for question in reading["vragen"]] == [
        "advies-of-melding",
        "anonimiteit-melding",
    ]


async def test_the_title_on_a_button_is_that_topic(read, store):
    for onderwerp in store.onderwerpen.values():
        reading = (await read(onderwerp.titel))["lezing"]
        assert reading["vragen"][0]["gaat_over"]["onderwerpen"][0][0] == onderwerp.id


async def test_criteria_and_region_are_entities(read):
    parsed = await read("In Velsen: kind met blauwe plek")
    found = {(e["entity"], e["value"], e.get("role")) for e in parsed["entities"]}
    assert found == {("regio", "ijmond", None), ("criterium", "zichtbaar-letsel", "ja")}


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        (
            "mevrouw van 91 krijgt van haar neef pas te eten als ze getekend heeft. "
            "kan dat direct naar het lokale team?",
            {("ouderenmishandeling", "ja")},
        ),
        (
            "Hoe snel nemen jullie contact op? het meisje van 6 heeft een gebroken arm van de riem",
            {("zichtbaar-letsel", "ja")},
        ),
        (
            "opa van 80 slaapt op de grond in de schuur van zijn zoon, mag dit direct naar t lokale taem",
            {("ouderenmishandeling", "ja")},
        ),
    ],
)
async def test_a_case_is_heard_beside_a_question(read, text, heard):
    mentions = (await read(text))["lezing"]["criteria"]
    assert heard <= {(mention["criterium"], mention["waarde"]) for mention in mentions}


@pytest.mark.parametrize(
    ("before", "text", "about"),
    [
        ("wat is directe overdracht", "wanneer mag dat niet", "criteria-directe-overdracht"),
        ("hoort het gezin wie er gemeld heeft", "en een buurvrouw?", "anonimiteit-voor-gezin"),
        ("hoe lang monitort veilig thuis een gezin", "hoe vaak?", "monitoren"),
    ],
)
async def test_a_question_is_read_with_the_one_before_it(read, before, text, about):
    (question,) = (await read(text, before))["lezing"]["vragen"]
    assert about in [name for name, _ in question["gaat_over"]["onderwerpen"][:3]]
    assert question["gevraagd"].rstrip("?") == text.rstrip("?")


async def test_what_is_clear_by_itself_leans_on_nothing(read):
    text = "binnen hoeveel werkdagen is de veiligheidsbeoordeling klaar"
    alone = (await read(text))["lezing"]["vragen"]
    assert (await read(text, "wat is de overdrachtstafel"))["lezing"]["vragen"] == alone


@pytest.mark.parametrize(
    "text", ["en hoe laat is het", "mijn printer doet het niet", "wat is jouw lievelingskleur"]
)
async def test_what_is_out_of_reach_stays_so_after_a_question(read, text):
    assert (await read(text, "hoe lang monitort veilig thuis"))["intent"]["name"] == "buiten_bereik"


@pytest.mark.parametrize("text", ["en bij stalking", "ook bij ouderenmishandeling", "en een blauwe plek?"])
async def test_the_same_question_of_something_else_tells_nothing(read, text):
    reading = (await read(text, "wanneer gaat een zaak niet direct naar het lokale team"))["lezing"]
    assert (reading["criteria"], reading["intent"]) == ([], "vraag")


@pytest.mark.parametrize("text", ["wat nu", "en ik", "zou je melden?", "wat kan ik doen"])
async def test_what_to_do_now_is_an_act_of_its_own(read, text):
    assert (await read(text))["intent"]["name"] == "wat_nu"


@pytest.mark.parametrize(
    "text", ["ik ben wijkagent", "hij is heel boos", "we zijn er twee keer geweest", "ze woont bij ons"]
)
async def test_a_bit_of_a_story_is_told(read, text):
    assert (await read(text))["intent"]["name"] == "casus"
