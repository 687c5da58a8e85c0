"""The daily job: all assets of this morning, in one process, one step after the other; the part of it that takes in
what arrived; and the back-tests of past mornings.

Belongs here: the jobs and their terms. Not here: running them from the command line (`running`, `backtesting`), when
they run by themselves (`schedules`, `sensors`), nor what their steps do (`smm_assets/assets`).
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import dagster as dg

from pipelines.logs import quiet
from smm_assets.assets import keys
from smm_assets.settings import Project

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition as AssetJob

PAST = dg.AssetSelection.assets(*keys.BACKTEST)
NOTICED = dg.AssetSelection.assets(keys.FILES, keys.DECISIONS, keys.SOFTWARE)
DAILY = dg.define_asset_job(
    "daily",
    selection=dg.AssetSelection.all() - PAST - NOTICED,
    executor_def=dg.in_process_executor,
    tags={"dagster/priority": "1"},  # goes before back-fills that wait in the queue
    description="Ingest, seeds, models, KPIs, decisions, publication, report: the whole morning's work.",
)
ARRIVALS = "arrivals"
ALERTS, TIDY, READ_AHEAD = "alerts", "tidy", "read_ahead"
ASIDE = (ALERTS, TIDY, READ_AHEAD)  # jobs no table relies on; they hold no lock as long as they live
PARTITIONS = ("dagster/partition", "dagster/asset_partition_range_start")
BACKTEST = dg.define_asset_job(
    "backtest",
    selection=PAST,
    executor_def=dg.in_process_executor,
    description="What would have been advised on past mornings, one partition each, with the data known then.",
)


def is_of_past_mornings(run: dg.DagsterRun) -> bool:
    """Whether a run makes partitions: of all that runs, only back-tests have any."""
    return not run.tags.keys().isdisjoint(PARTITIONS)


def build_arrivals(exports: dg.AssetsDefinition) -> "AssetJob":
    """Exports with the checks of their rows alone; how fresh they are is known only once the tables are made again."""
    return dg.define_asset_job(
        ARRIVALS,
        selection=dg.AssetSelection.assets(*exports.keys).without_checks()
        | dg.AssetSelection.checks(*exports.check_keys),
        executor_def=dg.in_process_executor,
        description="Takes in exports that arrived. What hangs on them is made again by itself: sensor downstream.",
    )


def terms(
    project: Project, as_of: date, files: Sequence[str] = (), *, only_intake: bool = False
) -> tuple[dict[str, Any], dict[str, str]]:
    """Run config and tags of a run that speaks of the morning of as_of.

    files: of the inbox only these; only_intake: nothing but exports is made.
    """
    config: dict[str, Any] = {"home": str(project.home), "as_of": as_of.isoformat()}
    config |= ({"files": list(files)} if files else {}) | ({"only_intake": True} if only_intake else {})
    return {"resources": {"run": {"config": config}}, **quiet(project)}, {"smm/as_of": as_of.isoformat()}
