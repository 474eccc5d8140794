"""How Rasa gets at the training data: every file is read once.

Rasa's own importer reads all files again for each of its wrappers, and copies all examples once a file.
`config.yml` names this one instead.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method


class ReadOnce(RasaFileImporter):
    """Rasa's file importer, with what it read kept for as long as the process trains."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples of all files together."""
        return _read(tuple(self._nlu_files))

    @cached_method
    def get_domain(self) -> Domain:
        """The domain."""
        return super().get_domain()


class _Example(Message):
    """An example that is cheap to merge: Rasa copies and compares all of them each time."""

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        """Set a property; nothing happens when it has that value."""
        if add_to_output or self.data.get(prop) != info:
            super().set(prop, info, add_to_output)

    def __deepcopy__(self, memo: dict[int, Any]) -> _Example:
        """A copy whose values are shared: they are texts, and metadata that nobody writes in."""
        copy = _Example(self.data, set(self.output_properties), self.time)
        copy._cached_fingerprint = self._cached_fingerprint
        return copy


# Training makes two importers, and each asks several times; nobody changes what they get.
@lru_cache(maxsize=1)
def _read(files: tuple[str, ...]) -> TrainingData:
    # Nearly all of the work is in holding each file against Rasa's schema, file by file.
    with ProcessPoolExecutor(2, get_context("fork")) as beside:
        read = beside.map(_examples, files, chunksize=4)
        return TrainingData([_Example(data) for examples in read for data in examples])


def _examples(file: str) -> list[dict[str, Any]]:
    return [example.data for example in load_data(file).training_examples]
