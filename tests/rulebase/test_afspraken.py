"""The agreements as they stand in `data/afspraken/`: nothing that others rely on may go missing."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import places
from assistant.rulebase.lint import check
from assistant.rulebase.loader import read

SOURCES = {
    "ijmond-2024": ("ijmond", date(2024, 7, 4)),
    "gv-addendum": ("gooi-en-vechtstreek", None),
    "vt-verbetert-2018": ("landelijk", date(2018, 11, 1)),
    "aef-2020": ("landelijk", None),
    "tsd-lokaal-netwerk": ("landelijk", None),
    "meldcode": ("landelijk", date(2019, 1, 1)),
    "landelijk": ("landelijk", None),
}
"""Region, and the date where the document gives a day or a month."""

PLACES = {
    "ijmond-2024": [
        "1.1",
        "1.2.1",
        "1.2.2",
        "2.1",
        "2.2",
        "3.1",
        "3.2",
        "3.3",
        "3.3.1",
        "3.3.2",
        "3.3.3",
        "3.3.4",
        "3.3.5",
        "3.3.6",
        "3.4",
        "3.4.1",
        "3.4.2",
        "3.4.3",
        "3.4.4",
        "3.4.5",
        "3.5",
        "3.6",
        "3.7",
        "3.8",
        "4.1",
        "4.2",
        "4.3",
        "bijlage-1",
        "bijlage-2/lokale-teams",
        "bijlage-2/directe-veiligheid",
        "bijlage-2/herstelplan",
        "bijlage-2/huiselijk-geweld",
        "bijlage-2/integraal-werken",
        "bijlage-2/kindermishandeling",
        "bijlage-2/ondersteuningsplan",
        "bijlage-2/onderzoek",
        "bijlage-2/stabiele-veiligheid",
        "bijlage-2/systeemgericht-werken",
        "bijlage-2/veiligheidsafspraken",
        "bijlage-2/veiligheidsbeoordeling",
        "bijlage-2/veiligheidsplan",
        "bijlage-2/voorwaarden-en-vervolg",
        "bijlage-2/zicht-op-veiligheid",
        "bijlage-2/afkortingen",
    ],
    "gv-addendum": [
        "doel",
        "kaders",
        "meldcode-usd",
        "consultatiefunctie",
        "procesregie",
        "artikel-1",
        "artikel-1.2.g",
        "artikel-1.2.k",
        "artikel-2.1.f",
        "artikel-2.1.k",
        "routekaart",
        "protocol/signaal",
        "protocol/advies",
        "protocol/melding",
        "protocol/keuze-vervolg",
        "protocol/voorwaarden-en-vervolg",
        "protocol/onderzoek",
        "protocol/overdracht",
        "protocol/monitor",
    ],
    "vt-verbetert-2018": [
        "werkwijze",
        "radar-en-monitor",
        "veiligheidsbeoordeling",
        "verdeling",
        "voorwaarden-en-vervolg",
        "onderzoek",
        "wettelijke-taken",
        "acht-diensten",
    ],
    "aef-2020": [
        "1.1",
        "1.2",
        "1.3",
        "2.1",
        "2.2",
        "2.3",
        "2.3.a",
        "2.3.b",
        "2.3.c",
        "2.3.d",
        "2.3.e",
        "2.3.f",
        "2.3.g",
        "2.4",
        "2.5",
        "3.1",
        "3.2",
        "3.3",
        "3.4",
        "4.1",
        "4.2",
    ],
    "tsd-lokaal-netwerk": [
        "indicator-1",
        "indicator-2",
        "indicator-3",
        "indicator-4",
        "indicator-5",
        "indicator-6",
        "indicator-7",
        "indicator-8",
        "indicator-9",
        "indicator-10",
        "indicator-11",
        "indicator-12",
    ],
    "meldcode": [
        "stap-1",
        "stap-2",
        "stap-3",
        "stap-4",
        "stap-5",
        "afweging-1",
        "afweging-2",
        "afweging-3",
        "afweging-4",
        "afweging-5",
        "begrippen",
    ],
    "landelijk": ["telefoonnummers", "spoed"],
}

CRITERIA_OF_3_2 = [
    "melder-anoniem-voor-gezin",
    "acute-bedreiging",
    "onzeker-of-geweld",
    "gezin-wil-geen-hulp",
    "zichtbaar-letsel",
    "ongeboren-kind",
    "acute-psychiatrie",
    "ouderenmishandeling",
    "eergerelateerd-geweld",
    "meerderjarig-kind",
    "seksueel-misbruik",
    "stalking",
]

CRITERIA_OF_ADVIES_OF_MELDING = [
    "wil-eigen-naam-niet-noemen",
    "wil-clientnamen-niet-noemen",
    "nieuw-incident-lopend-traject",
]

TERMS = {
    "veiligheidsbeoordeling": (5, "werkdagen"),
    "zicht-op-veiligheid": (6, "werkdagen"),
    "contact-lokaal-team": (14, "dagen"),
    "actieve-betrokkenheid": (10, "weken"),
    "monitor-3-maanden": (3, "maanden"),
    "monitor-12-maanden": (12, "maanden"),
    "stabiele-veiligheid": (6, "maanden"),
    "crisis-stabilisatie": (72, "uren"),
    "reactie-gemeente": (6, "weken"),
    "evaluatie-afspraken": (2, "jaren"),
}


@pytest.fixture(scope="module")
def rulebase():
    return read(places.afspraken())


def test_there_is_nothing_wrong(rulebase):
    assert [str(problem) for problem in check(rulebase)] == []


def test_regions(store):
    assert {"landelijk", "ijmond", "gooi-en-vechtstreek"} <= set(store.regios)


@pytest.mark.parametrize(("id", "region", "day"), [(id, *what) for id, what in SOURCES.items()])
def test_source(store, id, region, day):
    bron = store.bronnen[id]
    assert bron.regio == region
    assert day is None or bron.datum == day
    assert bron.titel
    assert bron.datum_tekst


def test_of_these_sources_only_ijmond_promises_its_evaluation(store):
    promised = {id: store.bronnen[id].evaluatie_termijn for id in SOURCES}
    assert promised == {id: "evaluatie-afspraken" if id == "ijmond-2024" else None for id in SOURCES}


@pytest.mark.parametrize("id", PLACES)
def test_places_of_a_source(store, id):
    places_there = [vindplaats.id for vindplaats in store.bronnen[id].vindplaatsen]
    assert [place for place in places_there if place in PLACES[id]] == PLACES[id]


@pytest.mark.parametrize("id", PLACES)
def test_every_place_has_a_regel(rulebase, id):
    covered = {regel.vindplaats for regel in rulebase.of("regels").values() if regel.bron == id}
    assert set(PLACES[id]) - covered == set()


def test_only_what_comes_from_the_national_protocol_explains_it(store):
    """The addendum's short explanation, and two definitions that the IJmond took and the addendum lacks."""
    explaining = {
        (bron.id, place.id)
        for bron in store.bronnen.values()
        for place in bron.vindplaatsen
        if place.landelijke_toelichting
    }
    taken = {"bijlage-2/huiselijk-geweld", "bijlage-2/kindermishandeling"}
    addendum = {("gv-addendum", place) for place in PLACES["gv-addendum"] if "protocol/" in place}
    assert explaining == addendum | {("ijmond-2024", place) for place in taken}


