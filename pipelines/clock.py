"""The clock of the command line: the one place below which time is an argument.

Belongs here: reading the clock and turning it into the two times the work needs. Not here: anything computed from them.
"""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.settings import Project


def now() -> datetime:
    """This moment, UTC and aware."""
    return datetime.now(UTC)


def morning(project: "Project", given: datetime | None) -> date:
    """The morning the work is done for: --as-of, else as_of of smm.yaml, else today in the project's time zone.

    Raises UsageError for a morning after today, unless it is the as_of of smm.yaml.
    """
    pinned, today = project.settings.as_of, now().astimezone(project.zone).date()
    if given is None:
        return pinned or today
    asked = given.date()
    if asked > today and asked != pinned:
        raise UsageError(
            f"--as-of {asked} lies after today, {today} in {project.zone}; expected is today or an earlier day",
            cure=f"Write a day up to {today}, or leave --as-of out for {pinned or 'today'}",
        )
    return asked
