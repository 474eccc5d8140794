"""Practice calls as played by the caller, and what the worker hears about them afterwards."""

from __future__ import annotations

import pytest

from assistant.learning.current import material
from assistant.learning.feedback import Punt, feedback
from assistant.learning.practice import Gesprek, Listener


@pytest.fixture(scope="module")
def listener() -> Listener:
    return Listener(material())


@pytest.fixture
def play(listener, store):
    """Plays a call; returns what the caller said, and the points by id."""

    def played(case: str, *said: str) -> tuple[list[str], dict[str, Punt]]:
        geval = material().gevallen[case]
        call = Gesprek(geval, listener)
        answers = [call.answer(one).beller for one in said]
        found = feedback(geval, call.beurten, material().vaardigheden, store)
        return answers, {punt.id: punt for punt in found.punten}

    return played


SAFE = "Is ze nu veilig?"


def test_a_fact_of_the_case_is_told_however_it_is_asked(play):
    answers, points = play("leerkracht-blauwe-plek", SAFE, "zie je blauwe plekken bij haar?")
    assert "blauwe plek op haar bovenarm" in answers[1]
    assert points["vraagt-naar-letsel"].stand == "gedaan"


def test_what_the_caller_repeats_is_a_sentence_of_its_own(play):
    answers, _ = play("leerkracht-blauwe-plek", SAFE, SAFE)
    assert answers[1] == f"Dat zei ik net al. {answers[0]}"


@pytest.mark.parametrize("said", ["Ja hoor.", "Dat klopt.", "Een melding kan wel anoniem.", "Doe dat maar."])
def test_confirming_what_the_caller_gets_wrong_is_a_mistake_with_the_right_rule(play, said):
    answers, points = play("leerkracht-blauwe-plek", SAFE, "Wat zag u?", "In welke gemeente?", said)
    assert "anoniem, hoor" in answers[2]
    point = points["vergist:anoniem-melden"]
    assert point.stand == "fout" and "nooit anoniem" in point.tekst
    assert "gv.protocol.melding-nooit-anoniem" in point.regels


def test_of_confirming_and_putting_right_the_last_counts(play):
    wrong, right = "Een melding kan wel anoniem.", "Sorry, een melding kan niet anoniem."
    _, points = play("leerkracht-blauwe-plek", SAFE, wrong, right)
    assert points["vergist:anoniem-melden"].stand == "gedaan"
    _, points = play("leerkracht-blauwe-plek", SAFE, right, wrong)
    assert points["vergist:anoniem-melden"].stand == "fout"


@pytest.mark.parametrize(
    "said", ["Vraag het de stiefvader.", "Praat eerst met hem.", "U moet het eerst zeker weten."]
)
def test_sending_somebody_to_the_suspect_is_never_praised(play, said):
    _, points = play("sportcoach-onthulling", SAFE, "Wat vertelde ze?", said)
    assert points["vergist:eerst-zeker"].stand == "fout"


@pytest.mark.parametrize("said", ["Breng haar gewoon naar huis.", "Laat haar maar met hem meegaan."])
def test_sending_somebody_back_into_danger_is_a_mistake(play, said):
    answers, points = play("sportcoach-onthulling", SAFE, said)
    assert "veilig" in answers[1]
    assert points["misser:stuurt-terug-naar-huis"].stand == "fout"
    _, points = play("leerkracht-blauwe-plek", SAFE, said)
    assert "misser:stuurt-terug-naar-huis" not in points


def test_who_calls_out_danger_need_not_be_asked_about_it(play):
    _, points = play("moeder-volwassen-zoon", "U belt nu eerst 112.")
    assert points["noemt-112"].stand == "gedaan"
    assert "vraagt-of-het-nu-veilig-is" not in points
    _, points = play("moeder-volwassen-zoon", "Bent u nu veilig?", "Bel nu 112.")
    assert points["vraagt-of-het-nu-veilig-is"].stand == "gedaan"


def test_safety_is_still_asked_for_where_the_caller_said_nothing_of_it(play):
    _, points = play("leerkracht-blauwe-plek", "In welke gemeente woont het gezin?")
    assert points["vraagt-of-het-nu-veilig-is"].stand == "vergeten"


@pytest.mark.parametrize(
    ("said", "stand"),
    [
        ("De veiligheidsbeoordeling is binnen 5 werkdagen klaar.", "gedaan"),
        ("De veiligheidsbeoordeling is binnen 10 werkdagen klaar.", "fout"),
        ("Het wijkteam belt het gezin binnen 14 dagen.", "vergeten"),
        ("Ik bel u binnen een uur terug.", "vergeten"),
    ],
)
def test_a_term_is_wrong_only_when_it_was_named(play, said, stand):
    _, points = play("leerkracht-blauwe-plek", SAFE, said)
    assert points["termijn:veiligheidsbeoordeling"].stand == stand


def test_a_goodbye_ends_a_call_and_a_greeting_does_not(listener):
    call = Gesprek(material().gevallen["leerkracht-blauwe-plek"], listener)
    assert not call.answer("Dag!").afgerond
    assert not call.answer("Dag, is ze nu veilig?").afgerond
    assert call.answer("Dag!").afgerond


def test_late_is_said_once(play):
    _, points = play("leerkracht-blauwe-plek", "Hallo.", "Wat zag u?", SAFE)
    point = points["vraagt-of-het-nu-veilig-is"]
    assert point.stand == "te-laat" and point.tekst.count("gaat voor alles") == 1


def test_no_norm_for_professionals_is_held_against_somebody_else(play, store):
    for id, geval in material().gevallen.items():
        if geval.beller.burger:
            _, points = play(id, "Hallo.")
            asked = [p for p in points.values() if not p.id.startswith(("vergist:", "misser:"))]
            cited = [store.regel(regel) for point in asked for regel in point.regels]
            assert cited and not [regel.id for regel in cited if regel.wie == "professional"], id
