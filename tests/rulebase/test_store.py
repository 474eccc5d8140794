from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.rulebase import builder as builder_module
from assistant.rulebase.builder import build
from assistant.rulebase.problems import RulebaseError
from assistant.rulebase.store import Layer, RuleStore

from .example import Example

ANYWHERE = Layer(peildatum=date(2026, 1, 1))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "staat" / "afspraken.sqlite"


def opened(example: Example, file: Path) -> RuleStore:
    build(example.folder, file)
    return RuleStore(file)


def ids(found) -> list[str]:
    return [regel.id for regel in found]


# Building


def test_it_is_written_once(example: Example, file):
    assert build(example.folder, file) is True
    written = file.stat()
    assert build(example.folder, file) is False
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (written.st_ino, written.st_mtime_ns)


def test_it_is_written_again_when_the_yaml_changed(example: Example, file):
    build(example.folder, file)
    example.replace("zuid/regels.yml", "een brief", "een kaart")
    assert build(example.folder, file) is True
    assert RuleStore(file).regel("zuid.contact").tekst == "In het zuiden schrijft het team een kaart."


def test_it_is_written_again_for_another_layout(example: Example, file, monkeypatch):
    build(example.folder, file)
    monkeypatch.setattr(builder_module, "SCHEMA_VERSION", builder_module.SCHEMA_VERSION + 1)
    assert build(example.folder, file) is True


@pytest.mark.parametrize("content", [b"", b"geen database", b"SQLite format 3\x00" + bytes(200)])
def test_damaged_file_is_replaced(example: Example, file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    assert build(example.folder, file) is True
    assert RuleStore(file).regel("wet.uitleg").bron == "wet"


def test_database_of_something_else_is_replaced(example: Example, file):
    file.parent.mkdir()
    connection = sqlite3.connect(file)
    connection.execute("create table meta (naam text)")
    connection.close()
    assert build(example.folder, file) is True


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("bron: zuid-2024\n    vindplaats: eigen", "bron: zuid-2024", id="problem of form"),
        pytest.param("vindplaats: protocol", "vindplaats: bijlage", id="problem of content"),
        pytest.param("regels:", "regels: [", id="no YAML"),
    ],
)
def test_problem_leaves_the_earlier_file_as_it_was(example: Example, file, old, new):
    build(example.folder, file)
    before = file.read_bytes()
    example.replace("zuid/regels.yml", old, new)
    with pytest.raises(RulebaseError) as caught:
        build(example.folder, file)
    assert caught.value.problems[0].file in ("bronnen.yml", "zuid/regels.yml")
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_problem_without_an_earlier_file_leaves_nothing(example: Example, file):
    example.replace("zuid/regels.yml", "regels:", "regels: [")
    with pytest.raises(RulebaseError):
        build(example.folder, file)
    assert not file.exists()


def test_failure_while_writing_leaves_the_earlier_file_as_it_was(example: Example, file, monkeypatch):
    build(example.folder, file)
    before = file.read_bytes()
    example.replace("zuid/regels.yml", "een brief", "een kaart")

    def fail(*_: object) -> None:
        raise OSError("schijf vol")

    monkeypatch.setattr(builder_module, "_topic_rows", fail)
    with pytest.raises(OSError, match="schijf vol"):
        build(example.folder, file)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("name", ["een map", "wat?", "nummer#1", "50%25", "één"])
def test_folder_may_have_any_name(example: Example, tmp_path, name):
    file = tmp_path / name / "afspraken.sqlite"
    assert build(example.folder, file) is True
    assert build(example.folder, file) is False
    assert RuleStore(file).regel("wet.uitleg").bron == "wet"


# Reading


def test_there_must_be_a_file(file):
    with pytest.raises(FileNotFoundError):
        RuleStore(file)


