"""How Rasa gets at the training data: every file is read once.

Rasa's own importer reads all files again for each of its wrappers, and copies all examples once a file.
`config.yml` names this one instead.
"""

from __future__ import annotations

from functools import lru_cache

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method


class ReadOnce(RasaFileImporter):
    """Rasa's file importer, with what it read kept for as long as the process trains."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples of all files together."""
        return _read(tuple(self._nlu_files), language)

    @cached_method
    def get_domain(self) -> Domain:
        """The domain."""
        return super().get_domain()


# Training makes two importers, and each asks several times; nobody changes what they get.
@lru_cache(maxsize=1)
def _read(files: tuple[str, ...], language: str | None) -> TrainingData:
    read = [load_data(file, language) for file in files]
    return TrainingData([example for data in read for example in data.training_examples])