def test_criteria_of_paragraph_3_2_in_the_order_of_the_document(store):
    cited = [
        id
        for id, criterium in store.criteria.items()
        if (criterium.grondslag.bron, criterium.grondslag.vindplaats) == ("ijmond-2024", "3.2")
    ]
    assert cited == CRITERIA_OF_3_2


def test_criteria_for_advies_of_melding(store):
    assert set(CRITERIA_OF_ADVIES_OF_MELDING) <= set(store.criteria)
    assert set(CRITERIA_OF_ADVIES_OF_MELDING) <= set(store.beslissingen["advies-of-melding"].criteria)


def test_every_criterium_can_be_recognised_in_free_text(store):
    for id in CRITERIA_OF_3_2 + CRITERIA_OF_ADVIES_OF_MELDING:
        assert store.verwoordingen[id].ja, id


@pytest.mark.parametrize(
    ("id", "outcomes"),
    [
        ("directe-overdracht", {"directe-overdracht", "eerst-veilig-thuis"}),
        ("advies-of-melding", {"advies", "melding"}),
    ],
)
def test_decision(store, id, outcomes):
    beslissing = store.beslissingen[id]
    assert {uitkomst.id for uitkomst in beslissing.uitkomsten} == outcomes
    assert beslissing.onbeslist.id == "nog-onbekend"


def test_directe_overdracht_weighs_the_twelve_criteria(store):
    assert sorted(store.beslissingen["directe-overdracht"].criteria) == sorted(CRITERIA_OF_3_2)


@pytest.mark.parametrize(("id", "amount", "unit"), [(id, *what) for id, what in TERMS.items()])
def test_term(store, id, amount, unit):
    termijn = store.termijnen[id]
    assert (termijn.aantal, termijn.eenheid) == (amount, unit)
    assert store.regel(termijn.regel).termijn == id


@pytest.mark.parametrize(("id", "number"), [("nummer-112", "112"), ("veilig-thuis", "0800-2000")])
def test_number(store, id, number):
    assert store.contacten[id].nummer == number


def test_first_regel_of_a_subject_is_about_it(store):
    stray = [
        (onderwerp.id, regel)
        for onderwerp in store.onderwerpen.values()
        for regel in onderwerp.hoofdregels
        if onderwerp.id not in store.regel(regel).onderwerpen
    ]
    assert stray == []


def test_every_subject_has_a_regel(rulebase):
    used = {topic for regel in rulebase.of("regels").values() for topic in regel.onderwerpen}
    assert set(rulebase.of("onderwerpen")) - used == set()
