"""Bounds on what clients send: its form and size, held before it is read, and how often."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from math import ceil

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.service.problems import Problem, problem_response

MOST_BYTES = 64 * 1024
"""Enough for the longest message in the most wasteful spelling that JSON knows (`\\ud83d\\ude00`)."""

MINUTE = 60.0


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


class MessageLimit:
    """How many messages a client may send in a minute, counted in this process alone.

    A client is an address on the network; it is kept for a minute, in memory only.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Make a limit of `per_minute` messages; 0 is no limit. `clock` gives seconds."""
        self._per_minute = per_minute
        self._clock = clock
        self._sent: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, client: str) -> int:
        """The seconds before `client` may send a message; 0 takes this one in, and counts it."""
        if not self._per_minute:
            return 0
        now = self._clock()
        self._forget(now - MINUTE)
        moments = self._sent.setdefault(client, deque(maxlen=self._per_minute))
        if len(moments) == self._per_minute and moments[0] > now - MINUTE:
            return ceil(moments[0] + MINUTE - now)
        moments.append(now)
        self._sent.move_to_end(client)
        return 0

    def _forget(self, before: float) -> None:
        """Drop the clients that sent nothing since; those who sent last stand at the end."""
        while self._sent and next(iter(self._sent.values()))[-1] <= before:
            self._sent.popitem(last=False)


async def within_limit(request: Request) -> None:
    """Raise a 429 Problem when the client of `request` sent too many messages."""
    limit: MessageLimit = request.app.state.limit
    seconds = limit.wait(request.client.host if request.client else "")
    if seconds:
        raise Problem(429, headers={"Retry-After": str(seconds)})
