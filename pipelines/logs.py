"""Where Dagster's own log lines go: warnings to a file in the project, nothing to the terminal.

Belongs here: the logger of a run. Not here: events (Dagster keeps them itself) or messages for people (`cli`).
"""

import logging
from pathlib import Path
from typing import Any

import dagster as dg

from smm_assets.report.visible import visible
from smm_assets.settings import Project

NAME = "warnings"
FILE = "warnings.log"
LARGEST = 2_000_000


class AppendingHandler(logging.Handler):
    """Appends each record to a file that is open only while it is written; a file too large is set aside once."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.WARNING)
        self.path = path
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record."""
        if self.path.is_file() and self.path.stat().st_size > LARGEST:
            self.path.replace(self.path.with_suffix(".old.log"))
        with self.path.open("a", encoding="utf-8") as file:
            lines = self.format(record).splitlines()
            file.write("\n    ".join(map(visible, lines)) + "\n")


def quiet(project: Project) -> dict[str, Any]:
    """Run config that replaces the coloured console by the project's log file."""
    return {"loggers": {NAME: {"config": {"path": str(project.dagster_home / FILE)}}}}


@dg.logger({"path": str}, description="Warnings and errors of a run, appended to a file of about 2 MB at most.")
def warnings_file(context: dg.InitLoggerContext) -> logging.Logger:
    """The logger of one run."""
    path = Path(context.logger_config["path"])
    path.parent.mkdir(parents=True, exist_ok=True)
    logger = logging.Logger(f"smm {path}", level=logging.WARNING)
    logger.addHandler(AppendingHandler(path))
    return logger
