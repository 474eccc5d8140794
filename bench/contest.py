"""Who takes part in a bench, and what every bench says above its figures."""

from __future__ import annotations

import argparse

import ours
import rival
import working_rival
from report import machine
from served import Assistant


def options(description: str) -> argparse.ArgumentParser:
    """A parser with the options that every bench has."""
    parser = argparse.ArgumentParser(description=description)
    rival.add_arguments(parser)
    parser.add_argument("--without-rival", action="store_true", help="measure the service only")
    return parser


def prepare(chosen: argparse.Namespace) -> tuple[str, list[Assistant]]:
    """The heading, and the assistants that take part, all ready to start. Raises Failed."""
    heading = machine()
    service = ours.prepare()
    if chosen.without_rival:
        return heading, [service]
    stock = rival.prepare(chosen.epochs)
    return f"{heading}\n{stock}", [service, stock, working_rival.prepare(stock)]
