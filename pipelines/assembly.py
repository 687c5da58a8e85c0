"""Every asset, the jobs, schedule and sensors of a project, put together.

Belongs here: assembly. Not here: what an asset does (`smm_assets/assets`), when it runs (`schedules`, `sensors`), or
the code location Dagster loads (`definitions`).
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg

from pipelines.alerts import build_after_quiet, build_alerting, build_failed_runs
from pipelines.automation import along_with, automated, build_downstream
from pipelines.backtesting import mornings, resource
from pipelines.bedside import build_dead_runs
from pipelines.housekeeping import build_nightly_tidying, build_tidying
from pipelines.jobs import BACKTEST, DAILY, build_arrivals
from pipelines.located import project_or_none
from pipelines.logs import NAME, warnings_file
from pipelines.reading_ahead import build_reading_ahead
from pipelines.resources import RunResource
from pipelines.schedules import build_daily_morning
from pipelines.sensors import build_inbox, build_mailbox
from pipelines.watching import build_watching
from smm_assets.assets.actions import build_actions
from smm_assets.assets.alerts import build_alerts
from smm_assets.assets.backtests import build_backtests
from smm_assets.assets.decisions import build_decisions
from smm_assets.assets.exports import build_exports
from smm_assets.assets.freshness import build_freshness
from smm_assets.assets.models import build_models, version_of
from smm_assets.assets.project import project_specs
from smm_assets.assets.publish import build_publish
from smm_assets.assets.referee import build_referee
from smm_assets.assets.seeds import build_seeds
from smm_assets.operating.freshness import TABLES as RHYTHM
from smm_assets.registry import registry

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition as AssetJob

Home = Path | str | None


def build_defs(home: Home = None) -> dg.Definitions:
    """Everything Dagster shows, for the project at `home` (else $SMM_HOME, else the folder upward with smm.yaml).

    Loads without a project too, so that the lineage can be looked at; a run then fails saying what is missing.
    """
    project = project_or_none(home)
    known = registry(project, [])  # a wrong mapping file is told by the run, not by loading this
    models = build_models(known)
    marts = [key for part in models for key in part.keys]
    seeds = build_seeds(known)
    made = [seeds, *models, build_referee(), build_decisions(), build_actions()]
    made += [*build_publish(marts), build_alerts()]
    exports, past = build_exports(known), build_backtests(known, mornings(project))
    return dg.Definitions(
        assets=[*project_specs(), exports, *automated(made, seeds), past],
        asset_checks=[build_freshness(known, along_with(dg.AssetKey(RHYTHM[0])))],
        resources={"run": RunResource(home="" if home is None else str(home)), "past": resource(home)},
        loggers={NAME: warnings_file, "console": dg.colored_console_logger},
        executor=dg.in_process_executor,
        **_times(home, build_arrivals(exports), software=version_of(models)),
    )


def _times(home: Home, arrivals: "AssetJob", *, software: str) -> dict[str, Any]:
    """Jobs, and what starts them."""
    alerting, tidying, reading = build_alerting(home), build_tidying(home), build_reading_ahead(home)
    return {
        "jobs": [DAILY, arrivals, BACKTEST, reading, alerting, tidying],
        "schedules": [
            build_daily_morning(home),
            build_after_quiet(alerting, home),
            build_nightly_tidying(tidying, home),
        ],
        "sensors": [
            build_inbox(home, jobs=(arrivals, reading)),
            build_mailbox(home),
            build_watching(software, home),
            build_downstream(),
            build_dead_runs(home),
            build_failed_runs(alerting, home),
        ],
    }
