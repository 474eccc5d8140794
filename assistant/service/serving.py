"""Serving: one process, or several that are made from one that has everything loaded."""

from __future__ import annotations

import os
import shutil
from typing import Any

from assistant import places
from assistant.settings import Settings

LONGEST_STOP = 30
"""Seconds that turns which are going on get to end in, when the service is asked to stop."""
KEPT_ALIVE = 75
"""Seconds that a connection may be silent. When many wait, a message lies unread for some seconds: a
shorter time would have its connection closed on it."""
_LONGEST_TURN = 60
"""Seconds after which a worker that no longer shows life is replaced."""


def serve(settings: Settings) -> None:
    """Serve until the process is asked to stop; answers that are being made are finished."""
    if settings.workers == 1:
        _serve_alone(settings)
    else:
        _serve_with_workers(settings)


def _serve_alone(settings: Settings) -> None:
    import uvicorn

    uvicorn.run(
        "assistant.service.app:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=LONGEST_STOP,
        timeout_keep_alive=KEPT_ALIVE,
    )


def _serve_with_workers(settings: Settings) -> None:
    """Load once and fork: workers share the memory, and a new one for one that died is there at once."""
    figures = places.state() / "metrieken"
    shutil.rmtree(figures, ignore_errors=True)
    figures.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(figures)

    from gunicorn.app.base import BaseApplication

    from assistant.service import loaded
    from assistant.service.app import create_app

    loaded.leave_to_workers()

    class Application(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in _for_gunicorn(settings).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return create_app(settings)

    Application().run()


def _for_gunicorn(settings: Settings) -> dict[str, Any]:
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": settings.workers,
        "worker_class": "assistant.service.serving_worker.Worker",
        "loglevel": "warning",
        "logger_class": "assistant.service.serving_logs.Logs",
        "timeout": _LONGEST_TURN,
        "graceful_timeout": LONGEST_STOP,
        "keepalive": KEPT_ALIVE,
        # Nobody needs to steer it from outside: systemd or a container does.
        "control_socket_disable": True,
    }
