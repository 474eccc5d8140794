"""The built rule base, read by everything above: regels with SQL, the few other entries from memory."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

from assistant.rulebase.schema import (
    KINDS,
    LANDELIJK,
    Actor,
    Begrip,
    Beslissing,
    Bron,
    Checklist,
    Contact,
    Criterium,
    Onderwerp,
    Regel,
    Regio,
    Stap,
    Termijn,
    Verwoording,
    Vindplaats,
)
from assistant.rulebase.search import Vocabulary
from assistant.rulebase.sqlite_file import EXPLANATION, built_from, open_to_read

FILTERS = ("bron", "vindplaats", "soort", "wie", "jegens", "stap", "na", "termijn", "onderwerp")
"""By what regels can be chosen."""


_FINDING_WEIGHS_LESS = 0.1
"""How much less a match counts in an explanation (once) or in a finding (twice) than in a norm."""

_CONDITIONS = {
    "jegens": "' ' || jegens || ' ' like '% ' || :jegens_ || ' %'",
    "onderwerp": "id in (select regel from regel_onderwerpen where onderwerp = :onderwerp_)",
}
_SUBJECTS_KEPT, _LAYERS_KEPT = 1000, 20
"""What subjects hold, and which regels hold at all: kept for so many, as every turn asks for it again."""


@dataclass(frozen=True)
class Layer:
    """From where a question is asked: a region (None: not known, so any region) and a date."""

    regio: str | None = None
    peildatum: date | None = None

    @property
    def dag(self) -> date:
        """The date, or today."""
        return self.peildatum or date.today()

    def sql(self, layer_of: str = "regels", dates_of: str = "regels") -> tuple[str, dict[str, Any]]:
        """The condition for what holds here and then, with its values.

        `layer_of` and `dates_of` are the tables that say for whom and when a regel holds.
        """
        here = f"{layer_of}.laag in (:regio, '{LANDELIJK}', '{EXPLANATION}')" if self.regio else "1"
        return f"{here} and {dates_of}.geldig_vanaf <= :dag and {dates_of}.geldig_tot >= :dag", {
            "dag": str(self.dag),
            "regio": self.regio or "",
        }


class RuleStore:
    """Read-only access to a built rule base; safe to share between threads."""

    def __init__(self, file: Path) -> None:
        """Open `file`. Raises FileNotFoundError when there is none: call `build` first."""
        if not file.is_file():
            raise FileNotFoundError(file)
        self.file = file
        self._local = threading.local()
        self._mark = built_from(file) or ""
        self._read: dict[str, Regel] = {}
        self._about = lru_cache(_SUBJECTS_KEPT)(self._find_about)
        self._holding = lru_cache(_LAYERS_KEPT)(self._find_holding)

    @property
    def _connection(self) -> sqlite3.Connection:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = open_to_read(self.file)
            connection.row_factory = sqlite3.Row
            self._local.connection = connection
        return cast(sqlite3.Connection, connection)

    def disconnect(self) -> None:
        """Close this thread's connection; the next question opens another. Needed before a fork."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

    def _all(self, kind: str) -> dict[str, Any]:
        rows = self._connection.execute(f"select id, json from [{kind}] order by rowid")
        return {row["id"]: KINDS[kind].model_validate_json(row["json"]) for row in rows}

    @cached_property
    def bronnen(self) -> Mapping[str, Bron]:
        """All sources by id."""
        return self._all("bronnen")

    @cached_property
    def regios(self) -> Mapping[str, Regio]:
        """All regions by id, `landelijk` among them."""
        return self._all("regios")

    @cached_property
    def onderwerpen(self) -> Mapping[str, Onderwerp]:
        """All subjects by id."""
        return self._all("onderwerpen")

    @cached_property
    def criteria(self) -> Mapping[str, Criterium]:
        """All criteria by id, in the order of the data."""
        return self._all("criteria")

    @cached_property
    def beslissingen(self) -> Mapping[str, Beslissing]:
        """All decision tables by id."""
        return self._all("beslissingen")

    @cached_property
    def termijnen(self) -> Mapping[str, Termijn]:
        """All terms by id."""
        return self._all("termijnen")

    @cached_property
    def begrippen(self) -> Mapping[str, Begrip]:
        """All terms of the field by id."""
        return self._all("begrippen")

    @cached_property
    def contacten(self) -> Mapping[str, Contact]:
        """All services that can be called, by id."""
        return self._all("contacten")

    @cached_property
    def actoren(self) -> Mapping[str, Actor]:
        """All actors by id."""
        return self._all("actoren")

    @cached_property
    def stappen(self) -> Mapping[str, Stap]:
        """The steps of the process by id; their `naar` makes them a graph."""
        return self._all("stappen")

    @cached_property
    def checklists(self) -> Mapping[str, Checklist]:
        """All checklists by id."""
        return self._all("checklists")

    @cached_property
    def verwoordingen(self) -> Mapping[str, Verwoording]:
        """Everyday wordings, by the criterium they mean."""
        return self._all("verwoordingen")

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        words = [row["woord"] for row in self._connection.execute("select woord from woorden")]
        synonyms: dict[str, list[str]] = {}
        for row in self._connection.execute("select woord, tekst from synoniemen"):
            synonyms.setdefault(row["woord"], []).append(row["tekst"])
        return Vocabulary(words, synonyms)

    def regel(self, id: str) -> Regel:
        """The regel with this id. Raises KeyError when there is none."""
        known = self._read.get(id)
        if known is None:
            row = self._connection.execute("select id, json from regels where id = ?", [id]).fetchone()
            if row is None:
                raise KeyError(id)
            known = self._regel(row)
        return known

    def _regel(self, row: sqlite3.Row) -> Regel:
        """The regel of a row with its `id` and `json`; each is read once, as it never changes."""
        id: str = row["id"]
        known = self._read.get(id)
        if known is None:
            known = self._read[id] = Regel.model_validate_json(row["json"])
        return known

    @cached_property
    def deviations(self) -> Sequence[tuple[Regel, Regel]]:
        """All pairs of regels that say different things about the same point, each pair once."""
        rows = self._connection.execute("select regel, van from afwijkingen order by regel, van")
        return [(self.regel(row["regel"]), self.regel(row["van"])) for row in rows.fetchall()]

    def versie(self, id: str) -> str:
        """The content hash of a regel, for receipts. Raises KeyError when there is none."""
        return self._versions[id]

    @cached_property
    def _versions(self) -> Mapping[str, str]:
        return {row["id"]: row["versie"] for row in self._connection.execute("select id, versie from regels")}

    def vindplaats(self, bron: str, id: str) -> Vindplaats:
        """A place of a source. Raises KeyError or StopIteration when there is none."""
        return self.bronnen[bron].plaats(id)

    def over(self, onderwerp: str, layer: Layer) -> list[Regel]:
        """The regels about a subject that hold in a region, the most exact first.

        First what the region itself agreed, then the nation, then another region's explanation of a
        national protocol; within these, regels with the subject as their main one, norm before finding.
        """
        return list(self._about(onderwerp, Layer(layer.regio, layer.dag)))

    def _find_about(self, onderwerp: str, layer: Layer) -> tuple[Regel, ...]:
        where, values = layer.sql(layer_of="o")
        # A cross join keeps SQLite from walking all regels: it begins with the few of the subject.
        rows = self._connection.execute(
            f"""select regels.id, json from regel_onderwerpen o cross join regels on regels.id = o.regel
            where o.onderwerp = :onderwerp and {where}
            order by regio != :regio, regio != '{LANDELIJK}', plaats, rang, volgorde""",
            {**values, "onderwerp": onderwerp},
        )
        return tuple(self._regel(row) for row in rows)

    def alle(self, layer: Layer) -> list[Regel]:
        """Every regel that holds, in the order of the data."""
        where, values = layer.sql()
        rows = self._connection.execute(
            f"select id, json from regels where {where} order by volgorde", values
        )
        return [self._regel(row) for row in rows]

    def speaks_of(self, words: str) -> bool:
        """Whether any regel has these words in it, capitals aside; as a study that names a region does."""
        found = self._connection.execute(
            "select 1 from regels where instr(lower(json), lower(?)) limit 1", [words]
        )
        return found.fetchone() is not None

    def geldend(self, ids: Sequence[str], layer: Layer) -> list[Regel]:
        """Of the regels with these ids those that hold, each once, by id; unknown ids are left out."""
        holding = self._holding(Layer(layer.regio, layer.dag))
        return [self.regel(id) for id in sorted(holding.intersection(ids))]

    def _find_holding(self, layer: Layer) -> frozenset[str]:
        where, values = layer.sql()
        rows = self._connection.execute(f"select id from regels where {where}", values)
        return frozenset(row["id"] for row in rows)

    def kies(self, filters: Mapping[str, str], layer: Layer) -> list[Regel]:
        """The regels that fit all `filters` (names from FILTERS), in the order of the process and the source.

        Raises KeyError for a filter that doesn't exist.
        """
        where, values = layer.sql()
        conditions = [where]
        for name, wanted in filters.items():
            if name not in FILTERS:
                raise KeyError(name)
            conditions.append(_CONDITIONS.get(name, f"{name} = :{name}_"))
            values[f"{name}_"] = wanted
        rows = self._connection.execute(
            f"select id, json from regels where {' and '.join(conditions)} order by rang, volgorde", values
        )
        return [self._regel(row) for row in rows]

    def zoek(self, text: str, layer: Layer, limit: int = 10) -> list[tuple[Regel, float]]:
        """The regels in which words of `text` occur, with how well they match; best match first."""
        # A quote inside a quoted word is written twice; SQLite ends a text at a null byte.
        found = self._vocabulary.expand(text.replace("\x00", " "))
        stems = (stem.replace('"', '""') for stem in sorted(found))
        query = " OR ".join(f'"{stem}"' for stem in stems)
        if not query:
            return []
        where, values = layer.sql("lagen", "lagen")
        rows = self._connection.execute(
            f"""select regels.id, regels.json, found.score from (
                select lagen.regel, lagen.rang,
                    -bm25(regels_fts, 2.0, 1.0, 1.0) * (1 - {_FINDING_WEIGHS_LESS} * lagen.gewicht) as score
                from regels_fts join regel_lagen lagen on lagen.regel = regels_fts.rowid
                where regels_fts match :query and {where}
                order by score desc, lagen.rang limit :limit
            ) found join regels on regels.rowid = found.regel order by found.score desc, found.rang""",
            {**values, "query": query, "limit": limit},
        )
        return [(self._regel(row), row["score"]) for row in rows]

    def is_of(self, file: Path) -> bool:
        """Whether `file` still holds what this store was opened on."""
        return built_from(file) == self._mark

    def mark(self) -> str:
        """The fingerprint of the YAML that this store was built from."""
        return self._mark
