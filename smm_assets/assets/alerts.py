"""Alerts and digests as the last step of the daily job.

Belongs here: the shell around a round of alerts. Not here: what is told (`smm_assets/alerts`) or when else
(`pipelines/alerts.py`). A target that cannot be reached is a warning of the run, never its failure.
"""

from datetime import date
from time import sleep

import dagster as dg

from smm_assets.alerts.this_morning import is_now
from smm_assets.assets.keys import ALERTS, REPORT
from smm_assets.assets.labels import Group, of_group
from smm_assets.assets.pools import STORE_POOL
from smm_assets.assets.run import DailyRun
from smm_assets.errors import SmmError
from smm_assets.report.facts import Run


def build_alerts() -> dg.AssetsDefinition:
    """What is told of this morning, once everything of it is published."""

    @dg.asset(
        key=ALERTS,
        deps=[REPORT],
        pool=STORE_POOL,
        **of_group(Group.PUBLISH, "published"),
        kinds={"python"},
        description="Messages to the targets of smm.yaml: what is new or got worse, and the digests that are due.",
    )
    def alerts(context: dg.AssetExecutionContext, run: dg.ResourceParam[DailyRun]) -> dg.MaterializeResult:
        from smm_assets.alerts.round import hold_round

        if not run.project.settings.alerts.targets:
            return dg.MaterializeResult(metadata={"sent": 0, "told": "no target is configured"})
        if not is_now(run.project, run.as_of, run.now):
            return dg.MaterializeResult(metadata={"sent": 0, "told": "nobody is told of a past morning"})
        try:
            found = hold_round(run.project, run.store, run.store, now=run.clock(), sleep=sleep, run=_alive(run.as_of))
            run.store.publish(("state",))
        except (SmmError, OSError) as error:
            context.log.warning(f"Alerts could not be told: {error}")
            return dg.MaterializeResult(metadata={"sent": 0, "told": str(error)})
        for target, subject, why in found.failed:
            context.log.warning(f"Alerts: '{subject}' could not be sent to {target}: {why}")
        quiet = f"{found.waiting} wait until {found.quiet_until}" if found.quiet_until else ""
        return dg.MaterializeResult(metadata={"sent": len(found.sent), "failed": len(found.failed), "told": quiet})

    return alerts


def _alive(as_of: date) -> Run:
    """This run: whatever the books say of it so far, it has come to its last step."""
    return Run(started_at=None, finished_at=None, as_of=as_of, status="done", message="")
