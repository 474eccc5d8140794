from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dutch.words import read_language
from assistant.nlu.regions import RegionFinder

GV = "gooi-en-vechtstreek"
OUTSIDE = "buiten de regelbank"


@pytest.fixture(scope="module")
def finder(store) -> RegionFinder:
    return RegionFinder(store.regios.values())


@pytest.mark.parametrize(
    ("text", "regio"),
    [
        ("ik werk in velsen", "ijmond"),
        ("en in het Gooi?", GV),
        ("in 't gooi", GV),
        ("wijkteam Wijk aan Zee", "ijmond"),
        ("niet Hilversum maar Beverwijk", "ijmond"),
        ("ik werk in Groningen", OUTSIDE),
        ("larense gewoonten", None),
        ("vader, 43, slaat haar", None),
    ],
)
def test_regions_are_found_by_their_places(finder, text, regio):
    assert outcome(finder, text) == regio


@pytest.mark.parametrize(
    ("text", "plaats"),
    [
        ("ik werk in groningen", "Groningen"),
        ("GGZ Den Haag", "Den Haag"),
        ("uit den bosch", "Den Bosch"),
        ("gemeente s-hertogenbosch", "'s-Hertogenbosch"),
        ("bergen op zoom", "Bergen op Zoom"),
        ("wijkteam Berg en dal", "Berg en Dal"),
        ("sudwest fryslan", "Súdwest-Fryslân"),
        ("nuenen, gerwen en nederwetten", "Nuenen, Gerwen en Nederwetten"),
        ("Niet Haarlem maar Alkmaar", "Alkmaar"),
        ("regio Twente", "Twente"),
        ("bij ons in brabant", "Brabant"),
        ("ik werk in velsen", "Velsen"),
        ("velzen", "Velsen"),
    ],
)
def test_a_place_is_given_as_it_should_be_written(finder, text, plaats):
    assert finder.find(text).plaats == plaats


@pytest.mark.parametrize(
    "text",
    [
        "ik werk in velsen, de moeder woont in Haarlem",
        "van Beverwijk naar Amsterdam verhuisd",
        "velzen of haarlem",
    ],
)
def test_a_region_of_the_rule_base_wins(finder, text):
    assert outcome(finder, text) == "ijmond"


@pytest.mark.parametrize(
    ("text", "regio"),
    [
        ("velzen", "ijmond"),
        ("ik werk in hilvesum", GV),
        ("wijkteam beverwik", "ijmond"),
        ("beverwyk", "ijmond"),
        ("Ymuiden", "ijmond"),
        ("ijmiuden", "ijmond"),
        ("heemskerck", "ijmond"),
        ("hemskerk", "ijmond"),
        ("santpoord", "ijmond"),
        ("busum", GV),
        ("blaricun", GV),
        ("wijdemeeren", GV),
        ("twee meiden in de velden", None),
        ("hij heet lauren", None),
        ("hilversumse school", None),
        ("mijn huisen", None),
        ("laden en leren", None),
    ],
)
def test_typing_errors_in_towns_of_the_rule_base(finder, text, regio):
    assert outcome(finder, text) == regio


@pytest.mark.parametrize(
    ("text", "regio"),
    [
        ("ik werk in huizen", GV),
        ("Huizen", GV),
        ("nee, huizen", GV),
        ("huizen gooi", GV),
        ("switch naar gooi", GV),
        ("gooi en vechtstr", GV),
        ("wijkteam huizen", GV),
        ("bij de gemeente huizen, en hoe zit dat daar", GV),
        ("wij vallen onder Huizen", GV),
        ("de school in huizen wil dat ik meld", GV),
        ("er is veel geweld in huizen", None),
        ("ik werk in huizen waar geweld is", None),
        ("de huizen in de straat", None),
        ("Huizen van ouders worden doorzocht", None),
        ("GEWELD ACHTER HUIZEN EN DEUREN", None),
        ("kinderen worden uit huizen gehaald", None),
        ("moet de gemeente huizen aanbieden?", None),
        ("ik gooi hem eruit", None),
        ("geldt dat ook in gooi", GV),
        ("hoe is dat voor gooi geregeld", GV),
        ("bij slaan gooi ik de deur dicht", None),
        ("zij slaan en gooi jij dan", None),
        ("Gooi het dossier weg?", None),
        ("wij vallen onder Gooi", GV),
        ("ik werk in Best", OUTSIDE),
        ("ik werk in best", OUTSIDE),
        ("gemeente Buren", OUTSIDE),
        ("bij de gemeente Leiden", OUTSIDE),
        ("het wijkteam Houten", OUTSIDE),
        ("regio Bergen", OUTSIDE),
        ("Best", None),
        ("best lastig", None),
        ("in best veel zaken", None),
        ("kan de gemeente best bellen", None),
        ("de buren horen het", None),
        ("De Buren hebben gebeld", None),
        ("wij kampen met een wachtlijst", None),
        ("dit kan leiden tot letsel", None),
        ("is dat echt een melding?", None),
        ("het leek in echt gevaar te zijn", None),
        ("zij weert hulp af en trekt haar eigen haren uit", None),
        ("velp!", None),
    ],
)
def test_a_place_that_is_also_a_word_needs_its_context(finder, text, regio):
    assert outcome(finder, text) == regio


def outcome(finder: RegionFinder, text: str) -> str | None:
    found = finder.find(text)
    return (found.regio or OUTSIDE) if found else None


def test_all_municipalities_are_there_and_found(finder):
    data = read_language("gemeenten.yml")
    assert len(data["gemeenten"]) == 342
    known = {*data["gemeenten"], *data["plaatsen"], *data["streken"]}
    assert len(known) <= 700
    assert set(data["gewone_woorden"]) - known <= {"Gooi"}
    for place in sorted(known):
        assert finder.find(f"ik werk in {place}").plaats == place
        assert finder.find(f"ik werk in {place.lower()}").plaats == place


def test_a_region_says_where_it_stands(finder):
    text = "Ik werk in 's-Graveland, denk ik"
    found = finder.find(text)
    assert text[found.start : found.end] == "'s-Graveland"


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(max_size=80))
def test_any_text_is_searched(finder, text: str):
    found = finder.find(text)
    assert found is None or 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("hoe vaak monitort VT in ijmond en hoe vaak in gooi en vechtstreek?", ("ijmond", GV)),
        ("wie heeft de regie in het gooi en in de ijmond", (GV, "ijmond")),
        ("geldt dat in Velsen of in Hilversum", ("ijmond", GV)),
        ("verschil ijmond/gooi bij de warme overdracht", ("ijmond", GV)),
        ("crisis in weekend: ijmond vs gooi", ("ijmond", GV)),
        ("vergelijk gooi en ijmond", (GV, "ijmond")),
        ("niet Hilversum maar Beverwijk", ()),
        ("het gezin is van Huizen naar Heemskerk verhuisd", ()),
        ("in Velsen en Beverwijk", ()),
        ("wie heeft de regie in de ijmond", ()),
    ],
)
def test_regions_asked_about_together(finder, text, both):
    assert tuple(named.regio for named in finder.side_by_side(text)) == both
