"""The rule base as one SQLite file: written from the YAML, read by everything else.

The file is derived: it can be thrown away and built again at any time. Regels are read with SQL,
the few entries of the other kinds are kept in memory.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from sqlite_utils import Database

from assistant.dutch.compounds import Compounds
from assistant.dutch.words import Word, analyse
from assistant.rulebase.lint import check
from assistant.rulebase.loader import Rulebase, entry_id, fingerprint, read
from assistant.rulebase.problems import RulebaseError
from assistant.rulebase.schema import (
    KINDS,
    LANDELIJK,
    Begrip,
    Beslissing,
    Bron,
    Contact,
    Criterium,
    Onderwerp,
    Regel,
    Regio,
    Soort,
    Termijn,
    Verwoording,
    Vindplaats,
)
from assistant.rulebase.search import Vocabulary, index_stems, part_stems

SCHEMA_VERSION = 3
_RANK = {soort: rank for rank, soort in enumerate(Soort)}


def build(folder: Path, file: Path) -> bool:
    """Make `file` hold the rule base of `folder`; True when it had to be written.

    Raises RulebaseError, and leaves an earlier file as it was, when the YAML has problems.
    """
    if is_current(folder, file):
        return False
    rulebase = read(folder)
    problems = check(rulebase)
    if problems:
        raise RulebaseError(problems)
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}.tmp")
    fresh.unlink(missing_ok=True)
    try:
        _write(rulebase, fresh, _mark(folder))
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return True


def is_current(folder: Path, file: Path) -> bool:
    """Whether `file` holds the rule base of `folder` as it is now."""
    return _fingerprint_of(file) == _mark(folder)


def _mark(folder: Path) -> str:
    return f"{SCHEMA_VERSION}:{fingerprint(folder)}"


def _fingerprint_of(file: Path) -> str | None:
    if not file.is_file():
        return None
    try:
        with _open(file) as connection:
            row = connection.execute("select waarde from meta where naam = 'vingerafdruk'").fetchone()
    except sqlite3.Error:
        return None
    return row[0] if row else None


def _open(file: Path) -> sqlite3.Connection:
    """A connection that only reads; as an address, so that a folder may have any name."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)


def _write(rulebase: Rulebase, file: Path, mark: str) -> None:
    database = Database(file)
    # The file counts only once it is complete and in place: nothing is lost if this is interrupted.
    database.conn.execute("pragma synchronous = off")
    with database.conn:
        for kind in KINDS:
            if kind != "regels":
                database[kind].create({"id": str, "json": str}, pk="id")
                rows = ({"id": entry_id(e), "json": e.model_dump_json()} for e in rulebase.of(kind).values())
                database[kind].insert_all(rows)
        texts = {id: analyse(regel.tekst) for id, regel in rulebase.of("regels").items()}
        words = sorted({word.text for text in texts.values() for word in text if word.text.isalpha()})
        database["regels"].insert_all(_regel_rows(rulebase, texts, Compounds(words)), pk="id")
        database["regels"].create_index(["bron", "vindplaats"])
        database["regels"].create_index(["wie", "stap"])
        database["regel_onderwerpen"].insert_all(_topic_rows(rulebase), pk=("onderwerp", "regel"))
        columns = ["stammen", "delen", "omgeving"]
        database["afwijkingen"].create({"regel": str, "van": str}, pk=("regel", "van"))
        database["afwijkingen"].insert_all(_deviation_rows(rulebase))
        database["regels"].enable_fts(columns, tokenize="unicode61 remove_diacritics 2")
        database["woorden"].insert_all(({"woord": word} for word in words), pk="woord")
        database["synoniemen"].create({"woord": str, "tekst": str}, pk=("woord", "tekst"))
        database["synoniemen"].insert_all(_synonym_rows(rulebase))
        database["meta"].insert({"naam": "vingerafdruk", "waarde": mark}, pk="naam")
    database.close()


def _deviation_rows(rulebase: Rulebase) -> Iterable[dict[str, Any]]:
    """Each stated difference once, whichever of the two regels states it."""
    links = {
        tuple(sorted((regel.id, other)))
        for regel in rulebase.of("regels").values()
        for other in regel.wijkt_af_van
    }
    return ({"regel": one, "van": other} for one, other in sorted(links))


def _synonym_rows(rulebase: Rulebase) -> Iterable[dict[str, Any]]:
    """What people write for a term or an actor: abbreviations and other names, lower case."""
    named = [(begrip.term, begrip.ook_genoemd) for begrip in rulebase.of("begrippen").values()]
    named += [(actor.naam, actor.ook_genoemd) for actor in rulebase.of("actoren").values()]
    pairs = {(other.lower(), name) for name, others in named for other in others if " " not in other}
    return ({"woord": word, "tekst": text} for word, text in sorted(pairs))


