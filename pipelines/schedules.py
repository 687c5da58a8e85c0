"""When the daily job runs by itself.

Belongs here: the hour and the morning it stands for. Not here: what the job does.
"""

from datetime import datetime

import dagster as dg

from pipelines.by_the_clock import build_schedule
from pipelines.jobs import DAILY, terms
from pipelines.located import Home
from smm_assets.settings import Project
from smm_assets.settings.model import DAILY_AT


def build_daily_morning(home: Home = None) -> dg.ScheduleDefinition:
    """Every morning at daily_at of smm.yaml, also when nothing came."""

    def request(project: Project, due: datetime) -> dg.RunRequest:
        run_config, tags = terms(project, project.settings.as_of or due.date())
        return dg.RunRequest(run_key=f"{due:%Y-%m-%d %H:%M}", run_config=run_config, tags=tags)

    return build_schedule(
        "daily_morning",
        DAILY,
        lambda project: project.settings.daily_at if project else DAILY_AT,
        request,
        home=home,
        description="The whole daily job by the project's clock, as of that morning.",
    )
