from __future__ import annotations

import httpx
import pytest

from conversations.script import CHECKS, known_failures, play, scripts


def test_there_are_enough_of_them():
    assert len(scripts()) >= 60


@pytest.mark.parametrize("script", scripts(), ids=lambda path: path.stem)
def test_conversation(server, script):
    """What isn't met must be exactly what is known not to be: an unexpected success shows as well."""
    with httpx.Client(base_url=server, timeout=30, trust_env=False) as client:
        unmet = list(play(script, client))
    assert [miss.name for miss in unmet] == known_failures().get(script.stem, []), "\n".join(map(str, unmet))


def test_every_expectation_can_fail():
    empty = {
        "soort": "antwoord",
        "urgentie": "geen",
        "geredigeerd": False,
        "berichten": [],
        "stand": {
            "criteria": {"stalking": "ja"},
            "vraagt": "x",
            "uitkomst": "x",
            "beslissing": "x",
            "regio": "x",
        },
    }
    impossible = {
        "soort": ["vraag"],
        "urgentie": "acuut",
        "criteria": {"zichtbaar-letsel": "ja"},
        "criteria_niet": ["stalking"],
        "vraagt": None,
        "uitkomst": None,
        "beslissing": None,
        "regio": None,
        "bronnen": [["a", "b"]],
        "een_van_bronnen": [["a", "b"]],
        "eerste_bron": [["a", "b"]],
        "tekst": [["iets"]],
        "begint_met": ["112"],
        "geredigeerd": True,
    }
    assert impossible.keys() | {"tekst_niet"} == CHECKS.keys()
    assert [name for name, wanted in impossible.items() if CHECKS[name](wanted, empty)] == []
    spoken = {**empty, "berichten": [{"tekst": "Naam", "bronnen": []}]}
    assert not CHECKS["tekst_niet"](["naam"], spoken)
