"""Letters without what stands on or below them."""

from __future__ import annotations

import unicodedata


def without_marks(text: str) -> str:
    """`text` without accents and the like: 'geen' for 'géén'."""
    return "".join(part for part in unicodedata.normalize("NFD", text) if not unicodedata.combining(part))
