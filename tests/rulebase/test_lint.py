from __future__ import annotations

import pytest

from assistant.rulebase.problems import Problem

from .example import Example

NATIONAL, DECISION = "landelijk/alles.yml", "noord/beslissing.yml"


def test_example_has_no_problems(example: Example):
    assert example.lint() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "id", "missing", "kind"),
    [
        ("bronnen.yml", "regio: noord", "regio: oost", "noord-2024", "oost", "regios"),
        (
            "bronnen.yml",
            "evaluatie_termijn: evaluatie",
            "evaluatie_termijn: ooit",
            "wet",
            "ooit",
            "termijnen",
        ),
        (
            NATIONAL,
            "bereikbaarheid: [wet.plicht]",
            "bereikbaarheid: [wet.nul]",
            "landelijk",
            "wet.nul",
            "regels",
        ),
        (NATIONAL, "naar: [overdracht]", "naar: [einde]", "melding", "einde", "stappen"),
        (NATIONAL, "hoofdregels: [wet.plicht]", "hoofdregels: [wet.nul]", "contact", "wet.nul", "regels"),
        (
            NATIONAL,
            "hoofdregels: [wet.plicht]\n    stap: melding",
            "hoofdregels: [wet.plicht]\n    stap: einde",
            "contact",
            "einde",
            "stappen",
        ),
        (
            NATIONAL,
            "onderwerpen: [contact]\n    soort: definitie",
            "onderwerpen: [nieuws]\n    soort: definitie",
            "wet.uitleg",
            "nieuws",
            "onderwerpen",
        ),
        (
            NATIONAL,
            "belt het gezin.\n    wie: team",
            "belt.\n    wie: buren",
            "wet.plicht",
            "buren",
            "actoren",
        ),
        (NATIONAL, "jegens: [gezin]", "jegens: [gezin, buren]", "wet.plicht", "buren", "actoren"),
        (NATIONAL, "stap: melding\n    na:", "stap: einde\n    na:", "wet.plicht", "einde", "stappen"),
        (NATIONAL, "na: overdracht", "na: einde", "wet.plicht", "einde", "stappen"),
        (NATIONAL, "termijn: evaluatie\n", "termijn: ooit\n", "wet.plicht", "ooit", "termijnen"),
        (
            NATIONAL,
            "criterium: gevaar\n    begrip",
            "criterium: angst\n    begrip",
            "wet.plicht",
            "angst",
            "criteria",
        ),
        (NATIONAL, "begrip: letsel", "begrip: wond", "wet.plicht", "wond", "begrippen"),
        (
            NATIONAL,
            "wijkt_af_van: [wet.uitleg]",
            "wijkt_af_van: [wet.nul]",
            "wet.plicht",
            "wet.nul",
            "regels",
        ),
        (NATIONAL, "zie_ook: [wet.uitleg]", "zie_ook: [wet.nul]", "wet.plicht", "wet.nul", "regels"),
        (NATIONAL, "criteria: {gevaar: ja}", "criteria: {angst: ja}", "wet.plicht", "angst", "criteria"),
        (
            NATIONAL,
            "vanaf: de datum, regel: wet.plicht",
            "vanaf: nu, regel: wet.nul",
            "evaluatie",
            "wet.nul",
            "regels",
        ),
        (
            NATIONAL,
            "term: letsel, regel: wet.uitleg",
            "term: letsel, regel: wet.nul",
            "letsel",
            "wet.nul",
            "regels",
        ),
        (
            NATIONAL,
            "gecontroleerd_op: 2026-01-01\n    regel: wet.plicht",
            "gecontroleerd_op: 2026-01-01\n    regel: wet.nul",
            "veilig-thuis",
            "wet.nul",
            "regels",
        ),
        (
            NATIONAL,
            "stap: melding\n    wie: team",
            "stap: einde\n    wie: team",
            "bellen",
            "einde",
            "stappen",
        ),
        (
            NATIONAL,
            "stap: melding\n    wie: team",
            "stap: melding\n    wie: buren",
            "bellen",
            "buren",
            "actoren",
        ),
        (
            NATIONAL,
            "onderwerpen: [contact]\n    punten",
            "onderwerpen: [nieuws]\n    punten",
            "bellen",
            "nieuws",
            "onderwerpen",
        ),
        (NATIONAL, "nummer?, regel: wet.plicht", "nummer?, regel: wet.nul", "bellen", "wet.nul", "regels"),
        (NATIONAL, "- criterium: gevaar", "- criterium: angst", "angst", "angst", "criteria"),
        (
            DECISION,
            "regel: noord.verdeling\n    volgt_uit",
            "regel: noord.nul\n    volgt_uit",
            "letsel",
            "noord.nul",
            "regels",
        ),
        (DECISION, "{criterium: gevaar, waarde", "{criterium: angst, waarde", "letsel", "angst", "criteria"),
        (DECISION, "regio: noord", "regio: oost", "verdeling", "oost", "regios"),
        (DECISION, "eerst_veilig: gevaar", "eerst_veilig: angst", "verdeling", "angst", "criteria"),
        (DECISION, "onderwerpen: [verdeling]", "onderwerpen: [nieuws]", "verdeling", "nieuws", "onderwerpen"),
        (
            DECISION,
            "criteria: [gevaar, letsel]",
            "criteria: [gevaar, letsel, angst]",
            "verdeling",
            "angst",
            "criteria",
        ),
        (
            DECISION,
            "tekst: Kijk eerst.\n        regels: [noord.verdeling]",
            "tekst: Kijk eerst.\n        regels: [noord.nul]",
            "verdeling",
            "noord.nul",
            "regels",
        ),
        (DECISION, "{zuid: [zuid.contact]}", "{zuid: [zuid.nul]}", "verdeling", "zuid.nul", "regels"),
        (DECISION, "{zuid: [zuid.contact]}", "{oost: [zuid.contact]}", "verdeling", "oost", "regios"),
        (DECISION, "Eerst kijken\n", "Eerst kijken\n        stap: einde\n", "verdeling", "einde", "stappen"),
        (
            DECISION,
            "niet.\n      regels: [wet.plicht]",
            "niet.\n      regels: [wet.nul]",
            "verdeling",
            "wet.nul",
            "regels",
        ),
    ],
)
def test_dangling_reference(example: Example, file, old, new, id, missing, kind):
    example.replace(file, old, new)
    found = [p for p in example.lint() if f"verwijst naar ‘{missing}’" in p.message]
    assert [(p.file, p.message) for p in found] == [
        (file, f"‘{id}’ verwijst naar ‘{missing}’, maar dat staat niet bij {kind}.")
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "line_with"),
    [
        (NATIONAL, "zie_ook: [wet.uitleg]", "zie_ook: [wet.nul]", "zie_ook:"),
        (NATIONAL, "naar: [overdracht]", "naar: [einde]", "naar:"),
        (DECISION, "eerst_veilig: gevaar", "eerst_veilig: angst", "eerst_veilig:"),
        (DECISION, "{criterium: gevaar, waarde", "{criterium: angst, waarde", "volgt_uit:"),
        (DECISION, "{zuid: [zuid.contact]}", "{zuid: [zuid.nul]}", "uitkomsten:"),
    ],
)
def test_dangling_reference_is_pointed_at(example: Example, file, old, new, line_with):
    example.replace(file, old, new)
    [problem] = example.lint()
    assert (problem.file, problem.line) == (file, example.line(file, line_with))


