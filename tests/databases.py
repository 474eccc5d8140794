"""A real PostgreSQL and a real Redis for the tests, started by themselves on loopback."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 30


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for_port(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server didn't start")


class Server:
    """A server program that a test may stop and start again, on the same port and data."""

    def __init__(self, command: list[str], port: int, user: str | None, url: str) -> None:
        self._command, self._user = command, user
        self.port, self.url = port, url
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(self._command, user=self._user, cwd="/", **quiet)
        wait_for_port(self.port, self._process)

    def stop(self) -> None:
        """Ends at once, as when the machine is switched off."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def program(name: str) -> str | None:
    """Where a server program stands: on the PATH, or where Debian puts PostgreSQL's."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(debian[-1]) if debian else shutil.which(name)


@contextmanager
def own_folder(user: str | None) -> Iterator[Path]:
    """A folder that a server which doesn't run as root may write to."""
    folder = Path(tempfile.mkdtemp(prefix="bureaudienst-"))
    if user:
        entry = pwd.getpwnam(user)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL without any data."""
    initdb, postgres = program("initdb"), program("postgres")
    if not (initdb and postgres):
        pytest.skip("Geen PostgreSQL gevonden (installeer postgresql).")
    user = "postgres" if os.geteuid() == 0 else None
    with own_folder(user) as folder:
        data = folder / "data"
        options = ["-D", str(data), "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run([initdb, *options], user=user, cwd="/", check=True, capture_output=True)
        port = free_port()
        command = [postgres, "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(folder)]
        url = f"postgresql://test@127.0.0.1:{port}/postgres"
        server = Server([*command, "-c", "fsync=off"], port, user, url)
        server.start()
        _accepts(server)
        yield server
        server.stop()


def _accepts(server: Server) -> None:
    """The port is there a moment before PostgreSQL takes anybody in."""
    import psycopg2

    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg2.connect(server.url).close()
            return
        except psycopg2.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


@pytest.fixture
def empty_postgresql(postgresql: Server) -> Iterator[Server]:
    """A PostgreSQL without tables; it is left running."""
    import psycopg2

    with psycopg2.connect(postgresql.url) as connection, connection.cursor() as cursor:
        cursor.execute("drop schema public cascade; create schema public")
    connection.close()
    yield postgresql


@pytest.fixture(scope="session")
def redis_server() -> Iterator[Server]:
    """A Redis that keeps nothing on disk."""
    redis = program("redis-server")
    if not redis:
        pytest.skip("Geen Redis gevonden (installeer redis-server).")
    port = free_port()
    command = [redis, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = Server(command, port, None, f"redis://127.0.0.1:{port}/0")
    server.start()
    yield server
    server.stop()
