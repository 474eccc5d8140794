"""Conversations through real Rasa in this process."""

from __future__ import annotations

import asyncio

import pytest

from actions.talk import REPORT
from assistant.dialogue.engine import DialogueError

CASE = "Een leerling heeft blauwe plekken en de ouders willen met niemand praten."


async def converse(dialogue, *messages: str, slots: dict | None = None):
    """All that is said to the last message, and the slots after it."""
    said, slots = [], dict(slots or {})
    for message in messages:
        said, slots = await dialogue.turn("test", message, slots)
    return said, slots


def places(said) -> list[tuple[str, str]]:
    return [(source["bron"], source["vindplaats"]) for message in said for source in message.bronnen]


async def test_facts_and_questions_in_one_message(dialogue):
    said, slots = await converse(dialogue, f"{CASE} Moet ik melden en kan dat anoniem?")
    assert slots["criteria"] == {"zichtbaar-letsel": "ja", "gezin-wil-geen-hulp": "ja"}
    assert slots["beslissing"] == "advies-of-melding"
    assert slots["vraagt"] == "acute-bedreiging"
    assert "letsel" in said[0].tekst
    assert "geen hulp" in said[0].tekst
    assert {bron for bron, _ in places(said)} >= {"gv-addendum", "ijmond-2024", "meldcode"}
    assert [knop["tekst"] for knop in said[-1].knoppen] == ["ja", "nee", "weet ik niet"]


async def test_one_yes_settles_the_handover_but_danger_is_asked_first(dialogue):
    _, slots = await converse(dialogue, "er is letsel te zien bij een kind", slots={"regio": "ijmond"})
    assert (slots["vraagt"], slots["uitkomst"]) == ("acute-bedreiging", "eerst-veilig-thuis")
    said, slots = await converse(dialogue, "nee", slots=slots)
    assert (slots["vraagt"], slots["uitkomst"]) == (None, "eerst-veilig-thuis")
    assert said[-1].soort == "uitkomst"
    assert ("ijmond-2024", "3.2") in places(said)


async def test_where_no_region_is_known_the_weighing_is_the_national_one(dialogue):
    _, slots = await converse(dialogue, "er is letsel te zien bij een kind")
    assert (slots["vraagt"], slots["beslissing"]) == ("acute-bedreiging", "advies-of-melding")


async def test_twelve_times_no_is_a_direct_handover(dialogue, store):
    _, slots = await converse(
        dialogue, "Kan deze zaak direct naar het lokale team?", slots={"regio": "ijmond"}
    )
    asked = []
    while slots["vraagt"]:
        asked.append(slots["vraagt"])
        said, slots = await converse(dialogue, "nee", slots=slots)
    assert asked == list(store.beslissingen["directe-overdracht"].criteria)
    assert slots["uitkomst"] == "directe-overdracht"
    assert said[-1].soort == "uitkomst"


async def test_weet_ik_niet_is_accepted_and_never_taken_for_no(dialogue):
    _, slots = await converse(
        dialogue, "Kan deze zaak direct naar het lokale team?", slots={"regio": "ijmond"}
    )
    for _ in range(12):
        said, slots = await converse(dialogue, "weet ik niet", slots=slots)
    assert set(slots["criteria"].values()) == {"onbekend"}
    assert (slots["vraagt"], slots["uitkomst"]) == (None, "nog-onbekend")
    assert said[-1].soort == "uitkomst"


async def test_a_side_question_is_answered_and_the_loop_goes_on(dialogue):
    _, slots = await converse(dialogue, "Kan deze zaak direct naar het lokale team?", "nee")
    asked = slots["vraagt"]
    said, slots = await converse(dialogue, "kan ik anoniem melden?", slots=slots)
    assert ("gv-addendum", "protocol/signaal") in places(said)
    assert slots["vraagt"] == asked
    assert said[-1].tekst.startswith("Terug naar mijn vraag")


async def test_an_answer_with_more_facts_fills_all_of_them(dialogue):
    _, slots = await converse(
        dialogue, "Kan deze zaak direct naar het lokale team?", slots={"regio": "ijmond"}
    )
    _, slots = await converse(dialogue, "nee, maar ze wordt gestalkt door haar ex", slots=slots)
    assert slots["criteria"] == {"acute-bedreiging": "nee", "stalking": "ja"}


