"""The learning material that this process teaches from, and who listens in its practice calls.

It is the last material that was without mistakes.
"""

from __future__ import annotations

import threading
from datetime import date

from assistant import places
from assistant.dutch.once import within_a_turn
from assistant.learning.lint import check_form
from assistant.learning.material import Material, material_of, read_entries
from assistant.learning.practice import Listener
from assistant.rulebase import current
from assistant.rulebase.loader import fingerprint
from assistant.rulebase.problems import RulebaseError

_lock = threading.Lock()
_material: Material | None = None
_mark: str | None = None
_listener: Listener | None = None


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


def listener() -> Listener:
    """Who recognises what is said in practice calls with this material. Raises RulebaseError like it."""
    global _listener
    wanted = material()
    with _lock:
        if _listener is None or _listener.material is not wanted:
            with within_a_turn():  # its sentences are read more than once
                _listener = Listener(wanted)
        return _listener
