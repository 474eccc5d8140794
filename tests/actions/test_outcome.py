"""Outcomes as they are said: complete, short, dated, cited, for this region and role."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.decision import Continue
from actions.follow_ups import SayShort
from actions.parts import explain_part
from actions.turn import Turn
from actions.why import ExplainWhy
from assistant.nlu.outcome_parts import PARTS, asked_part, parts

MOMENT = "2026-03-10T14:10:00+01:00"
TUESDAY_LATER = "dinsdag 17 maart 2026"
"""Five working days after MOMENT."""
REGIONS = ("ijmond", "gooi-en-vechtstreek", None)
ROLES = (None, "lokaal-team", "bureaudienst", "omstander", "usd", "professional")
NOT_ANONYMOUS = {
    "acute-bedreiging": "nee",
    "nieuw-incident-lopend-traject": "nee",
    "wil-clientnamen-niet-noemen": "nee",
    "wil-eigen-naam-niet-noemen": "nee",
}
SUSPECTED = {**NOT_ANONYMOUS, "vermoeden-van-geweld": "ja"}


def cases(store) -> dict[str, tuple[str, dict[str, str], str]]:
    """Decision, answers and outcome of at least one case a row, and of the undecided and the colliding."""
    handover, advice = (store.beslissingen[id] for id in ("directe-overdracht", "advies-of-melding"))
    none = dict.fromkeys(handover.criteria, "nee")
    unknown = dict.fromkeys((*handover.criteria, *advice.criteria), "onbekend")
    helped = {"acute-of-structurele-onveiligheid": "nee", "zelf-hulp-mogelijk": "ja", "hulp-aanvaard": "ja"}
    incident = {**NOT_ANONYMOUS, "nieuw-incident-lopend-traject": "ja"}
    test = store.beslissingen["zelftoets"]
    good, safe = dict.fromkeys(test.criteria, "ja"), {"acute-bedreiging": "nee"}
    suspected = {**safe, "vermoeden-van-geweld": "ja"}
    nameless = {"acute-bedreiging": "nee", "wil-clientnamen-niet-noemen": "ja"}
    return {
        "letsel": ("directe-overdracht", {**none, "zichtbaar-letsel": "ja"}, "eerst-veilig-thuis"),
        "gevaar": ("directe-overdracht", {"acute-bedreiging": "ja"}, "eerst-veilig-thuis"),
        "anoniem": ("directe-overdracht", {**none, "melder-anoniem-voor-gezin": "ja"}, "eerst-veilig-thuis"),
        "vier": (
            "directe-overdracht",
            {"acute-bedreiging": "nee"}
            | dict.fromkeys(("stalking", "gezin-wil-geen-hulp", "acute-psychiatrie", "ongeboren-kind"), "ja"),
            "eerst-veilig-thuis",
        ),
        "twaalf": ("directe-overdracht", none, "directe-overdracht"),
        "onbekend": ("directe-overdracht", unknown, "nog-onbekend"),
        "onveilig": (
            "advies-of-melding",
            {**SUSPECTED, "acute-of-structurele-onveiligheid": "ja"},
            "melding",
        ),
        "gevaar-melden": ("advies-of-melding", {**SUSPECTED, "acute-bedreiging": "ja"}, "melding"),
        "geen-hulp": ("advies-of-melding", {**SUSPECTED, **helped, "hulp-aanvaard": "nee"}, "melding"),
        "incident": ("advies-of-melding", incident, "melding"),
        "helpt": ("advies-of-melding", {**SUSPECTED, **helped, "hulp-werkt": "ja"}, "advies"),
        "geen-vermoeden": ("advies-of-melding", {**NOT_ANONYMOUS, "vermoeden-van-geweld": "nee"}, "advies"),
        "geen-namen": (
            "advies-of-melding",
            {**nameless, "nieuw-incident-lopend-traject": "nee"},
            "advies",
        ),
        "botsing": (
            "advies-of-melding",
            {**nameless, "nieuw-incident-lopend-traject": "ja"},
            "nog-onbekend",
        ),
        "weet-niet": ("advies-of-melding", unknown, "nog-onbekend"),
        "vraag-1": ("afwegingsvragen", {**safe, "vermoeden-van-geweld": "nee"}, "vastleggen"),
        "vraag-3": (
            "afwegingsvragen",
            {**suspected, "acute-of-structurele-onveiligheid": "nee", "zelf-hulp-mogelijk": "nee"},
            "melden",
        ),
        "vraag-5": ("afwegingsvragen", {**suspected, **helped, "hulp-werkt": "ja"}, "hulp-en-volgen"),
        "geen-vraag": ("afwegingsvragen", unknown, "nog-onbekend"),
        "goede-toets": ("zelftoets", good, "alles-in-orde"),
        "toets": ("zelftoets", dict.fromkeys(test.criteria, "nee"), "aandachtspunten"),
        "halve-toets": ("zelftoets", {**good, test.criteria[4]: "onbekend"}, "nog-onbekend"),
    }


CASES = (
    "letsel", "gevaar", "anoniem", "vier", "twaalf", "onbekend", "onveilig", "gevaar-melden", "geen-hulp",
    "incident", "helpt", "geen-vermoeden", "geen-namen", "botsing", "weet-niet",
    "vraag-1", "vraag-3", "vraag-5", "geen-vraag", "goede-toets", "toets", "halve-toets",
)  # fmt: skip


class Said:
    """What an action said to one message, and the slots that it set."""

    def __init__(self, messages: list[dict[str, Any]], events: list[dict[str, Any]] | None) -> None:
        self.messages = messages
        self.slots = {event["name"]: event["value"] for event in events or ()}
        self.text = "\n".join(message["text"] for message in messages)
        self.words = len(self.text.split())
        self.kinds = [message["custom"]["soort"] for message in messages]
        self.buttons = [knop["payload"] for message in messages for knop in message["buttons"]]
        self.places = [(s["bron"], s["vindplaats"]) for m in messages for s in m["custom"]["bronnen"]]


def run(act, text: str = "x", reading: dict[str, Any] | None = None, **slots: Any) -> Said:
    """`act` (an Action, or a function of a turn) on a conversation with these slots."""
    slots = {"moment": MOMENT, **slots}
    intent = "regio" if set(reading or ()) == {"regio"} else "casus"
    message = {"text": text, "intent": {"name": intent}, "lezing": reading or {}}
    tracker = Tracker("1", slots, message, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    if act is explain_part:
        events = explain_part(Turn(dispatcher, tracker))
    else:
        events = act().run(dispatcher, tracker, {})
    return Said(dispatcher.messages, events)


def conclude(store, case: str, **slots: Any) -> Said:
    """The outcome of a case, said after its last question and after it was asked where it plays."""
    beslissing, answers, _ = cases(store)[case]
    slots = {"gezegd": {"welke_regio": 1}, **slots}
    return run(Continue, beslissing=beslissing, criteria=answers, vraagt="zichtbaar-letsel", **slots)


def test_an_outcome_of_one_region_waits_until_it_was_asked_where_it_plays(store):
    asked = conclude(store, "letsel", gezegd={})
    assert asked.kinds == ["keuze"]
    assert {"IJmond", "Gooi en Vechtstreek"} < set(asked.buttons)
    assert (asked.slots["uitkomst"], asked.slots["vraagt"]) == ("eerst-veilig-thuis", None)
    assert "gezegde_uitkomst" not in asked.slots
    assert conclude(store, "letsel", gezegd=asked.slots["gezegd"]).kinds == ["uitkomst"]


@pytest.mark.parametrize("known", [{"regio": "ijmond"}, {"buiten_regio": True}])
def test_where_it_plays_is_not_asked_of_who_said_so(store, known):
    assert conclude(store, "letsel", gezegd={}, **known).kinds == ["uitkomst"]


def test_an_outcome_for_everywhere_needs_no_region(store):
    assert conclude(store, "geen-hulp", gezegd={}).kinds == ["uitkomst"]


def test_who_asks_for_the_outcome_while_something_is_asked_hears_what_it_depends_on(store):
    said = run(
        Continue,
        "moet ik dit melden?",
        beslissing="advies-of-melding",
        criteria={"vermoeden-van-geweld": "ja"},
        vraagt="acute-bedreiging",
    )
    assert said.kinds == ["antwoord", "vraag"]
    assert ("meldcode", "stap-5") in said.places
    assert said.slots["vraagt"] == "acute-bedreiging"


def part_of(store, case: str, text: str, **slots: Any) -> Said:
    """What is said to `text` after the outcome of a case."""
    beslissing, answers, outcome = cases(store)[case]
    return run(explain_part, text, beslissing=beslissing, criteria=answers, uitkomst=outcome, **slots)


def test_the_cases_are_all(store):
    assert tuple(cases(store)) == CASES
    reached = {(beslissing, outcome) for beslissing, _, outcome in cases(store).values()}
    # A decision that a region adds has its outcomes checked by the lint; these are played out.
    here = [store.beslissingen[id] for id in {id for id, _ in reached}]
    assert reached == {(b.id, uitkomst.id) for b in here for uitkomst in (*b.uitkomsten, b.onbeslist)}


@pytest.mark.parametrize("case", CASES)
def test_every_outcome_is_short_cited_and_complete(store, case):
    for regio, rol in itertools.product(REGIONS, ROLES):
        said = conclude(store, case, regio=regio, rol=rol)
        assert said.kinds == ["uitkomst"]
        assert said.slots["uitkomst"] == cases(store)[case][2]
        assert said.words <= 120, said.text
        assert "Voor jou: " in said.text
        assert "{" not in said.text
        assert 1 <= len(said.places) <= 5
        assert len(set(said.places)) == len(said.places)
        assert said.slots["aangehaald"]
        buttons = [parts()[part].vraag for part in PARTS[:3]]
        assert said.buttons[:3] == buttons
        assert said.buttons[-1] == "ik wil een mens spreken"


@pytest.mark.parametrize("case", CASES)
def test_every_part_is_told_in_full_and_short(store, case):
    for (regio, rol), part in itertools.product(itertools.product(REGIONS, ROLES), PARTS):
        question = parts()[part].vraag
        said = part_of(store, case, question, regio=regio, rol=rol)
        assert said.kinds == ["antwoord"]
        assert 5 <= said.words <= 120, said.text
        assert "{" not in said.text
        assert said.places
        assert question not in said.buttons


@pytest.mark.parametrize(
    ("case", "regio", "place"),
    [
        ("letsel", "ijmond", ("ijmond-2024", "3.2")),
        ("onveilig", None, ("meldcode", "afweging-2")),
        ("geen-hulp", None, ("meldcode", "afweging-4")),
        ("incident", None, ("gv-addendum", "protocol/signaal")),
    ],
)
def test_what_decided_is_cited_first(store, case, regio, place):
    assert conclude(store, case, regio=regio).places[0] == place


def test_the_reason_names_what_decided_and_no_more(store):
    said = conclude(store, "onveilig", regio=None)
    assert "Dat komt hierdoor: het is acuut of structureel onveilig." in said.text
    assert "lopend traject" not in said.text


def test_what_is_missing_is_named_in_brief(store):
    said = conclude(store, "onbekend", regio="ijmond")
    assert "Dit weet ik nog niet: acute bedreiging, zichtbaar letsel" in said.text
    assert "en nog 7 andere punten" in said.text


@pytest.mark.parametrize("case", ["letsel", "twaalf", "onbekend"])
def test_the_date_is_that_of_a_melding_today(store, case):
    assert TUESDAY_LATER in conclude(store, case, regio="ijmond").text


def test_holidays_shift_the_date(store):
    said = conclude(store, "letsel", regio="ijmond", moment="2026-12-23T10:00:00+01:00")
    assert "donderdag 31 december 2026" in said.text
    assert ("ijmond-2024", "3.3.1") in said.places


def test_who_does_what_follows_one_term_on_another(store):
    said = part_of(store, "twaalf", "wie doet wat", regio="ijmond")
    assert TUESDAY_LATER in said.text
    assert "woensdag 18 maart 2026" in said.text  # the sixth working day
    assert "dinsdag 31 maart 2026" in said.text  # fourteen days after the veiligheidsbeoordeling
    assert ("ijmond-2024", "3.3.2") in said.places


def test_a_region_s_own_term_stands_instead_of_the_national_one(store):
    own = part_of(store, "onveilig", "wie doet wat", regio="ijmond")
    national = part_of(store, "onveilig", "wie doet wat", regio=None)
    assert own.text.count(TUESDAY_LATER) == national.text.count(TUESDAY_LATER) == 1
    assert ("ijmond-2024", "3.3.1") in own.places
    assert ("vt-verbetert-2018", "veiligheidsbeoordeling") in national.places
    assert ("ijmond-2024", "3.3.1") not in national.places


@pytest.mark.parametrize(
    ("case", "rol", "words"),
    [
        ("twaalf", "lokaal-team", "Bel binnen 14 dagen het gezin."),
        ("twaalf", "bureaudienst", "Rond de veiligheidsbeoordeling af"),
        ("twaalf", None, "Het lokale team krijgt jouw contactgegevens."),
        ("onveilig", "omstander", "alleen als jij dat goedvindt"),
    ],
)
def test_what_it_means_for_you_goes_by_role(store, case, rol, words):
    assert words in conclude(store, case, regio="ijmond", rol=rol).text


def test_danger_comes_before_everything_that_you_do(store):
    for case in ("gevaar", "gevaar-melden"):
        for regio, rol in itertools.product(REGIONS, ROLES):
            assert "Voor jou: Bel eerst 112" in conclude(store, case, regio=regio, rol=rol).text


def test_who_stays_nameless_in_danger_hears_that_a_melding_is_due(store):
    answers = {"wil-clientnamen-niet-noemen": "ja", "acute-of-structurele-onveiligheid": "ja"}
    answers |= {"acute-bedreiging": "nee", "nieuw-incident-lopend-traject": "nee"}
    said = run(Continue, beslissing="advies-of-melding", criteria=answers, vraagt="x")
    assert said.slots["uitkomst"] == "advies"
    assert "Dan hoort er een melding, en die kan niet zonder namen." in said.text


def test_elsewhere_the_outcome_says_whose_agreement_it_is_and_what_differs(store):
    said = conclude(store, "letsel", regio="gooi-en-vechtstreek")
    assert "dit is een afspraak voor de IJmond" in said.text
    otherwise = store.regel("gv.protocol.melding.drie-opties").tekst
    assert f"Anders in Gooi en Vechtstreek: {otherwise}" in said.text
    assert "afspraak voor" not in conclude(store, "letsel", regio="ijmond").text
    assert "Dit is een afspraak voor de IJmond." in conclude(store, "letsel", regio=None).text


def test_all_differences_stand_behind_a_button(store):
    said = conclude(store, "twaalf", regio="gooi-en-vechtstreek")
    question = parts()["verschil"].vraag
    assert question in said.buttons
    assert question not in conclude(store, "twaalf", regio="ijmond").buttons
    told = part_of(store, "twaalf", question, regio="gooi-en-vechtstreek")
    assert {bron for bron, _ in told.places} >= {"gv-addendum", "ijmond-2024"}


def test_a_region_named_afterwards_is_answered_by_what_differs_there(store):
    beslissing, answers, outcome = cases(store)["twaalf"]
    said = run(
        Continue,
        reading={"regio": {"regio": "gooi-en-vechtstreek"}},
        beslissing=beslissing,
        criteria=answers,
        uitkomst=outcome,
        gezegde_uitkomst=outcome,
        laatste="uitkomst",
        regio="gooi-en-vechtstreek",
    )
    assert "dit is een afspraak voor de IJmond" in said.text
    assert said.places[0][0] == "gv-addendum"


def test_an_outcome_is_not_said_twice(store):
    beslissing, answers, outcome = cases(store)["letsel"]
    state = {"beslissing": beslissing, "criteria": answers, "regio": "ijmond"}
    state |= {"uitkomst": outcome, "gezegde_uitkomst": outcome}
    assert run(Continue, **state).messages == []
    told = {"criteria": [{"criterium": "stalking", "waarde": "ja"}]}
    said = run(Continue, reading=told, **{**state, "criteria": {**answers, "stalking": "ja"}})
    assert said.text == "De uitkomst blijft: Veilig Thuis kijkt eerst."
    danger = {"criteria": [{"criterium": "acute-bedreiging", "waarde": "ja"}]}
    said = run(Continue, reading=danger, **{**state, "criteria": {**answers, "acute-bedreiging": "ja"}})
    assert "Voor jou: Bel eerst 112" in said.text


def test_why_names_what_decided_with_the_rule_behind_it(store):
    beslissing, answers, outcome = cases(store)["letsel"]
    said = run(ExplainWhy, beslissing=beslissing, criteria=answers, uitkomst=outcome, regio="ijmond")
    assert "er is letsel te zien" in said.text
    assert store.regel("ijmond.richtlijn.zichtbaar-letsel").tekst in said.text
    assert said.slots["aangehaald"][0] == "ijmond.richtlijn.zichtbaar-letsel"


@pytest.mark.parametrize(
    ("message", "part"),
    [
        ("Wat vertel ik het gezin?", "gezin"),
        ("en wat zeg ik tegen de ouders?", "gezin"),
        ("wat mag ik de ouders vertellen", "gezin"),
        ("wie doet nu wat?", "wie_wat_wanneer"),
        ("wat gebeurt er daarna", "wie_wat_wanneer"),
        ("en daarna?", None),
        ("zijn er ook andere mogelijkheden?", "ook"),
        ("wat is er anders in mijn regio", "verschil"),
        ("wie belt het gezin?", None),
        ("wat is een melding", None),
        ("en dan is er nog een zus die niemand vertrouwt", None),
        ("de ouders vertellen steeds iets anders over wat er is gebeurd en wat ik moet doen", None),
        ("", None),
    ],
)
def test_a_part_is_recognised_in_words_near_to_its_button(message, part):
    assert asked_part(message) == part


def test_before_an_outcome_the_same_words_are_a_question(store):
    question = parts()["gezin"].vraag
    assert run(explain_part, question).slots == {}
    asked = run(explain_part, question, beslissing="directe-overdracht", uitkomst="x", vraagt="stalking")
    assert asked.messages == []


def test_words_that_tell_a_fact_are_no_request(store):
    told = {"criteria": [{"criterium": "gezin-wil-geen-hulp", "waarde": "ja"}]}
    beslissing, answers, outcome = cases(store)["letsel"]
    state = {"beslissing": beslissing, "criteria": answers, "uitkomst": outcome}
    assert run(explain_part, "wat vertel ik het gezin", told, **state).messages == []


def test_while_112_is_called_nothing_is_weighed_or_asked(store):
    beslissing, answers, outcome = cases(store)["gevaar"]
    said = run(Continue, beslissing=beslissing, criteria=answers, spoed="acuut")
    assert (said.messages, said.slots["uitkomst"]) == ([], outcome)
    said = run(Continue, beslissing=beslissing, criteria=answers, vraagt="acute-bedreiging")
    assert said.messages == []
    later = run(Continue, beslissing=beslissing, criteria=answers, uitkomst=outcome)
    assert later.kinds == ["uitkomst"]


def test_the_self_assessment_tells_a_result_for_each_indicator(store):
    said = conclude(store, "halve-toets")
    assert "In orde: informatie bij de overdracht (1), " in said.text
    assert "Nog niet bekend: passende zorg (5)." in said.text
    done = part_of(store, "toets", "wie doet wat")
    assert "Indicator 1: " in done.text
    assert done.text.endswith("De rest staat in het verslag van dit gesprek.")


def test_in_brief_it_is_the_outcome_and_what_to_do(store):
    beslissing, answers, outcome = cases(store)["letsel"]
    said = run(SayShort, beslissing=beslissing, criteria=answers, uitkomst=outcome, laatste="uitkomst")
    assert said.text.startswith("Deze zaak gaat volgens de richtlijn niet direct")
    assert said.words < 60
