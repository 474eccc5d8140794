"""What a message does, learned here or in a process beside."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from assistant.nlu.acts import ActModel
from assistant.nlu.questions import Phrasing, QuestionModel
from assistant.rulebase.store import Layer

SAID = {
    "hoi daar": "begroeting",
    "hoi hoi": "begroeting",
    "dank je wel": "dank",
    "dank je hoor": "dank",
    "wanneer belt vt": "vraag",
    "wanneer belt vt de melder": "vraag",
}


def test_what_is_learned_beside_is_what_would_be_learned_here(store):
    regels = list({regel.vindplaats: regel for regel in store.alle(Layer("ijmond"))}.values())[:3]
    phrasings = [Phrasing(regel.tekst, f"onderwerp-{regel.vindplaats}", (regel.id,)) for regel in regels]
    texts, acts = list(SAID), list(SAID.values())
    with ProcessPoolExecutor(1, get_context("fork")) as beside:
        underway = beside.submit(ActModel.train, texts, acts)
        questions = QuestionModel.train(phrasings, regels, beside)
        done = underway.result()
    for text in (*texts, "iets heel anders"):
        assert done.shares(text) == ActModel.train(texts, acts).shares(text)
        assert questions.believe(text) == QuestionModel.train(phrasings, regels).believe(text)
