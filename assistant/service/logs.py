"""Logs for machines: one JSON object a line, with what happened and never with what was said."""

from __future__ import annotations

import json
import logging
import sys
from datetime import datetime, timezone
from typing import Any

_FIELDS = "velden"


class Lines(logging.Formatter):
    """A record as JSON; an error's traceback is left out, as its message may repeat what was typed."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line: dict[str, Any] = {
            "tijd": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "niveau": record.levelname.lower(),
            "waar": record.name,
            "gebeurtenis": record.getMessage(),
            **getattr(record, _FIELDS, {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["fout"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False)


def set_up() -> None:
    """Send what the assistant reports to standard error, and of libraries only what goes wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("assistant").setLevel(logging.INFO)


def event(logger: logging.Logger, what: str, **fields: str | float | bool) -> None:
    """Report something that happened; `fields` are numbers and names of ours, never a text."""
    logger.info(what, extra={_FIELDS: fields})