async def test_a_correction_turns_the_outcome_round(dialogue):
    told = ("er is letsel te zien bij een kind", "nee")
    _, slots = await converse(dialogue, *told, slots={"regio": "ijmond"})
    assert slots["uitkomst"] == "eerst-veilig-thuis"
    said, slots = await converse(dialogue, "nee wacht, er is geen letsel te zien", slots=slots)
    assert slots["criteria"]["zichtbaar-letsel"] == "nee"
    assert slots["uitkomst"] != "eerst-veilig-thuis"
    assert "Aangepast" in said[0].tekst


async def test_going_back_takes_back_the_last_answer(dialogue):
    _, slots = await converse(dialogue, "Kan deze zaak direct naar het lokale team?", "nee", "nee")
    _, slots = await converse(dialogue, "terug naar de vorige vraag", slots=slots)
    assert slots["criteria"] == {"acute-bedreiging": "nee"}
    assert slots["vraagt"] == "zichtbaar-letsel"


async def test_where_does_it_stand_and_is_it_overdue(dialogue):
    slots = {"moment": "2026-11-22T12:00:00+01:00", "regio": "ijmond"}
    said, _ = await converse(
        dialogue, "er is letsel te zien bij een kind", "nee", "waar staat dat?", slots=slots
    )
    assert "4 juli 2024" in said[0].tekst
    assert "geëvalueerd" in said[0].tekst
    early = {"moment": "2025-11-22T12:00:00+01:00"}
    said, _ = await converse(
        dialogue, "er is letsel te zien bij een kind", "nee", "waar staat dat?", slots=early
    )
    assert "geëvalueerd" not in said[0].tekst


async def test_why_explains_the_question_and_asks_it_again(dialogue):
    _, slots = await converse(
        dialogue, "Kan deze zaak direct naar het lokale team?", slots={"regio": "ijmond"}
    )
    said, slots = await converse(dialogue, "waarom vraag je dat?", slots=slots)
    assert "gevaar" in said[0].tekst
    assert slots["vraagt"] == "acute-bedreiging"


async def test_the_own_region_comes_first(dialogue):
    said, slots = await converse(dialogue, "ik werk in Velsen", "hoe vaak monitort Veilig Thuis?")
    assert slots["regio"] == "ijmond"
    assert places(said)[0][0] == "ijmond-2024"


async def test_starting_over_forgets_the_case_and_keeps_the_region(dialogue):
    _, slots = await converse(dialogue, "ik werk in Velsen", CASE, "opnieuw beginnen")
    assert slots["regio"] == "ijmond"
    assert not slots["criteria"]
    assert not slots["beslissing"]


@pytest.mark.parametrize(
    ("moment", "said_words"),
    [("2026-11-24T10:00:00+01:00", "bureaudienst"), ("2026-11-22T22:00:00+01:00", "buiten kantoortijd")],
)
async def test_the_clock_decides_who_answers(dialogue, moment, said_words):
    said, _ = await converse(dialogue, "ik wil een mens spreken", slots={"moment": moment})
    assert said[0].soort == "doorverwijzing"
    assert "0800-2000" in said[0].tekst
    assert said_words in said[0].tekst


async def test_out_of_scope_is_said(dialogue):
    said, _ = await converse(dialogue, "schrijf een gedicht over de lente")
    assert [message.soort for message in said] == ["buiten-bereik"]


async def test_a_failing_action_is_no_silence(dialogue, monkeypatch):
    def fail(*_: object) -> None:
        raise ZeroDivisionError("geheim")

    monkeypatch.setitem(dialogue._actions._executor.actions, "action_zeg", fail)
    with pytest.raises(DialogueError) as caught:
        await converse(dialogue, "hoi")
    assert "geheim" not in str(caught.value)


async def test_conversations_side_by_side_are_not_mixed_up(dialogue):
    async def one(number: int) -> dict:
        slots: dict = {}
        for message in ("ik werk in Velsen" if number % 2 else "ik werk in Hilversum", CASE, "nee"):
            _, slots = await dialogue.turn(f"gesprek-{number}", message, slots)
        return slots

    regions = [slots["regio"] for slots in await asyncio.gather(*map(one, range(6)))]
    assert regions == ["gooi-en-vechtstreek", "ijmond"] * 3


