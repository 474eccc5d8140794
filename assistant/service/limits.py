"""Bounds on what clients send: its form and size, held before it is read, and how often."""

from __future__ import annotations

import asyncio
import time
from math import ceil
from typing import Any

from fastapi import Request
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.service.problems import Problem, problem_response

MOST_BYTES = 64 * 1024
"""Enough for the longest message in the most wasteful spelling that JSON knows (`\\ud83d\\ude00`)."""

MINUTE, HOUR = 60, 3600


class BodyLimit:
    """Middleware that refuses bodies of over MOST_BYTES with 413, and what isn't JSON with 415."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        declared = headers.get("content-length", "0")
        if declared.isdecimal() and int(declared) > MOST_BYTES:
            await problem_response(413)(scope, receive, send)
            return
        has_body = declared != "0" or "transfer-encoding" in headers
        if has_body and not _is_json(headers.get("content-type", "")):
            await problem_response(415)(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > MOST_BYTES:
                raise Problem(413)
            return message

        await self._app(scope, counted, send)


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"


class ClientLimit:
    """How often a client may do something in a while, in a moving window.

    A client is an address on the network. It is kept for that while and no longer: in memory, or in
    Redis, where all workers count together. Without Redis every worker counts for itself.
    """

    def __init__(self, most: int, seconds: int, redis_url: str | None = None) -> None:
        """Let a client do it `most` times in `seconds`; 0 is no limit."""
        self._most, self._seconds = most, seconds
        self._item = RateLimitItemPerSecond(max(most, 1), seconds, namespace="bureaudienst")
        self._memory = MovingWindowRateLimiter(MemoryStorage())
        self._shared = MovingWindowRateLimiter(RedisStorage(redis_url, **_QUICKLY)) if redis_url else None
        self._clock = _clock_offset()

    async def wait(self, client: str) -> int:
        """The seconds before `client` may do it again; 0 lets it, and counts it."""
        if not self._most:
            return 0
        if self._shared:
            try:
                return await asyncio.to_thread(self._hit, self._shared, client)
            except (RedisError, OSError):
                pass  # the locks have said so in the log; counting goes on in this worker
        self._start_again_after_a_jump()
        return self._hit(self._memory, client)

    def _hit(self, limiter: MovingWindowRateLimiter, client: str) -> int:
        if limiter.hit(self._item, client):
            return 0
        until: float = limiter.get_window_stats(self._item, client).reset_time
        return min(max(ceil(until - time.time()), 1), self._seconds)

    def _start_again_after_a_jump(self) -> None:
        """Forget what was counted when the clock was changed: nobody must wait for a time that was."""
        offset = _clock_offset()
        if abs(offset - self._clock) > _JUMP:
            self._memory.storage.reset()
            self._clock = offset


_QUICKLY: Any = {"socket_connect_timeout": 1, "socket_timeout": 1}
_JUMP = 2.0
"""Seconds by which the clock of the day may drift from the one that only goes forward."""


def _clock_offset() -> float:
    return time.time() - time.monotonic()


async def may_send(request: Request) -> None:
    """Raise a 429 Problem when the client of `request` sent too many messages."""
    await _within(request.app.state.messages, request, None)


async def may_start(request: Request) -> None:
    """Raise a 429 Problem when the client of `request` started too many conversations."""
    await _within(request.app.state.starts, request, _TOO_MANY_CONVERSATIONS)


_TOO_MANY_CONVERSATIONS = (
    "Er zijn vanaf dit adres te veel gesprekken begonnen. Wacht even, of bel Veilig Thuis: 0800-2000. "
    "Bij direct gevaar: 112."
)


async def _within(limit: ClientLimit, request: Request, detail: str | None) -> None:
    seconds = await limit.wait(request.client.host if request.client else "")
    if seconds:
        raise Problem(429, detail, headers={"Retry-After": str(seconds)})