def _regel_rows(
    rulebase: Rulebase, texts: Mapping[str, list[Word]], compounds: Compounds
) -> Iterable[dict[str, Any]]:
    titles = {id: index_stems(analyse(o.titel)) for id, o in rulebase.of("onderwerpen").items()}
    for index, regel in enumerate(rulebase.of("regels").values()):
        bron: Bron = rulebase.of("bronnen")[regel.bron]
        words = texts[regel.id]
        place = _place(bron, regel.vindplaats)
        text = regel.model_dump_json()
        yield {
            "id": regel.id,
            "bron": regel.bron,
            "vindplaats": regel.vindplaats,
            "regio": bron.regio,
            "toelichting": place.landelijke_toelichting,
            "soort": regel.soort.value,
            "wie": regel.wie,
            "stap": regel.stap,
            "tekst": regel.tekst,
            "titel": place.titel,
            "stammen": index_stems(words),
            "delen": part_stems(words, compounds),
            "omgeving": " ".join(
                [index_stems(analyse(place.titel)), *map(titles.__getitem__, regel.onderwerpen)]
            ),
            "rang": _rank(regel, bron),
            "volgorde": index,
            "geldig_vanaf": str(regel.geldig_vanaf or ""),
            "geldig_tot": str(regel.geldig_tot or "9999-12-31"),
            "versie": hashlib.sha256(text.encode()).hexdigest()[:12],
            "json": text,
        }


def _rank(regel: Regel, bron: Bron) -> int:
    """Norm before explanation before finding."""
    weight = {"norm": 0, "toelichting": 1, "bevinding": 2}[bron.gewicht]
    return weight * len(_RANK) + _RANK[regel.soort]


def _topic_rows(rulebase: Rulebase) -> Iterable[dict[str, Any]]:
    for regel in rulebase.of("regels").values():
        for rank, topic in enumerate(regel.onderwerpen):
            yield {"onderwerp": topic, "regel": regel.id, "plaats": rank}


def _place(bron: Bron, id: str) -> Vindplaats:
    return next(v for v in bron.vindplaatsen if v.id == id)


@dataclass(frozen=True)
class Layer:
    """From where a question is asked: a region (None: not known, so any region) and a date."""

    regio: str | None = None
    peildatum: date | None = None

    def sql(self) -> tuple[str, dict[str, str]]:
        """The condition on `regels` for what holds here and then, with its values."""
        here = f"(:regio = '' or regio in (:regio, '{LANDELIJK}') or toelichting)"
        return f"{here} and geldig_vanaf <= :dag and geldig_tot >= :dag", {
            "dag": str(self.peildatum or date.today()),
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
        self._built_from = _fingerprint_of(file) or ""

    @property
    def _connection(self) -> sqlite3.Connection:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = _open(self.file)
            connection.row_factory = sqlite3.Row
            self._local.connection = connection
        return cast(sqlite3.Connection, connection)

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
        row = self._connection.execute("select json from regels where id = ?", [id]).fetchone()
        if row is None:
            raise KeyError(id)
        return Regel.model_validate_json(row["json"])

    def deviations(self) -> list[tuple[Regel, Regel]]:
        """All pairs of regels that say different things about the same point, each pair once."""
        rows = self._connection.execute(
            """select een.json as een, ander.json as ander from afwijkingen
            join regels een on een.id = regel join regels ander on ander.id = van order by regel, van"""
        )
        return [
            (Regel.model_validate_json(row["een"]), Regel.model_validate_json(row["ander"])) for row in rows
        ]

    def versie(self, id: str) -> str:
        """The content hash of a regel, for receipts. Raises KeyError when there is none."""
        row = self._connection.execute("select versie from regels where id = ?", [id]).fetchone()
        if row is None:
            raise KeyError(id)
        return str(row["versie"])

    def vindplaats(self, bron: str, id: str) -> Vindplaats:
        """A place of a source. Raises KeyError or StopIteration when there is none."""
        return _place(self.bronnen[bron], id)

    def over(self, onderwerp: str, layer: Layer) -> list[Regel]:
        """The regels about a subject that hold in a region, the most exact first.

        First what the region itself agreed, then the nation, then another region's explanation of a
        national protocol; within these, regels with the subject as their main one, norm before finding.
        """
        where, values = layer.sql()
        rows = self._connection.execute(
            f"""select json from regels join regel_onderwerpen o on o.regel = regels.id
            where o.onderwerp = :onderwerp and {where}
            order by regio != :regio, regio != '{LANDELIJK}', plaats, rang, volgorde""",
            {**values, "onderwerp": onderwerp},
        )
        return [Regel.model_validate_json(row["json"]) for row in rows]

    def alle(self, layer: Layer) -> list[Regel]:
        """Every regel that holds, in the order of the data."""
        where, values = layer.sql()
        rows = self._connection.execute(f"select json from regels where {where} order by volgorde", values)
        return [Regel.model_validate_json(row["json"]) for row in rows]

    def zoek(self, text: str, layer: Layer, limit: int = 10) -> list[tuple[Regel, float]]:
        """The regels in which words of `text` occur, with how well they match; best match first."""
        # A quote inside a quoted word is written twice; SQLite ends a text at a null byte.
        found = self._vocabulary.expand(text.replace("\x00", " "))
        stems = (stem.replace('"', '""') for stem in sorted(found))
        query = " OR ".join(f'"{stem}"' for stem in stems)
        if not query:
            return []
        where, values = layer.sql()
        rows = self._connection.execute(
            f"""select regels.json, -bm25(regels_fts, 2.0, 1.0, 1.0) as score
            from regels_fts join regels on regels.rowid = regels_fts.rowid
            where regels_fts match :query and {where} order by score desc, rang limit :limit""",
            {**values, "query": query, "limit": limit},
        )
        return [(Regel.model_validate_json(row["json"]), row["score"]) for row in rows]

    def is_of(self, file: Path) -> bool:
        """Whether `file` still holds what this store was opened on."""
        return _fingerprint_of(file) == self._built_from

    def mark(self) -> str:
        """The fingerprint of the YAML that this store was built from."""
        return self._built_from
