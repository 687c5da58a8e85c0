"""How a job is run by the project's clock.

Belongs here: time zone, state and skipping of any schedule. Not here: which jobs run when (`schedules`, `alerts`,
`housekeeping`).
"""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import dagster as dg

from pipelines.located import NO_PROJECT, Home, project_or_none
from smm_assets.settings import Project

Request = Callable[[Project, datetime], dg.RunRequest | dg.SkipReason]


def build_schedule(
    name: str, job: Any, at: Callable[[Project | None], time], request: Request, *, home: Home, description: str
) -> dg.ScheduleDefinition:
    """Every day at a time of the project's zone; UTC while no project is found. On from the start.

    at: the time, read when the code location is loaded; request: what is asked for at that moment of the zone.
    """
    project = project_or_none(home)
    zone, due_at = project.settings.timezone if project else "UTC", at(project)

    def asked(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        found = project_or_none(home)
        if found is None:
            return dg.SkipReason(NO_PROJECT)
        return request(found, context.scheduled_execution_time.astimezone(found.zone))

    return dg.ScheduleDefinition(
        name=name,
        job=job,
        cron_schedule=f"{due_at.minute} {due_at.hour} * * *",
        execution_timezone=zone,
        execution_fn=asked,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description=description,
    )
