"""Where Dagster's own log lines go: warnings to a file in the project, nothing to the terminal.

Belongs here: the logger of a run. Not here: events (Dagster keeps them itself) or messages for people (`cli`).
"""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import dagster as dg

from smm_assets.settings import Project

NAME = "warnings"
FILE = "warnings.log"


def quiet(project: Project) -> dict[str, Any]:
    """Run config that replaces the coloured console by the project's log file."""
    return {"loggers": {NAME: {"config": {"path": str(project.dagster_home / FILE)}}}}


class _ClosingFile(RotatingFileHandler):
    """Closes the file after each line, so that a run that ends anyhow leaves nothing open."""

    def emit(self, record: logging.LogRecord) -> None:
        super().emit(record)
        if self.stream is not None:
            self.stream.close()
            self.stream = None  # type: ignore[assignment]


@dg.logger({"path": str}, description="Warnings and errors of a run, appended to a file of at most 2 MB.")
def warnings_file(context: dg.InitLoggerContext) -> logging.Logger:
    path = Path(context.logger_config["path"])
    logger = logging.Logger(f"smm {path}", level=logging.WARNING)
    handler = _ClosingFile(path, maxBytes=2_000_000, backupCount=1, delay=True, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    return logger
