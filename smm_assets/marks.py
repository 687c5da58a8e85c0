"""Marks beside the store: rows came in by hand, or something was decided, and the tables do not show it yet.

Belongs here: the marks, whose time stamp is all a sensor looks at. Not here: releasing and loading (`ingest/landing`),
deciding (`decisions`), nor the run that brings the tables up to date.
"""

from typing import Literal

from smm_assets.settings import Project

What = Literal["by_hand", "decided"]
WHATS: tuple[What, ...] = ("by_hand", "decided")


def mark(project: Project, what: What) -> None:
    """Say that rows came in by hand, or that something was decided; another mark than before, however soon."""
    path = project.data / what
    path.unlink(missing_ok=True)
    path.touch()


def marked_at(project: Project, what: What) -> int:
    """When that happened last and no run has shown it yet, in nanoseconds; 0 when there is nothing."""
    try:
        return (project.data / what).stat().st_mtime_ns
    except OSError:
        return 0


def clear(project: Project, what: What, seen: int) -> None:
    """Take the mark away, unless there is a newer one than was seen."""
    if seen and marked_at(project, what) == seen:
        (project.data / what).unlink(missing_ok=True)
