from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reasoning.answers import Answer, Belief, answer, candidates
from assistant.rulebase.builder import build
from assistant.rulebase.store import Layer, RuleStore

CONTACT, FILE = "Wie belt het gezin?", "Wie bewaart het dossier?"
NORTH, SOUTH, NATION = Layer("noord"), Layer("zuid"), Layer("landelijk")
REGIONS = ("ijmond", "gooi-en-vechtstreek")

FILES = {
    "bronnen.yml": """\
bronnen:
  - {id: wet, titel: De wet, kort: Wet, regio: landelijk, datum_tekst: nu,
     vindplaatsen: [{id: "1", titel: Een}]}
  - {id: noord-1, titel: Noord, kort: Noord, regio: noord, datum_tekst: nu,
     vindplaatsen: [{id: "1", titel: Een}]}
""",
    "landelijk/regels.yml": """\
regios:
  - {id: landelijk, naam: Nederland, in_zin: heel Nederland}
onderwerpen:
  - {id: contact, titel: Wie belt het gezin?, hoofdregels: [wet.hoofd]}
  - {id: dossier, titel: Wie bewaart het dossier?}
  - {id: leeg, titel: Waar niets over staat}
regels:
  - {id: wet.eerst, bron: wet, vindplaats: "1", onderwerpen: [contact], soort: verplichting,
     tekst: Een medewerker belt.}
  - {id: wet.hoofd, bron: wet, vindplaats: "1", onderwerpen: [contact], soort: uitgangspunt,
     tekst: Contact is belangrijk.}
  - {id: wet.zijdelings, bron: wet, vindplaats: "1", onderwerpen: [dossier, contact], soort: verplichting,
     tekst: Het dossier blijft vijftien jaar.}
  - {id: wet.vroeger, bron: wet, vindplaats: "1", onderwerpen: [dossier], soort: verplichting,
     geldig_tot: 2020-12-31, tekst: Vroeger ging het archief na tien jaar weg.}
""",
    "noord/regels.yml": """\
regios:
  - {id: noord, naam: Noord, in_zin: het noorden}
  - {id: zuid, naam: Zuid, in_zin: het zuiden}
regels:
  - {id: noord.eigen, bron: noord-1, vindplaats: "1", onderwerpen: [contact], soort: bevoegdheid,
     tekst: De wijkagent mag langskomen.}
  - {id: noord.lang, bron: noord-1, vindplaats: "1", onderwerpen: [dossier], soort: verplichting,
     tekst: "LONG"}
  - {id: noord.langer, bron: noord-1, vindplaats: "1", onderwerpen: [dossier], soort: verplichting,
     tekst: "LONG En heel veel bladzijden."}
""".replace("LONG", "Een dossier telt hier veel woorden. " * 9),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> RuleStore:
    """A few regels of the nation and of one of two regions."""
    folder: Path = tmp_path_factory.mktemp("afspraken")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    file = folder / "afspraken.sqlite"
    build(folder, file)
    return RuleStore(file)


def about(onderwerp: str) -> Belief:
    """One subject, for certain."""
    return Belief(((onderwerp, 1.0),))


def shown(found: Answer) -> list[str]:
    return [regel.id for regel in found.regels]


def test_agreement_of_the_region_comes_first(small):
    found = answer(small, CONTACT, about("contact"), NORTH)
    assert shown(found) == ["noord.eigen", "wet.hoofd", "wet.eerst", "wet.zijdelings"]


def test_without_an_agreement_of_the_region_the_nation_speaks(small):
    found = answer(small, CONTACT, about("contact"), SOUTH)
    assert shown(found) == ["wet.hoofd", "wet.eerst", "wet.zijdelings"]
    assert shown(answer(small, CONTACT, about("contact"), NATION))[0] == "wet.hoofd"


def test_without_a_region_all_may_speak(small):
    found = answer(small, CONTACT, about("contact"), Layer())
    assert {regel.id for regel in (*found.regels, *found.meer)} == {
        "wet.hoofd",
        "wet.eerst",
        "noord.eigen",
        "wet.zijdelings",
    }


def test_words_of_the_question_choose_among_regels(small):
    found = answer(small, "Mag een wijkagent langskomen bij een gezin?", about("contact"), Layer())
    assert shown(found)[0] == "noord.eigen"


def test_words_alone_can_find_the_answer(small):
    found = answer(small, "Hoeveel jaren blijft een dossier?", Belief(()), SOUTH)
    assert shown(found)[0] == "wet.zijdelings"
    assert found.meer == ()


def test_a_regel_that_people_ask_about_alike_comes_first(small):
    belief = Belief((("contact", 0.5), ("dossier", 0.5)), (("wet/1", 1.0),), (("wet.eerst", 0.8),))
    found = answer(small, "Wie neemt er contact op?", belief, SOUTH)
    assert shown(found)[0] == "wet.eerst"
    assert found.zekerheid > 0.5


def test_the_signs_of_a_regel_can_be_read(small):
    belief = Belief((("contact", 1.0),), (("noord-1/1", 1.0),), (("noord.eigen", 0.5),))
    (own,) = (c for c in candidates(small, "Wie komt langs?", belief, NORTH) if c.regel.id == "noord.eigen")
    assert (own.signs.gelijk, own.signs.regio, own.signs.tijd) == (0.5, 1.0, 0.0)
    assert own.signs.plaats == pytest.approx(0.0, abs=0.01)


def test_what_is_too_long_is_passed_over_and_stands_behind_more(small):
    found = answer(small, FILE, about("dossier"), NORTH)
    assert shown(found) == ["noord.lang", "wet.zijdelings"]
    assert [regel.id for regel in found.meer] == ["noord.langer"]


def test_more_is_only_about_the_subject_asked_for(small):
    found = answer(small, "Wat staat er in het dossier?", Belief((("contact", 1.0), ("dossier", 0.1))), NORTH)
    assert all("contact" in regel.onderwerpen for regel in found.meer)
    assert not set(shown(found)) & {regel.id for regel in found.meer}


def test_answer_is_short_but_never_empty(small):
    found = answer(small, FILE, about("dossier"), NORTH, words=1)
    assert shown(found) == ["noord.lang"]
    assert {regel.id for regel in found.meer} == {"noord.langer", "wet.zijdelings"}


@pytest.mark.parametrize(("day", "holds"), [(date(2020, 12, 31), True), (date(2021, 1, 1), False)])
def test_answer_is_that_of_its_day(small, day, holds):
    found = answer(small, "archief", about("dossier"), Layer("zuid", day))
    assert ("wet.vroeger" in shown(found)) is holds


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("", []),
        ("", [("leeg", 1.0)]),
        ("", [("bestaat-niet", 1.0)]),
        ("Hoe laat is het?", []),
        ("xyzzy qwerty", []),
        ("😀", [("leeg", 0.5), ("bestaat-niet", 0.5)]),
    ],
)
def test_nothing_found_is_an_empty_answer(small, question, subjects):
    assert answer(small, question, Belief(tuple(subjects)), NORTH) == Answer()


