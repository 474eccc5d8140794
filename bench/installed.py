"""How much is installed: what the libraries of an environment occupy on disk."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from assistant import places

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def ours() -> float:
    """MB of the libraries in `requirements.lock`: what runs the service, without what tests it."""
    lock = (places.project() / "requirements.lock").read_text()
    return sum(map(_size_of, _PINNED.findall(lock))) / 1e6


def folder(environment: Path) -> float:
    """MB of everything below `environment`."""
    return sum(file.lstat().st_size for file in environment.rglob("*") if file.is_file()) / 1e6


def _size_of(name: str) -> int:
    """Bytes; 0 for what isn't installed on this kind of machine. Compiled files count as well."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return 0
    root = Path(sys.prefix).resolve()
    found = {Path(str(file.locate())).resolve() for file in files}
    found |= {compiled for file in found if file.suffix == ".py" for compiled in _compiled(file)}
    return sum(file.stat().st_size for file in found if file.is_file() and root in file.parents)


def _compiled(file: Path) -> list[Path]:
    return list((file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"))
