"""The rule base that this process answers from: the last one that was without problems."""

from __future__ import annotations

import threading

from assistant import places
from assistant.rulebase.builder import build
from assistant.rulebase.problems import RulebaseError
from assistant.rulebase.store import RuleStore

_lock = threading.Lock()
_store: RuleStore | None = None


def store() -> RuleStore:
    """The rule base in use, built first when there is none.

    Raises RulebaseError when the YAML has problems and no earlier good one was kept.
    """
    try:
        return _store or refresh()
    except RulebaseError:
        if _store is None:
            raise
        return _store


def refresh() -> RuleStore:
    """Take over what changed in the YAML.

    Raises RulebaseError when it has problems; the rule base in use then stays.
    """
    global _store
    with _lock:
        file = places.rulebase_file()
        try:
            changed = build(places.afspraken(), file)
        except RulebaseError:
            if _store is None and file.is_file():
                _store = RuleStore(file)
            raise
        if changed or _store is None or not _store.is_of(file):
            _store = RuleStore(file)
        return _store
