"""Outcomes that leave somebody without an answer, or say what doesn't stand anywhere."""

from __future__ import annotations

import pytest

from assistant.rulebase.lint_outcomes import MOST_WORDS

from .example import Example

DECISION = "noord/beslissing.yml"
ONCE = "bij een termijn hoort één keer ‘{datum}’ in de tekst."
WAIT = "          - {tekst: Wacht af., regels: [noord.verdeling]}\n"


def messages(example: Example) -> list[str]:
    return [problem.message for problem in example.lint()]


@pytest.mark.parametrize("part", ["voor_jou", "acties", "gezin", "ook"])
def test_every_outcome_has_every_part(example: Example, part):
    shared = {"voor_jou": "*jij", "acties": "*acties", "gezin": "*gezin", "ook": "*ook"}[part]
    text = (example.folder / DECISION).read_text(encoding="utf-8")
    before, _, after = text.rpartition(f"      {part}: {shared}\n")
    example.write(DECISION, before + after)
    [problem] = example.lint()
    assert "‘nog-onbekend’ zegt niet w" in problem.message
    assert f"(‘{part}’)" in problem.message
    assert problem.line == example.line(DECISION, "onbeslist:")


@pytest.mark.parametrize("condition", ["als: {letsel: ja}", "rol: [team]", "regio: [noord]"])
def test_somebody_would_be_left_without(example: Example, condition):
    example.replace(DECISION, WAIT, WAIT.replace("{tekst", f"{{{condition}, tekst"))
    [problem] = example.lint()
    assert problem.message == "‘eerst-kijken’ zegt niet iedereen wat het voor jou betekent."
    assert "zet het als laatste" in problem.hint


def test_a_part_that_is_never_reached(example: Example):
    example.replace(DECISION, WAIT, WAIT + WAIT.replace("af", "nog"))
    [message] = messages(example)
    assert message == "‘eerst-kijken’: na dit onderdeel van ‘voor_jou’ wordt niets meer gezegd."


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Wacht af., regels: [noord.verdeling]", "Wacht af., regels: [noord.nul]", "regels"),
        ("als: {gevaar: ja}\n            tekst", "als: {angst: ja}\n            tekst", "criteria"),
        ("rol: [team]", "rol: [buren]", "actoren"),
        ("regio: [zuid]", "regio: [zuid, west]", "regios"),
        ("na: evaluatie,", "na: ooit,", "termijnen"),
        ("wie: team, termijn: evaluatie, tekst", "wie: team, termijn: ooit, tekst", "termijnen"),
        ("{wie: team, termijn: evaluatie, na", "{wie: buren, termijn: evaluatie, na", "actoren"),
    ],
)  # fmt: skip
def test_what_is_named_exists(example: Example, old, new, kind):
    example.replace(DECISION, old, new)
    [message] = messages(example)
    assert message.startswith("‘eerst-kijken’ van ‘verdeling’: ‘")
    assert message.endswith(f"’ staat niet bij {kind}.")


def test_a_problem_names_the_line_of_the_part(example: Example):
    example.replace(DECISION, "rol: [team]", "rol: [buren]")
    [problem] = example.lint()
    assert problem.line == example.line(DECISION, "rol: [buren]")


def test_what_is_said_everywhere_rests_on_no_other_region(example: Example):
    example.replace(DECISION, "            regio: [zuid]\n", "")
    [message] = messages(example)
    assert "‘zuid.contact’ geldt alleen in ‘zuid’" in message


def test_an_explanation_of_a_national_protocol_may_be_cited_anywhere(example: Example):
    # The example's own `gezin` rests on zuid.protocol, which explains a national protocol.
    assert "regels: [zuid.protocol]" in (example.folder / DECISION).read_text(encoding="utf-8")
    assert example.lint() == []


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("belt uiterlijk {datum}.", "belt snel.", ONCE),
        ("uiterlijk {datum}.", "{datum} of {datum}.", ONCE),
        ("uiterlijk {datum}.", "uiterlijk {dag}.", ONCE),
        ("Schrijf een brief.", '"Schrijf op {datum}."', "‘{datum}’ in de tekst kan alleen bij een termijn."),
        ("[Wees eerlijk.]", '["Wees op {dag} eerlijk."]', "‘{dag}’ in de tekst kan alleen bij een termijn."),
        ("[Wees eerlijk.]", '["Wees { eerlijk."]', "‘{’ in de tekst kan alleen bij een termijn."),
    ],
)  # fmt: skip
def test_a_date_and_a_term_go_together(example: Example, old, new, wrong):
    example.replace(DECISION, old, new)
    assert {message.split(": ", 1)[1] for message in messages(example)} == {wrong}


def test_a_term_that_begins_after_another_is_a_term(example: Example):
    example.replace(
        DECISION,
        'termijn: evaluatie, na: evaluatie, tekst: "En weer op {datum}."',
        "na: evaluatie, tekst: Klaar.",
    )
    assert messages(example) == [
        "‘eerst-kijken’ van ‘verdeling’: ‘na’ zegt wanneer een termijn begint, maar er is geen ‘termijn’."
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Wacht " + "en wacht " * 11 + "af.", "een zin telt"),
        (" ".join(["verantwoordelijkheidsverdeling"] * 8), "te moeilijk"),
        ("Bel 0800-1234.", "0800-1234 staat niet bij contacten"),
    ],
)  # fmt: skip
def test_texts_can_be_read_and_their_numbers_are_known(example: Example, text, wrong):
    example.replace(DECISION, "Wacht af.", text)
    [message] = messages(example)
    assert wrong in message


def test_an_outcome_is_short(example: Example):
    long = "Wacht rustig af. " * (MOST_WORDS // 3)
    example.replace(DECISION, "Wacht af.", long.strip())
    [problem] = example.lint()
    assert f"hooguit {MOST_WORDS}" in problem.message
    assert "‘meer’" in problem.hint


def test_what_stands_behind_a_button_may_be_long(example: Example):
    example.replace(
        DECISION, "[Wees eerlijk.]", "[" + ", ".join(["Wees heel eerlijk over wat je zag."] * 20) + "]"
    )
    assert example.lint() == []


def test_what_it_means_for_you_is_said_at_once(example: Example):
    example.replace(DECISION, WAIT, WAIT.replace("af.,", "af., meer: [Heb geduld.],"))
    [message] = messages(example)
    assert message == "‘eerst-kijken’: bij ‘voor_jou’ hoort geen knop, dus ook geen ‘meer’."


def test_a_reason_is_something_that_the_row_asks(example: Example):
    row = "als_alle: {gevaar: nee, letsel: nee}\n"
    example.replace(DECISION, row, f"{row}        door: [letsel]\n")
    assert example.lint() == []
    example.replace(DECISION, "door: [letsel]", "door: [angst]")
    assert messages(example) == ["rij 2 noemt ‘angst’ als reden, maar vraagt er niet naar."]
