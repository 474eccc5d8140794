"""One rule base and one model for all tests, kept between runs in a folder of their own."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest
from databases import empty_postgresql, postgresql, redis_server
from serving import server, server_state

__all__ = ["empty_postgresql", "postgresql", "redis_server", "server", "server_state"]

STATE = Path(__file__).resolve().parents[1] / ".bureaudienst" / "test"
os.environ["STAAT_MAP"] = str(STATE)
os.environ.pop("AFSPRAKEN_MAP", None)

# How long an example takes says something of the machine, and nothing of the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Called by pytest."""
    parser.addoption("--schrijf-gesprekken", action="store_true", help="schrijf docs/gesprekken.md opnieuw")


@pytest.fixture(scope="session")
def store():
    """The rule base of `data/afspraken/`."""
    from assistant.rulebase import current

    return current.refresh()


@pytest.fixture(scope="session")
def model(store) -> Path:
    """A model trained on today's data."""
    from assistant.dialogue.training import model_file, train

    file = model_file()
    if not file.is_file():
        train(file)
    return file


@pytest.fixture(scope="session")
def dialogue(model):
    """Rasa with the model, loaded once."""
    from assistant.dialogue.engine import Dialogue

    return Dialogue(model)
