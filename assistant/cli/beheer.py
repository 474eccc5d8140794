"""What an operator does with what is stored: back it up, and put it back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant import places

if TYPE_CHECKING:
    from assistant.service.storage.database import Database

File = Annotated[Path, typer.Argument(metavar="BESTAND", help="Het bestand van de back-up.")]


def back_up(bestand: File) -> None:
    """Maak een back-up van de gesprekken en de tellingen. De dienst mag blijven draaien."""
    from assistant.service.storage import backup

    with _store() as (database, _):
        count, place = backup.write(database, bestand), _place(database)
    typer.echo(f"De back-up van {place} staat in {bestand}. Gesprekken: {count}.")


def terugzetten(bestand: File) -> None:
    """Zet een back-up terug, zonder gesprekken die verlopen of gewist zijn. De dienst mag blijven draaien."""
    from assistant.service.storage import backup

    with _store() as (database, keep):
        count = backup.restore(database, bestand, int(time.time()) - keep)
        place = _place(database)
    typer.echo(f"Teruggezet in {place}. Gesprekken: {count}.")


def _place(database: Database) -> str:
    """Which database it is: who forgets DATABASE_URL has another one than the service."""
    return str(places.conversations_file()) if database.near else "PostgreSQL"


@contextmanager
def _store() -> Iterator[tuple[Database, int]]:
    """The database as the settings say, and the seconds that a conversation is kept; errors are told."""
    from assistant.database.faults import StorageAway
    from assistant.service.conversations import HOUR, SHORTEST
    from assistant.service.storage.backup import NoBackup
    from assistant.service.storage.database import Database
    from assistant.service.storage.migrate import TooNew
    from assistant.settings import SettingError, Settings

    try:
        settings = Settings.from_environment()
        database = Database(settings.database_url or places.conversations_file())
        try:
            yield database, max(settings.bewaartijd_uren * HOUR, SHORTEST)
        finally:
            database.close()
    except StorageAway:
        _end("De opgeslagen gesprekken zijn niet bereikbaar.")
    except OSError as error:
        _end(f"Dat bestand kan ik niet gebruiken: {error.strerror}.")
    except (NoBackup, SettingError, TooNew) as error:
        _end(str(error))


def _end(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(1)
