"""What an operator may set: read from the environment, refused in plain words, and documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.settings import SettingError, Settings

ROOT = Path(__file__).resolve().parents[1]
NAMES = set(re.findall(r'"([A-Z]{4,}(?:_[A-Z]+)*)"', (ROOT / "assistant" / "settings.py").read_text()))


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_what_holds_when_nothing_is_set():
    assert Settings.from_environment() == Settings(
        host="127.0.0.1",
        port=8000,
        workers=1,
        berichten_per_minuut=300,
        gesprekken_per_uur=1000,
        bewaartijd_uren=24,
        database_url=None,
        redis_url=None,
        widget_op=(),
        metrieken_sleutel=None,
    )


def test_who_switches_the_limit_off_means_all_limits(monkeypatch):
    monkeypatch.setenv("LIMIET_PER_MINUUT", "0")
    assert Settings.from_environment().gesprekken_per_uur == 0
    monkeypatch.setenv("LIMIET_GESPREKKEN_PER_UUR", "5")
    assert Settings.from_environment().gesprekken_per_uur == 5


@pytest.mark.parametrize("given", ["postgres://u:p@h/d", "postgresql://u:p@h/d"])
def test_both_spellings_of_postgresql(monkeypatch, given):
    monkeypatch.setenv("DATABASE_URL", given)
    assert Settings.from_environment().database_url == "postgresql://u:p@h/d"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("WORKERS", "-1"),
        ("BEWAARTIJD_UREN", "25"),
        ("DATABASE_URL", "mysql://u:geheim@h/d"),
        ("REDIS_URL", "http://u:geheim@h"),
        ("METRIEKEN_SLEUTEL", "geheim"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=name) as caught:
        Settings.from_environment()
    assert "geheim" not in str(caught.value)


def test_no_secret_is_shown(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:geheim@h/d")
    monkeypatch.setenv("REDIS_URL", "redis://:geheim@h")
    monkeypatch.setenv("METRIEKEN_SLEUTEL", "geheim" * 4)
    assert "geheim" not in repr(Settings.from_environment())


def test_every_setting_is_documented():
    manual = (ROOT / "docs" / "beheer.md").read_text()
    assert len(NAMES) >= 9
    assert [name for name in sorted(NAMES) if f"`{name}`" not in manual] == []


def test_every_figure_is_documented():
    code = (ROOT / "assistant" / "service" / "metrics.py").read_text()
    manual = (ROOT / "docs" / "beheer.md").read_text()
    names = re.findall(r'(Counter|Histogram)\(\s*"(\w+)"', code)
    assert names
    for kind, name in names:
        assert f"`{name}{'_total' if kind == 'Counter' else ''}" in manual, name