async def test_a_turn_keeps_no_history(dialogue):
    _, slots = await converse(dialogue, CASE, "nee")
    assert dialogue._trackers._slots == {}
    assert "blauwe" not in str(slots)


@pytest.mark.parametrize(
    ("first", "then", "place"),
    [
        (
            "De hulp loopt al een tijd maar thuis wordt het niet veiliger. Moet ik melden?",
            "hoeveel weken moet ik dat aankijken",
            ("meldcode", "afweging-5"),
        ),
        ("hoeveel regio's deden mee aan het onderzoek van AEF", "welke niet?", ("aef-2020", "1.3")),
    ],
)
async def test_a_question_that_says_little_is_read_after_the_one_before(dialogue, first, then, place):
    said, _ = await converse(dialogue, first, then)
    assert places(said)[0] == place


async def test_a_no_with_a_question_mark_is_still_a_no(dialogue):
    _, slots = await converse(dialogue, f"{CASE} Moet ik melden?", "nee?")
    assert slots["criteria"]["acute-bedreiging"] == "nee"


async def test_what_was_noted_is_told_and_what_is_taken_back_is_open_again(dialogue):
    told = "jongen van 8 kwam vanochtend met striemen op zijn rug binnen"
    _, slots = await converse(dialogue, told, "nee", slots={"regio": "ijmond"})
    assert slots["criteria"]["zichtbaar-letsel"] == "ja"
    said, _ = await dialogue.turn("t", "/verslag", slots, REPORT)
    assert "letsel te zien" in said[0].tekst
    wrong = "het waren geen striemen, het was een schaafwond van voetbal"
    said, slots = await converse(dialogue, wrong, slots=slots)
    assert slots["criteria"]["zichtbaar-letsel"] == "onbekend"
    assert "weer open" in said[0].tekst


async def test_who_says_that_it_is_wrong_and_not_what_is_asked(dialogue):
    _, slots = await converse(dialogue, "oma van 84 wordt door haar zoon geslagen", "nee")
    said, after = await converse(dialogue, "oeps ik bedoel de broer", slots=slots)
    assert any("aanpassen" in each.tekst or "weer open" in each.tekst for each in said)
    assert after["criteria"]["acute-bedreiging"] == "nee"


@pytest.mark.parametrize(
    "text",
    [
        "is huwelijksdwang eergerelateerd geweld",
        "is een suicidepoging acute psychiatrie",
        "verschil psychiatrie en acute psychiatrie",
        "stalking protocol",
        "politie geen spoed nummer",
        "geen hulp willen is dat een reden voor vt",
    ],
)
async def test_what_is_said_of_nobody_is_no_fact(dialogue, text):
    _, slots = await converse(dialogue, text)
    assert not slots.get("criteria")


@pytest.mark.parametrize(
    ("text", "criterium"),
    [
        ("Gaat deze zaak direct naar het lokale team? Er is stalking.", "stalking"),
        ("leerling met vingerafdrukken in de hals, is dat zichtbaar letsel", "zichtbaar-letsel"),
        ("geen acuut gevaar, wel stalking door ex, is dat dan ook eerst vt", "stalking"),
        ("gezin wil geen hulp meer, kan het dan direct naar het wijkteam", "gezin-wil-geen-hulp"),
    ],
)
async def test_what_is_said_of_somebody_beside_a_question_is_a_fact(dialogue, text, criterium):
    _, slots = await converse(dialogue, text)
    assert slots["criteria"][criterium] == "ja"


async def test_where_the_region_agreed_something_else_another_region_s_regel_is_not_said(dialogue):
    said, _ = await converse(dialogue, "wie is verantwoordelijk na overdracht", slots={"regio": "ijmond"})
    assert "gemeente verantwoordelijk" not in said[0].tekst
    assert ("ijmond-2024", "3.4.1") in places(said)


