from __future__ import annotations

import pytest

from assistant.reasoning.decisions import Weging, weigh


@pytest.fixture(scope="session")
def weigh_case(store):
    """Weighs answers by the table with this id."""

    def weigh_one(id: str, answers: dict[str, str]) -> Weging:
        return weigh(store.beslissingen[id], store.criteria, answers)

    return weigh_one
