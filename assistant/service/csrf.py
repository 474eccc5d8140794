"""Forms that only our own page can send: against requests that another site has a browser make.

The API needs none of this: it takes JSON only, which a browser doesn't send across sites unasked, and who
doesn't know a conversation's id can do nothing to it. A plain HTML form is what can be forged.

Two hooks. While making a page with a form: put `token(request, response)` in a hidden field called FIELD.
While taking it in: `check(request, form.get(FIELD))`.
"""

from __future__ import annotations

import hmac
import secrets

from fastapi import Request, Response

from assistant.service.problems import Problem

FIELD = "formulier"
_COOKIE = "formulier"
_OWN = ("same-origin", "none")
"""Where a browser may say that a request comes from: our own page, or somebody's own hands."""
_REFUSED = "Dit formulier komt niet van deze website, of het is verlopen. Open de pagina opnieuw."


def token(request: Request, response: Response) -> str:
    """What the form has to bring back; the browser keeps the same in a cookie that other sites can't set."""
    given = request.cookies.get(_name(request)) or secrets.token_urlsafe(24)
    response.set_cookie(
        _name(request), given, secure=_is_secure(request), httponly=True, samesite="strict", path="/"
    )
    return given


def check(request: Request, brought: object) -> None:
    """Raise a 403 Problem unless the form was ours. `brought` is the value of FIELD."""
    site = request.headers.get("sec-fetch-site", _OWN[0])
    origin = request.headers.get("origin")
    own = f"{request.url.scheme}://{request.url.netloc}"
    kept = request.cookies.get(_name(request), "")
    same = isinstance(brought, str) and hmac.compare_digest(brought.encode(), kept.encode())
    if site not in _OWN or origin not in (None, own) or not kept or not same:
        raise Problem(403, _REFUSED)


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _name(request: Request) -> str:
    """With TLS a name that no subdomain can set a cookie for (`__Host-`)."""
    return f"__Host-{_COOKIE}" if _is_secure(request) else _COOKIE
