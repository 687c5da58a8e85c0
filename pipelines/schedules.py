"""When the daily job runs by itself.

Belongs here: the hour and the morning it stands for. Not here: what the job does.
"""

from pathlib import Path

import dagster as dg

from pipelines.jobs import DAILY, terms
from pipelines.resources import NO_PROJECT, project_or_none

HOUR = 6


def build_daily_morning(home: Path | str | None = None) -> dg.ScheduleDefinition:
    """Every morning at 6 in the project's time zone; UTC while no project is found. On from the start."""
    project = project_or_none(home)
    zone = project.settings.timezone if project else "UTC"

    def request(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        project = project_or_none(home)
        if project is None:
            return dg.SkipReason(NO_PROJECT)
        due = context.scheduled_execution_time.astimezone(project.zone)
        run_config, tags = terms(project, project.settings.as_of or due.date())
        return dg.RunRequest(run_key=f"{due:%Y-%m-%d %H:%M}", run_config=run_config, tags=tags)

    return dg.ScheduleDefinition(
        name="daily_morning",
        job=DAILY,
        cron_schedule=f"0 {HOUR} * * *",
        execution_timezone=zone,
        execution_fn=request,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description=f"The whole daily job at {HOUR:02d}:00 ({zone}), as of that morning.",
    )
