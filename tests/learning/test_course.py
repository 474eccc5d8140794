from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from assistant import places
from assistant.learning.course import Course
from assistant.learning.current import material
from assistant.learning.generate import Generator
from assistant.learning.learners import Learners
from assistant.learning.opgaven import KLOPT
from assistant.learning.schedule import Gegeven, cards
from assistant.learning.texts import text
from assistant.rulebase.builder import build
from assistant.rulebase.store import Layer, RuleStore

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=timezone.utc)
REGIONS = ("ijmond", "gooi-en-vechtstreek")


@pytest.fixture(scope="module")
def course(store) -> Course:
    return Course(store, material(), TODAY)


@pytest.fixture(scope="module", params=REGIONS)
def made(request, course):
    """Every question that can be made for a region, whatever the modules."""
    generator = Generator(course.store, course.regels(request.param), course._overlap, course._near)
    found = []
    for regel in course.regels(request.param).values():
        found += generator.about(regel, "m")
        found.append(generator.place(regel, "m"))
    found += generator.decisions(request.param, dict.fromkeys(course.store.onderwerpen, "m"))
    return found


def test_every_regel_can_be_asked_about(made):
    assert None not in made


def test_made_questions_have_one_right_answer_and_others_that_differ(made):
    for opgave in made:
        texts = [keuze.tekst.lower() for keuze in opgave.keuzes]
        assert len(set(texts)) == len(texts), opgave.id
        if opgave.soort == "keuze":
            assert sum(keuze.goed for keuze in opgave.keuzes) == 1 and len(texts) >= 3, opgave.id
        assert opgave.uitleg and opgave.regels, opgave.id


def test_ids_are_unique_and_do_not_change(course, made):
    ids = [opgave.id for opgave in made]
    assert len(set(ids)) == len(ids)
    again = Course(course.store, material(), TODAY)
    for regio in REGIONS:
        assert [o.versie for o in again.opgaven(regio)] == [o.versie for o in course.opgaven(regio)]


def test_a_question_does_not_give_its_answer_away(made):
    for opgave in made:
        right = opgave.goed[0].lower()
        if opgave.gemaakt in ("wie", "begrip"):
            assert right not in opgave.vraag.lower(), opgave.id
        if opgave.gemaakt == "termijn":
            assert f" {opgave.getal} {opgave.eenheid}" not in opgave.vraag, opgave.id


def test_of_actors_that_overlap_none_is_the_wrong_answer_to_the_other(store, made):
    names = {actor.naam: id for id, actor in store.actoren.items()}
    overlap = [set(one.actoren) for one in material().overlap.values()]
    for opgave in (o for o in made if o.gemaakt == "wie"):
        right = names[opgave.goed[0]]
        for wrong in (names[keuze.tekst] for keuze in opgave.keuzes if not keuze.goed):
            assert not any({right, wrong} <= group for group in overlap), opgave.id


def test_what_follows_from_a_criterium_of_paragraph_3_2_differs_from_question_to_question(store, made):
    asked = [o for o in made if o.gemaakt == "beslissing"]
    if asked:
        decision = store.beslissingen["directe-overdracht"]
        assert len(asked) == len(decision.criteria)
        counted = Counter(opgave.goed[0] for opgave in asked)
        assert set(counted) == {u.naam for u in (*decision.uitkomsten, decision.onbeslist)}
        assert max(counted.values()) == min(counted.values())
        names = {u.id: u.naam for u in (*decision.uitkomsten, decision.onbeslist)}
        for opgave in asked:
            criterium = store.criteria[opgave.id.rpartition(".")[2]]
            fact = {
                names["eerst-veilig-thuis"]: criterium.als_ja,
                names["directe-overdracht"]: criterium.als_nee,
                names["nog-onbekend"]: criterium.vraag,
            }[opgave.goed[0]]
            assert fact in opgave.vraag, opgave.id


