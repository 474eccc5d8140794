"""The rival: a stock `rasa init` pipeline with TensorFlow, trained on the same examples.

`python bench/rival.py` installs and trains it, and says how long the training took; `start.py` and
`turns.py` do so too where it has not been done yet. It never enters this project's environment.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx
from arguments import positive
from served import Failed

from assistant import places

RASA = "rasa==3.6.21"

_STOCK_EPOCHS = 100
_INTENT = re.compile(r"^\s*- intent:\s*(\S+)\s*$", re.MULTILINE)
_EXAMPLE = re.compile(r"^\s*- text: \||^ {6}- ", re.MULTILINE)
_NOT_UNDERSTOOD = "nlu_fallback"
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "PYTHONWARNINGS": "ignore",
    "PYTHONUNBUFFERED": "1",
}


@dataclass(frozen=True)
class Training:
    """What a model was trained on, and what that took."""

    seconds: float
    examples: int
    epochs: int

    def __str__(self) -> str:
        """In words, with a warning when these are not the stock settings."""
        took = f"trained in {self.seconds:.0f} s on {self.examples} examples, {self.epochs} epochs"
        if self.epochs == _STOCK_EPOCHS:
            return f"{took} (stock)"
        return f"{took} (a quick try: stock is {_STOCK_EPOCHS})"


@dataclass(frozen=True)
class Rival:
    """A trained rival."""

    folder: Path
    environment_folder: Path
    training: Training
    name: str = "rasa init"
    ready: str = "/"

    @property
    def installed(self) -> tuple[Path, ...]:
        """Python, the rival's environment, and its model."""
        return (Path(sys.base_prefix), self.environment_folder, self.folder)

    def command(self, port: int) -> list[str]:
        """Rasa's own server with the rest channel, for this machine only."""
        return [
            *(
                str(self.environment_folder / "bin" / "rasa"),
                "run",
                "--interface",
                "127.0.0.1",
                "--port",
                str(port),
            ),
            *("--model", "model.tar.gz", "--credentials", "credentials.yml", "--endpoints", "endpoints.yml"),
        ]

    def environment(self, port: int) -> Mapping[str, str]:
        """Without telemetry and without warnings."""
        return QUIET

    def begin(self, client: httpx.Client) -> str:
        """Choose a sender that hasn't spoken yet: Rasa starts a conversation at its first message."""
        return os.urandom(12).hex()

    def say(self, client: httpx.Client, conversation: str, text: str) -> None:
        """Send a message and wait for the answers."""
        answer = client.post("/webhooks/rest/webhook", json={"sender": conversation, "message": text})
        if answer.status_code != httpx.codes.OK or not answer.json():
            raise Failed(f"{self.name} answered ‘{text}’ with {answer.status_code}: {answer.text[:200]}")

    def __str__(self) -> str:
        """What is compared with, in one line."""
        return f"Rival: {RASA} with TensorFlow, default pipeline and policies, {self.training}"


def prepare(epochs: int = _STOCK_EPOCHS) -> Rival:
    """The rival, installed and trained where that has not been done for today's examples.

    `epochs` below the stock number gives a quick try. Raises Failed when it can't be installed or trained.
    """
    home = places.state().absolute() / "bench" / "rival"
    environment_folder = environment()
    nlu = places.project() / "data" / "nlu"
    examples = {
        str(file.relative_to(nlu)): file.read_text(encoding="utf-8") for file in sorted(nlu.rglob("*.yml"))
    }
    project = _project(stock_config(environment_folder, epochs), examples)
    folder = home / f"epochs-{epochs}-{_digest(project)}"
    record = folder / "training.json"
    if not record.is_file():
        for earlier in home.glob(f"epochs-{epochs}-*"):
            shutil.rmtree(earlier)
        for name, content in project.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        count = sum(len(_EXAMPLE.findall(text)) for text in examples.values())
        training = Training(train(environment_folder, folder), count, epochs)
        record.write_text(json.dumps(asdict(training)))
    return Rival(folder, environment_folder, Training(**json.loads(record.read_text())))


def environment() -> Path:
    """The rival's environment, installed where that has not been done. Raises Failed."""
    folder = places.state().absolute() / "bench" / "rival" / "env"
    _install(folder)
    return folder


