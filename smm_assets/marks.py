"""Marks beside the store: a person released rows or decided something, and the tables do not show it yet.

Belongs here: the marks, whose time stamp is all a sensor looks at. Not here: releasing (`ingest/landing`), deciding
(`decisions`), nor the run that brings the tables up to date.
"""

from typing import Literal

from smm_assets.settings import Project

What = Literal["released", "decided"]
WHATS: tuple[What, ...] = ("released", "decided")


def mark(project: Project, what: What) -> None:
    """Say that something was released or decided; another mark than before, however soon."""
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
