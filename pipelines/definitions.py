"""The code location: every asset, the jobs, schedule and sensors, put together.

Belongs here: assembly. Not here: what an asset does (`smm_assets/assets`) or when it runs (`schedules`, `sensors`).
"""

from pathlib import Path

import dagster as dg

from pipelines.alerts import build_after_quiet, build_alerting, build_failed_runs
from pipelines.backtesting import mornings, resource
from pipelines.jobs import BACKTEST, DAILY
from pipelines.logs import NAME, warnings_file
from pipelines.resources import RunResource, project_or_none
from pipelines.schedules import build_daily_morning
from pipelines.sensors import build_inbox, build_mailbox
from smm_assets.assets.actions import build_actions
from smm_assets.assets.alerts import build_alerts
from smm_assets.assets.backtests import build_backtests
from smm_assets.assets.decisions import build_decisions
from smm_assets.assets.exports import build_exports
from smm_assets.assets.freshness import build_freshness
from smm_assets.assets.models import build_models
from smm_assets.assets.publish import build_publish
from smm_assets.assets.referee import build_referee
from smm_assets.assets.seeds import build_seeds
from smm_assets.registry import registry


def build_defs(home: Path | str | None = None) -> dg.Definitions:
    """Everything Dagster shows, for the project at `home` (else $SMM_HOME, else the folder upward with smm.yaml).

    Loads without a project too, so that the lineage can be looked at; a run then fails saying what is missing.
    """
    project = project_or_none(home)
    known = registry(project, [])  # a wrong mapping file is told by the run, not by loading this
    models = build_models(known)
    made = [build_exports(known), build_seeds(known), *models, build_referee(), build_decisions(), build_actions()]
    alerting = build_alerting(home)
    keys = [key for part in models for key in part.keys]
    return dg.Definitions(
        assets=[*made, *build_publish(keys), build_alerts(), build_backtests(known, mornings(project))],
        asset_checks=[build_freshness(known)],
        jobs=[DAILY, BACKTEST, alerting],
        schedules=[build_daily_morning(home), build_after_quiet(alerting, home)],
        sensors=[build_inbox(home), build_mailbox(home), build_failed_runs(alerting, home)],
        resources={"run": RunResource(home="" if home is None else str(home)), "past": resource(home)},
        loggers={NAME: warnings_file, "console": dg.colored_console_logger},
        executor=dg.in_process_executor,
    )


defs = build_defs()
