"""The model, trained again when what it learns from has changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from assistant import places
from assistant.dialogue import tensorflow_standin
from assistant.memory import without_collecting


def _sources() -> Iterator[Path]:
    """Everything that a model is made from: data, rules, settings, and the code that learns."""
    root = places.project()
    yield root / "config.yml"
    for folder in ("domain", "data/nlu", "data/rules", "data/taal"):
        yield from sorted((root / folder).rglob("*.yml"))
    yield from sorted(places.afspraken().rglob("*.yml"))
    package = Path(__file__).resolve().parents[1]
    for code in ("nlu", "dutch"):
        yield from sorted((package / code).glob("*.py"))


def model_file() -> Path:
    """Where the model for today's data stands, or will stand once it is trained."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return places.models() / f"{digest.hexdigest()[:16]}.tar.gz"


@contextmanager
def _quietly(log: Path) -> Iterator[None]:
    """Send Rasa's many lines and warnings to a file: they are for its makers, not for users."""
    with log.open("w", encoding="utf-8") as sink, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with redirect_stdout(sink), redirect_stderr(sink):
            yield


def train(target: Path) -> None:
    """Train a model into `target`; earlier models are removed once it is complete.

    What Rasa prints goes to `training.log` beside it. Raises RuntimeError when Rasa refuses the data.
    """
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    tensorflow_standin.install()
    target.parent.mkdir(parents=True, exist_ok=True)
    root = places.project()
    log = target.parent / "training.log"
    with tempfile.TemporaryDirectory(dir=target.parent) as folder, _quietly(log), without_collecting():
        os.environ["RASA_CACHE_DIRECTORY"] = folder
        from rasa.model_training import train as rasa_train

        result = rasa_train(
            domain=str(root / "domain"),
            config=str(root / "config.yml"),
            training_files=[str(root / "data" / "nlu"), str(root / "data" / "rules")],
            output=folder,
            fixed_model_name="model",
            force_training=True,
        )
        if not result.model:
            raise RuntimeError(f"Rasa kon met deze gegevens geen model trainen; zie {log}.")
        shutil.move(result.model, target)
    for earlier in target.parent.glob("*.tar.gz"):
        if earlier != target:
            earlier.unlink()
