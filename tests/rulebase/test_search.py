"""Search in the real rule base: inflection, compounds, abbreviations, typing errors, norm before finding."""

from __future__ import annotations

import pytest

from assistant.rulebase.schema import Soort
from assistant.rulebase.store import Layer


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("veiligheidsvoorwaarden", "voorwaarden"),
        ("VHP", "veiligheidsplan"),
        ("wachtlijsten", "wachtlijst"),
        ("veiligheidsbeordeling", "veiligheidsbeoordeling"),
        ("RvdK", "raad"),
        ("huisverboden", "huisverbod"),
    ],
)
def test_what_people_type_finds_what_was_written(store, query, word):
    best, _ = store.zoek(query, Layer(), 1)[0]
    assert word in best.tekst.lower()


def test_the_norm_stands_before_the_finding(store):
    found = [regel for regel, _ in store.zoek("monitoren na 3 en 12 maanden", Layer(), 5)]
    assert found[0].soort is not Soort.BEVINDING
    assert store.bronnen[found[0].bron].gewicht == "norm"


def test_scores_fall(store):
    scores = [score for _, score in store.zoek("warme overdracht met het gezin", Layer(), 20)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 20