# The agreements themselves


@pytest.mark.parametrize("region", REGIONS)
def test_where_a_region_has_an_agreement_it_answers_first(store, region):
    layer = Layer(region)
    wrong = []
    for id, onderwerp in store.onderwerpen.items():
        own = [regel for regel in store.over(id, layer) if store.bronnen[regel.bron].regio == region]
        first = answer(store, onderwerp.titel, about(id), layer).regels[0] if own else None
        if first and store.bronnen[first.bron].regio != region:
            wrong.append((id, first.id))
    assert wrong == []


@pytest.mark.parametrize("region", REGIONS)
def test_no_region_is_told_what_another_one_agreed(store, region):
    layer = Layer(region)
    for id, onderwerp in store.onderwerpen.items():
        found = answer(store, onderwerp.titel, about(id), layer)
        for regel in (*found.regels, *found.meer):
            place = store.vindplaats(regel.bron, regel.vindplaats)
            here = store.bronnen[regel.bron].regio in (region, "landelijk")
            assert here or place.landelijke_toelichting, (id, regel.id)


@pytest.mark.parametrize("region", [None, *REGIONS])
def test_every_subject_has_a_short_answer_where_something_was_agreed(store, region):
    layer = Layer(region)
    for id, onderwerp in store.onderwerpen.items():
        found = answer(store, onderwerp.titel, about(id), layer)
        assert bool(found.regels) is bool(store.over(id, layer)), id
        assert len(found.regels) <= 4, id
        words = sum(len(regel.tekst.split()) for regel in found.regels)
        assert len(found.regels) <= 1 or words <= 100, id


@settings(deadline=None, derandomize=True, max_examples=100)
@given(data=st.data())
def test_same_question_same_answer(store, data):
    some = [regel.id for regel in store.alle(Layer())[::50]]
    subjects = data.draw(
        st.lists(st.tuples(st.sampled_from(sorted(store.onderwerpen)), st.floats(0, 1)), max_size=4)
    )
    alike = data.draw(
        st.lists(
            st.tuples(st.sampled_from(some), st.floats(0, 1)), max_size=4, unique_by=lambda pair: pair[0]
        )
    )
    question = data.draw(st.sampled_from(["", "Wie belt het gezin?", "anoniem melden 'of\" niet", "😀"]))
    layer = Layer(data.draw(st.sampled_from([None, *REGIONS])))
    belief = Belief(tuple(subjects), regels=tuple(alike))
    found = answer(store, question, belief, layer)
    assert found == answer(store, question, belief, layer)
    ids = [regel.id for regel in (*found.regels, *found.meer)]
    assert len(set(ids)) == len(ids)
    places = {(regel.bron, regel.vindplaats) for regel in (*found.regels, *found.ook)}
    assert len(found.regels) <= 4
    assert len(places) <= 5
    assert 0.0 <= found.zekerheid <= 1.0 + 1e-9


def test_what_was_told_of_the_case_comes_before_other_criteria(store):
    place = (("ijmond-2024/3.2", 1.0),)
    belief = Belief((("criteria-directe-overdracht", 1.0),), place)
    vraag, ijmond = "Kan dat naar het lokale team?", Layer("ijmond")
    found = answer(store, vraag, belief, ijmond, verteld={"ouderenmishandeling"})
    assert found.regels[0].criterium == "ouderenmishandeling"
    signs = {c.regel.criterium: c.signs.zaak for c in candidates(store, vraag, belief, ijmond)}
    assert set(signs.values()) == {0.0}
