from __future__ import annotations

import pytest

from assistant.rulebase.lint_wordings import GROUPS, group_problems
from assistant.rulebase.problems import Problem
from assistant.rulebase.yaml_source import Source

from .example import Example

NATIONAL = "landelijk/alles.yml"


@pytest.mark.parametrize(
    ("wording", "message"),
    [
        (
            "<gevaren> dreigt",
            "‘<gevaren> dreigt’ noemt woordgroep ‘gevaren’, maar die staat niet in woordgroepen.yml.",
        ),
        ("<slaan hard", "‘<slaan hard’: een haakje is niet gesloten."),
        ("is er nog", "‘is er nog’ zegt niets: er staan alleen functiewoorden in."),
        ("is er + gevaar", "‘is er + gevaar’ zegt niets: er staan alleen functiewoorden in."),
        (
            "het is veilig",
            "‘het is veilig’ zegt volgens een andere lijst juist dat het criterium geldt.",
        ),
    ],
)
def test_wording_that_can_not_be_used(example: Example, wording, message):
    example.replace(NATIONAL, "ja: [er is gevaar]", f'ja:\n      - er is gevaar\n      - "{wording}"')
    in_nee = wording == "het is veilig"
    line = example.line(NATIONAL, "nee: [het is veilig]" if in_nee else f'- "{wording}"')
    assert example.lint() == [Problem(NATIONAL, line, message)]


def problems(text: str) -> list[Problem]:
    return list(group_problems(Source(GROUPS, text)))


def test_word_groups_in_order():
    assert problems("hulp: [hulp, begeleiding]\nze: [ze]\nweigeren: [<hulp> weigeren, <ze>_wil_niet]\n") == []


@pytest.mark.parametrize("text", ["hulp: []\n", "hulp: zorg\n", "hulp:\n"])
def test_empty_group(text):
    assert problems(text) == [Problem(GROUPS, 1, "woordgroep ‘hulp’ is leeg.")]


def test_group_with_an_unknown_group():
    text = "hulp: [zorg]\nweigeren:\n  - afwijzen\n  - <zorg> afwijzen\n"
    message = "woordgroep ‘weigeren’: ‘<zorg> afwijzen’ noemt woordgroep ‘zorg’, maar die staat niet in"
    assert problems(text) == [Problem(GROUPS, 4, f"{message} {GROUPS}.")]


def test_group_that_names_itself():
    text = "hulp: [zorg]\neen: [<twee>]\ntwee: [<een>]\n"
    assert problems(text) == [Problem(GROUPS, 2, "woordgroep ‘een’ verwijst naar zichzelf.")]


def test_group_with_words_that_say_nothing():
    (problem,) = problems("hulp: [zorg, is er nog]\n")
    assert problem.message == "woordgroep ‘hulp’: ‘is er nog’ zegt niets: er staan alleen functiewoorden in."
