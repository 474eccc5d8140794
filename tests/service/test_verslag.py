"""The summary of a consultation: true, complete, anonymous and printable, at any moment of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser

import httpx
import pytest

from assistant.service.accept import preferred
from assistant.service.conversations import Stored
from assistant.service.models import Bericht, Beurt, BronVerwijzing, Gesprek, Knop, Stand
from assistant.service.verslag import as_html, as_markdown, compose, page_policy

from .api_checks import assert_problem

TUESDAY = "2026-03-10T14:10:00+01:00"
NASTY = "<script>alert(1)</script> | **vet** [klik](http://kwaad.example) `x` &amp; www.kwaad.example\n# kop"


def bron(store, regel: str, versie: str | None = None) -> BronVerwijzing:
    entry = store.regel(regel)
    return BronVerwijzing(
        bron=entry.bron,
        vindplaats=entry.vindplaats,
        titel=store.vindplaats(entry.bron, entry.vindplaats).titel,
        regel=regel,
        versie=versie or store.versie(regel),
        kort=store.bronnen[entry.bron].kort,
    )


def beurt(vraag: str | None, soort: str = "antwoord", **fields) -> Beurt:
    """A turn: `bronnen`, `knoppen` and `urgentie` as given, all other fields are those of its stand."""
    bericht = Bericht(tekst="x", bronnen=fields.pop("bronnen", []), knoppen=fields.pop("knoppen", []))
    urgentie, geredigeerd = fields.pop("urgentie", "geen"), fields.pop("geredigeerd", False)
    empty = {"regio": None, "beslissing": None, "criteria": {}, "vraagt": None, "uitkomst": None}
    return Beurt(
        vraag=vraag,
        geredigeerd=geredigeerd,
        urgentie=urgentie,
        soort=soort,
        berichten=[bericht],
        stand=Stand(**{**empty, **fields}),
    )


def stored(*turns: Beurt, moment: str | None = TUESDAY, **slots) -> Stored:
    greeting = beurt(None, "begroeting")
    gesprek = Gesprek(id="x" * 24, regio=None, beurten=[greeting, *turns])
    return Stored(gesprek, {"moment": moment, **slots}, datetime.fromisoformat("2026-01-02T23:30:00+00:00"))


def markdown(store, *turns: Beurt, **slots) -> str:
    return as_markdown(store, compose(store, stored(*turns, **slots)))


def section(text: str, heading: str) -> str:
    """What stands under the first heading that starts so."""
    found = re.search(rf"^## {heading}[^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"geen kop {heading!r}"
    return found[1]


LETSEL = {"acute-bedreiging": "nee", "zichtbaar-letsel": "ja", "stalking": "onbekend"}
HANDOVER = {"beslissing": "directe-overdracht", "criteria": LETSEL, "uitkomst": "eerst-veilig-thuis"}


def test_an_empty_conversation_has_a_summary(store):
    text = markdown(store)
    assert text.startswith("# Verslag van een consultatie\n")
    assert "dinsdag 10 maart 2026, 14.10 uur" in text
    for nothing in ("nog niets gevraagd", "nog niets vastgesteld", "nog geen beslissing", "niets aangehaald"):
        assert nothing in text
    assert "0800-2000" in section(text, "Wie je kunt bellen")
    assert "geen namen" in section(text, "Let op")
    assert "{" not in text


def test_without_a_given_moment_it_is_that_of_the_last_message_in_the_netherlands(store):
    assert "zaterdag 3 januari 2026, 00.30 uur" in markdown(store, moment=None)


def test_what_was_established_stands_by_value(store):
    facts = section(markdown(store, beurt("blauwe plek op de arm", **HANDOVER)), "Wat is vastgesteld")
    assert "**Ja:** zichtbaar letsel" in facts
    assert "**Nee:** acute bedreiging" in facts
    assert "**Niet bekend:** stalking" in facts


def test_the_outcome_with_its_reason_and_dates(store):
    text = markdown(store, beurt("blauwe plek op de arm", regio="ijmond", **HANDOVER))
    outcome = section(text, "Uitkomst")
    assert "**Veilig Thuis kijkt eerst.**" in outcome
    assert "**Dit gaf de doorslag:** er is letsel te zien" in outcome
    assert "**Voor jou:**" in outcome
    steps = section(text, "Vervolgstappen")
    assert "meldt op dinsdag 10 maart 2026" in steps
    assert re.search(r"^\| Veilig Thuis \| .* \| dinsdag 17 maart 2026 \|$", steps, re.MULTILINE)
    assert "geen vaste datum" in steps


def test_the_role_decides_what_it_means_for_you(store):
    turn = beurt("x y z a", regio="ijmond", **HANDOVER)
    text = markdown(store, turn, rol="lokaal-team")
    assert "**Rol:** het lokale team" in text
    assert "overdrachtstafel" in section(text, "Uitkomst")
    assert "**Rol:**" not in markdown(store, turn)


def test_every_decision_has_its_outcome_on_the_facts_at_the_end(store):
    first = beurt("er is letsel", regio="ijmond", **HANDOVER)
    later = {**LETSEL, "zichtbaar-letsel": "nee", "nieuw-incident-lopend-traject": "ja"}
    later |= {"wil-clientnamen-niet-noemen": "nee", "wil-eigen-naam-niet-noemen": "nee"}
    second = beurt(
        "er is geen letsel",
        regio="ijmond",
        beslissing="advies-of-melding",
        criteria=later,
        uitkomst="melding",
    )
    text = markdown(store, first, second)
    headings = re.findall(r"^## Uitkomst: (.*)$", text, re.MULTILINE)
    assert headings == [store.beslissingen[id].vraag for id in ("directe-overdracht", "advies-of-melding")]
    assert "nog niet allemaal beantwoord" in section(text, "Uitkomst: Kan deze zaak")
    assert "Veilig Thuis kijkt eerst" not in text
    assert "**Melding.**" in section(text, "Uitkomst: Moet ik melden")


def test_a_step_of_two_decisions_stands_in_the_table_once(store):
    facts = {**LETSEL, "nieuw-incident-lopend-traject": "ja"}
    facts |= {"wil-clientnamen-niet-noemen": "nee", "wil-eigen-naam-niet-noemen": "nee"}
    turns = [
        beurt("een vraag over iets", regio="ijmond", beslissing=id, criteria=facts)
        for id in ("directe-overdracht", "advies-of-melding")
    ]
    steps = section(markdown(store, *turns), "Vervolgstappen").strip().split("\n\n")[-1].splitlines()
    assert all(line.startswith("| ") for line in (steps[0], *steps[2:]))
    assert len(steps) == len(set(steps))
    assert sum("is de veiligheidsbeoordeling uiterlijk" in line for line in steps) == 1
    assert any("gecertificeerde instelling" in line for line in steps)


def test_starting_over_leaves_the_former_case_out(store):
    source = bron(store, "ijmond.richtlijn.stalking")
    text = markdown(
        store,
        beurt("iemand wordt gestalkt", bronnen=[source], **HANDOVER),
        beurt("opnieuw beginnen", "begroeting"),
        beurt("kan ik anoniem melden?"),
    )
    assert "gestalkt" not in text
    assert "directe overdracht" not in text.lower()
    assert "ijmond.richtlijn.stalking" not in text
    assert "kan ik anoniem melden?" in text


def test_questions_are_kept_and_taps_greetings_and_short_answers_are_not(store):
    yes = Knop(titel="Ja", tekst="ja")
    more = Knop(titel="Meer hierover", tekst="meer hierover graag")
    text = markdown(
        store,
        beurt("hoi hoe gaat het", "smalltalk"),
        beurt("Moet ik melden?", knoppen=[yes], vraagt="acute-bedreiging"),
        beurt("ja", vraagt="stalking"),
        beurt("nee hoor niet", knoppen=[more]),
        beurt("meer hierover graag"),
        beurt("Wie belt het gezin?"),
    )
    asked = re.findall("“(.*)”", section(text, "Wat er is gevraagd"))
    assert asked == ["Moet ik melden?", "Wie belt het gezin?"]


def test_what_was_redacted_is_said(store):
    assert "uit de tekst gehaald" in markdown(store, beurt("[NAAM 1] slaat haar", geredigeerd=True))
    assert "uit de tekst gehaald" not in markdown(store, beurt("hij slaat haar"))


@pytest.mark.parametrize(("urgentie", "said"), [("acuut", "112 te bellen"), ("crisis", "kon wachten")])
def test_urgency_is_kept(store, urgentie, said):
    text = markdown(store, beurt("hij slaat haar nu", urgentie=urgentie), beurt("en verder?"))
    assert said in text.replace("niet kon wachten", "kon wachten")
    assert said not in markdown(store, beurt("en verder?"))


def test_regels_are_cited_once_with_place_title_and_version(store):
    regel = "ijmond.richtlijn.zichtbaar-letsel"
    source = bron(store, regel)
    table = section(
        markdown(store, beurt("een", bronnen=[source]), beurt("twee", bronnen=[source])), "Aangehaalde regels"
    )
    rows = [line for line in table.splitlines() if regel in line]
    title = "Samenwerkingsafspraken Veilig Thuis – lokale teams IJmond (4 juli 2024)"
    assert rows == [f"| {title} | 3.2 | {source.titel} | {regel} | {store.versie(regel)} |"]


def test_a_regel_that_was_changed_since_is_said_to_be(store):
    source = bron(store, "ijmond.richtlijn.zichtbaar-letsel", versie="000000000000")
    assert "000000000000 (na dit gesprek gewijzigd)" in markdown(store, beurt("een", bronnen=[source]))
    gone = source.model_copy(update={"regel": "ijmond.verdwenen"})
    assert "ijmond.verdwenen" in markdown(store, beurt("een", bronnen=[gone]))


def test_a_whole_place_is_left_out_where_a_regel_of_it_is_cited(store):
    source = bron(store, "ijmond.richtlijn.stalking")
    whole = source.model_copy(update={"regel": None, "versie": None})
    text = markdown(store, beurt("een", bronnen=[whole, source]))
    assert "de hele vindplaats" not in text
    assert "ijmond.richtlijn.stalking" in text


def test_a_whole_place_has_no_version(store):
    source = bron(store, "ijmond.richtlijn.stalking").model_copy(update={"regel": None, "versie": None})
    assert "| de hele vindplaats | – |" in markdown(store, beurt("een", bronnen=[source]))


@pytest.mark.parametrize(("moment", "overdue"), [(TUESDAY, False), ("2026-07-05T12:00:00+02:00", True)])
def test_an_overdue_evaluation_of_a_cited_source_is_said(store, moment, overdue):
    source = bron(store, "ijmond.richtlijn.stalking")
    notes = section(markdown(store, beurt("een", bronnen=[source]), moment=moment), "Let op")
    assert ("zaterdag 4 juli 2026 geëvalueerd" in notes) is overdue
    assert "geëvalueerd" not in markdown(store, beurt("een"), moment=moment)


@pytest.mark.parametrize(
    ("moment", "who"), [(TUESDAY, "de bureaudienst"), ("2026-03-14T22:00:00+01:00", "de crisisdienst")]
)
def test_the_clock_of_the_conversation_says_who_answers(store, moment, who):
    assert who in section(markdown(store, moment=moment), "Wie je kunt bellen")


def test_elsewhere_it_says_whose_agreement_it_is_and_what_differs(store):
    text = section(
        markdown(store, beurt("er is letsel", regio="gooi-en-vechtstreek", **HANDOVER)), "Uitkomst"
    )
    assert "Dit is een afspraak voor de IJmond." in text
    assert "**Anders afgesproken in Gooi en Vechtstreek:**" in text


def test_what_was_typed_is_escaped_in_markdown(store):
    text = section(markdown(store, beurt(NASTY)), "Wat er is gevraagd")
    [line] = [line for line in text.splitlines() if "alert" in line]
    assert line.startswith("- “\\<script\\>alert(1)\\</script\\> \\| \\*\\*vet\\*\\* \\[klik\\]")
    assert "http:\\//kwaad" in line
    assert "\\&amp;" in line
    assert "www\\.kwaad" in line
    assert line.endswith("# kop”")


class _Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text += " " if tag in ("td", "th", "dt", "dd", "li", "p") else ""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def page(store) -> _Page:
    source = bron(store, "ijmond.richtlijn.zichtbaar-letsel")
    verslag = compose(store, stored(beurt(NASTY, regio="ijmond", bronnen=[source], **HANDOVER)))
    return _Page(as_html(store, verslag))


def test_the_page_escapes_and_runs_nothing(page):
    assert page.all("script") == []
    assert NASTY.replace("\n", " ") in page.text
    assert not any(name.startswith("on") or name == "style" for _, found in page.elements for name in found)
    assert page.all("link") == page.all("img") == []


def test_the_page_is_accessible(page):
    assert page.all("html") == [{"lang": "nl"}]
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        for reference in ("aria-labelledby", "aria-describedby"):
            assert attributes.get(reference) in (None, *ids)
    assert all(attributes.get("scope") == "col" for attributes in page.all("th"))
    assert {"href": "tel:08002000"} in page.all("a")
    assert {"datetime": "2026-03-17"} in page.all("time")


def test_the_page_may_load_its_own_styles_only(store):
    assert page_policy().startswith("default-src 'none'; style-src 'sha256-")
    assert "@media print" in as_html(store, compose(store, stored()))


def test_both_forms_say_the_same(store):
    verslag = compose(store, stored(beurt("er is letsel", regio="ijmond", **HANDOVER)))
    printed = re.sub(r"<style>.*?</style>", "", as_html(store, verslag), flags=re.DOTALL)
    assert _words(as_markdown(store, verslag)) == _words(_Page(printed).text)


def _words(text: str) -> set[str]:
    """The words and numbers of a text, without what gives it its form."""
    return set(re.findall(r"[\w’]+(?:[-./][\w’]+)*", text))


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("*/*", "text/markdown"),
        ("", "text/markdown"),
        ("text/*", "text/markdown"),
        ("text/html", "text/html"),
        ("TEXT/HTML;charset=utf-8", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/markdown;q=0.5, text/html;q=0.4", "text/markdown"),
        ("text/html;q=0.5, */*;q=0.1", "text/html"),
        ("text/markdown;q=0, */*", "text/html"),
        ("text/html;q=onzin", "text/html"),
        ("application/json, */*;q=0.1", "text/markdown"),
        ("application/pdf", None),
        ("text/html;q=0", None),
    ],
)
def test_the_form_that_a_client_wants_most(accept, wanted):
    assert preferred(accept, ("text/markdown", "text/html")) == wanted


@pytest.fixture(scope="module")
def api(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{server}/v1", timeout=60) as client:
        yield client


def begin(api: httpx.Client, *messages: str, regio: str | None = "ijmond") -> str:
    """The address of a conversation in which this was said."""
    id = api.post("/gesprekken", json={"regio": regio, "moment": TUESDAY}).json()["id"]
    for message in messages:
        assert api.post(f"/gesprekken/{id}/berichten", json={"tekst": message}).status_code == 201
    return f"/gesprekken/{id}"


def test_a_conversation_from_beginning_to_summary(api):
    address = begin(api, "Kan deze zaak direct naar het lokale team?", "nee", "ja")
    gesprek = api.get(address).json()
    assert gesprek["beurten"][-1]["stand"]["uitkomst"] == "eerst-veilig-thuis"
    said = gesprek["beurten"][-1]["berichten"][-1]
    response = api.get(f"{address}/verslag")
    assert response.headers["content-type"] == "text/markdown; charset=utf-8"
    assert response.headers["vary"] == "Accept"
    assert response.headers["api-version"] == "1.0.0"
    assert "**Veilig Thuis kijkt eerst.**" in response.text
    assert "dinsdag 17 maart 2026" in response.text
    for source in said["bronnen"]:
        assert f"| {source['vindplaats']} |" in response.text
        assert source["versie"] in response.text
    assert api.get(f"{address}/verslag").text == response.text


def test_a_browser_gets_a_page(api):
    address = begin(api, "Wat is een melding?")
    response = api.get(f"{address}/verslag", headers={"Accept": "text/html,*/*;q=0.8"})
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"] == page_policy()
    assert "Wat is een melding?" in _Page(response.text).text
    asked = api.head(f"{address}/verslag", headers={"Accept": "text/html"})
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["content-type"] == "text/html; charset=utf-8"


def test_no_name_reaches_the_summary(api):
    address = begin(api, "Mevrouw Van den Kwispelstaart wordt geslagen, bel haar op 06-12345678.")
    for accept in ("text/markdown", "text/html"):
        text = api.get(f"{address}/verslag", headers={"Accept": accept}).text
        assert "Kwispelstaart" not in text
        assert "12345678" not in text


def test_other_forms_and_other_conversations_are_refused(api):
    address = begin(api)
    detail = assert_problem(api.get(f"{address}/verslag", headers={"Accept": "application/pdf"}), 406)
    assert "text/markdown" in detail
    assert "text/html" in detail
    assert_problem(api.get("/gesprekken/bestaat-niet-bestaat-niet/verslag"), 404)
    api.delete(address)
    assert_problem(api.get(f"{address}/verslag"), 404)


BUTTONS = {
    "Wat vertel ik het gezin?": ("meldcode", "stap-3"),
    "Wie doet wat, en wanneer?": ("ijmond-2024", "3.3.1"),
    "Wat kan ook?": ("ijmond-2024", "3.2"),
}


@pytest.mark.parametrize(
    ("message", "place"),
    [
        *BUTTONS.items(),
        ("wat zeg ik tegen de ouders", ("meldcode", "stap-3")),
        ("hoe nu verder", ("ijmond-2024", "3.3.1")),
        ("zijn er nog alternatieven", ("ijmond-2024", "3.2")),
    ],
)
def test_what_stands_behind_the_buttons_of_an_outcome(api, message, place):
    address = begin(api, "Kan deze zaak direct naar het lokale team?", "nee", "ja")
    offered = [k["tekst"] for b in api.get(address).json()["beurten"][-1]["berichten"] for k in b["knoppen"]]
    assert offered[:3] == list(BUTTONS)
    beurt = api.post(f"{address}/berichten", json={"tekst": message}).json()
    assert (beurt["soort"], len(beurt["berichten"])) == ("antwoord", 1)
    assert place in [(s["bron"], s["vindplaats"]) for s in beurt["berichten"][0]["bronnen"]]
    assert beurt["stand"]["uitkomst"] == "eerst-veilig-thuis"


def test_before_an_outcome_a_part_is_answered_as_a_question(api):
    address = begin(api, "Wat vertel ik het gezin?")
    beurt = api.get(address).json()["beurten"][-1]
    assert beurt["soort"] == "antwoord"
    assert beurt["berichten"][0]["bronnen"]


def test_a_tapped_answer_is_a_fact_and_no_question(store):
    tapped = beurt("Zichtbaar letsel: nee", criteria={"zichtbaar-letsel": "nee"})
    made = compose(store, stored(tapped))
    assert made.vragen == ()
    assert made.feiten["nee"] == ["zichtbaar letsel"]
