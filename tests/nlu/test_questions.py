from __future__ import annotations

import pytest

from assistant.nlu.questions import Phrasing, QuestionModel
from assistant.rulebase.store import Layer

PHRASINGS = [
    Phrasing("hoe lang heeft vt voor de beoordeling", "veiligheidsbeoordeling", ("regel.termijn",)),
    Phrasing("termijn beoordeling", "veiligheidsbeoordeling", ("regel.termijn",)),
    Phrasing("mag ik anoniem advies vragen", "anonimiteit-advies", ("bestaat.niet",)),
    Phrasing("advies zonder naam", "anonimiteit-advies"),
]


@pytest.fixture(scope="module")
def regels(store):
    """Three regels of different places, one of them under the id that phrasings name."""
    chosen = {regel.vindplaats: regel for regel in store.alle(Layer("ijmond"))}
    first, *others = list(chosen.values())[:3]
    return [first.model_copy(update={"id": "regel.termijn"}), *others]


def test_subject_place_and_regel_are_believed_by_what_people_ask(regels):
    belief = QuestionModel.train(PHRASINGS, regels).believe("termijn van de beoordeling?")
    assert belief.onderwerpen[0][0] == "veiligheidsbeoordeling"
    assert belief.plaatsen[0][0] == f"{regels[0].bron}/{regels[0].vindplaats}"
    assert belief.regels[0][0] == "regel.termijn"


def test_a_regel_is_also_found_by_its_own_words(regels):
    belief = QuestionModel.train(PHRASINGS, regels).believe(regels[1].tekst)
    assert belief.regels[0][0] == regels[1].id


def test_a_saved_model_believes_the_same(regels, tmp_path):
    trained = QuestionModel.train(PHRASINGS, regels)
    trained.save(tmp_path)
    loaded = QuestionModel.load(tmp_path)
    for phrasing in PHRASINGS:
        known, again = trained.believe(phrasing.text), loaded.believe(phrasing.text)
        assert dict(known.onderwerpen) == pytest.approx(dict(again.onderwerpen), abs=1e-6)
        assert dict(known.plaatsen) == pytest.approx(dict(again.plaatsen), abs=1e-6)
        assert dict(known.regels) == pytest.approx(dict(again.regels), abs=1e-6)


def test_every_number_is_a_share(regels):
    belief = QuestionModel.train(PHRASINGS, regels).believe("iets heel anders 😀")
    for numbers in (belief.onderwerpen, belief.plaatsen, belief.regels):
        assert all(0 <= number <= 1 for _, number in numbers)
