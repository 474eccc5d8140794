"""The service of this project, as the benches run it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import httpx
from served import Failed

from assistant import places


@dataclass(frozen=True)
class Ours:
    """The service with a state folder of its own, so that no real conversation is touched."""

    folder: Path
    name: str = "bureaudienst"
    ready: str = "/gezondheid"
    workers: int = 1

    @property
    def installed(self) -> tuple[Path, ...]:
        """Python, the environment, the project's code and data, and what was prepared from them."""
        package = Path(places.__file__).parent
        return (Path(sys.base_prefix), Path(sys.prefix), package, places.project() / "data", self.folder)

    def command(self, port: int) -> list[str]:
        """Serve as an operator would; the port goes by the environment."""
        return [sys.executable, "-m", "assistant.cli", "start"]

    def environment(self, port: int) -> dict[str, str]:
        """The state folder and the port; without the limit on messages, which a bench would run into."""
        return {
            "STAAT_MAP": str(self.folder),
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "LIMIET_PER_MINUUT": "0",
            "WORKERS": str(self.workers),
            "DATABASE_URL": "",
            "REDIS_URL": "",
        }

    def begin(self, client: httpx.Client) -> str:
        """Start a conversation."""
        answer = client.post("/v1/gesprekken", json={"regio": "ijmond"})
        answer.raise_for_status()
        id: str = answer.json()["id"]
        return id

    def say(self, client: httpx.Client, conversation: str, text: str) -> None:
        """Send a message and wait for the Beurt."""
        answer = client.post(f"/v1/gesprekken/{conversation}/berichten", json={"tekst": text})
        if answer.status_code != httpx.codes.CREATED or not answer.json()["berichten"]:
            raise Failed(f"{self.name} answered ‘{text}’ with {answer.status_code}: {answer.text[:200]}")


def prepare() -> Ours:
    """Build what is missing of rule base and model, and begin without conversations. Raises Failed."""
    folder = places.state().absolute() / "bench" / "bureaudienst"
    folder.mkdir(parents=True, exist_ok=True)
    for earlier in folder.glob("gesprekken.sqlite*"):
        earlier.unlink()
    ours = Ours(folder)
    make_ready(ours)
    return ours


def make_ready(ours: Ours) -> None:
    """Build what is missing of rule base and model. Raises Failed."""
    log = ours.folder / "klaarmaken.log"
    command = [sys.executable, "-m", "assistant.cli", "klaarmaken"]
    with log.open("wb") as output:
        done = subprocess.run(
            command,
            cwd=ours.folder,
            env={**os.environ, **ours.environment(0)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if done.returncode:
        raise Failed(f"{ours.name} could not be made ready; see {log}")
