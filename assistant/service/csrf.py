"""Forms that only our own pages can send: against requests that another site has a browser make.

A browser says itself where a request comes from (`Sec-Fetch-Site`, or `Origin` in older ones), and a
page of another site can't change that. So no token is needed, and no cookie. The API needs none of this:
it takes JSON only, which a browser doesn't send across sites unasked.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.service.problems import problem_response

_OWN = ("same-origin", "none")
"""Where a browser may say that a form comes from: our own page, or somebody's own hands."""


class OwnFormsOnly:
    """Middleware that refuses with 403 what a page of another site had a browser post."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        posted = scope["type"] == "http" and scope["method"] == "POST"
        if posted and not scope["path"].startswith("/v1/") and not _is_own(Headers(scope=scope)):
            await problem_response(403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_own(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in _OWN
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
