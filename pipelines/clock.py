"""The clock of the command line: the one place below which time is an argument.

Belongs here: reading the clock and turning it into the two times the work needs. Not here: anything computed from them.
"""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smm_assets.settings import Project


def now() -> datetime:
    """This moment, UTC and aware."""
    return datetime.now(UTC)


def morning(project: "Project", given: datetime | None) -> date:
    """The morning the work is done for: --as-of, else as_of of smm.yaml, else today in the project's time zone."""
    if given is not None:
        return given.date()
    return project.settings.as_of or now().astimezone(project.zone).date()
