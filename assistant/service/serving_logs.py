"""What gunicorn has to say of its workers, in the log of the service."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

from assistant.service.logs import Lines


class Logs(Logger):  # type: ignore[misc]
    """Gunicorn's own log, in the form of all other lines; its workers log by the same handlers."""

    def setup(self, cfg: Any) -> None:
        """Called by gunicorn."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Lines())
