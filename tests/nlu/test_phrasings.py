from __future__ import annotations

from pathlib import Path

import pytest

from assistant import places
from assistant.nlu.phrasings import AT_LEAST, check, read
from assistant.rulebase.store import Layer

FOLDER = places.project() / "data" / "nlu" / "vragen"


def write(folder: Path, *entries: str) -> Path:
    (folder / "vragen").mkdir()
    (folder / "vragen" / "een.yml").write_text("nlu:\n" + "".join(entries), encoding="utf-8")
    return folder / "vragen"


def entry(*texts: str, onderwerp: str = "advies", regels: str = "regel.een") -> str:
    lines = "".join(f"      - {text}\n" for text in texts)
    return f"  - intent: vraag/{onderwerp}\n    metadata: {{regels: [{regels}]}}\n    examples: |\n{lines}"


def messages(folder: Path) -> list[str]:
    return [str(problem) for problem in check(folder, ["advies"], ["regel.een"])]


def test_the_phrasings_of_the_project_are_in_order(store):
    regels = {regel.id for regel in store.alle(Layer())}
    assert check(FOLDER, set(store.onderwerpen), regels) == []


def test_enough_phrasings_of_known_regels_are_in_order(tmp_path):
    assert messages(write(tmp_path, entry(*(f"vraag {i}" for i in range(AT_LEAST))))) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (entry("twee", onderwerp="bestaat-niet"), "het onderwerp ‘bestaat-niet’ bestaat niet."),
        (entry("twee", regels="weg"), "de regel ‘weg’ bestaat niet."),
        (entry(), "hier staat geen enkele vraag."),
        (entry("Vraag 3"), "‘Vraag 3’ staat ook al in vragen/een.yml, regel 2."),
    ],
)
def test_a_mistake_is_said_with_file_and_line(tmp_path, wrong, said):
    folder = write(tmp_path, entry(*(f"vraag {i}" for i in range(AT_LEAST))), wrong)
    (message,) = messages(folder)[:1]
    assert message.startswith(f"vragen/een.yml:{AT_LEAST + 5}: {said}")


def test_a_subject_with_too_few_phrasings_fails(tmp_path):
    (message,) = messages(write(tmp_path, entry("vraag een")))
    assert message.startswith("vragen/een.yml:2: ‘advies’ heeft 1 manieren van vragen")


def test_a_subject_without_phrasings_is_told_where_they_belong(tmp_path):
    (message,) = messages(write(tmp_path, ""))
    assert message.startswith("vragen/advies.yml:1: ‘advies’ heeft 0 manieren van vragen")
    assert "Begin dit bestand." in message


def test_a_phrasing_that_stands_twice_in_one_block_is_told(tmp_path):
    texts = [f"vraag {i}" for i in range(AT_LEAST)]
    (message,) = messages(write(tmp_path, entry(*texts, "Vraag 7")))
    assert message.startswith("vragen/een.yml:2: ‘vraag 7’ staat hier 2 keer.")


def test_phrasings_are_read_with_their_regels(tmp_path):
    (phrasing,) = read(write(tmp_path, entry("Mag dat?", regels="regel.een, regel.twee")))
    assert (phrasing.text, phrasing.onderwerp) == ("Mag dat?", "advies")
    assert phrasing.regels == ("regel.een", "regel.twee")
