"""Numbers on a command line."""

from __future__ import annotations

import argparse


def positive(text: str) -> int:
    """A whole number from 1. Raises ArgumentTypeError, which argparse shows, for anything else."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"‘{text}’ is not a whole number from 1")
    return int(text)