@pytest.mark.parametrize(
    ("file", "old", "new", "line_with", "message"),
    [
        (
            "zuid/regels.yml",
            "vindplaats: protocol",
            "vindplaats: bijlage",
            "- id: zuid.protocol",
            "‘zuid.protocol’ noemt de plaats ‘bijlage’ van ‘zuid-2024’",
        ),
        (
            "zuid/regels.yml",
            "bron: zuid-2024\n    vindplaats: protocol",
            "bron: oost-2024\n    vindplaats: protocol",
            "- id: zuid.protocol",
            "‘zuid.protocol’ noemt de plaats ‘protocol’ van ‘oost-2024’",
        ),
        (
            DECISION,
            '{bron: noord-2024, vindplaats: "3.2"}\n    regel: noord.verdeling\n    volgt_uit',
            '{bron: noord-2024, vindplaats: "3.3"}\n    regel: noord.verdeling\n    volgt_uit',
            "- id: letsel",
            "‘letsel’ noemt de plaats ‘3.3’ van ‘noord-2024’",
        ),
        (
            DECISION,
            '[{bron: noord-2024, vindplaats: "3.2"}]',
            '[{bron: noord-2024, vindplaats: "3.3"}]',
            "- id: verdeling",
            "‘verdeling’ noemt de plaats ‘3.3’ van ‘noord-2024’",
        ),
        (
            NATIONAL,
            '[{bron: wet, vindplaats: "1"}]',
            '[{bron: wet, vindplaats: "9"}]',
            "- id: melding",
            "‘melding’ noemt de plaats ‘9’ van ‘wet’",
        ),
    ],
)
def test_unknown_place(example: Example, file, old, new, line_with, message):
    example.replace(file, old, new)
    problem = Problem(file, example.line(file, line_with), f"{message}, maar die staat niet bij de bronnen.")
    assert problem in example.lint()


