"""`publiccode.yml` has what the standard (0.4) asks, and agrees with the package."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

try:
    import tomllib
except ImportError:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[1]
ASKED = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal.license",
    "maintenance.type",
    "maintenance.contacts",
    "localisation.localisationReady",
    "localisation.availableLanguages",
)


@pytest.fixture(scope="module")
def described() -> dict:
    return yaml.safe_load((ROOT / "publiccode.yml").read_text())


@pytest.mark.parametrize("key", ASKED)
def test_what_the_standard_asks_is_there(described: dict, key: str):
    value = described
    for part in key.split("."):
        assert part in value, key
        value = value[part]
    assert value is False or value


def test_descriptions_keep_to_the_lengths_of_the_standard(described: dict):
    for text in described["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in text["features"])


def test_it_agrees_with_the_package(described: dict):
    package = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert described["softwareVersion"] == package["version"]
    assert described["legal"]["license"] == package["license"]
