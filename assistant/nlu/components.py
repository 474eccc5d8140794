"""The Rasa components of `config.yml`: words, then everything that a message says."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.dutch.once import within_a_turn
from assistant.dutch.words import analyse
from assistant.nlu import outcome_parts
from assistant.nlu.acts import ActModel
from assistant.nlu.criteria import CriteriaFinder
from assistant.nlu.familiar import Familiar, familiar_words
from assistant.nlu.questions import Phrasing, QuestionModel
from assistant.nlu.reach import OUT_OF_SCOPE, TOLD
from assistant.nlu.reading import Models, Reader, Reading
from assistant.nlu.regions import RegionFinder
from assistant.nlu.segments import asks_in_form, says_any_of
from assistant.rulebase import current
from assistant.rulebase.store import Layer, RuleStore

READING = "lezing"
"""The key in a parsed message under which the dialogue finds what it says."""

_OWN_WORDS = 8
"""A longer message says more than an answer in the words of the question."""
_ACTS, _QUESTIONS, _FAMILIAR = "handelingen", "vragen", "vertrouwd"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class WordsTokenizer(Tokenizer):
    """Tokens by spaCy's rules for Dutch."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No settings beyond those every tokenizer has."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WordsTokenizer:
        """Called by Rasa."""
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples need no tokens: the reader takes their text."""
        return training_data

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of a message, with their stems as lemmas."""
        text = message.get(attribute)
        return [Token(text[w.start : w.end], w.start, w.end, lemma=w.stem) for w in analyse(text)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MessageReader(GraphComponent):
    """Sets the intent, the entities `criterium` and `regio`, and the full reading of a message."""

    def __init__(self, storage: ModelStorage, resource: Resource, models: Models | None) -> None:
        self._storage = storage
        self._resource = resource
        self._models = models
        self._reader: tuple[RuleStore, Reader] | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageReader:
        """Called by Rasa before training."""
        return cls(model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> MessageReader:
        """Called by Rasa with a trained model."""
        with model_storage.read_from(resource) as folder:
            models = Models(
                ActModel.load(folder / _ACTS),
                QuestionModel.load(folder / _QUESTIONS),
                Familiar.load(folder / _FAMILIAR),
            )
        return cls(model_storage, resource, models)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn acts, subjects, places and regels from the examples of `data/nlu/` and the rule base."""
        examples = training_data.intent_examples
        phrasings = [_phrasing(example) for example in training_data.response_examples]
        regels = current.store().alle(Layer())
        texts, done = zip(*((example.get(TEXT), example.get(INTENT)) for example in examples), strict=True)
        of_the_domain = [text for text, act in zip(texts, done, strict=True) if act != OUT_OF_SCOPE]
        with within_a_turn():
            # Several parts learn from the same examples: they are taken apart once, for the processes too.
            for text in {*texts, *(phrasing.text for phrasing in phrasings)}:
                analyse(text)
            # Processes for what can be learned meanwhile: see `QuestionModel.train`.
            with ProcessPoolExecutor(2, get_context("fork")) as beside:
                acts_underway = beside.submit(ActModel.train, texts, done)
                words_underway = beside.submit(
                    familiar_words, [*of_the_domain, *(regel.tekst for regel in regels)]
                )
                questions = QuestionModel.train(phrasings, regels, beside)
                acts, familiar = acts_underway.result(), Familiar(words_underway.result())
        self._models = Models(acts, questions, familiar)
        with self._storage.write_to(self._resource) as folder:
            for name, model in ((_ACTS, acts), (_QUESTIONS, questions), (_FAMILIAR, familiar)):
                (folder / name).mkdir()
                model.save(folder / name)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples need no reading."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message."""
        for message in messages:
            reading = self._current_reader().read(message.get(TEXT) or "", _asked_before(message))
            if _answers_in_its_own_words(message):
                # 'Steeds opnieuw' answers what was asked, and doesn't begin anew.
                reading = replace(reading, intent=TOLD, vragen=())
            message.set(INTENT, {"name": reading.intent, "confidence": reading.zekerheid}, add_to_output=True)
            message.set(ENTITIES, _entities(reading, message), add_to_output=True)
            message.set(READING, _as_data(reading), add_to_output=True)
        return messages

    def _current_reader(self) -> Reader:
        """A reader on the rule base in use; a changed rule base gets a new one."""
        store = current.store()
        if self._reader is None or self._reader[0] is not store:
            criteria = CriteriaFinder(store.criteria, store.verwoordingen.values())
            regions = RegionFinder(store.regios.values())
            if self._models is None:
                raise RuntimeError("Lezen kan pas na het trainen of laden van een model.")
            titles = {onderwerp.titel: id for id, onderwerp in store.onderwerpen.items()}
            titles |= outcome_parts.questions()
            self._reader = store, Reader(self._models, criteria, regions, titles)
        return self._reader[1]


def _answers_in_its_own_words(message: Message) -> bool:
    """Whether a short message answers the open question in the words of that question."""
    text = message.get(TEXT) or ""
    asked = current.store().criteria.get((message.get(METADATA) or {}).get("vraagt") or "")
    short = len(text.split()) <= _OWN_WORDS and "?" not in text
    return short and asked is not None and says_any_of(text, asked.als_antwoord_ja)


def _asked_before(message: Message) -> str:
    """The question that was answered last in the conversation, or else the one that is being decided.

    Nothing while the assistant waits for an answer itself, unless something is clearly asked.
    """
    known = message.get(METADATA) or {}
    if known.get("vraagt") and not asks_in_form(analyse(message.get(TEXT) or "")):
        return ""
    decides = current.store().beslissingen.get(known.get("beslissing") or "")
    return known.get("gevraagd") or (decides.vraag if decides else "")


def _phrasing(example: Message) -> Phrasing:
    """A question of the training data: `vraag/<onderwerp>` is its intent, its regels are metadata."""
    about = (example.get(METADATA) or {}).get(METADATA_INTENT) or {}
    onderwerp = str(example.get_full_intent()).partition("/")[2]
    return Phrasing(example.get(TEXT), onderwerp, tuple(about.get("regels", ())))


def _as_data(reading: Reading) -> dict[str, Any]:
    """A reading in dicts, for the actions; what can't change is shared, and not copied as `asdict` would."""
    return {
        **vars(reading),
        "vragen": [{**vars(asked), "gaat_over": {**vars(asked.gaat_over)}} for asked in reading.vragen],
        "criteria": [{**vars(mention)} for mention in reading.criteria],
        "regio": reading.regio and {**vars(reading.regio)},
    }


def _entities(reading: Reading, message: Message) -> list[dict[str, Any]]:
    text = message.get(TEXT) or ""
    entities = [
        {
            "entity": "criterium",
            "role": mention.waarde,
            "value": mention.criterium,
            "start": mention.start,
            "end": mention.end,
            "extractor": "MessageReader",
        }
        for mention in reading.criteria
    ]
    if reading.regio and reading.regio.regio:
        found = reading.regio
        entities.append(
            {
                "entity": "regio",
                "value": str(found.regio),
                "start": found.start,
                "end": found.end,
                "extractor": "MessageReader",
            }
        )
    return [entity for entity in entities if text]