def test_place_without_regel(example: Example):
    example.replace(
        "bronnen.yml", "titel: Verdeling}", 'titel: Verdeling}\n      - {id: "3.3", titel: Nieuw}'
    )
    line = example.line("bronnen.yml", 'id: "3.3"')
    assert example.lint() == [Problem("bronnen.yml", line, "geen regel noemt ‘3.3’ van ‘noord-2024’.")]


def test_regel_in_the_folder_of_another_region(example: Example):
    example.replace(
        "zuid/regels.yml", "bron: zuid-2024\n    vindplaats: eigen", 'bron: wet\n    vindplaats: "1"'
    )
    problem = Problem(
        "zuid/regels.yml",
        example.line("zuid/regels.yml", "- id: zuid.contact"),
        "‘zuid.contact’ hoort bij regio ‘landelijk’ maar staat bij ‘zuid’.",
        "Zet deze regel in de map ‘landelijk’.",
    )
    assert problem in example.lint()


def test_files_outside_the_folders_of_regions_may_hold_anything(example: Example):
    text = (example.folder / "zuid" / "regels.yml").read_text(encoding="utf-8")
    (example.folder / "zuid" / "regels.yml").unlink()
    example.write("zuid.yml", text)
    assert example.lint() == []


def test_rule_base_without_the_nation(example: Example):
    example.replace(NATIONAL, "- id: landelijk\n    naam", "- id: nederland\n    naam")
    assert Problem("landelijk", 1, "de regio ‘landelijk’ ontbreekt.") in example.lint()


def table_problems(example: Example) -> list[Problem]:
    file = DECISION
    return [p for p in example.lint() if p.file == file and p.line >= example.line(file, "tabel:")]


def test_table_that_gives_no_outcome_shows_an_example(example: Example):
    example.replace(DECISION, "als_een_van: {gevaar: ja, letsel: ja}", "als_alle: {gevaar: ja}")
    assert table_problems(example) == [
        Problem(
            DECISION,
            example.line(DECISION, "tabel:"),
            "‘verdeling’ geeft geen uitkomst bij gevaar: nee, letsel: ja.",
        )
    ]


def test_table_that_gives_two_outcomes_shows_an_example(example: Example):
    example.replace(DECISION, "als_alle: {gevaar: nee, letsel: nee}", "als_alle: {gevaar: nee}")
    assert table_problems(example) == [
        Problem(
            DECISION,
            example.line(DECISION, "tabel:"),
            "‘verdeling’ geeft eerst-kijken én meteen-over bij gevaar: nee, letsel: ja.",
        )
    ]


