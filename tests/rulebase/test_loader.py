from __future__ import annotations

import re

import pytest

from assistant.rulebase.loader import entry_id, fingerprint, read, source_files
from assistant.rulebase.problems import Problem, RulebaseError
from assistant.rulebase.schema import KINDS, Verwoording

from .example import Example

REGEL = """\
regels:
  - id: een.twee
    bron: wet
    vindplaats: "1"
    onderwerpen: [contact]
    soort: stap
    tekst: Het team belt.
"""

WIE = "‘een.twee’: "
QUOTES = "Zet er aanhalingstekens om."
LIST = "onder ‘{}’ hoort een lijst, met een ‘-’ per onderdeel."
ID_HINT = "Gebruik kleine letters en cijfers, met koppeltekens en punten ertussen."


def problems_of(folder, text: str) -> list[Problem]:
    """The problems of form of one file."""
    (folder / "bestand.yml").write_text(text, encoding="utf-8")
    with pytest.raises(RulebaseError) as caught:
        read(folder)
    return caught.value.problems


def test_example_is_read_whole(example: Example):
    rulebase = read(example.folder)
    assert {kind: list(rulebase.of(kind)) for kind in KINDS} == {
        "bronnen": ["wet", "noord-2024", "zuid-2024", "rapport"],
        "regios": ["landelijk", "noord", "zuid"],
        "actoren": ["team", "gezin"],
        "stappen": ["melding", "overdracht"],
        "onderwerpen": ["contact", "verdeling"],
        "regels": [
            "wet.plicht",
            "wet.uitleg",
            "rapport.verplichting",
            "noord.verdeling",
            "noord.contact",
            "noord.contact.termijn",
            "zuid.contact",
            "zuid.protocol",
        ],
        "criteria": ["gevaar", "letsel"],
        "beslissingen": ["verdeling"],
        "termijnen": ["evaluatie"],
        "begrippen": ["letsel"],
        "contacten": ["veilig-thuis"],
        "checklists": ["bellen"],
        "verwoordingen": ["gevaar"],
    }


def test_place_says_where_an_entry_was_written(example: Example):
    place = read(example.folder).place("regels", "wet.plicht")
    assert place.file == "landelijk/alles.yml"
    assert place.line() == example.line(place.file, "- id: wet.plicht")
    assert place.line("als", "criteria") == example.line(place.file, "criteria: {gevaar: ja}")


def test_place_of_nothing_is_an_error(example: Example):
    with pytest.raises(KeyError):
        read(example.folder).place("regels", "wet.geen")


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "hint"),
    [
        pytest.param(
            '"1"', "3.2", 4, WIE + "‘vindplaats’ moet tekst zijn.", QUOTES, id="number where text belongs"
        ),
        pytest.param("een.twee", "12", 2, "‘12’: ‘id’ moet tekst zijn.", QUOTES, id="number as id"),
        pytest.param("een.twee", "Een_Twee", 2, "‘Een_Twee’: ‘id’ is geen goede id.", ID_HINT, id="bad id"),
        pytest.param(
            "[contact]",
            "[contact, Wie belt]",
            5,
            WIE + "‘onderwerpen.1’ is geen goede id.",
            ID_HINT,
            id="bad id in a list",
        ),
        pytest.param("    bron: wet\n", "", 2, WIE + "‘bron’ ontbreekt.", "", id="missing field"),
        pytest.param(
            "soort: stap",
            "soort: stapje",
            6,
            WIE + "‘soort’ kan alleen 'verplichting', 'termijn', 'bevoegdheid', 'criterium', 'stap', "
            "'definitie', 'uitgangspunt', 'oordeel' of 'bevinding' zijn.",
            "",
            id="value outside a closed list",
        ),
        pytest.param(
            "    soort: stap\n",
            "    soort: stap\n    als: {tekst: soms, criteria: {gevaar: misschien}}\n",
            7,
            WIE + "‘als.criteria.gevaar’ kan alleen 'ja' of 'nee' zijn.",
            "",
            id="value of a criterium",
        ),
        pytest.param(
            "    soort: stap\n",
            "    soort: stap\n    onderwerp: contact\n",
            7,
            WIE + "‘onderwerp’ is geen veld dat hier hoort.",
            "Bedoel je ‘onderwerpen’?",
            id="unknown field with a suggestion",
        ),
        pytest.param(
            "    soort: stap\n",
            "    soort: stap\n    als: {tekst: soms, wanneer: nooit}\n",
            7,
            WIE + "‘als.wanneer’ is geen veld dat hier hoort.",
            "",
            id="unknown field further in",
        ),
        pytest.param(
            "regels:",
            "regel:",
            1,
            "‘regel’ is geen soort die ik ken.",
            "Bedoel je ‘regels’?",
            id="unknown kind with a suggestion",
        ),
        pytest.param(
            "regels:",
            "xyzzy:",
            1,
            "‘xyzzy’ is geen soort die ik ken.",
            f"Kies uit: {', '.join(KINDS)}.",
            id="unknown kind",
        ),
    ],
)
def test_problem_of_form(tmp_path, old, new, line, message, hint):
    assert REGEL.count(old) == 1
    assert problems_of(tmp_path, REGEL.replace(old, new))[0] == Problem("bestand.yml", line, message, hint)


