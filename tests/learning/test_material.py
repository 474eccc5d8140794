from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from assistant import places
from assistant.learning.course import Course
from assistant.learning.current import material
from assistant.learning.lint import check
from assistant.learning.lint_hearing import check_hearing
from assistant.learning.material import material_of, read_entries
from assistant.rulebase.problems import RulebaseError

TODAY = date(2026, 3, 10)

MODULE = """\
modules:
  - id: een
    titel: Een
    doel: weet je iets
    volgorde: 1
    minuten: 8
    onderwerpen: [advies]
    uitleg:
      - {tekst: Advies is altijd anoniem., regels: [gv.protocol.advies-altijd-anoniem]}
vragen:
"""
VRAAG = """\
  - id: een.vraag-1
    module: een
    soort: stelling
    vraag: Advies is anoniem.
    klopt: true
    uitleg: Ja.
    regels: [gv.protocol.advies-altijd-anoniem]
"""


@pytest.fixture
def problems(tmp_path, store):
    """The messages about a file of learning material."""

    def told(text: str) -> list[str]:
        (tmp_path / "les.yml").write_text(text, encoding="utf-8")
        try:
            return [str(problem) for problem in check(read_entries(tmp_path), store, TODAY)]
        except RulebaseError as error:
            return [str(problem) for problem in error.problems]

    return told


def test_the_material_has_no_mistakes(store):
    assert [str(problem) for problem in check(read_entries(places.leren()), store, TODAY)] == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("klopt: true", "klopt: true\n    goed: [ja]"), "een stelling heeft alleen ‘klopt: true’"),
        (("soort: stelling", "soort: raden"), "‘soort’ kan alleen 'keuze', 'meerkeuze'"),
        (("    uitleg: Ja.\n", ""), "‘uitleg’ ontbreekt."),
        (("    klopt: true\n", "    getal: 5\n"), "een stelling heeft alleen"),
        (("klopt: true", "klopt: misschien"), "‘klopt’ moet true of false zijn."),
    ],
)
def test_a_question_of_the_wrong_form_is_told_with_file_and_line(problems, change, message):
    found = problems(MODULE + VRAAG.replace(*change))
    assert len(found) == 1
    assert found[0].startswith("les.yml:1") and message in found[0]


def test_what_does_not_exist_is_told(problems):
    found = problems(MODULE + VRAAG.replace("[gv.protocol.advies-altijd-anoniem]", "[gv.verzonnen]"))
    assert "les.yml:17: ‘een.vraag-1’ verwijst naar ‘gv.verzonnen’, maar dat staat niet bij regels." in found


def test_two_answers_that_say_the_same_are_told(problems):
    keuze = VRAAG.replace("stelling", "keuze").replace(
        "klopt: true", "goed: [Ja]\n    fout: [{tekst: ja.}, {tekst: Nee}]"
    )
    assert any("het antwoord ‘ja’ staat er 2 keer" in told for told in problems(MODULE + keuze))


def test_a_question_that_holds_nowhere_is_told(problems):
    both = "[ijmond.richtlijn.stalking, gv.crisis.crisisdienst-na-17-uur]"
    questions = "".join(VRAAG.replace("vraag-1", f"vraag-{n}") for n in (1, 2, 3))
    nowhere = VRAAG.replace("vraag-1", "vraag-4").replace("[gv.protocol.advies-altijd-anoniem]", both)
    assert any(
        "‘een.vraag-4’ wordt in geen enkele regio gesteld" in told
        for told in problems(MODULE + questions + nowhere)
    )


def test_long_sentences_are_told(problems):
    long = VRAAG.replace("uitleg: Ja.", "uitleg: " + " ".join(["woord"] * 25))
    assert any("een zin telt 25 woorden" in told for told in problems(MODULE + long))


def test_a_question_is_asked_only_where_its_regels_hold(store):
    course = Course(store, material(), TODAY)
    for regio in course.regios:
        for opgave in course.opgaven(regio):
            assert opgave.regio or course.holds(opgave.regels, regio)


def test_every_regel_of_a_module_is_reached(store):
    course = Course(store, material(), TODAY)
    for regio in course.regios:
        assert [regel.id for regel in course.unreached(regio) if course.module_of(regel)] == []


def test_modules_stand_in_their_order():
    assert [m.volgorde for m in material().modules.values()] == sorted(
        m.volgorde for m in material().modules.values()
    )


def test_material_of_keeps_every_entry():
    entries = read_entries(places.leren())
    assert set(material_of(entries).vragen) == set(entries.of("vragen"))


def heard_wrong(tmp_path, change: tuple[str, str]) -> list[str]:
    """What lint says of the hearing in a copy of the material with one change."""
    copy = Path(shutil.copytree(places.leren(), tmp_path / "leren"))
    file = copy / "vaardigheden.yml"
    text = file.read_text(encoding="utf-8")
    assert change[0] in text
    file.write_text(text.replace(*change, 1), encoding="utf-8")
    return [problem.message for problem in check_hearing(read_entries(copy))]


def test_what_is_said_is_heard_as_what_it_stands_for():
    assert [str(problem) for problem in check_hearing(read_entries(places.leren()))] == []


def test_a_good_sentence_that_is_heard_as_a_mistake_is_told(tmp_path):
    first = "      - in welke gemeente woont het gezin\n"
    told = heard_wrong(tmp_path, (first, f"{first}      - hoe heet het kind\n"))
    assert any("ook als ‘vraagt-naar-namen’ gehoord" in message for message in told)


def test_a_sentence_that_is_never_heard_is_told(tmp_path):
    told = heard_wrong(tmp_path, ("    maar_niet:\n", "    maar_niet:\n      - is het nu veilig\n"))
    assert any("‘is het nu veilig’ niet gehoord" in message for message in told)


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        (
            "gevallen/leerkracht-blauwe-plek.yml",
            ("vaardigheid: vraagt-naar-letsel\n        zinnen:", "zinnen:"),
            "op ‘vraagt-naar-letsel’ zegt de beller ‘Daar heb ik niets van gezien.’",
        ),
        (
            "vaardigheden.yml",
            ("      regels: [vt2018.over-veilig-thuis.voor-iedereen]", "      regels: [meldcode.stap-5]"),
            "de regel ‘meldcode.stap-5’, en die is voor professionals",
        ),
    ],
)
def test_a_case_that_would_teach_wrong_things_is_told(tmp_path, store, file, change, message):
    folder = Path(shutil.copytree(places.leren(), tmp_path / "leren"))
    text = (folder / file).read_text(encoding="utf-8")
    assert change[0] in text
    (folder / file).write_text(text.replace(*change), encoding="utf-8")
    assert any(message in str(problem) for problem in check(read_entries(folder), store, TODAY))