@pytest.mark.parametrize("then", ["en wat als dat niet lukt", "wanneer dan"])
async def test_what_leans_on_an_answer_begins_no_decision(dialogue, then):
    asked = "binnen hoeveel dagen moet de veiligheidsbeoordeling af"
    said, slots = await converse(dialogue, asked, then, slots={"regio": "ijmond"})
    assert said[0].soort == "antwoord"
    assert slots.get("beslissing") is None


async def test_names_that_were_taken_out_are_people(dialogue):
    said, _ = await converse(dialogue, "[NAAM 1] slaat [NAAM 2]")
    assert said[0].soort != "buiten-bereik"


async def test_who_says_that_there_is_no_danger_gets_no_definition_of_it(dialogue):
    slots = {"noodgeval": "open", "criteria": {"acute-bedreiging": "ja"}}
    said, after = await converse(dialogue, "er is nu geen gevaar", slots=slots)
    assert after["criteria"]["acute-bedreiging"] == "nee"
    assert [each.soort for each in said] == ["antwoord"]
    assert "geen gevaar" in said[0].tekst


async def test_what_a_correction_opened_can_be_taken_back_too(dialogue):
    told = "jongen van 8 kwam vanochtend met striemen op zijn rug binnen"
    wrong = "het waren geen striemen, het was een schaafwond van voetbal"
    _, slots = await converse(dialogue, told, "nee", wrong, slots={"regio": "ijmond"})
    assert slots["criteria"]["zichtbaar-letsel"] == "onbekend"
    _, slots = await converse(dialogue, "terug naar de vorige vraag", slots=slots)
    assert slots["criteria"]["zichtbaar-letsel"] == "ja"


@pytest.mark.parametrize(
    ("question", "told"), [("nummer kindertelefoon", False), ("nummer veilig thuis", True)]
)
async def test_the_hours_stand_behind_the_number_that_they_are_of(dialogue, question, told):
    said, _ = await converse(dialogue, question, slots={"moment": "2026-01-12T10:30:00+01:00"})
    assert any("bureaudienst bereikbaar" in each.tekst for each in said) is told
    assert ("0800-2000" in said[0].tekst.splitlines()[0]) is told


async def test_another_region_s_regel_is_named_with_it(dialogue):
    said, _ = await converse(
        dialogue, "schrijft veilig thuis mijn naam op als ik advies vraag", slots={"regio": "ijmond"}
    )
    lines = "\n".join(each.tekst for each in said)
    assert ("gv-addendum", "protocol/advies") in places(said)
    assert "Gooi en Vechtstreek: " in lines


async def test_a_question_that_is_passed_over_makes_way_for_the_outcome(dialogue):
    told = "een leerling heeft blauwe plekken", "haar broer zit op een andere school"
    said, slots = await converse(dialogue, *told, slots={"regio": "ijmond"})
    assert (slots["vraagt"], slots["uitkomst"]) == (None, "eerst-veilig-thuis")
    assert said[-1].soort == "uitkomst"


async def test_who_sits_in_class_is_in_no_danger_now(dialogue):
    told = "een leerling heeft blauwe plekken", "hij zit gewoon in de klas"
    _, slots = await converse(dialogue, *told, slots={"regio": "ijmond"})
    assert slots["criteria"]["acute-bedreiging"] == "nee"


async def test_who_goes_home_soon_may_be(dialogue):
    told = "een leerling heeft blauwe plekken", "hij zit nu in de klas maar moet zo naar huis"
    _, slots = await converse(dialogue, *told, slots={"regio": "ijmond"})
    assert "acute-bedreiging" not in slots["criteria"]


async def test_what_comes_of_it_is_said_as_far_as_it_can_be(dialogue):
    told = "een kind vertelt dat papa mama slaat", "moet ik dit melden", "nee, nu is er geen gevaar"
    said, slots = await converse(dialogue, *told, "ja dit speelt al jaren")
    assert slots["criteria"]["acute-of-structurele-onveiligheid"] == "ja"
    assert "zoals het er nu ligt: hier hoort een melding" in said[-2].tekst.lower()
    assert slots["vraagt"] == "wil-clientnamen-niet-noemen"
    assert slots["uitkomst"] is None


