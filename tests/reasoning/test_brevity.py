from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reasoning.brevity import brief, repeats
from assistant.rulebase import current
from assistant.rulebase.schema import Regel
from assistant.rulebase.store import Layer


def regel(id: str, tekst: str, plaats: str = "1", criterium: str | None = None) -> Regel:
    return Regel.model_validate(
        {
            "id": id,
            "bron": "bron",
            "vindplaats": plaats,
            "onderwerpen": ["contact"],
            "soort": "verplichting",
            "tekst": tekst,
            "criterium": criterium,
        }
    )


WHOLE = regel("geheel", "Veilig Thuis belt de school, de huisarts en de oma.")
PART = regel("deel", "Veilig Thuis belt ook de huisarts.")
OTHER = regel("ander", "Een verslag blijft vijftien jaar bewaard.")


def test_what_was_told_in_a_list_is_not_said_again():
    assert brief([WHOLE, PART, OTHER], dict.fromkeys(("geheel", "deel", "ander"), 0.3), 100) == [WHOLE, OTHER]


@pytest.mark.parametrize(
    ("said", "tekst"),
    [
        ("Het team belt binnen 14 dagen.", "Het team belt binnen 7 dagen."),
        ("De oma belt altijd.", "De oma belt altijd niet."),
        ("De oma belt de school.", "De huisarts belt de politie."),
    ],
)
def test_another_number_a_denial_or_another_fact_is_no_repetition(said, tekst):
    assert not repeats(regel("b", tekst), [regel("a", said)])


def test_the_same_words_in_another_place_may_be_about_other_cases():
    assert repeats(PART, [WHOLE])
    assert not repeats(regel("deel", PART.tekst, plaats="2"), [WHOLE])


def test_of_another_criterium_only_what_is_nearly_as_likely_stands_beside_one():
    letsel = regel("a", "Letsel gaat eerst naar Veilig Thuis.", criterium="letsel")
    stalking = regel("b", "Na stalking kijkt een deskundige mee.", criterium="stalking")
    assert brief([letsel, stalking], {"a": 0.5, "b": 0.1}, 100) == [letsel]
    assert brief([letsel, stalking], {"a": 0.4, "b": 0.3}, 100) == [letsel, stalking]


def test_when_the_answer_is_nearly_certain_nothing_is_added():
    assert brief([WHOLE, OTHER], {"geheel": 0.99, "ander": 0.01}, 100) == [WHOLE]


@settings(derandomize=True, max_examples=100)
@given(st.data())
def test_an_answer_is_short_begins_with_the_likeliest_and_says_nothing_twice(data):
    regels = current.store().alle(Layer())
    ranked = data.draw(st.lists(st.sampled_from(regels), min_size=1, max_size=12, unique_by=lambda r: r.id))
    shares = data.draw(st.lists(st.floats(0, 0.3), min_size=len(ranked), max_size=len(ranked)))
    likely = {r.id: share for r, share in zip(ranked, sorted(shares, reverse=True), strict=True)}
    most = data.draw(st.integers(1, 120))
    shown = brief(ranked, likely, most)
    assert shown[0] == ranked[0]
    assert len(shown) == 1 or sum(len(r.tekst.split()) for r in shown) <= most
    assert not any(repeats(r, shown[:number]) for number, r in enumerate(shown) if number)
