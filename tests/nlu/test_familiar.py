from __future__ import annotations

import pytest

from assistant.dutch.words import analyse
from assistant.nlu.familiar import Familiar, Strange

KNOWN = ["wie doet de melding van mishandeling", "het veiligheidsplan van het gezin", "een huis met een plan"]


@pytest.fixture(scope="module")
def familiar():
    return Familiar.learn(KNOWN)


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("wie maakt het veiligheidsplan van het gezin", Strange(3, 1, 0)),
        ("meldingen van mishandeling", Strange(2, 0, 0)),
        ("mishadneling van een gezin", Strange(2, 0, 0)),
        ("soep met boter", Strange(2, 2, 0)),
        ("qwrtzx plkmnb", Strange(2, 0, 2)),
        ("", Strange(0, 0, 0)),
    ],
)
def test_strange_words_are_counted_by_kind(familiar, text, strange):
    assert familiar.strange(analyse(text)) == strange


def test_a_typing_error_is_read_as_the_word_that_was_meant(familiar):
    assert familiar.corrected("Is dit mishadneling, of niet?") == "Is dit mishandeling, of niet?"
    assert familiar.corrected("een lamp") == "een lamp"


def test_a_typing_error_in_what_is_learned_from_is_no_word():
    learned = Familiar.learn([*["wie doet de veiligheidsbeoordeling"] * 40, "de veilgheidsbeoordeling graag"])
    assert learned.corrected("na de veilgheidsbeoordeling") == "na de veiligheidsbeoordeling"


def test_a_seldom_word_stays_unless_it_is_nearly_one_that_stands_often():
    learned = Familiar.learn([*["wie doet de melding"] * 40, "doet de qwrtzx"])
    assert learned.strange(analyse("qwrtzx")) == Strange(1, 0, 0)
    few = Familiar.learn([*["wie doet de melding"] * 3, "de meldimg"])
    assert few.corrected("meldimg") == "meldimg"


def test_what_was_saved_is_loaded(familiar, tmp_path):
    familiar.save(tmp_path)
    again, words = Familiar.load(tmp_path), analyse("boter voor het gezin")
    assert again.strange(words) == familiar.strange(words)
