"""The command line: `bureaudienst`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from assistant import places
from assistant.cli import beheer
from assistant.cli.leren import leren
from assistant.cli.regels import regels
from assistant.rulebase.problems import RulebaseError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="De assistent van de bureaudienst.",
)
app.add_typer(regels, name="regels")
app.add_typer(leren, name="leren")
app.command(name="back-up")(beheer.back_up)
app.command()(beheer.terugzetten)


@contextmanager
def _progress(task: str) -> Iterator[None]:
    """Show that a step runs, and how long it took."""
    typer.echo(f"→ {task} … ", nl=False)
    start = time.monotonic()
    yield
    typer.echo(f"klaar ({time.monotonic() - start:.1f} s)")


@app.command()
def klaarmaken() -> None:
    """Bouw de afspraken en train het model, als er iets veranderd is."""
    from assistant.dialogue.training import model_file, train
    from assistant.dutch.lemmas import compile_lemmas, trie_file
    from assistant.dutch.spelling import compile_words, words_file
    from assistant.rulebase.builder import is_current
    from assistant.safety import name_tables

    if not (trie_file().is_file() and words_file().is_file()):
        with _progress("Woordenlijst klaarzetten"):
            compile_lemmas()
            compile_words()
    if not name_tables.is_compiled():
        with _progress("Lijsten van namen klaarzetten"):
            name_tables.compile_tables()
    if not is_current(places.afspraken(), places.rulebase_file()):
        _build_rulebase()
    target = model_file()
    if not target.is_file():
        with _progress("Model trainen (ongeveer een minuut)"):
            train(target)


def _is_prepared() -> bool:
    """Whether a start finds everything built for the data as they are."""
    from assistant.dialogue.training import model_file
    from assistant.dutch.lemmas import trie_file
    from assistant.dutch.spelling import words_file
    from assistant.rulebase.builder import is_current
    from assistant.safety import name_tables

    built = is_current(places.afspraken(), places.rulebase_file())
    tables = trie_file().is_file() and words_file().is_file()
    return built and tables and name_tables.is_compiled() and model_file().is_file()


def _build_rulebase() -> None:
    from assistant.rulebase.builder import build

    try:
        with _progress("Afspraken nalezen en bouwen"):
            build(places.afspraken(), places.rulebase_file())
    except RulebaseError as error:
        typer.echo(f"\n{error}", err=True)
        if not places.rulebase_file().is_file():
            typer.echo("Verbeter deze fouten; er is nog geen eerdere versie om mee te werken.", err=True)
            raise typer.Exit(1) from None
        typer.echo("Ik werk verder met de vorige, goede versie.", err=True)


@app.command()
def start() -> None:
    """Maak klaar wat nodig is, en bied de assistent aan op HOST en PORT."""
    from assistant.service import logs
    from assistant.service.serving import serve
    from assistant.settings import SettingError, Settings

    try:
        settings = Settings.from_environment()
    except SettingError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    # One core a worker: the sums of a turn are small, and threads only wait for each other. This is read
    # when numpy is imported, which looking whether all is prepared does.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    if not _is_prepared():
        # In a process of its own: what building and training need of memory isn't kept while serving.
        prepared = subprocess.run([sys.executable, "-m", "assistant.cli", "klaarmaken"])
        if prepared.returncode:
            raise typer.Exit(prepared.returncode)
    typer.echo(f"→ De assistent start op http://{settings.host}:{settings.port} (stoppen: Ctrl+C)")
    logs.set_up()
    serve(settings)


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
)
def rasa(context: typer.Context) -> None:
    """Rasa's eigen opdrachten (train, shell, data validate, test), zonder TensorFlow."""
    from assistant.dialogue import tensorflow_standin

    tensorflow_standin.install()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from rasa.shared import constants

        # Rasa looks for one domain file by default; this project keeps a folder of them.
        constants.DEFAULT_DOMAIN_PATH = "domain"
        from rasa.__main__ import main as rasa_main

    sys.argv = ["rasa", *context.args]
    os.chdir(places.project())
    rasa_main()


def main() -> None:
    """Run the command line."""
    app()
