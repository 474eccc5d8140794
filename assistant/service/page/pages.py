"""The addresses of the page."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

_HERE = Path(__file__).resolve().parent


def install(app: FastAPI) -> None:
    """Add the page and its files to `app`."""

    @app.get("/", include_in_schema=False)
    async def index() -> FileResponse:
        return FileResponse(_HERE / "index.html", headers={"Cache-Control": "no-cache"})

    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
