"""Errors as a page, for whoever reads pages; programs get the problem as JSON."""

from __future__ import annotations

import json

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.service.accept import preferred
from assistant.service.page import rendering
from assistant.service.problems import MEDIA_TYPE

_API = "/v1/"


class ErrorPages:
    """Middleware that shows a problem as a page to a client that prefers HTML."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or not _wants_html(scope):
            await self._app(scope, receive, send)
            return
        problem: Message | None = None
        body = b""

        async def shown(message: Message) -> None:
            nonlocal problem, body
            if message["type"] == "http.response.start" and _is_problem(message):
                problem = message
                return
            if problem is None:
                await send(message)
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                await _show(Request(scope, receive), problem, body, send)

        await self._app(scope, receive, shown)


def _wants_html(scope: Scope) -> bool:
    if scope["path"].startswith(_API):
        return False
    return preferred(Headers(scope=scope).get("accept", "*/*"), (MEDIA_TYPE, "text/html")) == "text/html"


def _is_problem(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type", "").startswith(MEDIA_TYPE)


async def _show(request: Request, start: Message, body: bytes, send: Send) -> None:
    said = json.loads(body)
    response = rendering.page(
        request, "fout.html", start["status"], private=True, titel=said["title"], uitleg=said["detail"]
    )
    headers = MutableHeaders(raw=start["headers"])
    for name in ("allow", "retry-after"):
        if name in headers:
            response.headers[name] = headers[name]
    await response(request.scope, request.receive, send)
