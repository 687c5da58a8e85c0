"""The daily job: all assets of this morning, in one process, one step after the other; and the back-tests of past ones.

Belongs here: the jobs and their terms. Not here: running them from the command line (`running`, `backtesting`), when
they run by themselves (`schedules`, `sensors`), nor what their steps do (`smm_assets/assets`).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import dagster as dg

from pipelines.logs import quiet
from smm_assets.assets import keys
from smm_assets.settings import Project

PAST = dg.AssetSelection.assets(*keys.BACKTEST)
DAILY = dg.define_asset_job(
    "daily",
    selection=dg.AssetSelection.all() - PAST,
    executor_def=dg.in_process_executor,
    tags={"dagster/priority": "1"},  # goes before back-fills that wait in the queue
    description="Ingest, seeds, models, KPIs, decisions, publication, report: the whole morning's work.",
)
BACKTEST = dg.define_asset_job(
    "backtest",
    selection=PAST,
    executor_def=dg.in_process_executor,
    description="What would have been advised on past mornings, one partition each, with the data known then.",
)


def terms(project: Project, as_of: date, files: Sequence[str] = ()) -> tuple[dict[str, Any], dict[str, str]]:
    """Run config and tags of a run of the daily job that speaks of the morning of as_of. files: of the inbox only
    these.
    """
    config = {"home": str(project.home), "as_of": as_of.isoformat(), **({"files": list(files)} if files else {})}
    return {"resources": {"run": {"config": config}}, **quiet(project)}, {"smm/as_of": as_of.isoformat()}
