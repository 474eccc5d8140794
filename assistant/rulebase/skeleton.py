"""A new region: a folder with everything that an expert has to fill in, commented."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

from assistant import places


class RegionExists(Exception):
    """There is a folder for this region already; the message names it (Dutch)."""


def new_region(name: str, folder: Path, today: date) -> list[Path]:
    """Write the skeleton of region `name` below `folder`. Returns the files.

    Raises RegionExists when there is such a folder, and ValueError when the name has no letters.
    """
    region = slug(name)
    target = folder / region
    if target.exists():
        raise RegionExists(f"De map {target} bestaat al; daar is niets aan veranderd.")
    values = {"naam": name, "regio": region, "bron": f"{region}-{today.year}"}
    target.mkdir(parents=True)
    written = []
    for template in sorted((places.project() / "data" / "sjablonen" / "regio").glob("*.yml")):
        file = target / template.name
        file.write_text(template.read_text(encoding="utf-8").format(**values), encoding="utf-8")
        written.append(file)
    return written


def slug(name: str) -> str:
    """An id from a name: 's-Hertogenbosch → s-hertogenbosch. Raises ValueError when nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    found = "-".join(re.findall(r"[a-z0-9]+", plain))
    if not found:
        raise ValueError("Geef een naam met letters.")
    return found
