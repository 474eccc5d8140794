"""The agreements to browse: every way in leads to regels with source and place, at addresses that last."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest
from playwright.sync_api import expect

from assistant.rulebase.store import Layer


def get(server: str, path: str, **query: str) -> str:
    response = httpx.get(server + path, params=query or None, headers={"Accept": "text/html"})
    assert response.status_code == 200, path
    return unescape(response.text)


def test_search_finds_regels_and_shows_their_place(server):
    html = get(server, "/afspraken", zoek="warme overdracht")
    assert "bij ‘warme overdracht’" in html
    assert 'href="/afspraken/regels/ijmond.warme-overdracht' in html
    assert "IJmond 2024, 3.4" in html


def test_search_keeps_its_choices_from_page_to_page(open_page):
    page = open_page("/afspraken")
    page.get_by_label("Waar zoek je naar?").fill("gezin")
    page.get_by_text("Kies ook regio, wie of stap").click()
    page.get_by_label("Wie doet het").select_option("Het lokale team")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="Volgende").click()
    expect(page.get_by_text("Pagina 2 van")).to_be_visible()
    expect(page.get_by_label("Wie doet het")).to_have_value("lokaal-team")
    expect(page.get_by_label("Waar zoek je naar?")).to_have_value("gezin")


def test_a_search_without_result_says_what_else_to_do(server):
    assert "Niets gevonden" in get(server, "/afspraken", zoek="xqzzy")


def test_every_regel_has_a_page_with_its_source(server, store):
    for regel in store.alle(Layer())[::97]:
        html = get(server, f"/afspraken/regels/{regel.id}")
        assert regel.tekst in re.sub(r"</?a[^>]*>", "", html)
        assert store.bronnen[regel.bron].titel in html
        assert f"{server}/afspraken/regels/{regel.id}" in html
        assert store.versie(regel.id) in html


def test_differences_stand_beside_each_other(server, store):
    een, ander = store.deviations[0]
    html = get(server, f"/afspraken/regels/{een.id}")
    assert "Elders is iets anders afgesproken" in html
    assert ander.tekst in html
    both = get(server, "/afspraken/verschillen", een="gooi-en-vechtstreek", ander="ijmond")
    assert "verschillen tussen Gooi en Vechtstreek en de IJmond" in both


def test_an_overdue_evaluation_is_said(server):
    assert "geëvalueerd zijn" in get(server, "/afspraken/regels/ijmond.richtlijn.overzicht")
    assert "geëvalueerd zijn" in get(server, "/afspraken/bronnen/ijmond-2024")


def test_all_regels_of_a_role_are_listed_by_step(server, store):
    html = get(server, "/afspraken/wie/lokaal-team", regio="ijmond")
    regels = store.kies({"wie": "lokaal-team"}, Layer("ijmond"))
    assert set(re.findall(r'/afspraken/regels/([^"#]+)"', html)) == {regel.id for regel in regels}
    assert "Wat moet het lokale team?" in html


@pytest.mark.parametrize("kind", ["regios", "wie", "stappen", "bronnen"])
def test_every_entry_has_a_page(server, store, kind):
    entries = {
        "regios": store.regios,
        "wie": store.actoren,
        "stappen": store.stappen,
        "bronnen": store.bronnen,
    }
    for id in entries[kind]:
        get(server, f"/afspraken/{kind}/{id}")


def test_a_step_shows_its_checklist_and_what_follows(server):
    html = get(server, "/afspraken/stappen/warme-overdracht")
    assert "Checklist: Een warme overdracht voorbereiden en houden" in html
    assert 'href="/afspraken/stappen/na-overdracht"' in html


def test_the_glossary_leads_from_term_to_term(server, store):
    html = get(server, "/begrippen")
    for begrip in store.begrippen.values():
        assert f'id="{begrip.id}"' in html
    assert html.count('class="begriplink"') > 5


def test_terms_are_computed_from_a_chosen_day(server):
    html = get(server, "/termijnen", vanaf="2026-03-31")
    row = re.search(r'id="veiligheidsbeoordeling".*?<time datetime="([^"]+)"', html, re.DOTALL)
    # Tweede Paasdag is no working day.
    assert row and row[1] == "2026-04-08"


def test_the_map_is_told_in_words_as_well(server, store):
    html = get(server, "/routekaart")
    for stap in store.stappen.values():
        assert stap.uitleg in html


def test_new_employees_find_their_entrance(open_page):
    page = open_page("/")
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Nieuw hier?").click()
    expect(page.get_by_role("link", name="Leren en oefenen")).to_have_attribute("href", "/leren")
    page.get_by_role("combobox", name="Moment").select_option(
        label="Zaterdag 14 maart 2026, 22.15 uur (weekend)"
    )
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("doet alsof het zaterdag 14 maart 2026")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/bestaat-niet", 404),
        ("/afspraken/regels/bestaat.niet", 404),
        ("/afspraken/regios/atlantis", 404),
        ("/afspraken?regio=atlantis", 400),
        ("/termijnen?vanaf=2026-02-30", 400),
        ("/termijnen?vanaf=1200-01-01", 400),
        ("/?regio=atlantis", 400),
        ("/?moment=gisteren", 400),
    ],
)
def test_errors_are_pages_for_people_and_json_for_programs(server, path, status):
    people = httpx.get(server + path, headers={"Accept": "text/html"})
    assert people.status_code == status
    assert "<h1" in people.text
    assert "0800-2000" in people.text
    programs = httpx.get(server + path)
    assert programs.status_code == status
    assert programs.headers["content-type"] == "application/problem+json"


def test_a_regel_prints_without_what_belongs_to_a_screen(open_page):
    page = open_page("/afspraken/regels/ijmond.richtlijn.overzicht")
    page.emulate_media(media="print")
    expect(page.locator(".regel__groot")).to_be_visible()
    for part in (".nood", ".hoofdmenu", ".voet"):
        expect(page.locator(part)).to_be_hidden()
