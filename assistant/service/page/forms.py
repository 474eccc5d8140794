"""What a form of the page sends, read with bounds."""

from __future__ import annotations

from urllib.parse import parse_qsl

from fastapi import Request

from assistant.service.limits import MOST_BYTES
from assistant.service.problems import Problem

_KIND = "application/x-www-form-urlencoded"
_MOST_FIELDS = 20
_WRONG_KIND = "Dit formulier kan ik niet lezen. Laad de pagina opnieuw."


async def fields(request: Request) -> dict[str, str]:
    """The fields of a form by name; of a name that is sent twice, the last.

    Raises Problem: 413 for more than MOST_BYTES, 415 for anything but a form, 400 for what can't be read.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _KIND:
        raise Problem(415, _WRONG_KIND)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Problem(413)
    try:
        return dict(
            parse_qsl(
                body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"
            )
        )
    except ValueError:
        raise Problem(400, _WRONG_KIND) from None
