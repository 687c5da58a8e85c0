"""When the daily job runs by itself.

Belongs here: the hour and the morning it stands for. Not here: what the job does.
"""

from pathlib import Path

import dagster as dg

from pipelines.jobs import DAILY, terms
from pipelines.located import NO_PROJECT, project_or_none
from smm_assets.settings.model import DAILY_AT


def build_daily_morning(home: Path | str | None = None) -> dg.ScheduleDefinition:
    """Every morning in the project's time zone, also when nothing came; UTC while no project is found.

    On from the start. The hour is daily_at of smm.yaml, read when the code location is loaded.
    """
    project = project_or_none(home)
    zone, at = (project.settings.timezone, project.settings.daily_at) if project else ("UTC", DAILY_AT)

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
        cron_schedule=f"{at.minute} {at.hour} * * *",
        execution_timezone=zone,
        execution_fn=request,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description=f"The whole daily job at {at:%H:%M} ({zone}), as of that morning.",
    )
