"""The page's own files: styles, script, icon. Read once, compressed once, and kept long by browsers."""

from __future__ import annotations

import gzip
import hashlib
import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.service.problems import Problem

_FOLDER = Path(__file__).resolve().parent / "static"
_DESIGN_SYSTEM = "nlds.css"
_FOREVER = "public, max-age=31536000, immutable"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}

logger = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class _File:
    content: bytes
    compressed: bytes
    media_type: str


@cache
def _files() -> dict[str, _File]:
    """All files by name. Without the design system's the page works, but looks bare."""
    found = {}
    for path in sorted(_FOLDER.iterdir()):
        content = path.read_bytes()
        media_type = _TYPES[path.suffix]
        # A letter is compressed already.
        small = content if path.suffix == ".woff2" else gzip.compress(content, 9, mtime=0)
        found[path.name] = _File(content, small, media_type)
    if _DESIGN_SYSTEM not in found:
        logger.warning("De vormgeving ontbreekt: haal die op met tools/page_styles.py.")
    return found


@cache
def version() -> str:
    """A name for the files as they are now; it changes when any of them does."""
    digest = hashlib.sha256()
    for name, file in _files().items():
        digest.update(name.encode() + b"\0" + file.content)
    return digest.hexdigest()[:12]


def exists(name: str) -> bool:
    """Whether there is a file of this name."""
    return name in _files()


@router.get("/static/{versie}/{naam}")
async def read(request: Request, versie: str, naam: str) -> Response:
    """A file; under another version than today's it is given, but not to be kept."""
    file = _files().get(naam)
    if file is None:
        raise Problem(404)
    headers = {
        "Cache-Control": _FOREVER if versie == version() else "no-cache",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
    if file.compressed is file.content or "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(file.content, headers=headers, media_type=file.media_type)
    headers["Content-Encoding"] = "gzip"
    return Response(file.compressed, headers=headers, media_type=file.media_type)
