"""Of which mornings anybody is told: of this one, never of past ones.

Belongs here: that rule. Not here: what is told.
"""

from datetime import date, datetime, timedelta

from smm_assets.settings import Project


def is_now(project: Project, as_of: date, now: datetime) -> bool:
    """Whether a run speaks of this morning, or of the one smm.yaml names: of others nobody is told."""
    return as_of == (project.settings.as_of or _today(project, now))


def is_recent(project: Project, as_of: date | None, now: datetime) -> bool:
    """Whether tables or a run speak of this morning, or of yesterday's before today's job has run."""
    if as_of is None:
        return False
    return is_now(project, as_of, now) or as_of == _today(project, now) - timedelta(days=1)


def _today(project: Project, now: datetime) -> date:
    return now.astimezone(project.zone).date()
