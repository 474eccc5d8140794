"""The rival of plain search: SQLite's FTS5 on the texts of the regels, as it comes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence

from assistant.rulebase import current
from assistant.rulebase.store import Layer

_REGIONS: tuple[str | None, ...] = (None, "ijmond", "gooi-en-vechtstreek")


def ranker() -> Callable[[str, str | None], Sequence[tuple[str, str]]]:
    """Ranks places for a question by the best regel of each."""
    store = current.store()
    tables = sqlite3.connect(":memory:")
    for number, regio in enumerate(_REGIONS):
        tables.execute(f"create virtual table t{number} using fts5(tekst, bron unindexed, plaats unindexed)")
        tables.executemany(
            f"insert into t{number} values (?, ?, ?)",
            [(regel.tekst, regel.bron, regel.vindplaats) for regel in store.alle(Layer(regio))],
        )

    def rank(vraag: str, regio: str | None) -> Sequence[tuple[str, str]]:
        words = re.findall(r"\w+", vraag)
        query = " OR ".join(f'"{word}"' for word in words)
        rows = tables.execute(
            f"select bron, plaats from t{_REGIONS.index(regio)} where tekst match ? order by rank limit 50",
            [query],
        )
        return list(dict.fromkeys((bron, plaats) for bron, plaats in rows)) if words else []

    return rank