BOTSING = """\
    botsingen:
      - als_alle: {gevaar: nee, letsel: ja}
        tekst: Twee afspraken botsen.
        regels: [noord.verdeling, wet.plicht]
"""


def test_declared_collision_is_accepted(example: Example):
    example.replace(DECISION, "als_alle: {gevaar: nee, letsel: nee}", "als_alle: {gevaar: nee}")
    example.replace(DECISION, "    uitkomsten:\n", BOTSING + "    uitkomsten:\n")
    assert example.lint() == []


def test_collision_excuses_no_other_combination(example: Example):
    example.replace(DECISION, "als_alle: {gevaar: nee, letsel: nee}", "als_alle: {letsel: ja}")
    example.replace(DECISION, "    uitkomsten:\n", BOTSING + "    uitkomsten:\n")
    [problem] = table_problems(example)
    assert problem.message == "‘verdeling’ geeft geen uitkomst bij gevaar: nee, letsel: nee."


def test_collision_names_existing_regels(example: Example):
    example.replace(
        DECISION, "    uitkomsten:\n", BOTSING.replace("wet.plicht", "wet.nul") + "    uitkomsten:\n"
    )
    [problem] = example.lint()
    assert problem.message == "‘verdeling’ verwijst naar ‘wet.nul’, maar dat staat niet bij regels."
    assert problem.line == example.line(DECISION, "botsingen:")


def test_collision_over_a_criterium_that_is_not_weighed(example: Example):
    botsing = BOTSING.replace("letsel: ja", "angst: ja")
    example.replace(DECISION, "    uitkomsten:\n", botsing + "    uitkomsten:\n")
    [problem] = example.lint()
    assert problem.line in range(example.line(DECISION, "botsingen:"), example.line(DECISION, "botsen.") + 1)
    assert "‘angst’" in problem.message
    assert "hoort niet bij ‘verdeling’" in problem.message


def test_row_about_a_criterium_that_is_not_weighed(example: Example):
    example.replace(DECISION, "{gevaar: ja, letsel: ja}", "{gevaar: ja, letsel: ja, angst: ja}")
    assert table_problems(example) == [
        Problem(
            DECISION,
            example.line(DECISION, "- uitkomst: eerst-kijken"),
            "rij 1 vraagt naar ‘angst’, maar dat criterium hoort niet bij ‘verdeling’.",
        )
    ]


def test_row_with_an_outcome_that_is_not_declared(example: Example):
    example.replace(DECISION, "- uitkomst: meteen-over", "- uitkomst: later")
    assert table_problems(example) == [
        Problem(
            DECISION,
            example.line(DECISION, "- uitkomst: later"),
            "rij 2 geeft ‘later’, maar dat staat niet bij de uitkomsten.",
        )
    ]


def test_all_problems_in_order_of_file_and_line(example: Example):
    example.replace(NATIONAL, "na: overdracht", "na: einde")
    example.replace("bronnen.yml", "regio: noord", "regio: oost")
    example.replace(DECISION, "eerst_veilig: gevaar", "eerst_veilig: angst")
    found = example.lint()
    assert [p.file for p in found] == sorted(p.file for p in found)
    assert found == sorted(found)
    assert {p.file for p in found} >= {NATIONAL, "bronnen.yml", DECISION}


@pytest.mark.parametrize("next_place", ["9.9", "3.2"])
def test_what_comes_next_stands_in_another_place_of_the_source(example: Example, next_place):
    example.replace("bronnen.yml", "titel: Verdeling}", f'titel: Verdeling, daarna: "{next_place}"}}')
    line = example.line("bronnen.yml", "titel: Verdeling")
    message = f"‘{next_place}’ is geen andere plaats van ‘noord-2024’."
    assert example.lint() == [Problem("bronnen.yml", line, message)]
