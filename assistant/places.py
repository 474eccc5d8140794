"""Where the project's files stand, and where the running service keeps its own."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def project() -> Path:
    """The folder with `data/`, `domain/` and `config.yml`: the checkout, or the copy in the wheel."""
    return _CHECKOUT if (_CHECKOUT / "data" / "afspraken").is_dir() else _PACKAGE / "project"


def afspraken() -> Path:
    """The folder of the rule base's YAML (`AFSPRAKEN_MAP` overrides it)."""
    return Path(os.environ.get("AFSPRAKEN_MAP") or project() / "data" / "afspraken")


def leren() -> Path:
    """The folder of the learning material's YAML (`LEREN_MAP` overrides it)."""
    return Path(os.environ.get("LEREN_MAP") or project() / "data" / "leren")


def state() -> Path:
    """The folder for everything derived or stored: rule base, model, conversations (`STAAT_MAP`)."""
    chosen = os.environ.get("STAAT_MAP")
    if chosen:
        return Path(chosen)
    if project() == _CHECKOUT:
        return _CHECKOUT / ".bureaudienst"
    return platformdirs.user_state_path("bureaudienst")


def rulebase_file() -> Path:
    """The SQLite file that the rule base is built into."""
    return state() / "afspraken.sqlite"


def models() -> Path:
    """The folder of trained models."""
    return state() / "modellen"


def conversations_file() -> Path:
    """The SQLite file of the conversations."""
    return state() / "gesprekken.sqlite"


def learners_file() -> Path:
    """The SQLite file of learners: codes, answers and times."""
    return state() / "leren.sqlite"
