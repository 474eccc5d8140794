from __future__ import annotations

from pathlib import Path

import pytest

from assistant import places
from assistant.rulebase import current
from assistant.rulebase.builder import build
from assistant.rulebase.problems import RulebaseError

from .example import Example

RULES = "zuid/regels.yml"


@pytest.fixture(autouse=True)
def own_process(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has just started, on the example and a state folder of its own."""
    monkeypatch.setenv("AFSPRAKEN_MAP", str(example.folder))
    monkeypatch.setenv("STAAT_MAP", str(tmp_path / "staat"))
    monkeypatch.setattr(current, "_store", None)


def text_of(store) -> str:
    return store.regel("zuid.contact").tekst


def test_first_use_builds_the_rule_base():
    assert text_of(current.store()) == "In het zuiden schrijft het team een brief."
    assert places.rulebase_file().is_file()


def test_use_goes_on_with_the_same_one():
    assert current.store() is current.store()


def test_refresh_keeps_the_same_one_while_nothing_changed():
    first = current.store()
    assert current.refresh() is first


def test_refresh_takes_over_a_change(example: Example):
    first = current.store()
    example.replace(RULES, "een brief", "een kaart")
    assert current.store() is first
    second = current.refresh()
    assert text_of(second) == "In het zuiden schrijft het team een kaart."
    assert current.store() is second


@pytest.mark.parametrize(
    ("old", "new"),
    [("regels:", "regels: ["), ("soort: verplichting\n    tekst: Het", "tekst: Het"), ("eigen", "bijlage")],
)
def test_refresh_keeps_the_last_good_one(example: Example, old, new):
    first = current.store()
    example.replace(RULES, old, new)
    with pytest.raises(RulebaseError):
        current.refresh()
    assert current.store() is first
    assert text_of(first) == "In het zuiden schrijft het team een brief."
    example.replace(RULES, new, old)
    assert current.refresh() is first


def test_new_process_goes_on_with_the_last_good_one(example: Example, monkeypatch):
    current.store()
    example.replace(RULES, "regels:", "regels: [")
    monkeypatch.setattr(current, "_store", None)
    with pytest.raises(RulebaseError):
        current.refresh()
    assert text_of(current.store()) == "In het zuiden schrijft het team een brief."


def test_first_use_in_a_new_process_goes_on_with_the_last_good_one(example: Example, monkeypatch):
    current.store()
    example.replace(RULES, "regels:", "regels: [")
    monkeypatch.setattr(current, "_store", None)
    assert text_of(current.store()) == "In het zuiden schrijft het team een brief."


def test_without_an_earlier_good_one_there_is_nothing_to_answer_from(example: Example):
    example.replace(RULES, "regels:", "regels: [")
    with pytest.raises(RulebaseError):
        current.store()
    with pytest.raises(RulebaseError):
        current.refresh()
    example.replace(RULES, "regels: [", "regels:")
    assert text_of(current.store()) == "In het zuiden schrijft het team een brief."


def test_refresh_takes_over_what_another_process_built(example: Example):
    assert text_of(current.store()) == "In het zuiden schrijft het team een brief."
    example.replace(RULES, "een brief", "een kaart")
    build(example.folder, places.rulebase_file())
    assert text_of(current.refresh()) == "In het zuiden schrijft het team een kaart."
