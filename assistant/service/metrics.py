"""Figures for Prometheus: how many, how long, how urgent; nothing of what was said.

`/metrics` answers who shows METRIEKEN_SLEUTEL as a bearer token, which Prometheus can do by itself. It
stands on the same port as everything else, and without that setting it doesn't exist.
"""

from __future__ import annotations

import hmac
import os
import time

# Decides at import where the figures are kept: with several workers in files that they share.
from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDER = "PROMETHEUS_MULTIPROC_DIR"

_SECONDS = (0.002, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)

turns = Counter("bureaudienst_beurten", "Beantwoorde berichten.", ["urgentie", "soort"])
repeated = Counter("bureaudienst_herhaald", "Berichten die al eerder beantwoord waren.")
turn_seconds = Histogram("bureaudienst_beurt_seconden", "Hoe lang een beurt duurt.", buckets=_SECONDS)
conversations = Counter("bureaudienst_gesprekken", "Begonnen gesprekken.")
erased = Counter("bureaudienst_gewist", "Gewiste gesprekken.", ["waarom"])
misunderstood = Counter("bureaudienst_niet_begrepen", "Berichten zonder antwoord.", ["onderwerp"])
requests = Counter("bureaudienst_verzoeken", "Verzoeken over HTTP.", ["status"])
request_seconds = Histogram("bureaudienst_verzoek_seconden", "Hoe lang een verzoek duurt.", buckets=_SECONDS)


def exposition() -> bytes:
    """All figures, of all workers, in the form that Prometheus reads."""
    if os.environ.get(FOLDER):
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
    return generate_latest(REGISTRY)


def allowed(authorization: str, key: str) -> bool:
    """Whether the header `Authorization` shows the key."""
    return hmac.compare_digest(authorization.encode(), f"Bearer {key}".encode())


class Measured:
    """Middleware that counts requests and how long they take."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                requests.labels(message["status"]).inc()
                request_seconds.observe(time.perf_counter() - begun)
            await send(message)

        await self._app(scope, receive, noted)
