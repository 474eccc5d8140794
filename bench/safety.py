"""The promises about safety, measured: what is taken out of a text and what stays, and how urgent it is.

`python bench/safety.py` prints a table for each part below. Exits with 0 whatever the figures are, and
with 1 and the reason when a part can't be measured.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

import redaction
import urgency
from report import machine
from served import Failed

PARTS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], str]]] = {
    "redaction": (redaction.add_arguments, redaction.measure),
    "urgency": (urgency.add_arguments, urgency.measure),
}
"""Each part: the options that it adds, and the function that measures it and gives its report."""


def main() -> None:
    """Measure all parts, or the ones that are named."""
    parser = argparse.ArgumentParser(
        description="Measure redaction and urgency on sets that nobody tuned on."
    )
    parser.add_argument("part", nargs="*", metavar="PART", help=f"only these parts: {', '.join(PARTS)}")
    for add_arguments, _ in PARTS.values():
        add_arguments(parser)
    arguments = parser.parse_args()
    unknown = [name for name in arguments.part if name not in PARTS]
    if unknown:
        parser.error(f"unknown part: {', '.join(unknown)}")
    sys.stdout.write(f"{machine()}\n")
    try:
        for name in arguments.part or PARTS:
            sys.stdout.write(f"\n{PARTS[name][1](arguments)}\n")
    except Failed as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