def test_who_does_something_is_not_the_same_one_nearly_every_time(course):
    for regio in REGIONS:
        asked = [o.goed[0] for o in course.opgaven(regio) if o.gemaakt == "wie"]
        _, most = Counter(asked).most_common(1)[0]
        assert most / len(asked) < 0.5, regio


def test_a_place_that_might_be_right_too_is_not_offered(store, made):
    for opgave in (o for o in made if o.gemaakt == "plaats"):
        regel = store.regel(opgave.regels[0])
        places = {place.titel: place.id for place in store.bronnen[regel.bron].vindplaatsen}
        for wrong in (places[keuze.tekst] for keuze in opgave.keuzes if not keuze.goed):
            assert not wrong.startswith(f"{regel.vindplaats}.") and not regel.vindplaats.startswith(
                f"{wrong}."
            )
            touching = [
                r for r in store.alle(Layer(None, TODAY)) if r.vindplaats == wrong and r.bron == regel.bron
            ]
            assert not any(set(r.onderwerpen) & set(regel.onderwerpen) for r in touching), opgave.id


def test_a_line_in_a_question_is_explained(made):
    for opgave in made:
        if text("streep") in opgave.vraag:
            assert "streep" in opgave.vraag.replace(text("streep"), ""), opgave.id


def test_nobody_is_asked_for_a_place_that_the_source_does_not_have(course):
    near = {id for one in material().benadering.values() for id in one.regels}
    assert near
    for regio in REGIONS:
        asked = {o.regels[0] for o in course.opgaven(regio) if o.gemaakt == "plaats"}
        assert not near & asked


def test_time_is_counted_as_people_say_it(made):
    assert not [o.id for o in made if o.eenheid in ("uren", "jaren")]


def test_the_answers_to_a_stelling_keep_their_order(course):
    for regio in REGIONS:
        for opgave in (o for o in course.opgaven(regio) if o.soort == "stelling"):
            assert opgave.keuzes[0].tekst == KLOPT


def test_an_unknown_region_is_told(course):
    with pytest.raises(KeyError):
        course.opgaven("atlantis")


def test_a_changed_regel_brings_its_questions_back_to_everybody(course, tmp_path: Path):
    """One word of a regel changes: exactly the questions on it come back, whoever knew them."""
    changed = "gv.protocol.verschil-in-anonimiteit"
    folder = Path(shutil.copytree(places.afspraken(), tmp_path / "afspraken"))
    for file in folder.rglob("*.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Melden kan nooit anoniem.", "Melden kan nooit zonder naam."))
    build(folder, tmp_path / "anders.sqlite")
    later = Course(RuleStore(tmp_path / "anders.sqlite"), material(), TODAY)
    about = {o.id for o in course.opgaven("ijmond") if changed in o.regels}
    assert about
    for learner in range(2):
        answers = [
            Gegeven(o.id, o.versie, True, NOW + timedelta(days=learner)) for o in course.opgaven("ijmond")
        ]
        back = {
            kaart.opgave.id for kaart in cards(later.opgaven("ijmond"), answers) if kaart.stand == "gewijzigd"
        }
        assert back == about


def test_another_explanation_changes_the_version(course):
    lessons = material()
    id, vraag = next(iter(lessons.vragen.items()))
    other = replace(lessons, vragen={**lessons.vragen, id: vraag.model_copy(update={"uitleg": "Anders."})})
    before, after = course.opgave("ijmond", id), Course(course.store, other, TODAY).opgave("ijmond", id)
    assert before.versie != after.versie


def test_the_store_of_learners_keeps_them_apart(tmp_path: Path):
    learners = Learners(tmp_path / "leren.sqlite")
    one, two = (learners.find(learners.start("ijmond", NOW)) for _ in range(2))
    learners.answer(one, "m.v", "v1", ["a"], True, NOW)
    assert len(learners.answers(one)) == 1 and learners.answers(two) == []
    assert learners.erase(one) and not learners.erase(one)
    assert learners.region(two) == "ijmond"
    with pytest.raises(KeyError):
        learners.region(one)
    learners.close()
