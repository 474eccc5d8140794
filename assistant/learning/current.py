"""The learning material that this process teaches from: the last one that was without mistakes."""

from __future__ import annotations

import threading
from datetime import date

from assistant import places
from assistant.learning.lint import check_form
from assistant.learning.material import Material, material_of, read_entries
from assistant.rulebase import current
from assistant.rulebase.loader import fingerprint
from assistant.rulebase.problems import RulebaseError

_lock = threading.Lock()
_material: Material | None = None
_mark: str | None = None


def material() -> Material:
    """The material in use, read first when there is none. Raises RulebaseError when it has mistakes."""
    return _material or refresh()


def refresh() -> Material:
    """Take over what changed in the YAML.

    Raises RulebaseError when it has mistakes; the material in use then stays. That some regel isn't
    reached by a question is no mistake here.
    """
    global _material, _mark
    with _lock:
        mark = fingerprint(places.leren())
        if _material is None or _mark != mark:
            entries = read_entries(places.leren())
            problems = check_form(entries, current.store(), date.today())
            if problems:
                raise RulebaseError(problems)
            _material, _mark = material_of(entries), mark
        return _material
