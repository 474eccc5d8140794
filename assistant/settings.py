"""What an operator may set, all by environment variables."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

MESSAGES_A_MINUTE = 300
"""The limit unless set otherwise: a whole office may come from one address."""
CONVERSATIONS_AN_HOUR = 1_000
HOURS_KEPT = 24
SHORTEST_KEY = 16
"""Characters of METRIEKEN_SLEUTEL; `openssl rand -hex 16` gives 32."""


class SettingError(ValueError):
    """A setting has a value that can't be used; the message names both (Dutch)."""


@dataclass(frozen=True)
class Settings:
    """The settings of the service."""

    host: str
    port: int
    workers: int
    berichten_per_minuut: int
    """Messages that one client may send in a minute; 0 is no limit."""
    gesprekken_per_uur: int
    """Conversations that one client may start in an hour; 0 is no limit."""
    bewaartijd_uren: int
    """Hours that a conversation is kept after its last message; 0 keeps nothing of what was said."""
    database_url: str | None = field(repr=False)
    """PostgreSQL for the conversations; None is SQLite in the state folder."""
    redis_url: str | None = field(repr=False)
    """Redis for locks and limits, which several machines share; None is this machine alone."""
    widget_op: tuple[str, ...]
    """Origins of the sites that may show the widget in a frame."""
    metrieken_sleutel: str | None = field(repr=False)
    """What Prometheus shows in order to read `/metrics`; None closes that address."""

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the environment. Raises SettingError for a value that can't be used."""
        messages = _whole("LIMIET_PER_MINUUT", MESSAGES_A_MINUTE, 0, 100_000)
        return cls(
            host=os.environ.get("HOST") or "127.0.0.1",
            port=_whole("PORT", 8000, 1, 65535),
            workers=_whole("WORKERS", 1, 1, 64),
            berichten_per_minuut=messages,
            # Who switches the one limit off means no limits, unless he says otherwise.
            gesprekken_per_uur=_whole(
                "LIMIET_GESPREKKEN_PER_UUR", CONVERSATIONS_AN_HOUR if messages else 0, 0, 1_000_000
            ),
            bewaartijd_uren=_whole("BEWAARTIJD_UREN", HOURS_KEPT, 0, HOURS_KEPT),
            database_url=_address("DATABASE_URL", ("postgresql", "postgres")),
            redis_url=_address("REDIS_URL", ("redis", "rediss", "unix")),
            widget_op=_origins("WIDGET_OP"),
            metrieken_sleutel=_key("METRIEKEN_SLEUTEL"),
        )


def _whole(name: str, default: int, low: int, high: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or not low <= int(value) <= high:
        raise SettingError(
            f"{name} heeft de waarde ‘{value}’. Geef een heel getal van {low} tot en met {high}."
        )
    return int(value)


def _address(name: str, schemes: tuple[str, ...]) -> str | None:
    """An address; what is wrong with it is told without repeating it, as a password may be in it."""
    value = os.environ.get(name)
    if not value:
        return None
    if urlsplit(value).scheme not in schemes:
        raise SettingError(f"{name} is geen adres dat ik kan gebruiken. Het begint met {schemes[0]}://.")
    return value.replace("postgres://", "postgresql://", 1)


def _key(name: str) -> str | None:
    value = os.environ.get(name)
    if value and len(value) < SHORTEST_KEY:
        raise SettingError(f"{name} is te kort. Geef minstens {SHORTEST_KEY} tekens.")
    return value or None


_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")


def _origins(name: str) -> tuple[str, ...]:
    """Origins, with spaces between them; without a path, as a browser compares them."""
    origins = tuple((os.environ.get(name) or "").split())
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SettingError(
                f"{name} noemt ‘{origin}’. Geef adressen van sites zonder pad, "
                "zoals https://www.voorbeeld.nl, met een spatie ertussen."
            )
    return origins
