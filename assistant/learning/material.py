"""The learning material as a whole, read from its folder of YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.learning.schema import KINDS, Benadering, Gelijk, Geval, Module, Overlap, Vaardigheid, Vraag
from assistant.rulebase.loader import Rulebase, read


@dataclass(frozen=True)
class Material:
    """Modules, questions, skills and cases by id; the modules in the order in which they are taught."""

    modules: Mapping[str, Module]
    vragen: Mapping[str, Vraag]
    vaardigheden: Mapping[str, Vaardigheid]
    gevallen: Mapping[str, Geval]
    overlap: Mapping[str, Overlap]
    benadering: Mapping[str, Benadering]
    gelijk: Mapping[str, Gelijk]


def read_entries(folder: Path) -> Rulebase:
    """The entries of `folder` with their places, for lint. Raises RulebaseError for problems of form."""
    return read(folder, KINDS)


def material_of(entries: Rulebase) -> Material:
    """The material made of entries of the right form."""
    modules = sorted(entries.of("modules").items(), key=lambda item: item[1].volgorde)
    return Material(
        modules=dict(modules),
        vragen=entries.of("vragen"),
        vaardigheden=entries.of("vaardigheden"),
        gevallen=entries.of("gevallen"),
        overlap=entries.of("overlap"),
        benadering=entries.of("benadering"),
        gelijk=entries.of("gelijk"),
    )
