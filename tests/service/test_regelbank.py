"""The rule base over HTTP: regels, sources, terms, decisions, and who can be reached."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from assistant.rulebase.store import RuleStore

RICHTLIJN = {
    "bron": "ijmond-2024",
    "vindplaats": "3.2",
    "titel": "Richtlijn voor de verdeling",
    "kort": "IJmond 2024",
}
GUIDELINE = [
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


@pytest.fixture(scope="module")
def api(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{server}/v1", timeout=60) as client:
        yield client


def get(api: httpx.Client, path: str, **query: str | int) -> dict:
    response = api.get(path, params=query)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    assert response.headers["api-version"] == "1.0.0"
    return response.json()


def test_a_regel(api, store: RuleStore):
    regel = store.regel("ijmond.monitor.eerste-na-3-maanden")
    assert get(api, f"/regels/{regel.id}") == {
        "id": regel.id,
        "versie": store.versie(regel.id),
        "tekst": regel.tekst,
        "soort": "termijn",
        "bron": "ijmond-2024",
        "vindplaats": "3.4.5",
        "titel": "Monitoren na een dienst",
        "regio": "ijmond",
        "onderwerpen": ["monitoren"],
        "wie": "veilig-thuis",
        "jegens": ["gezin"],
        "stap": "monitor",
        "na": "warme-overdracht",
        "als": None,
        "termijn": "monitor-3-maanden",
        "criterium": None,
        "begrip": None,
        "gebied": None,
        "beroepsgroep": None,
        "wijktAfVan": [],
        "zieOok": [],
        "geldigVanaf": None,
        "geldigTot": None,
        "controle": None,
    }


def test_a_regel_with_a_condition_that_nobody_checked_yet(api):
    regel = get(api, "/regels/landelijk.nummer.112")
    assert regel["als"] == {"tekst": "Als er levensgevaar is of elke seconde telt.", "criteria": {}}
    unchecked = next(r for r in every(api, bron="meldcode") if r["controle"])
    assert unchecked["controle"].keys() == {"status", "datum", "toelichting"}


def every(api: httpx.Client, **query: str) -> list[dict]:
    """The regels of all pages."""
    pages = [get(api, "/regels", **query)]
    pages += [get(api, "/regels", pagina=number, **query) for number in range(2, pages[0]["paginas"] + 1)]
    return [regel for page in pages for regel in page["regels"]]


def test_all_regels_in_pages_of_twenty(api, store: RuleStore):
    page = get(api, "/regels")
    assert page.keys() == {"regels", "totaal", "pagina", "paginas"}
    assert (len(page["regels"]), page["pagina"]) == (20, 1)
    ids = [regel["id"] for regel in every(api, bron="gv-addendum")]
    expected = {regel.id for topic in store.onderwerpen for regel in over_all(store, topic, "gv-addendum")}
    assert len(ids) == len(set(ids))
    assert set(ids) == expected


def over_all(store: RuleStore, topic: str, bron: str) -> list:
    from assistant.rulebase.store import Layer

    return [regel for regel in store.over(topic, Layer()) if regel.bron == bron]


def test_a_page_after_the_last_is_empty(api):
    page = get(api, "/regels", bron="landelijk", pagina=99)
    assert (page["regels"], page["pagina"], page["paginas"]) == ([], 99, 1)


def test_searching(api):
    page = get(api, "/regels", zoek="warme overdracht", regio="ijmond")
    assert page["totaal"] > 20
    assert page["paginas"] == -(-page["totaal"] // 20)
    assert "ijmond.warme-overdracht" in page["regels"][0]["id"]
    again = get(api, "/regels", zoek="warme overdracht", regio="ijmond", pagina=2)
    assert {r["id"] for r in page["regels"]}.isdisjoint(r["id"] for r in again["regels"])


def test_searching_for_nothing_that_is_there(api):
    assert get(api, "/regels", zoek="sinaasappelsap") == {
        "regels": [],
        "totaal": 0,
        "pagina": 1,
        "paginas": 0,
    }


@pytest.mark.parametrize(
    "words",
    [
        '"melding" OR',
        "melding\x00",
        "NEAR(melding",
        "melding*",
        "'; drop table",
        "/:;\">'\u200b~/NEAR[~",
        '?²"b',
    ],
)
def test_searching_for_what_means_something_to_sql(api, words):
    assert get(api, "/regels", zoek=words).keys() == {"regels", "totaal", "pagina", "paginas"}


def test_of_one_source(api):
    assert {regel["bron"] for regel in every(api, zoek="gezin", bron="tsd-lokaal-netwerk")} == {
        "tsd-lokaal-netwerk"
    }


def test_of_one_region_with_the_nation(api):
    regions = {regel["regio"] for regel in every(api, zoek="gezin", regio="ijmond")}
    assert {"ijmond", "landelijk"} <= regions
    elsewhere = [r for r in every(api, zoek="gezin", regio="ijmond") if r["regio"] == "gooi-en-vechtstreek"]
    assert all(regel["vindplaats"].startswith("protocol/") for regel in elsewhere)


def test_empty_parameters_are_absent(api):
    empty = {"zoek": "", "regio": "", "bron": "", "peildatum": "", "pagina": ""}
    assert get(api, "/regels", **empty) == get(api, "/regels")


def test_sources(api, store: RuleStore):
    bronnen = {bron["id"]: bron for bron in get(api, "/bronnen")["bronnen"]}
    assert list(bronnen) == list(store.bronnen)
    ours = [
        "ijmond-2024",
        "gv-addendum",
        "vt-verbetert-2018",
        "aef-2020",
        "tsd-lokaal-netwerk",
        "meldcode",
        "landelijk",
    ]
    assert [id for id in bronnen if id in ours] == ours
    assert bronnen["tsd-lokaal-netwerk"]["vindplaatsen"][0].keys() == {"id", "titel"}
    places = bronnen["ijmond-2024"].pop("vindplaatsen")
    assert [place["id"] for place in places] == [v.id for v in store.bronnen["ijmond-2024"].vindplaatsen]
    assert bronnen["ijmond-2024"] == {
        "id": "ijmond-2024",
        "titel": "Samenwerkingsafspraken Veilig Thuis – lokale teams IJmond",
        "kort": "IJmond 2024",
        "regio": "ijmond",
        "datum": "2024-07-04",
        "datumTekst": "4 juli 2024",
        "gewicht": "norm",
        "evaluatieUiterlijk": "2026-07-04",
    }
    assert bronnen["gv-addendum"]["evaluatieUiterlijk"] is None


def test_terms_of_the_field(api, store: RuleStore):
    begrippen = {begrip["id"]: begrip for begrip in get(api, "/begrippen")["begrippen"]}
    assert begrippen["directe-veiligheid"] == {
        "id": "directe-veiligheid",
        "term": "directe veiligheid",
        "ookGenoemd": ["direct veilig", "veiligheid op korte termijn"],
        "uitleg": store.regel("ijmond.begrip.directe-veiligheid").tekst,
        "bronnen": [
            {
                "bron": "ijmond-2024",
                "vindplaats": "bijlage-2/directe-veiligheid",
                "titel": "Begrip: directe veiligheid",
                "regel": "ijmond.begrip.directe-veiligheid",
                "versie": store.versie("ijmond.begrip.directe-veiligheid"),
                "kort": "IJmond 2024",
            }
        ],
    }


def test_services_to_call(api):
    contacts = get(api, "/contacten")["contacten"]
    assert contacts[0].pop("gecontroleerdOp")
    assert contacts[0] == {
        "id": "nummer-112",
        "naam": "Alarmnummer 112",
        "nummer": "112",
        "doel": "Bel 112 bij levensgevaar of als elke seconde telt.",
        "wanneer": "altijd",
        "kosten": None,
    }
    assert "0800-2000" in [contact["nummer"] for contact in contacts]


def test_regions(api):
    regios = {regio["id"]: regio for regio in get(api, "/regios")["regios"]}
    assert {"ijmond", "gooi-en-vechtstreek"} <= regios.keys()
    assert "landelijk" not in regios
    assert regios["ijmond"] == {
        "id": "ijmond",
        "naam": "IJmond",
        "veiligThuis": "Veilig Thuis Kennemerland",
        "gemeenten": [
            {
                "naam": "Velsen",
                "plaatsen": [
                    "IJmuiden",
                    "Santpoort",
                    "Driehuis",
                    "Velserbroek",
                    "Velsen-Noord",
                    "Velsen-Zuid",
                ],
            },
            {"naam": "Beverwijk", "plaatsen": ["Wijk aan Zee"]},
            {"naam": "Heemskerk", "plaatsen": []},
        ],
    }


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


def test_terms(api, store: RuleStore):
    terms = {term["id"]: term for term in get(api, "/termijnen")["termijnen"]}
    assert {id: (term["aantal"], term["eenheid"]) for id, term in terms.items()} == TERMS
    assert terms["contact-lokaal-team"] == {
        "id": "contact-lokaal-team",
        "naam": "Contact van het lokale team met het gezin",
        "aantal": 14,
        "eenheid": "dagen",
        "vanaf": "de ontvangst van de gegevens",
        "bronnen": [
            {
                "bron": "ijmond-2024",
                "vindplaats": "3.3.2",
                "titel": "Betrokkenen informeren",
                "regel": "ijmond.directe-overdracht.contact-binnen-14-dagen",
                "versie": store.versie("ijmond.directe-overdracht.contact-binnen-14-dagen"),
                "kort": "IJmond 2024",
            }
        ],
    }


@pytest.mark.parametrize(
    ("term", "start", "end"),
    [
        # Wednesday; Goede Vrijdag counts, Tweede Paasdag doesn't.
        ("veiligheidsbeoordeling", "2026-04-01", "2026-04-09"),
        # Friday; Koningsdag is a Monday, Bevrijdingsdag only counts as closed in lustrum years.
        ("veiligheidsbeoordeling", "2026-04-24", "2026-05-04"),
        ("zicht-op-veiligheid", "2026-04-24", "2026-05-05"),
        ("veiligheidsbeoordeling", "2025-04-30", "2025-05-08"),
        # Hemelvaartsdag and Tweede Pinksterdag.
        ("veiligheidsbeoordeling", "2026-05-13", "2026-05-21"),
        ("veiligheidsbeoordeling", "2026-05-20", "2026-05-28"),
        # Both Kerstdagen (the second on a Saturday) and Nieuwjaarsdag.
        ("veiligheidsbeoordeling", "2026-12-24", "2027-01-04"),
        # A Saturday is day 0 like any other day.
        ("veiligheidsbeoordeling", "2026-01-10", "2026-01-16"),
        ("contact-lokaal-team", "2026-04-01", "2026-04-15"),
        ("actieve-betrokkenheid", "2026-04-01", "2026-06-10"),
        ("monitor-3-maanden", "2025-11-30", "2026-02-28"),
        ("monitor-12-maanden", "2024-02-29", "2025-02-28"),
        ("stabiele-veiligheid", "2025-08-31", "2026-02-28"),
        ("crisis-stabilisatie", "2026-02-27", "2026-03-02"),
        ("reactie-gemeente", "2026-04-01", "2026-05-13"),
        ("evaluatie-afspraken", "2024-07-04", "2026-07-04"),
        ("evaluatie-afspraken", "2090-12-31", "2092-12-31"),
    ],
)
def test_end_of_a_term(api, term, start, end):
    answer = get(api, f"/termijnen/{term}/datum", vanaf=start)
    terms = {term["id"]: term for term in get(api, "/termijnen")["termijnen"]}
    assert answer == {"datum": end, "bronnen": terms[term]["bronnen"]}


def test_decisions(api):
    decisions = {decision["id"]: decision for decision in get(api, "/beslissingen")["beslissingen"]}
    assert decisions.keys() >= {"directe-overdracht", "advies-of-melding"}
    handover = decisions["directe-overdracht"]
    assert handover.keys() == {
        "id",
        "naam",
        "vraag",
        "regio",
        "criteria",
        "uitkomsten",
        "bronnen",
    }
    assert {criterium["id"] for criterium in handover["criteria"]} == set(GUIDELINE)
    assert handover["criteria"][0].keys() == {"id", "naam", "vraag", "waarom"}
    assert {uitkomst["id"] for uitkomst in handover["uitkomsten"]} == {
        "directe-overdracht",
        "eerst-veilig-thuis",
        "nog-onbekend",
    }
    assert {**RICHTLIJN, "regel": None, "versie": None} in handover["bronnen"]
    assert [uitkomst["id"] for uitkomst in decisions["advies-of-melding"]["uitkomsten"]] == [
        "advies",
        "melding",
        "nog-onbekend",
    ]


def weigh(api: httpx.Client, decision: str, **answers: str) -> dict:
    body = {"antwoorden": {name.replace("_", "-"): value for name, value in answers.items()}}
    response = api.post(f"/beslissingen/{decision}/wegingen", json=body)
    assert response.status_code == 200, response.text
    weging = response.json()
    assert weging.keys() == {"uitkomst", "doorslag", "open", "bronnen", "toelichting"}
    return weging


def test_one_yes_settles_the_handover(api, store: RuleStore):
    weging = weigh(api, "directe-overdracht", zichtbaar_letsel="ja")
    assert (weging["uitkomst"], weging["doorslag"]) == ("eerst-veilig-thuis", ["zichtbaar-letsel"])
    assert set(weging["open"]) == set(GUIDELINE) - {"zichtbaar-letsel"}
    assert weging["open"][0] == "acute-bedreiging"
    deciding = "ijmond.richtlijn.zichtbaar-letsel"
    assert weging["bronnen"][0] == {**RICHTLIJN, "regel": deciding, "versie": store.versie(deciding)}


def test_everything_no_is_a_handover(api):
    weging = weigh(api, "directe-overdracht", **dict.fromkeys(GUIDELINE, "nee"))
    assert (weging["uitkomst"], weging["open"]) == ("directe-overdracht", [])
    assert set(weging["doorslag"]) == set(GUIDELINE)


@pytest.mark.parametrize("unknown", GUIDELINE)
def test_unknown_is_not_no(api, unknown):
    weging = weigh(api, "directe-overdracht", **{**dict.fromkeys(GUIDELINE, "nee"), unknown: "onbekend"})
    assert (weging["uitkomst"], weging["doorslag"], weging["open"]) == ("nog-onbekend", [], [unknown])


def test_an_empty_weighing_asks_for_danger_first(api):
    weging = weigh(api, "directe-overdracht")
    assert (weging["uitkomst"], weging["open"][0], len(weging["open"])) == (
        "nog-onbekend",
        "acute-bedreiging",
        12,
    )


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"wil_clientnamen_niet_noemen": "ja", "nieuw_incident_lopend_traject": "nee"}, "advies"),
        ({"nieuw_incident_lopend_traject": "ja"}, "melding"),
        # Two agreements collide: nobody decides.
        ({"nieuw_incident_lopend_traject": "ja", "wil_clientnamen_niet_noemen": "ja"}, "nog-onbekend"),
        ({}, "nog-onbekend"),
    ],
)
def test_advice_or_report(api, answers, outcome):
    assert weigh(api, "advies-of-melding", **answers)["uitkomst"] == outcome


@pytest.mark.parametrize(
    ("moment", "open", "route"),
    [
        ("2026-01-12T08:59:59+01:00", False, "crisisdienst"),
        ("2026-01-12T09:00:00+01:00", True, "bureaudienst"),
        ("2026-01-12T16:59:59+01:00", True, "bureaudienst"),
        ("2026-01-12T17:00:00+01:00", False, "crisisdienst"),
        ("2026-01-12T15:59:00Z", True, "bureaudienst"),
        ("2026-01-12T16:00:00Z", False, "crisisdienst"),
        ("2026-07-13T07:00:00Z", True, "bureaudienst"),  # summer time
        ("2026-01-10T12:00:00+01:00", False, "crisisdienst"),  # Saturday
        ("2026-04-03T12:00:00+02:00", True, "bureaudienst"),  # Goede Vrijdag
        ("2026-04-06T12:00:00+02:00", False, "crisisdienst"),  # Tweede Paasdag
        ("2026-05-05T12:00:00+02:00", True, "bureaudienst"),  # Bevrijdingsdag, no lustrum
        ("2030-05-06T12:00:00+02:00", True, "bureaudienst"),
        ("2025-05-05T12:00:00+02:00", False, "crisisdienst"),  # Bevrijdingsdag, lustrum
    ],
)
@pytest.mark.parametrize("regio", ["", "ijmond", "gooi-en-vechtstreek"])
def test_who_can_be_reached(api, regio, moment, open, route):
    found = get(api, "/bereikbaarheid", regio=regio, moment=moment)
    assert found.keys() == {"kantoortijd", "route", "contacten", "bronnen"}
    assert (found["kantoortijd"], found["route"]) == (open, route)
    assert [contact["nummer"] for contact in found["contacten"]][:2] == ["0800-2000", "112"]
    assert found["bronnen"]


def test_who_can_be_reached_now(api):
    assert get(api, "/bereikbaarheid")["route"] in ("bureaudienst", "crisisdienst")


def test_the_plus_of_an_offset_that_was_not_escaped(api, server):
    response = httpx.get(f"{server}/v1/bereikbaarheid?moment=2026-01-12T12:00:00+01:00")
    assert (response.status_code, response.json()["kantoortijd"]) == (200, True)
