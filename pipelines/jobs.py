"""The daily job: every asset, in one process, one step after the other.

Belongs here: the job and its terms. Not here: running it from the command line (`running`), when it runs by itself
(`schedules`, `sensors`), nor what its steps do (`smm_assets/assets`).
"""

from datetime import date
from typing import Any

import dagster as dg

from pipelines.logs import quiet
from smm_assets.settings import Project

DAILY = dg.define_asset_job(
    "daily",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Ingest, seeds, models, KPIs, decisions, publication, report: the whole morning's work.",
)


def terms(project: Project, as_of: date) -> tuple[dict[str, Any], dict[str, str]]:
    """Run config and tags of a run of the daily job that speaks of the morning of as_of."""
    morning = as_of.isoformat()
    return {"resources": {"run": {"config": {"as_of": morning}}}, **quiet(project)}, {"smm/as_of": morning}