async def test_an_answer_to_a_question_of_before_still_counts(dialogue):
    slots = {
        "beslissing": "advies-of-melding",
        "vraagt": "wil-clientnamen-niet-noemen",
        "keren_gevraagd": {"acute-of-structurele-onveiligheid": 1},
        "criteria": {"vermoeden-van-geweld": "ja", "acute-bedreiging": "nee"},
    }
    _, after = await converse(dialogue, "ja dit speelt al jaren", slots=slots)
    assert after["criteria"]["acute-of-structurele-onveiligheid"] == "ja"
    assert "wil-clientnamen-niet-noemen" not in after["criteria"]


async def test_what_to_do_can_be_asked_again(dialogue):
    told = (
        "een leerling heeft blauwe plekken",
        "nee",
        "moet ik de ouders inlichten",
        "en wat moet ik nu doen dan",
    )
    said, _ = await converse(dialogue, *told, slots={"regio": "ijmond"})
    assert "0800-2000" in said[-1].tekst


async def test_honour_comes_before_talking_with_the_family(dialogue):
    slots = {"regio": "ijmond", "criteria": {"eergerelateerd-geweld": "ja", "acute-bedreiging": "nee"}}
    said, _ = await converse(dialogue, "moet ik eerst met de ouders praten?", slots=slots)
    assert places(said)[0] == ("meldcode", "stap-2")


@pytest.mark.parametrize("message", ["wie zit daar bij", "wie maakt dat", "moet ik weg uit huis"])
async def test_what_asks_is_no_talk(dialogue, message):
    said, _ = await converse(dialogue, "wat is een netwerkgesprek", message)
    assert said[-1].soort != "smalltalk"
    assert "computerprogramma" not in said[-1].tekst


@pytest.mark.parametrize(
    ("greeted", "asked"),
    [
        ("hoi, nummer veilig thuis? alvast bedankt", "nummer veilig thuis?"),
        ("hallo ik heb een vraag: gesprek met ouders verplicht?", "gesprek met ouders verplicht?"),
    ],
)
async def test_a_greeting_before_a_question_takes_nothing_from_it(dialogue, greeted, asked):
    with_greeting, _ = await converse(dialogue, greeted)
    without, _ = await converse(dialogue, asked)
    assert places(with_greeting) == places(without)


async def test_a_region_by_itself_asks_the_same_there(dialogue):
    asked = "hoeveel dagen heeft vt voor de veiligheidsbeoordeling"
    _, slots = await converse(dialogue, asked, "in het gooi")
    assert slots["regio"] == "gooi-en-vechtstreek"
    said, slots = await converse(dialogue, "oke en in velsen", slots=slots)
    assert slots["regio"] == "ijmond"
    assert ("ijmond-2024", "3.3.1") in places(said)


async def test_one_of_what_was_said_can_be_pointed_at(dialogue):
    _, slots = await converse(dialogue, "wanneer gaat een zaak direct naar het lokale team")
    third, _ = await converse(dialogue, "wat houdt die derde in?", slots=slots)
    assert third[0].bronnen[0]["regel"] == slots["aangehaald"][2]
    assert len(third) == 1


async def test_what_is_said_ahead_and_what_to_do_agree(dialogue):
    told = "een meisje van 11 zegt dat haar stiefvader haar misbruikt", "wat moet ik doen"
    said, slots = await converse(dialogue, *told)
    texts = " ".join(message.tekst for message in said).lower()
    assert "hier hoort een melding" in texts
    assert "nog niet te zeggen" not in texts
    assert slots["vraagt"] == "acute-bedreiging"


async def test_who_seeks_help_is_not_taken_to_stop(dialogue):
    said, _ = await converse(dialogue, "ik heb mijn vrouw geduwd", "ik wil dit niet meer, wie kan mij helpen")
    assert "0800-2000" in said[-1].tekst


async def test_a_reason_that_stood_in_the_answer_is_one(dialogue):
    said, _ = await converse(dialogue, "wat is de radarfunctie", "waarom")
    assert "de reden is de radarfunctie" in said[-1].tekst.lower()


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("wat is een warme overdracht", "wie zijn daarbij"),
        ("hij slaat me soms", "komt zo terug"),
        ("ik heb mijn zoon geslagen, hij heeft een blauwe plek", "ik wil dit niet meer doen"),
    ],
)
async def test_what_has_another_words_is_no_act(dialogue, before, message):
    said, _ = await converse(dialogue, before, message, slots={"regio": "gooi-en-vechtstreek"})
    texts = " ".join(each.tekst for each in said)
    assert not any(act in texts for act in ("Dat staat in ‘", "een stap terug", "ik vraag niet verder"))


