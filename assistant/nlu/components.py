"""The Rasa components of `config.yml`: words, then everything that a message says."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.dutch.words import analyse
from assistant.nlu.criteria import CriteriaFinder
from assistant.nlu.linear import LinearClassifier
from assistant.nlu.reading import Reader, Reading
from assistant.nlu.regions import RegionFinder
from assistant.rulebase import current
from assistant.rulebase.store import RuleStore

READING = "lezing"
"""The key in a parsed message under which the dialogue finds what it says."""

_ACTS, _TOPICS = "handelingen", "onderwerpen"


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

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of a message, with their stems as lemmas."""
        text = message.get(attribute)
        return [Token(text[w.start : w.end], w.start, w.end, lemma=w.stem) for w in analyse(text)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MessageReader(GraphComponent):
    """Sets the intent, the entities `criterium` and `regio`, and the full reading of a message."""

    def __init__(
        self, storage: ModelStorage, resource: Resource, classifiers: dict[str, LinearClassifier]
    ) -> None:
        self._storage = storage
        self._resource = resource
        self._classifiers = classifiers
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
        return cls(model_storage, resource, {})

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
            classifiers = {name: LinearClassifier.load(folder / name) for name in (_ACTS, _TOPICS)}
        return cls(model_storage, resource, classifiers)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn acts and topics from the examples of `data/nlu/`."""
        examples = training_data.intent_examples
        questions = training_data.response_examples
        self._classifiers = {
            _ACTS: _train(examples, [example.get(INTENT) for example in examples]),
            _TOPICS: _train(questions, [_topic(example) for example in questions]),
        }
        with self._storage.write_to(self._resource) as folder:
            for name, classifier in self._classifiers.items():
                (folder / name).mkdir()
                classifier.save(folder / name)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples need no reading."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message."""
        for message in messages:
            reading = self._current_reader().read(message.get(TEXT) or "")
            message.set(INTENT, {"name": reading.intent, "confidence": reading.zekerheid}, add_to_output=True)
            message.set(ENTITIES, _entities(reading, message), add_to_output=True)
            message.set(READING, asdict(reading), add_to_output=True)
        return messages

    def _current_reader(self) -> Reader:
        """A reader on the rule base in use; a changed rule base gets a new one."""
        store = current.store()
        if self._reader is None or self._reader[0] is not store:
            criteria = CriteriaFinder(store.criteria, store.verwoordingen.values())
            regions = RegionFinder(store.regios.values())
            acts, topics = self._classifiers[_ACTS], self._classifiers[_TOPICS]
            titles = {onderwerp.titel: id for id, onderwerp in store.onderwerpen.items()}
            self._reader = store, Reader(acts, topics, criteria, regions, titles)
        return self._reader[1]


def _train(examples: list[Message], labels: list[str]) -> LinearClassifier:
    return LinearClassifier.train([example.get(TEXT) for example in examples], labels)


def _topic(example: Message) -> str:
    """The onderwerp of a question: `vraag/<onderwerp>` is its full intent."""
    return str(example.get_full_intent()).partition("/")[2]


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
    if reading.regio:
        found = reading.regio
        entities.append(
            {
                "entity": "regio",
                "value": found.regio,
                "start": found.start,
                "end": found.end,
                "extractor": "MessageReader",
            }
        )
    return [entity for entity in entities if text]
