from __future__ import annotations

import pytest

from assistant.dutch.inflection import Roots, regular_forms, strong_root

ROOTS = Roots(["weigeren", "wegsturen", "slaan", "houden", "kleineren"])


@pytest.mark.parametrize(
    "forms",
    [
        "slaan slaat sloeg geslagen",
        "houden houdt hield gehouden hou",
        "opsluiten opgesloten opsloot",
        "lastigvallen lastiggevallen lastigviel",
        "weigeren weigert weigerde geweigerd",
        "wegsturen weggestuurd wegstuurde wegtesturen",
        "kleineren kleineert gekleineerd",
        "zwanger zwangere",
    ],
)
def test_forms_of_a_word_share_a_root(forms):
    first, *others = map(ROOTS.of, forms.split())
    assert all(other == first for other in others), [ROOTS.of(form) for form in forms.split()]


def test_a_particle_before_a_strong_form_belongs_to_the_verb():
    assert strong_root("binnengelaten") == "binnenlaten"
    assert strong_root("afgeslagen") == "afslaan"
    assert strong_root("tafel") is None


def test_a_root_is_never_a_word_without_meaning():
    assert Roots(["uiten"]).of("uiten") != "uit"


def test_regular_forms_are_spelled_as_dutch_spells_them():
    assert {"maakt", "maakte", "gemaakt"} <= set(regular_forms("maken"))
    assert {"wegstuurde", "weggestuurd"} <= set(regular_forms("wegsturen"))
    assert {"verwaarloost", "verwaarloosde", "verwaarloosd"} <= set(regular_forms("verwaarlozen"))


def test_a_form_of_another_word_is_left_alone():
    assert Roots(["wonden"]).of("woont") == Roots([]).of("woont")