@pytest.mark.parametrize(
    "asked", ["kan dit naar het wijkteam in beverwijk", "gaat deze zaak dan naar de gemeente?"]
)
async def test_whether_a_case_can_go_to_the_team_is_decided(dialogue, asked):
    told = "cliënte wordt gestalkt door haar ex", "nee ze is veilig", asked
    said, slots = await converse(dialogue, *told, slots={"regio": "ijmond"})
    assert slots["uitkomst"] == "eerst-veilig-thuis"
    assert [message.soort for message in said] == ["uitkomst"]


async def test_what_comes_next_is_what_the_source_names_next(dialogue):
    asked = "wat doet vt bij voorwaarden en vervolg", "en daarna?"
    said, slots = await converse(dialogue, *asked, slots={"regio": "gooi-en-vechtstreek"})
    assert places(said)[0] == ("gv-addendum", "protocol/overdracht")
    said, _ = await converse(dialogue, "en dan?", slots=slots)
    assert places(said)[0] == ("gv-addendum", "protocol/monitor")


async def test_where_nothing_comes_next_the_rest_of_the_place_is_told(dialogue):
    asked = "wat als wij en veilig thuis het niet eens worden over een zaak"
    first, slots = await converse(dialogue, asked, slots={"regio": "ijmond"})
    said, _ = await converse(dialogue, "en daarna?", slots=slots)
    assert set(places(said)) == {("ijmond-2024", "3.8")}
    known = {source["regel"] for message in first for source in message.bronnen}
    assert known.isdisjoint(source["regel"] for message in said for source in message.bronnen)


async def test_a_comparison_goes_on_with_what_is_asked_next(dialogue):
    asked = "wat is het verschil tussen de ijmond en het gooi qua monitor", "en wie heeft de regie"
    said, _ = await converse(dialogue, *asked)
    assert [message.tekst.partition(":")[0] for message in said] == ["In de IJmond", "In Gooi en Vechtstreek"]
    assert ("gv-addendum", "procesregie") in places(said)


async def test_who_called_for_help_hears_what_to_do_meanwhile(dialogue):
    slots = {"regio": "ijmond", "noodgeval": "geholpen", "criteria": {"acute-bedreiging": "ja"}}
    said, _ = await converse(dialogue, "wat moet ik nu doen", slots=slots)
    assert [message.soort for message in said] == ["doorverwijzing"]
    assert "0800-2000" in said[0].tekst


async def test_nobody_is_sent_back_without_a_call(dialogue):
    told = "leerling van 13 durft niet naar huis, vader slaat haar", "moet ik haar laten gaan"
    said, _ = await converse(dialogue, *told, slots={"regio": "gooi-en-vechtstreek"})
    assert "0800-2000" in said[0].tekst


async def test_safe_until_the_school_closes_needs_a_call(dialogue):
    slots = {"noodgeval": "misschien", "criteria": {"vermoeden-van-geweld": "ja"}}
    said, _ = await converse(dialogue, "ze is nu veilig bij mij maar de school gaat zo dicht", slots=slots)
    assert "0800-2000" in said[0].tekst


async def test_oke_answers_nothing_and_leaves_the_question(dialogue):
    _, slots = await converse(
        dialogue, "moeder ligt de hele dag op bed en overal hondenpoep", "zou je melden?"
    )
    _, slots = await converse(dialogue, "oké", slots=slots)
    assert slots["vraagt"] == "acute-bedreiging"
    assert "acute-bedreiging" not in slots["criteria"]


async def test_another_decision_is_not_told_before_it_is_made(dialogue):
    told = "een kleuter speelt seksuele dingen na met poppen", "nee ik weet niet of er iets gebeurd is"
    said, _ = await converse(dialogue, *told, "is dit genoeg om te melden", slots={"regio": "ijmond"})
    texts = " ".join(message.tekst for message in said)
    assert not ("nog niet te zeggen" in texts and "hier hoort een melding" in texts)
