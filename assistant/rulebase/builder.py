"""Building the rule base: from checked YAML to one SQLite file with an index of its words.

The file is derived: it can be thrown away and built again at any time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from assistant.dutch.compounds import Compounds
from assistant.dutch.words import Word, analyse
from assistant.memory import without_collecting
from assistant.rulebase.lint import check
from assistant.rulebase.loader import Rulebase, entry_id, fingerprint, read
from assistant.rulebase.problems import RulebaseError
from assistant.rulebase.schema import KINDS, Bron, Regel, Soort
from assistant.rulebase.search import index_stems, part_stems
from assistant.rulebase.sqlite_file import EXPLANATION, built_from

SCHEMA_VERSION = 9
_LAYER_COLUMNS = {
    "regel": int,
    "laag": str,
    "geldig_vanaf": str,
    "geldig_tot": str,
    "rang": int,
    "gewicht": int,
}
"""What search needs of a regel before it knows which ones to show: kept apart from the wide rows."""
_WEIGHT = {"norm": 0, "toelichting": 1, "bevinding": 2}
_RANK = {soort: rank for rank, soort in enumerate(Soort)}


def build(folder: Path, file: Path) -> bool:
    """Make `file` hold the rule base of `folder`; True when it had to be written.

    Raises RulebaseError, and leaves an earlier file as it was, when the YAML has problems.
    """
    if is_current(folder, file):
        return False
    # Taken before reading: what changes while it is read makes the next look build anew.
    mark = _mark(folder)
    with without_collecting():
        rulebase = read(folder)
        problems = check(rulebase)
        if problems:
            raise RulebaseError(problems)
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(f".{os.getpid()}.tmp")
        fresh.unlink(missing_ok=True)
        try:
            _write(rulebase, fresh, mark)
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)
    return True


def is_current(folder: Path, file: Path) -> bool:
    """Whether `file` holds the rule base of `folder` as it is now."""
    return built_from(file) == _mark(folder)


def _mark(folder: Path) -> str:
    return f"{SCHEMA_VERSION}:{fingerprint(folder)}"


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
        database["regels"].create_index(["laag", "stap"])
        database["regel_lagen"].create(_LAYER_COLUMNS, pk="regel")
        database.execute(
            "insert into regel_lagen select rowid, laag, geldig_vanaf, geldig_tot, rang, gewicht from regels"
        )
        database["regel_onderwerpen"].insert_all(_topic_rows(rulebase), pk=("onderwerp", "laag", "regel"))
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
    rulebase: Rulebase, texts: Mapping[str, Sequence[Word]], compounds: Compounds
) -> Iterable[dict[str, Any]]:
    place_stems = cache(lambda title: index_stems(analyse(title)))
    titles = {id: index_stems(analyse(o.titel)) for id, o in rulebase.of("onderwerpen").items()}
    for index, regel in enumerate(rulebase.of("regels").values()):
        bron: Bron = rulebase.of("bronnen")[regel.bron]
        words = texts[regel.id]
        place = bron.plaats(regel.vindplaats)
        text = regel.model_dump_json()
        yield {
            "id": regel.id,
            "bron": regel.bron,
            "vindplaats": regel.vindplaats,
            "regio": bron.regio,
            "laag": _layer(regel, bron),
            "soort": regel.soort.value,
            "wie": regel.wie,
            "jegens": " ".join(regel.jegens),
            "stap": regel.stap,
            "na": regel.na,
            "termijn": regel.termijn,
            "tekst": regel.tekst,
            "titel": place.titel,
            "stammen": index_stems(words),
            "delen": part_stems(words, compounds),
            "omgeving": " ".join([place_stems(place.titel), *map(titles.__getitem__, regel.onderwerpen)]),
            "rang": _rank(regel, bron),
            "gewicht": _WEIGHT[bron.gewicht],
            "volgorde": index,
            "geldig_vanaf": str(regel.geldig_vanaf or ""),
            "geldig_tot": str(regel.geldig_tot or "9999-12-31"),
            "versie": hashlib.sha256(text.encode()).hexdigest()[:12],
            "json": text,
        }


def _layer(regel: Regel, bron: Bron) -> str:
    """For whom a regel holds: its region, or everybody where it explains a national protocol."""
    return EXPLANATION if bron.plaats(regel.vindplaats).landelijke_toelichting else bron.regio


def _rank(regel: Regel, bron: Bron) -> int:
    """Norm before explanation before finding."""
    return _WEIGHT[bron.gewicht] * len(_RANK) + _RANK[regel.soort]


def _topic_rows(rulebase: Rulebase) -> Iterable[dict[str, Any]]:
    for regel in rulebase.of("regels").values():
        bron = rulebase.of("bronnen")[regel.bron]
        for rank, topic in enumerate(regel.onderwerpen):
            yield {"onderwerp": topic, "laag": _layer(regel, bron), "regel": regel.id, "plaats": rank}
