from __future__ import annotations

import pytest

from assistant.safety.urgency import assess


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (
            "ex staat beneden te schreeuwen en heeft een hamer bij zich. valt dit onder de crisisdienst?",
            "acuut",
        ),
        ("ze is bewusteloos", "acuut"),
        ("meisje durft vanavond niet naar huis", "crisis"),
        ("hij durft niet naar huis en vader zwaait met een mes", "acuut"),
        ("wat is acuut gevaar?", "geen"),
        ("er is geen direct gevaar", "geen"),
        ("gisteren stond hij met een mes voor de deur", "geen"),
        ("als hij een wapen heeft", "geen"),
        ("een collega slaat een kind op de opvang", "geen"),
        ("hij slaat haar nu", "acuut"),
        ("hoe vaak monitort veilig thuis", "geen"),
    ],
)
def test_how_urgent_it_is(text, level):
    assert assess(text).niveau == level


def test_the_words_that_decided_are_named():
    assert assess("ze is bewusteloos").woorden == ("bewusteloos",)
