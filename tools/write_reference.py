"""Write the pages of docs/ that come from data and code: `naslag.md` (Dutch) and `api.md` (English).

A test compares them with what this would write, so they can't grow old. Run it with `make reference`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

from assistant import places
from assistant.cli import app
from assistant.learning import current as lessons
from assistant.rulebase import current
from assistant.rulebase.store import RuleStore
from assistant.service.app import create_api

_DOCS = places.project() / "docs"
_WRITTEN = "<!-- Geschreven door tools/write_reference.py: verander dit bestand niet met de hand. -->"


def pages() -> dict[Path, str]:
    """Every generated page with the text it must have."""
    return {_DOCS / "naslag.md": _reference(current.store()), _DOCS / "api.md": _api(create_api().openapi())}


def _reference(store: RuleStore) -> str:
    parts = [
        "# Onderwerpen, beslissingen en bronnen",
        _WRITTEN,
        "Wat de assistent kent. Deze lijsten komen uit de regelbank.",
        "## Bronnen",
        _table(
            ("id", "document", "regio", "datum", "vindplaatsen"),
            (
                (f"`{b.id}`", b.titel, b.regio, b.datum_tekst or "zonder datum", str(len(b.vindplaatsen)))
                for b in store.bronnen.values()
            ),
        ),
        "## Beslissingen",
        *_decisions(store),
        "## Criteria",
        _table(("id", "waar het om gaat"), ((f"`{c.id}`", c.vraag) for c in store.criteria.values())),
        "## Termijnen",
        _table(
            ("id", "wat", "hoe lang", "vanaf"),
            ((f"`{t.id}`", t.naam, f"{t.aantal} {t.eenheid}", t.vanaf) for t in store.termijnen.values()),
        ),
        "## Contacten",
        _table(
            ("naam", "nummer", "waarvoor", "gecontroleerd op"),
            ((c.naam, c.nummer, c.doel, str(c.gecontroleerd_op)) for c in store.contacten.values()),
        ),
        "## Onderwerpen",
        _table(("id", "zo vraag je het"), ((f"`{o.id}`", o.titel) for o in store.onderwerpen.values())),
        "## Leerpad",
        "De modules in hun volgorde, met de onderwerpen die zij leren.",
        _table(
            ("nr", "module", "onderwerpen"),
            (
                (str(m.volgorde), f"`{m.id}`", ", ".join(m.onderwerpen))
                for m in sorted(lessons.material().modules.values(), key=lambda m: m.volgorde)
            ),
        ),
        "## Opdrachten",
        _table(("opdracht", "wat hij doet"), _commands(typer.main.get_command(app), ("bureaudienst",))),
    ]
    return "\n\n".join(parts) + "\n"


def _decisions(store: RuleStore) -> Iterator[str]:
    for decision in store.beslissingen.values():
        yield f"### {decision.naam}"
        outcomes = [*decision.uitkomsten, decision.onbeslist]
        yield f"`{decision.id}`: {decision.vraag}"
        yield _table(("uitkomst", "wat het betekent"), ((f"`{o.id}`", o.tekst) for o in outcomes))


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    nested = getattr(command, "commands", None)
    if nested is None:
        yield f"`{' '.join(path)}`", command.help or ""
        return
    for name, inner in sorted(nested.items()):
        yield from _commands(inner, (*path, name))


def _api(description: dict[str, Any]) -> str:
    rows = (
        (f"`{method.upper()}`", f"`/v1{path}`", operation["summary"])
        for path, methods in sorted(description["paths"].items())
        for method, operation in methods.items()
    )
    parts = [
        "# The API",
        _WRITTEN,
        "JSON below `/v1`, by the NL API Design Rules; field names and texts are Dutch. The description "
        "stands at `/v1/openapi.json`; errors are `application/problem+json` (RFC 9457) and never echo what "
        "was sent. `GET /gezondheid` answers 200 once a message can be answered, 503 before.",
        _table(("method", "path", "what it does"), rows),
        "## A conversation",
        '```http\nPOST /v1/gesprekken\n{"regio": "ijmond", "moment": "2026-11-21T22:15:00+01:00"}\n```',
        "Both fields are optional. `moment` makes the conversation behave as if it took place then.",
        '```http\nPOST /v1/gesprekken/{id}/berichten\n{"tekst": "ex staat beneden met een hamer"}\n```',
        "The answer is a **Beurt**:",
        _fields(description, "Beurt"),
        "Each **Bericht** in it:",
        _fields(description, "Bericht"),
        "And where the conversation stands, **Stand**:",
        _fields(description, "Stand"),
    ]
    return "\n\n".join(parts) + "\n"


def _fields(description: dict[str, Any], schema: str) -> str:
    properties = description["components"]["schemas"][schema]["properties"]
    rows = ((f"`{name}`", _kind(field), field.get("description", "")) for name, field in properties.items())
    return _table(("field", "type", "meaning"), rows)


def _kind(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in field:
        return " or ".join(_kind(option) for option in field["anyOf"])
    if "enum" in field:
        return " | ".join(json.dumps(value) for value in field["enum"])
    if field.get("type") == "array":
        return f"list of {_kind(field['items'])}"
    return str(field.get("type", "object"))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(places.project()))