def test_everything_written_is_read_back(example: Example, file):
    store = opened(example, file)
    assert list(store.bronnen) == ["wet", "noord-2024", "zuid-2024", "rapport"]
    assert list(store.regios) == ["landelijk", "noord", "zuid"]
    assert list(store.onderwerpen) == ["contact", "verdeling"]
    assert list(store.criteria) == ["gevaar", "letsel"]
    assert list(store.termijnen) == ["evaluatie"]
    assert list(store.contacten) == ["veilig-thuis"]
    assert list(store.verwoordingen) == ["gevaar"]
    assert [rij.uitkomst for rij in store.beslissingen["verdeling"].tabel] == ["eerst-kijken", "meteen-over"]
    assert store.bronnen["wet"].datum == date(2020, 1, 1)
    assert store.vindplaats("zuid-2024", "protocol").titel == "Uitleg van het protocol"


def test_what_is_not_there_is_an_error(example: Example, file):
    store = opened(example, file)
    with pytest.raises(KeyError):
        store.regel("wet.geen")
    with pytest.raises(KeyError):
        store.versie("wet.geen")
    with pytest.raises(KeyError):
        store.vindplaats("geen", "1")


def test_it_can_not_be_written(example: Example, file):
    store = opened(example, file)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store._connection.execute("delete from regels")


def test_threads_share_it(example: Example, file):
    store = opened(example, file)
    found: list[str] = []
    threads = [Thread(target=lambda: found.append(store.regel("wet.uitleg").id)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["wet.uitleg"] * 4


def test_version_of_a_regel_follows_its_content(example: Example, file):
    before = opened(example, file)
    old = {id: before.versie(id) for id in ("zuid.contact", "zuid.protocol")}
    example.replace("zuid/regels.yml", "een brief", "een kaart")
    after = opened(example, file)
    assert after.versie("zuid.contact") != old["zuid.contact"]
    assert after.versie("zuid.protocol") == old["zuid.protocol"]


def test_version_of_a_regel_does_not_depend_on_where_it_stands(example: Example, file):
    old = opened(example, file).versie("zuid.protocol")
    example.replace("zuid/regels.yml", "regels:\n", "# Een opmerking.\nregels:\n")
    assert opened(example, file).versie("zuid.protocol") == old


def test_mark_is_that_of_the_yaml_it_was_built_from(example: Example, file):
    before = opened(example, file)
    mark = before.mark()
    example.replace("zuid/regels.yml", "een brief", "een kaart")
    after = opened(example, file)
    assert after.mark() != mark
    assert before.mark() == mark


# Layers


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        (
            "noord",
            [
                "noord.contact.termijn",  # the region's own; contact is what it is about
                "noord.contact",  # likewise, but a principle comes after a norm
                "noord.verdeling",  # contact is its second subject
                "wet.plicht",  # the nation
                "wet.uitleg",
                "rapport.verplichting",  # a finding, though its kind ranks first
                "zuid.protocol",  # another region's explanation of the national protocol
            ],
        ),
        ("zuid", ["zuid.contact", "zuid.protocol", "wet.plicht", "wet.uitleg", "rapport.verplichting"]),
        ("landelijk", ["wet.plicht", "wet.uitleg", "rapport.verplichting", "zuid.protocol"]),
        (
            None,
            [
                "wet.plicht",
                "wet.uitleg",
                "rapport.verplichting",
                "noord.contact.termijn",
                "zuid.contact",
                "zuid.protocol",
                "noord.contact",
                "noord.verdeling",
            ],
        ),
    ],
)
def test_regels_about_a_subject_come_most_exact_first(example: Example, file, region, expected):
    found = ids(opened(example, file).over("contact", Layer(region, date(2026, 1, 1))))
    if region is None:
        assert found[:3] == expected[:3]
        assert sorted(found) == sorted(expected)
    else:
        assert found == expected


