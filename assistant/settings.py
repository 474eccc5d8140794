"""What an operator may set, all by environment variables."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

MESSAGES_A_MINUTE = 300
"""The limit unless set otherwise: a whole office may come from one address."""


class SettingError(ValueError):
    """A setting has a value that can't be used; the message names both (Dutch)."""


@dataclass(frozen=True)
class Settings:
    """The settings of the service."""

    host: str
    port: int
    berichten_per_minuut: int
    """Messages that one client may send in a minute; 0 is no limit."""
    widget_op: tuple[str, ...] = ()
    """Origins of the sites that may show the widget in a frame."""

    @classmethod
    def from_environment(cls) -> Settings:
        """Read HOST, PORT, LIMIET_PER_MINUUT and WIDGET_OP.

        Raises SettingError for a value that can't be used.
        """
        return cls(
            host=os.environ.get("HOST") or "127.0.0.1",
            port=_whole("PORT", 8000, 1, 65535),
            berichten_per_minuut=_whole("LIMIET_PER_MINUUT", MESSAGES_A_MINUTE, 0, 100_000),
            widget_op=_origins("WIDGET_OP"),
        )


def _whole(name: str, default: int, low: int, high: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or not low <= int(value) <= high:
        raise SettingError(
            f"{name} heeft de waarde ‘{value}’. Geef een heel getal van {low} tot en met {high}."
        )
    return int(value)


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
