from __future__ import annotations

import pytest

from assistant.nlu.phrasings import read
from assistant.places import project
from assistant.reasoning.suppositions import contradicts, supposes
from assistant.rulebase import current
from assistant.rulebase.store import Layer


@pytest.fixture(scope="module")
def refuting():
    return [regel for regel in current.store().alle(Layer()) if regel.weerspreekt]


def refuted_by(vraag, regels):
    return {regel.id for regel in regels if contradicts(regel, vraag)} if supposes(vraag) else set()


@pytest.mark.parametrize(
    ("vraag", "regel"),
    [
        (
            "Klopt het dat Veilig Thuis na directe overdracht blijft monitoren?",
            "ijmond.directe-overdracht.geen-monitoring",
        ),
        ("ik heb toestemming nodig om te melden, toch?", "meldcode.meldrecht.zonder-toestemming"),
        ("is het zo dat de stappen in een vaste volgorde gaan", "meldcode.volgorde-niet-vast"),
        (
            "klopt t dat herstel klaar moet zijn voor stabiele veiligheid",
            "gv.stabiele-veiligheid.start-herstel",
        ),
        ("klopt het dat ik bewijs nodig heb om te melden", "meldcode.afweging-1.vermoeden-of-dreiging"),
    ],
)
def test_a_false_supposition_is_contradicted(vraag, regel, refuting):
    assert regel in refuted_by(vraag, refuting)


@pytest.mark.parametrize(
    "vraag",
    [
        "blijft Veilig Thuis na directe overdracht monitoren?",
        "klopt het dat Veilig Thuis na directe overdracht niet blijft monitoren",
        "klopt het dat het lokale team na directe overdracht het gezin volgt",
        "klopt het dat ik geen toestemming nodig heb om te melden",
        "klopt het dat Veilig Thuis maximaal 10 weken betrokken is bij een gezin",
        "klopt het dat je in de meldcode met een collega overlegt",
        "klopt het dat een advies altijd anoniem is",
        "klopt het dat er zes maanden rust moet zijn voor stabiele veiligheid",
    ],
)
def test_what_is_true_or_open_gets_no_nee(vraag, refuting):
    assert refuted_by(vraag, refuting) == set()


def test_hardly_any_phrasing_of_the_training_data_is_contradicted_by_a_regel_of_another_subject(refuting):
    wrong = [
        (phrasing.text, regel.id)
        for phrasing in read(project() / "data" / "nlu" / "vragen")
        if supposes(phrasing.text)
        for regel in refuting
        if contradicts(regel, phrasing.text) and phrasing.onderwerp not in regel.onderwerpen
    ]
    assert wrong == []
