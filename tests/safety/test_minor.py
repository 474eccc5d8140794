from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dutch.words import read_language
from assistant.safety.minor import is_minor

CASES = yaml.safe_load((Path(__file__).parent / "minderjarige.yml").read_text(encoding="utf-8"))


def test_there_are_enough_cases():
    assert len(CASES["minderjarig"]) >= 40
    assert len(CASES["niet_minderjarig"]) >= 60
    everything = CASES["minderjarig"] + CASES["niet_minderjarig"]
    assert len(everything) == len(set(everything))


@pytest.mark.parametrize("text", CASES["minderjarig"])
def test_a_minor_is_recognised(text):
    assert is_minor(text)


@pytest.mark.parametrize("text", CASES["niet_minderjarig"])
def test_nobody_else_is_taken_for_a_minor(text):
    assert not is_minor(text)


@pytest.mark.parametrize("age", range(6, 18))
def test_every_age_under_eighteen(age):
    spelled = read_language("leeftijd.yml")["getallen_tot_twintig"][age - 1]
    assert is_minor(f"ik ben {age}")
    assert is_minor(f"Ik ben {spelled} jaar.")
    assert not is_minor(f"mijn leerling is {age}")
    assert not is_minor(f"ik ben {age} jaar leerkracht")


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.integers(18, 99))
def test_no_age_from_eighteen_on(age: int):
    assert not is_minor(f"ik ben {age} en mijn vader slaat mij")


WORDS = st.sampled_from(
    [
        *read_language("minderjarige.yml")["ouder"],
        *read_language("minderjarige.yml")["doet"],
        *(
            "ik",
            "ben",
            "13",
            "hij",
            "zegt",
            "mijn",
            "mij",
            "niet",
            "[NAAM 1]",
            ":",
            ".",
            "'",
            '"',
            "(",
            "²",
            "İ",
        ),
    ]
)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_is_judged_and_always_alike(text: str):
    assert is_minor(text) == is_minor(text)
