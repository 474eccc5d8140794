"""A bound on the size of what clients send, held before anything is read into memory."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.service.problems import Problem, problem_response

MOST_BYTES = 64 * 1024


class BodyLimit:
    """Middleware that refuses bodies of over MOST_BYTES with 413."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        detail = f"Dit bericht is te groot: hooguit {MOST_BYTES // 1024} kB."
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > MOST_BYTES:
            await problem_response(413, detail, {"API-Version": "1.0.0"})(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > MOST_BYTES:
                raise Problem(413, detail)
            return message

        await self._app(scope, counted, send)
