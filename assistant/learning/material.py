"""The learning material that this process teaches from: the last one that was without problems."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant import places
from assistant.learning.schema import KINDS, Gelijk, Geval, Module, Overlap, Vaardigheid, Vraag
from assistant.rulebase.loader import Rulebase, fingerprint, read


@dataclass(frozen=True)
class Material:
    """Modules, questions, skills and cases by id; the modules in the order in which they are taught."""

    modules: Mapping[str, Module]
    vragen: Mapping[str, Vraag]
    vaardigheden: Mapping[str, Vaardigheid]
    gevallen: Mapping[str, Geval]
    overlap: Mapping[str, Overlap]
    gelijk: Mapping[str, Gelijk]
    mark: str
    """The fingerprint of the YAML that it was read from."""


def read_entries(folder: Path) -> Rulebase:
    """The entries of `folder` with their places, for lint. Raises RulebaseError for problems of form."""
    return read(folder, KINDS)


def material_of(entries: Rulebase, mark: str = "") -> Material:
    """The material made of entries of the right form."""
    modules = sorted(entries.of("modules").items(), key=lambda item: item[1].volgorde)
    return Material(
        modules=dict(modules),
        vragen=entries.of("vragen"),
        vaardigheden=entries.of("vaardigheden"),
        gevallen=entries.of("gevallen"),
        overlap=entries.of("overlap"),
        gelijk=entries.of("gelijk"),
        mark=mark,
    )


_lock = threading.Lock()
_current: Material | None = None


def current() -> Material:
    """The material in use, read first when there is none. Raises RulebaseError for problems of form."""
    return _current or refresh()


def refresh() -> Material:
    """Take over what changed in the YAML.

    Raises RulebaseError when it has problems of form; the material in use then stays.
    """
    global _current
    with _lock:
        mark = fingerprint(places.leren())
        if _current is None or _current.mark != mark:
            _current = material_of(read_entries(places.leren()), mark)
        return _current
