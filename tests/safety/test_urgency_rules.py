from __future__ import annotations

import shutil

import pytest

from assistant import places
from assistant.rulebase.problems import RulebaseError
from assistant.safety import urgency_rules, urgency_training, urgency_weighing

DATA = places.project() / "data" / "taal"
EXAMPLES = [each for name in ("voorbeelden", "alledaags") for each in urgency_training.examples(name)]
FILES = ("urgentie.yml", "urgentie-kaders.yml", "urgentie-woorden.yml")


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


def mistakes(folder, name: str, old: str, new: str) -> str:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulebaseError) as error:
        urgency_rules.read(folder)
    line = text[: text.index(old)].count("\n") + 1
    assert str(error.value).startswith(f"{name}:{line}: ")
    return str(error.value)


def test_a_group_that_is_not_there_is_said_with_file_and_line(folder):
    assert "wapun" in mistakes(folder, "urgentie.yml", "- <wapen> <bezit_nu>", "- <wapun> <bezit_nu>")


def test_a_word_that_is_no_text_is_said_with_file_and_line(folder):
    assert "112" in mistakes(folder, "urgentie-woorden.yml", "[keel, keeltje,", "[112, keeltje,")


def test_a_rule_without_points_is_said_with_file_and_line(folder):
    file = folder / "urgentie.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    punten: 3\n", "", 1), encoding="utf-8")
    with pytest.raises(RulebaseError, match=r"urgentie\.yml:\d+: ‘punten’ ontbreekt"):
        urgency_rules.read(folder)


def test_a_key_that_no_rule_knows_is_said(folder):
    file = folder / "urgentie-kaders.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    waarom:", "    waarvoor: x\n    waarom:", 1), encoding="utf-8")
    with pytest.raises(RulebaseError, match="‘waarvoor’ kent een regel niet"):
        urgency_rules.read(folder)


def test_a_missing_sign_of_now_is_said(folder):
    file = folder / "urgentie.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("naam: het is nu", "naam: het is later"), encoding="utf-8")
    with pytest.raises(RulebaseError, match="de regel ‘het is nu’ ontbreekt"):
        urgency_rules.read(folder)


def test_every_rule_says_why_it_is_there():
    assert all(len(pattern.rule.waarom) > 10 for pattern in urgency_rules.current().patterns)


def test_the_weights_were_learned_from_these_examples_and_rules():
    first = urgency_weighing.weights_file().read_text(encoding="utf-8").splitlines()[0]
    assert first.endswith(urgency_training.fingerprint()), "python -m assistant.safety.urgency_training"


def test_an_example_stands_at_one_level_only():
    texts = [text.lower() for text, _ in EXAMPLES]
    assert len(texts) == len(set(texts))


def test_there_are_examples_of_every_level():
    levels = [level for _, level in EXAMPLES]
    assert all(levels.count(level) > 150 for level in urgency_training.LEVELS)