def test_unknown_field_without_a_likely_meaning_lists_the_fields(tmp_path):
    [problem] = problems_of(tmp_path, REGEL + "    xyzzy: 1\n")
    assert problem.hint.startswith("Kies uit: id, bron, vindplaats,")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("regels:\n", LIST.format("regels")),
        ("regels:\n  id: een\n", LIST.format("regels")),
        ("regels: tekst\n", LIST.format("regels")),
        ("- regels\n", "bovenaan hoort een soort te staan, zoals ‘bronnen:’."),
        ("zomaar tekst\n", "bovenaan hoort een soort te staan, zoals ‘bronnen:’."),
    ],
)
def test_problem_of_a_whole_file(tmp_path, text, message):
    assert problems_of(tmp_path, text) == [Problem("bestand.yml", 1, message)]


def english_in(message: str) -> set[str]:
    """Words of the checker behind the schema, which experts shouldn't meet."""
    return set(re.findall(r"\w+", message)) & {"Input", "Value", "error", "least", "or", "should", "valid"}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param("[contact]", "contact", 5, id="text where a list belongs"),
        pytest.param("[contact]", "[]", 5, id="empty list"),
        pytest.param("tekst: Het team belt.", "tekst: ''", 7, id="empty text"),
        pytest.param("tekst: Het team belt.", "tekst:", 7, id="no text"),
        pytest.param("soort: stap", "soort: stap\n    volgorde: eerste", 7, id="text where a number belongs"),
        pytest.param("soort: stap", "soort: stap\n    volgorde: 1.5", 7, id="broken number"),
        pytest.param("soort: stap", "soort: stap\n    geldig_vanaf: 4 juli 2024", 7, id="date in words"),
        pytest.param("soort: stap", "soort: stap\n    geldig_vanaf: [2024]", 7, id="date in a list"),
        pytest.param("soort: stap", "soort: stap\n    als: altijd", 7, id="text where fields belong"),
        pytest.param(
            "soort: stap", "soort: stap\n    als: {tekst: x, criteria: [a]}", 7, id="list of criteria"
        ),
        pytest.param(
            "soort: stap",
            "soort: stap\n    geldig_vanaf: 2024-02-01\n    geldig_tot: 2024-01-01",
            2,
            id="period that runs backwards",
        ),
    ],
)
def test_every_message_is_dutch_and_names_the_entry(tmp_path, old, new, line):
    [problem] = problems_of(tmp_path, REGEL.replace(old, new))
    assert problem.line == line
    assert problem.message.startswith(WIE)
    assert "‘’" not in problem.message
    assert not english_in(problem.message)


@pytest.mark.parametrize("item", ["gewoon tekst", "", "[een, twee]"])
def test_entry_that_holds_no_fields(tmp_path, item):
    [problem] = problems_of(tmp_path, f"regels:\n  - {item}\n")
    assert problem.line == 2
    assert "‘’" not in problem.message
    assert not english_in(problem.message)


@pytest.mark.parametrize(
    "text",
    [
        "termijnen:\n  - {id: t, naam: n, aantal: -1, eenheid: dagen, vanaf: x, regel: r}\n",
        "termijnen:\n  - {id: t, naam: n, aantal: vijf, eenheid: dagen, vanaf: x, regel: r}\n",
        "bronnen:\n  - {id: b, titel: t, kort: k, regio: l, datum_tekst: x,\n"
        "     vindplaatsen: [{id: a, titel: b, landelijke_toelichting: soms}]}\n",
        "regios:\n  - {id: r, naam: n, in_zin: n, kantoortijd: {van: negen uur, tot: '17:00'}}\n",
        "criteria:\n  - {id: c, naam: n, vraag: v, waarom: w, als_ja: j, als_nee: n,\n"
        "     grondslag: wet, regel: r}\n",
    ],
)
def test_messages_about_other_kinds_are_dutch_too(tmp_path, text):
    [problem] = problems_of(tmp_path, text)
    assert not english_in(problem.message)


def test_row_without_condition_is_refused(example: Example):
    example.replace("noord/beslissing.yml", "\n        als_alle: {gevaar: nee, letsel: nee}", "")
    problems = example.form_problems()
    line = example.line("noord/beslissing.yml", "- uitkomst: meteen-over")
    assert ("noord/beslissing.yml", line) in [(p.file, p.line) for p in problems]
    assert "een rij zonder voorwaarde geldt altijd" in problems[0].message


