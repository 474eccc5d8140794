"""A really running service, for tests that come in from outside."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

LONGEST_START = 180
"""Seconds; a start that has to train takes half a minute on a small machine."""

PROGRAM = """
import sys
from assistant.cli import main

sys.argv[1:] = ["start"]
main()
"""


@pytest.fixture(scope="session")
def server_state(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state folder of `server`: the model is in it, conversations aren't yet."""
    folder = tmp_path_factory.mktemp("staat")
    (folder / "modellen").mkdir()
    shutil.copy(model, folder / "modellen")
    return folder


@pytest.fixture(scope="session")
def server(server_state: Path) -> Iterator[str]:
    """The address of a service that runs in a process of its own, without a limit on messages."""
    with running(server_state) as url:
        yield url


@dataclass(frozen=True)
class Service:
    """A running service."""

    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def running(state: Path, **settings: str) -> Iterator[str]:
    """A service on `state`, in a process of its own; what it says goes to `dienst.log` there."""
    with started(state, "-m", "assistant.cli", "start", **settings) as (url, _):
        yield url


@contextmanager
def started(state: Path, *program: str, **settings: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address and the process of a Python `program` that is a service on `state`.

    Without `PORT` among the settings it gets one that is free.
    """
    port = settings.get("PORT") or _free_port()
    url = f"http://127.0.0.1:{port}"
    fixed = {"STAAT_MAP": str(state), "HOST": "127.0.0.1", "PORT": str(port), "LIMIET_PER_MINUUT": "0"}
    elsewhere = ("DATABASE_URL", "REDIS_URL", "WORKERS", "AFSPRAKEN_MAP", "BEWAARTIJD_UREN")
    environment = {name: value for name, value in os.environ.items() if name not in elsewhere}
    log = state / "dienst.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", *program],
            cwd=Path(__file__).resolve().parents[1],
            env=environment | fixed | settings,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(url, process, log)
        yield url, process
    finally:
        process.terminate()
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def service(state: Path, program: str = PROGRAM, **settings: str) -> Iterator[Service]:
    """The service with its process to send signals to; `program` may do something to the code first."""
    with started(state, "-c", program, **settings) as (url, process):
        yield Service(url, process)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + LONGEST_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/gezondheid").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    pytest.fail(f"De dienst start niet:\n{log.read_text()[-3000:]}", pytrace=False)
