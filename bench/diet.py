"""The rival that learns: Rasa's stock pipeline with DIET, on the same phrasings, with places as intents."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import rival
import yaml
from arguments import positive
from served import Failed

from assistant import places
from assistant.nlu.phrasings import read
from assistant.rulebase import current
from assistant.rulebase.store import Layer

_EPOCHS = 100
_TIMEOUT = 6 * 3600
_READER = """
import asyncio, json, sys
from rasa.core.agent import Agent
agent = Agent.load(sys.argv[1])
async def read():
    for line in sys.stdin:
        parsed = await agent.parse_message(json.loads(line))
        print("RANKING " + json.dumps([intent["name"] for intent in parsed["intent_ranking"]]), flush=True)
asyncio.run(read())
"""

Place = tuple[str, str]


def ranker(epochs: int) -> Callable[[str, str | None], Sequence[Place]]:
    """Ranks places for a question; places of another region are left out. Raises Failed."""
    environment = rival.environment()
    model = _model(environment, epochs)
    process = subprocess.Popen(
        [str(environment / "bin" / "python"), "-c", _READER, str(model)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **rival.QUIET},
        text=True,
    )
    regions = {bron.id: bron.regio for bron in current.store().bronnen.values()}

    def rank(vraag: str, regio: str | None) -> Sequence[Place]:
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(vraag) + "\n")
        process.stdin.flush()
        line = next((line for line in process.stdout if line.startswith("RANKING ")), None)
        if line is None:
            raise Failed("The rival stopped while it was reading questions.")
        found = [(bron, place) for bron, _, place in (name.partition("|") for name in json.loads(line[8:]))]
        return [place for place in found if regio is None or regions[place[0]] in (regio, "landelijk")]

    return rank


def _model(environment: Path, epochs: int) -> Path:
    """Train where that wasn't done for today's phrasings."""
    project = {"config.yml": _config(environment, epochs), "data/nlu.yml": _phrasings()}
    digest = hashlib.sha256(json.dumps(project).encode()).hexdigest()[:16]
    folder = places.state().absolute() / "bench" / "diet" / f"epochs-{epochs}-{digest}"
    model = folder / "model.tar.gz"
    if model.is_file():
        return model
    for name, content in project.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    log = folder / "training.log"
    command = [str(environment / "bin" / "rasa"), "train", "nlu", "--config", "config.yml", "--nlu", "data"]
    with log.open("wb") as output:
        done = subprocess.run(
            [*command, "--out", ".", "--fixed-model-name", "model"],
            cwd=folder,
            env={**os.environ, **rival.QUIET},
            stdout=output,
            stderr=subprocess.STDOUT,
            timeout=_TIMEOUT,
        )
    if done.returncode or not model.is_file():
        raise Failed(f"The rival could not be trained; see {log}")
    return model


def _config(environment: Path, epochs: int) -> str:
    """Stock, but for what chooses responses: there are none here."""
    config: dict[str, Any] = yaml.safe_load(rival.stock_config(environment, epochs))
    left_out = ("EntitySynonymMapper", "ResponseSelector", "FallbackClassifier")
    pipeline = [part for part in config["pipeline"] if part["name"] not in left_out]
    return yaml.safe_dump({**config, "pipeline": pipeline, "policies": []})


def _phrasings() -> str:
    """The questions of `data/nlu/vragen`, each with the place of its best regel as its intent."""
    known = {regel.id: f"{regel.bron}|{regel.vindplaats}" for regel in current.store().alle(Layer())}
    texts: dict[str, list[str]] = defaultdict(list)
    for phrasing in read(places.project() / "data" / "nlu" / "vragen"):
        if phrasing.regels:
            texts[known[phrasing.regels[0]]].append(f"- {phrasing.text}\n")
    nlu = [{"intent": place, "examples": "".join(lines)} for place, lines in texts.items()]
    return yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True, width=100_000)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The choices about this rival."""
    parser.add_argument("--epochs", type=positive, default=_EPOCHS, metavar="N", help="stock: 100")
    parser.add_argument("--without-rival", action="store_true", help="leave DIET out: it trains for long")


def main() -> None:
    """Train the rival."""
    parser = argparse.ArgumentParser(description="Install the rival, and train it on today's phrasings.")
    add_arguments(parser)
    _model(rival.environment(), parser.parse_args().epochs)


if __name__ == "__main__":
    main()
