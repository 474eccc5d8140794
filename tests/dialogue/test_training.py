from __future__ import annotations

from assistant.dialogue import training


def test_the_model_of_the_same_data_is_the_same_file(model):
    assert training.model_file() == model


def test_other_data_ask_for_another_model(model, monkeypatch, tmp_path):
    extra = tmp_path / "extra.yml"
    extra.write_text("x", encoding="utf-8")
    sources = list(training._sources())
    monkeypatch.setattr(training, "_sources", lambda: iter([*sources, extra]))
    assert training.model_file() != model
