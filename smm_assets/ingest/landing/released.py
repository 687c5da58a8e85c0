"""A mark beside the store: rows were released that the tables do not show yet.

Belongs here: the mark, whose time stamp is all a sensor looks at. Not here: releasing (`again`, `release`), nor the run
that brings the tables up to date.
"""

from smm_assets.settings import Project

NAME = "released"


def mark(project: Project) -> None:
    """Say that something was released; another mark than before, however soon."""
    path = project.data / NAME
    path.unlink(missing_ok=True)
    path.touch()


def marked_at(project: Project) -> int:
    """When something was released that no run has shown yet, in nanoseconds; 0 when there is nothing."""
    try:
        return (project.data / NAME).stat().st_mtime_ns
    except OSError:
        return 0


def clear(project: Project, seen: int) -> None:
    """Take the mark away, unless something else was released since it was seen."""
    if seen and marked_at(project) == seen:
        (project.data / NAME).unlink(missing_ok=True)
