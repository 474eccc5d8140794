"""An assistant as a process of its own that answers over HTTP on this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx

LONGEST_START = 300.0
"""Seconds after which a process that still doesn't answer counts as failed."""

_BETWEEN_LOOKS = 0.02
_LONGEST_STOP = 30.0


class Failed(Exception):
    """An assistant did not start or did not answer; the message says which, and where its log stands."""


class Assistant(Protocol):
    """What the benches need to know of an assistant in order to start it and to talk with it."""

    @property
    def name(self) -> str:
        """The name in the tables."""

    @property
    def folder(self) -> Path:
        """Where the process runs and keeps its log."""

    @property
    def ready(self) -> str:
        """The path that answers 200 once a message can be answered."""

    @property
    def installed(self) -> tuple[Path, ...]:
        """The folders whose files a start reads."""

    def command(self, port: int) -> list[str]:
        """The command that serves the assistant on `port` of 127.0.0.1."""

    def environment(self, port: int) -> Mapping[str, str]:
        """What the process needs in its environment, beside what this process has."""

    def begin(self, client: httpx.Client) -> str:
        """Start a conversation and return its id."""

    def say(self, client: httpx.Client, conversation: str, text: str) -> None:
        """Send one message and wait for its whole answer. Raises Failed when nothing is answered."""


@dataclass(frozen=True)
class Served:
    """A running assistant."""

    pid: int
    client: httpx.Client
    launched: float
    """The reading of `time.perf_counter` just before the process was made."""


@contextmanager
def serve(assistant: Assistant) -> Iterator[Served]:
    """Run `assistant` until the block ends; it can answer when the block begins.

    Raises Failed when it exits early, or stays silent for LONGEST_START.
    """
    port = free_port()
    log = assistant.folder / "bench.log"
    environment = {**os.environ, **assistant.environment(port)}
    with (
        log.open("wb") as output,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client,
    ):
        launched = time.perf_counter()
        process = subprocess.Popen(
            assistant.command(port),
            cwd=assistant.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _await(assistant, process, client, log)
            yield Served(process.pid, client, launched)
        finally:
            _stop(process)


def _await(assistant: Assistant, process: subprocess.Popen[bytes], client: httpx.Client, log: Path) -> None:
    latest = time.monotonic() + LONGEST_START
    while time.monotonic() < latest:
        if process.poll() is not None:
            raise Failed(f"{assistant.name} stopped with code {process.returncode} while starting; see {log}")
        try:
            if client.get(assistant.ready).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass  # it doesn't listen yet
        time.sleep(_BETWEEN_LOOKS)
    raise Failed(f"{assistant.name} did not answer within {LONGEST_START:.0f} s; see {log}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it started; it is the leader of a process group of its own."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(_LONGEST_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
