from __future__ import annotations

from datetime import date

import pytest

from assistant.rulebase.problems import Problem, RulebaseError
from assistant.rulebase.yaml_source import Source

TEXT = """\
# Een opmerking.
regels:
  - id: een
    onderwerpen:
      - advies
      - melding
    als: {tekst: soms,
          criteria: {gevaar: ja}}
  -
    id: twee
    tekst: >
      Een lange zin
      over twee regels.
begrippen: []
"""


def problem_of(text: str) -> Problem:
    with pytest.raises(RulebaseError) as caught:
        Source("bestand.yml", text)
    [problem] = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("regels",), 2),
        (("regels", 0), 3),
        (("regels", 0, "id"), 3),
        (("regels", 0, "onderwerpen"), 4),
        (("regels", 0, "onderwerpen", 0), 5),
        (("regels", 0, "onderwerpen", 1), 6),
        (("regels", 0, "als"), 7),
        (("regels", 0, "als", "tekst"), 7),
        (("regels", 0, "als", "criteria", "gevaar"), 8),
        (("regels", 1), 10),
        (("regels", 1, "tekst"), 11),
        (("begrippen",), 14),
    ],
)
def test_every_value_has_the_line_of_its_key(key, line):
    assert Source("bestand.yml", TEXT).line_of(*key) == line


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("regels", 0, "bron"), 3),
        (("regels", 0, "onderwerpen", 7), 4),
        (("regels", 1, "als", "criteria", "gevaar"), 10),
        (("regels", 9), 2),
    ],
)
def test_what_is_not_there_has_the_line_of_the_nearest_value_around_it(key, line):
    assert Source("bestand.yml", TEXT).line_of(*key) == line


def test_data_are_plain_values():
    text = 'tekst: "3.2"\ngetal: 3.2\ndag: 2024-07-04\nja: ja\nwaar: true\nlijst: [1, een]\n'
    assert Source("bestand.yml", text).data == {
        "tekst": "3.2",
        "getal": 3.2,
        "dag": date(2024, 7, 4),
        "ja": "ja",
        "waar": True,
        "lijst": [1, "een"],
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# alleen een opmerking\n"])
def test_empty_file_holds_nothing(text):
    source = Source("leeg.yml", text)
    assert not source.data
    assert source.line_of("regels", 3) == 1


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("regels: []\nbegrippen: []\nregels: []\n", 3, "regels"),
        ("regels:\n  - id: een\n    tekst: a\n    id: twee\n", 4, "id"),
        ("a: {b: 1,\n    b: 2}\n", 2, "b"),
    ],
)
def test_key_given_twice(text, line, key):
    problem = Problem("bestand.yml", line, f"‘{key}’ staat hier voor de tweede keer.", "Laat er één staan.")
    assert problem_of(text) == problem


def test_same_key_in_two_entries_is_right():
    assert Source("bestand.yml", "regels: [{id: een}, {id: twee}]").data == {
        "regels": [{"id": "een"}, {"id": "twee"}]
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("regels:\n\t- id: een\n", 2),
        ("regels:\n  - id: een: twee\n", 2),
        ('regels:\n  - id: "een\n', 3),
        ("regels: [een\nbegrippen: []\n", 2),
        ("regels: []\n---\nregels: []\n", 2),
        ("a: 1\nregels: *nergens\n", 2),
    ],
)
def test_invalid_yaml_is_pointed_at(text, line):
    problem = problem_of(text)
    assert (problem.file, problem.line) == ("bestand.yml", line)
    assert problem.message.startswith("dit is geen geldige YAML")
    assert "inspringing" in problem.hint


def test_control_characters_are_refused():
    problem = problem_of("regels: \x01\n")
    assert problem.message.startswith("dit bestand is niet te lezen")


@pytest.mark.parametrize("line", ["geldig_vanaf: 2024-13-45", "2024-13-45: geldig_vanaf"])
def test_impossible_date_is_pointed_at(line):
    problem = problem_of(f"regels:\n  - id: een\n    {line}\n")
    assert (problem.file, problem.line) == ("bestand.yml", 3)


def test_list_that_holds_itself_is_refused():
    assert problem_of("regels: &alles [*alles]\n").file == "bestand.yml"


def test_file_that_is_not_utf_8(tmp_path):
    path = tmp_path / "noord" / "regels.yml"
    path.parent.mkdir()
    path.write_bytes("begrippen: [cliënt]\n".encode("latin-1"))
    with pytest.raises(RulebaseError) as caught:
        Source.read(path, tmp_path)
    assert caught.value.problems == [
        Problem("noord/regels.yml", 1, "dit bestand is geen UTF-8-tekst.", "Sla het op als UTF-8.")
    ]


def test_file_is_named_from_the_root(tmp_path):
    path = tmp_path / "noord" / "regels.yml"
    path.parent.mkdir()
    path.write_text("regels: [cliënt]\n", encoding="utf-8")
    source = Source.read(path, tmp_path)
    assert source.name == "noord/regels.yml"
    assert source.data == {"regels": ["cliënt"]}


def test_byte_order_mark_is_no_part_of_the_text(tmp_path):
    path = tmp_path / "regels.yml"
    path.write_text("regels: []\n", encoding="utf-8-sig")
    assert Source.read(path, tmp_path).data == {"regels": []}


def test_problem_reads_as_one_line():
    assert str(Problem("a.yml", 3, "dit klopt niet.")) == "a.yml:3: dit klopt niet."
    assert str(Problem("a.yml", 3, "dit klopt niet.", "Kijk.")) == "a.yml:3: dit klopt niet. Kijk."


def test_problems_stand_in_order_of_file_and_line():
    first, second, third = Problem("a.yml", 9, "x"), Problem("b.yml", 2, "x"), Problem("b.yml", 10, "x")
    error = RulebaseError([third, first, second])
    assert error.problems == [first, second, third]
    assert str(error) == "a.yml:9: x\nb.yml:2: x\nb.yml:10: x"