def test_row_with_a_criterium_in_both_parts_is_refused(example: Example):
    example.replace(
        "noord/beslissing.yml",
        "{gevaar: nee, letsel: nee}",
        "{gevaar: nee}\n        als_een_van: {gevaar: ja}",
    )
    assert "staat in als_alle én in als_een_van" in example.form_problems()[0].message


@pytest.mark.parametrize("end", ["17:00", "17:30"])
def test_time_without_quotes_is_no_time_of_day(example: Example, end):
    """YAML reads 17:00 as a number to base sixty, which would close the office at 0:17."""
    example.replace("landelijk/alles.yml", 'tot: "17:00"', f"tot: {end}")
    [problem] = example.form_problems()
    assert problem.line == example.line("landelijk/alles.yml", "kantoortijd")
    assert "aanhalingstekens" in str(problem)


def test_id_given_twice_names_the_earlier_place(example: Example):
    example.replace("zuid/regels.yml", "id: zuid.contact", "id: noord.contact.termijn")
    earlier = example.line("noord/regels.yml", "id: noord.contact.termijn")
    assert example.form_problems() == [
        Problem(
            "zuid/regels.yml",
            example.line("zuid/regels.yml", "id: noord.contact.termijn"),
            f"‘noord.contact.termijn’ bestaat al in noord/regels.yml:{earlier}.",
            "Geef dit onderdeel een eigen id.",
        )
    ]


def test_wordings_of_a_criterium_stand_in_one_place(example: Example):
    example.write("zuid/woorden.yml", "verwoordingen:\n  - {criterium: gevaar, ja: [het is eng]}\n")
    [problem] = example.form_problems()
    earlier = example.line("landelijk/alles.yml", "- criterium: gevaar")
    assert problem.message == f"‘gevaar’ bestaat al in landelijk/alles.yml:{earlier}."


def test_entries_of_two_kinds_may_share_an_id(example: Example):
    rulebase = read(example.folder)
    assert "letsel" in rulebase.of("criteria")
    assert "letsel" in rulebase.of("begrippen")


def test_all_problems_are_reported_at_once(example: Example):
    example.replace("bronnen.yml", "    kort: Wet\n", "")
    example.replace("landelijk/alles.yml", 'nummer: "0800-2000"', "nummer: 112")
    example.replace("landelijk/alles.yml", "wanneer: altijd", "wanneer: soms")
    example.replace("noord/regels.yml", "regels:", "regel:")
    example.write("zuid/regels.yml", "regels: [\n")
    assert [(p.file, p.line) for p in example.form_problems()] == [
        ("bronnen.yml", 2),
        ("landelijk/alles.yml", example.line("landelijk/alles.yml", "nummer: 112")),
        ("landelijk/alles.yml", example.line("landelijk/alles.yml", "wanneer: soms")),
        ("noord/regels.yml", example.line("noord/regels.yml", "regel:")),
        ("zuid/regels.yml", 2),
    ]


def test_empty_files_are_no_problem(example: Example):
    example.write("zuid/later.yml", "# Hier komt nog iets.\n")
    assert example.form_problems() == []


def test_folder_without_rules_is_a_problem(tmp_path):
    folder = tmp_path / "afspraken"
    folder.mkdir()
    with pytest.raises(RulebaseError, match=r"^afspraken:1: hier staat nog niets \(\*\.yml\)\.$"):
        read(folder)


def test_folder_that_does_not_exist_is_a_problem(tmp_path):
    with pytest.raises(RulebaseError, match="hier staat nog niets"):
        read(tmp_path / "nergens")


def test_fingerprint_follows_every_byte(example: Example):
    before = fingerprint(example.folder)
    assert fingerprint(example.folder) == before
    example.replace("bronnen.yml", "De landelijke wet", "De landelijke Wet")
    changed = fingerprint(example.folder)
    assert changed != before
    example.replace("bronnen.yml", "De landelijke Wet", "De landelijke wet")
    assert fingerprint(example.folder) == before


def test_fingerprint_follows_the_names_of_files(example: Example):
    before = fingerprint(example.folder)
    (example.folder / "bronnen.yml").rename(example.folder / "documenten.yml")
    assert fingerprint(example.folder) != before


def test_only_yaml_files_are_read(example: Example):
    before = fingerprint(example.folder)
    example.write("LEESMIJ.md", "regels: nee")
    assert [path.relative_to(example.folder).as_posix() for path in source_files(example.folder)] == [
        "bronnen.yml",
        "landelijk/alles.yml",
        "noord/beslissing.yml",
        "noord/regels.yml",
        "zuid/regels.yml",
    ]
    assert fingerprint(example.folder) == before


def test_wordings_go_by_their_criterium():
    assert entry_id(Verwoording(criterium="gevaar")) == "gevaar"
