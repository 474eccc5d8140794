"""Headers on every answer of the API, and the method HEAD, as the NL API Design Rules ask."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

API_VERSION = "1.0.0"
"""The version of the API, which is another than that of the program; its first number is that of `/v1`."""

API_HEADERS = {"api-version": API_VERSION, "cross-origin-resource-policy": "same-origin"}

STRICT_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""Nothing is kept, framed, guessed or passed on; the page, which needs more than nothing, says so itself."""

_SECURE_ONLY = {"strict-transport-security": "max-age=31536000"}
"""RFC 6797 forbids this header on an answer that doesn't travel over TLS."""


class Headers:
    """Middleware that puts headers on every answer which doesn't have them yet."""

    def __init__(self, app: ASGIApp, wanted: Mapping[str, str]) -> None:
        self._app = app
        self._plain = [(name.encode(), value.encode()) for name, value in wanted.items()]
        secure = {**wanted, **_SECURE_ONLY}
        self._secure = [(name.encode(), value.encode()) for name, value in secure.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        headers = self._secure if scope.get("scheme") == "https" else self._plain

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(h for h in headers if h[0] not in own)]
            await send(message)

        await self._app(scope, receive, with_headers)


class HeadAsGet:
    """Middleware that answers HEAD as it would GET; the server itself leaves the body out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send)