def test_subject_without_regels_in_a_region(example: Example, file):
    store = opened(example, file)
    assert ids(store.over("verdeling", Layer("noord"))) == ["noord.verdeling"]
    assert store.over("verdeling", Layer("zuid")) == []
    assert store.over("onbekend", Layer("noord")) == []


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(1, 1, 1), False),
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
        (date(9999, 12, 31), False),
    ],
)
def test_regel_holds_from_its_first_day_to_its_last(example: Example, file, day, holds):
    period = "    geldig_vanaf: 2026-01-01\n    geldig_tot: 2026-06-30\n"
    example.replace(
        "zuid/regels.yml",
        "    soort: verplichting\n    tekst: In het",
        period + "    soort: verplichting\n    tekst: In het",
    )
    store = opened(example, file)
    layer = Layer("zuid", day)
    assert ("zuid.contact" in ids(store.over("contact", layer))) is holds
    assert ("zuid.contact" in ids(regel for regel, _ in store.zoek("brief", layer))) is holds


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1000, 1, 1), date(9999, 12, 31)])
def test_regel_without_a_period_holds_on_any_day(example: Example, file, day):
    store = opened(example, file)
    assert "zuid.contact" in ids(store.over("contact", Layer("zuid", day)))
    assert "zuid.contact" in ids(regel for regel, _ in store.zoek("brief", Layer("zuid", day)))


def test_without_a_date_today_counts(example: Example, file):
    example.replace(
        "zuid/regels.yml",
        "    soort: verplichting\n    tekst: In het",
        "    soort: verplichting\n    geldig_tot: 2020-01-01\n    tekst: In het",
    )
    store = opened(example, file)
    assert "zuid.contact" not in ids(store.over("contact", Layer("zuid")))
    assert "zuid.contact" in ids(store.over("contact", Layer("zuid", date(2020, 1, 1))))


# Searching


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("brief", "zuid.contact"),
        ("BRIEF!", "zuid.contact"),
        ("schrijft ze zuidelijke brief", "zuid.contact"),
        ("Welke gesprekken vraagt het?", "zuid.protocol"),
        ("zaak verdelen", "noord.verdeling"),
        ("lichamen", "wet.uitleg"),
        ("weken", "noord.contact.termijn"),
    ],
)
def test_words_are_found_however_inflected(example: Example, file, text, expected):
    [(first, score), *_] = opened(example, file).zoek(text, ANYWHERE)
    assert first.id == expected
    assert score > 0


def test_search_knows_the_layer(example: Example, file):
    store = opened(example, file)
    assert "zuid.contact" in ids(regel for regel, _ in store.zoek("team", Layer("zuid")))
    assert "zuid.contact" not in ids(regel for regel, _ in store.zoek("team", Layer("noord")))
    assert "zuid.protocol" in ids(regel for regel, _ in store.zoek("protocol", Layer("noord")))


def test_best_match_comes_first_and_no_more_than_asked(example: Example, file):
    found = opened(example, file).zoek("het team schrijft een brief", ANYWHERE, limit=3)
    assert found[0][0].id == "zuid.contact"
    assert len(found) == 3
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


@pytest.mark.parametrize("text", ["", "   ", "de het een", "?!", '"', "😀", "🏳️‍🌈 ❤", "*", "()", "^", "-"])
def test_nothing_to_search_for(example: Example, file, text):
    assert opened(example, file).zoek(text, ANYWHERE) == []


@pytest.mark.parametrize(
    "text",
    [
        'brief "',
        '"brief',
        'bri"ef brief',
        '5"x brief',
        "brief*",
        "brief AND team",
        "NOT brief",
        "brief NEAR(",
        "NEAR(brief team, 2)",
        "tekst: brief",
        "stammen : brief",
        "{stammen omgeving}: brief",
        "^brief + team",
        "brief)",
        "brief; drop table regels",
        "brief 😀",
        "brief \x00team",
        "o’brief brief",
        "brief’s brief",
        "\u202ebrief brief",
    ],
)
def test_signs_of_the_query_language_are_plain_text(example: Example, file, text):
    assert "zuid.contact" in ids(regel for regel, _ in opened(example, file).zoek(text, ANYWHERE))


@settings(
    deadline=None,
    derandomize=True,
    max_examples=500,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.one_of(st.text(max_size=20), st.text(alphabet="ab1 \"'*()^:{}+-_.\x00", max_size=20)))
def test_any_text_can_be_searched_for(store, text):
    for regel, score in store.zoek(text, ANYWHERE, limit=3):
        assert regel.id
        assert score > 0
