"""`bureaudienst leren`: checking the learning material, and what it reaches."""

from __future__ import annotations

from collections import Counter
from datetime import date

import typer

from assistant import places
from assistant.rulebase.problems import RulebaseError

leren = typer.Typer(no_args_is_help=True, help="Het lesmateriaal: modules, vragen en oefengesprekken.")


@leren.command()
def controleer() -> None:
    """Lees al het lesmateriaal na; noemt elke fout met bestand en regel."""
    from assistant.learning.lint import check
    from assistant.learning.material import read_entries
    from assistant.rulebase import current

    try:
        entries = read_entries(places.leren())
        found = check(entries, current.store(), date.today())
    except RulebaseError as error:
        found = error.problems
    for problem in found:
        typer.echo(str(problem))
    if found:
        raise typer.Exit(1)
    counts = ", ".join(f"{len(entries.of(kind))} {kind}" for kind in ("modules", "vragen", "gevallen"))
    typer.echo(f"{counts}, geen fouten.")


@leren.command()
def dekking() -> None:
    """Hoe elke regio wordt bereikt: met eigen vragen, met gemaakte vragen, en per module."""
    from assistant.learning import current as lessons
    from assistant.learning.course import Course
    from assistant.rulebase import current

    course = Course(current.store(), lessons.material(), date.today())
    for regio in course.regios:
        opgaven, regels = course.opgaven(regio), course.regels(regio)
        by_hand = {id for opgave in opgaven if not opgave.gemaakt for id in opgave.regels}
        kinds = Counter(opgave.gemaakt or "met de hand" for opgave in opgaven)
        typer.echo(f"{regio}: {len(regels)} regels, waarvan {len(course.unreached(regio))} niet bereikt,")
        typer.echo(f"  en {len(by_hand & set(regels))} met een vraag die met de hand is geschreven.")
        typer.echo(f"  vragen: {', '.join(f'{count} {kind}' for kind, count in kinds.most_common())}")
        per_module = Counter(opgave.module for opgave in opgaven)
        for module in course.modules(regio):
            typer.echo(f"  {per_module[module.id]:4} {module.titel}")