def _install(environment: Path) -> None:
    """Make the rival's environment with uv, on the Python that runs this."""
    done = environment / "installed"
    if done.is_file() and done.read_text() == RASA:
        return
    uv = os.environ.get("UV") or shutil.which("uv")
    if not uv:
        raise Failed("The rival is installed with uv: put it on the PATH, or name it in the variable UV.")
    _say(f"Installing {RASA} with TensorFlow, about 2.5 GB, in {environment} …")
    python = str(Path(sys.base_prefix) / "bin" / "python3.10")
    inside = str(environment / "bin" / "python")
    elsewhere = (
        tempfile.gettempdir()
    )  # inside the project uv would apply its overrides, which leave TensorFlow out
    try:
        for step in (
            ["venv", "--quiet", "--clear", "--python", python, str(environment)],
            ["pip", "install", "--quiet", "--python", inside, RASA],
        ):
            subprocess.run([uv, *step], cwd=elsewhere, check=True)
    except subprocess.CalledProcessError as error:
        raise Failed(f"The rival could not be installed: uv stopped with code {error.returncode}.") from error
    done.write_text(RASA)


def stock_config(environment: Path, epochs: int) -> str:
    """What Rasa itself takes where `rasa init` leaves the pipeline and the policies empty, for Dutch."""
    package = environment / "lib" / "python3.10" / "site-packages" / "rasa"
    stock = (package / "engine" / "recipes" / "config_files" / "default_config.yml").read_text()
    return stock.replace("language: en", "language: nl").replace(
        f"epochs: {_STOCK_EPOCHS}", f"epochs: {epochs}"
    )


def _digest(project: Mapping[str, str]) -> str:
    """Changes with everything that the model is made of."""
    return hashlib.sha256(json.dumps([RASA, project]).encode()).hexdigest()[:16]


def _project(config: str, examples: Mapping[str, str]) -> dict[str, str]:
    """The files of a Rasa project that answers each intent with one utterance, each question with its own."""
    intents = {intent for text in examples.values() for intent in _INTENT.findall(text)}
    outer = sorted({intent.partition("/")[0] for intent in intents})
    domain = {
        "intents": outer,
        "responses": {
            f"utter_{intent}": [{"text": f"Dit gaat over {intent}."}]
            for intent in sorted({*intents, _NOT_UNDERSTOOD})
        },
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }
    rules = [{"rule": intent, "steps": _exchange(intent)} for intent in (*outer, _NOT_UNDERSTOOD)]
    stories = [
        {"story": " ".join(told), "steps": [step for intent in told for step in _exchange(intent)]}
        for told in _STORIES
    ]
    return {
        "config.yml": config,
        "credentials.yml": "rest:\n",
        "endpoints.yml": "",
        "domain.yml": _yaml(domain),
        "data/rules.yml": _yaml({"rules": rules}),
        "data/stories.yml": _yaml({"stories": stories}),
        **{f"data/nlu/{name}": text for name, text in examples.items()},
    }


_STORIES = (
    ("begroeting", "vraag", "bedankt"),
    ("begroeting", "casus", "ja", "vraag", "afscheid"),
    ("begroeting", "casus", "nee", "mens", "bedankt", "afscheid"),
)
"""As few and as short as those of `rasa init`: with no story at all Rasa would skip TEDPolicy."""


def _exchange(intent: str) -> list[dict[str, str]]:
    return [{"intent": intent}, {"action": f"utter_{intent}"}]


def _yaml(content: Mapping[str, Any]) -> str:
    """YAML for Rasa, which tells its files apart by unquoted keys at the start of a line."""
    lines = {"version": "3.1", **content}.items()
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines)


def train(environment: Path, folder: Path) -> float:
    """Train what changed since the last time in `folder`, and return the seconds it took. Raises Failed."""
    log = folder / "training.log"
    _say(f"Training the rival; at stock settings that may take half an hour. Follow it in {log} …")
    command = [
        *(str(environment / "bin" / "rasa"), "train", "--config", "config.yml", "--domain", "domain.yml"),
        *("--data", "data", "--out", ".", "--fixed-model-name", "model"),
    ]
    launched = time.perf_counter()
    with log.open("wb") as output:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **QUIET},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if done.returncode or not (folder / "model.tar.gz").is_file():
        raise Failed(f"The rival could not be trained; see {log}")
    return time.perf_counter() - launched


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The choice that every bench offers about the rival."""
    parser.add_argument(
        "--epochs",
        type=positive,
        default=_STOCK_EPOCHS,
        metavar="N",
        help=f"train the rival for N epochs instead of the stock {_STOCK_EPOCHS}",
    )


def main() -> None:
    """Install and train the rival."""
    parser = argparse.ArgumentParser(description="Install the rival and train it on today's examples.")
    add_arguments(parser)
    try:
        rival = prepare(parser.parse_args().epochs)
    except Failed as error:
        sys.exit(str(error))
    sys.stdout.write(f"{rival}\n")


if __name__ == "__main__":
    main()
