"""`bureaudienst regels`: asking, checking and extending the agreements."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from assistant import places
from assistant.rulebase.problems import RulebaseError
from assistant.rulebase.schema import Regel


class _FiltersOrCommand(TyperGroup):
    """Takes `wie=lokaal-team stap=…` where a command would stand."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and "=" in args[0]:
            args = ["kies", *args]
        return super().resolve_command(ctx, args)


regels = typer.Typer(
    cls=_FiltersOrCommand,
    no_args_is_help=True,
    help="De afspraken. Kies regels met bijvoorbeeld: wie=lokaal-team stap=warme-overdracht regio=ijmond",
)


@regels.command()
def kies(filters: Annotated[list[str], typer.Argument(help="naam=waarde, zoals wie=lokaal-team")]) -> None:
    """De regels die bij alle filters passen, als lijst van wat er te doen is."""
    from assistant.rulebase import current
    from assistant.rulebase.store import FILTERS, Layer

    chosen = dict(_pair(part) for part in filters)
    layer = Layer(chosen.pop("regio", None), _day(chosen.pop("peildatum", None)))
    store = current.store()
    unknown = [name for name in chosen if name not in FILTERS]
    if unknown:
        _stop(f"‘{unknown[0]}’ ken ik niet. Kies uit: {', '.join(FILTERS)}, regio en peildatum.")
    if layer.regio and layer.regio not in store.regios:
        _stop(_unknown_region(layer.regio, store.regios))
    _show(store.kies(chosen, layer), "Geen regel past hierbij.")


@regels.command()
def zoek(woorden: list[str], regio: str | None = None) -> None:
    """Zoek regels op woorden; vervoegingen, samenstellingen en tikfouten worden begrepen."""
    from assistant.rulebase import current
    from assistant.rulebase.store import Layer

    found = current.store().zoek(" ".join(woorden), Layer(regio), 10)
    _show((regel for regel, _ in found), "Niets gevonden.")


@regels.command()
def verschillen(een: str, ander: str, onderwerp: str | None = None) -> None:
    """Waar twee regio's iets anders hebben afgesproken (of een regio en ‘landelijk’)."""
    from assistant.reasoning.differences import differences
    from assistant.rulebase import current

    store = current.store()
    for region in (een, ander):
        if region not in store.regios:
            _stop(_unknown_region(region, store.regios))
    found = differences(store, een, ander, onderwerp)
    for verschil in found:
        typer.echo(f"{_line(verschil.een)}\n{_line(verschil.ander)}\n")
    typer.echo(f"Verschillen: {len(found)}." if found else "Geen verschil bekend.")


@regels.command()
def proces() -> None:
    """Het proces van Veilig Thuis als graaf (Mermaid): de routekaart."""
    from assistant.rulebase import current

    stappen = current.store().stappen.values()
    nodes = [f'  {stap.id}["{stap.naam}"]' for stap in stappen]
    arrows = [f"  {stap.id} --> {following}" for stap in stappen for following in stap.naar]
    typer.echo("\n".join(["flowchart TD", *nodes, *arrows]))


@regels.command()
def controleer() -> None:
    """Lees de afspraken na, en de manieren waarop ernaar gevraagd wordt: elke fout met bestand en regel."""
    from assistant.nlu import phrasings
    from assistant.rulebase.lint import check
    from assistant.rulebase.loader import read

    try:
        rulebase = read(places.afspraken())
        found = check(rulebase)
        known = [set(rulebase.of(kind)) for kind in ("onderwerpen", "regels")]
        found += phrasings.check(places.project() / "data" / "nlu" / "vragen", *known)
    except RulebaseError as error:
        found = error.problems
    for problem in found:
        typer.echo(str(problem))
    if found:
        raise typer.Exit(1)
    typer.echo(f"{len(rulebase.of('regels'))} regels, geen fouten.")


@regels.command()
def checklist(naam: Annotated[str | None, typer.Argument(help="leeg: alle lijsten")] = None) -> None:
    """Een checklist, elk punt met zijn vindplaats; zonder naam de namen van alle lijsten."""
    from assistant.rulebase import current

    store = current.store()
    if naam is None:
        for found in store.checklists.values():
            typer.echo(f"{found.id}: {found.titel}")
        return
    if naam not in store.checklists:
        _stop(f"De checklist ‘{naam}’ ken ik niet. Kies uit: {', '.join(store.checklists)}.")
    typer.echo(store.checklists[naam].titel)
    for punt in store.checklists[naam].punten:
        regel = store.regel(punt.regel)
        typer.echo(f"[ ] {punt.tekst} ({regel.bron} {regel.vindplaats})")


@regels.command()
def onderhoud() -> None:
    """Wat aandacht vraagt: verlopen evaluaties, regels die nog na te lezen zijn, oude telefoonnummers."""
    from assistant.reasoning.upkeep import upkeep
    from assistant.rulebase import current

    found = upkeep(current.store(), date.today())
    for bron, due in found.verlopen:
        typer.echo(f"- {bron.titel}: de evaluatie had vóór {due:%d-%m-%Y} moeten zijn.")
    for contact in found.oude_nummers:
        checked = f"{contact.gecontroleerd_op:%d-%m-%Y}"
        typer.echo(f"- {contact.naam} ({contact.nummer}): gecontroleerd op {checked}.")
    if found.ongecontroleerd:
        typer.echo(f"- {len(found.ongecontroleerd)} regels zijn nog niet vergeleken met de wettekst:")
        typer.echo("\n".join(f"    {regel.id}" for regel in found.ongecontroleerd))


@regels.command("nieuwe-regio")
def nieuwe_regio(naam: str) -> None:
    """Maak een map met alles wat een nieuwe regio nodig heeft, met uitleg erbij."""
    from assistant.rulebase.skeleton import RegionExists, new_region

    try:
        written = new_region(naam, places.afspraken(), date.today())
    except (RegionExists, ValueError) as error:
        _stop(str(error))
    for file in written:
        typer.echo(f"gemaakt: {os.path.relpath(file)}")
    typer.echo("Vul deze bestanden in: elke ‘VUL IN’, en wat erbij hoort.")
    typer.echo("Wat er nog openstaat, zegt: bureaudienst regels controleer")


@regels.command()
def bladeren() -> None:
    """Open de regelbank in Datasette (dat je zelf erbij installeert)."""
    from assistant.rulebase import current

    program = shutil.which("datasette")
    if program is None:
        _stop("Datasette is niet geïnstalleerd. Installeer het met: uv pip install datasette")
    subprocess.run([program, "serve", "--immutable", str(current.store().file), "--open"], check=False)


def _pair(part: str) -> tuple[str, str]:
    name, equals, value = part.partition("=")
    if not equals or not value:
        _stop(f"‘{part}’ is geen filter. Schrijf bijvoorbeeld wie=lokaal-team.")
    return name, value


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        _stop(f"‘{text}’ is geen datum. Schrijf bijvoorbeeld 2026-01-31.")


def _unknown_region(region: str, known: Iterable[str]) -> str:
    return f"De regio ‘{region}’ ken ik niet. Kies uit: {', '.join(known)}."


def _show(found: Iterable[Regel], otherwise: str) -> None:
    lines = [_line(regel) for regel in found]
    typer.echo("\n".join(lines) if lines else otherwise)


def _line(regel: Regel) -> str:
    return f"- {regel.tekst}\n  {regel.bron} {regel.vindplaats} · {regel.soort.value} · {regel.id}"


def _stop(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)
