"""Old runs, their events and what conditions found are forgotten, so that Dagster's books do not grow for ever.

Belongs here: which runs, and when. Not here: ticks (`instance` has Dagster purge those), nor the store's own books
(`ops`, `state`), which are never dropped.

Kept are the newest runs, however old, and back-tests of past mornings: the UI knows from them which mornings were made.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import dagster as dg

from pipelines import clock
from pipelines.by_the_clock import build_schedule
from pipelines.jobs import TIDY, is_of_past_mornings
from pipelines.located import Home
from pipelines.logs import quiet
from pipelines.pulse import forget_ended
from smm_assets.settings import Project

AT_NIGHT = time(3, 30)
NEWEST = 50
AT_ONCE = 200
EVALUATIONS_KEPT = timedelta(days=2)
ENDED = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]


def forget_old_evaluations(instance: dg.DagsterInstance, *, now: datetime) -> None:
    """Delete what looks at the conditions of assets found: megabytes an arrival, which Dagster keeps for a month."""
    if instance.schedule_storage is not None:
        instance.schedule_storage.purge_asset_evaluations((now - EVALUATIONS_KEPT).timestamp())


def forget_old_runs(project: Project, instance: dg.DagsterInstance, *, now: datetime) -> int:
    """Delete runs that ended longer ago than smm.yaml keeps them, with their events; returns how many."""
    before = now - timedelta(days=project.settings.keep_runs_days)
    old = list(_old(instance, before))
    for run_id in old:
        instance.delete_run(run_id)
        for left in (project.dagster_home / "history" / "runs").glob(f"{run_id}.db*"):
            left.unlink(missing_ok=True)
    return len(old)


def _old(instance: dg.DagsterInstance, before: datetime) -> Iterator[str]:
    kept = {run.run_id for run in instance.get_runs(limit=NEWEST)}
    cursor = None
    ended = dg.RunsFilter(statuses=ENDED, created_before=before)
    while page := instance.get_runs(ended, cursor=cursor, limit=AT_ONCE):
        cursor = page[-1].run_id
        for run in page:
            if run.run_id not in kept and not is_of_past_mornings(run):
                yield run.run_id


def build_tidying(home: Home = None) -> dg.JobDefinition:
    """Forgets runs that ended long ago."""

    @dg.op(
        description="Deletes runs older than keep_runs_days of smm.yaml, with their events, and what conditions found."
    )
    def forget_what_is_old(context: dg.OpExecutionContext) -> None:
        count = forget_old_runs(Project.open(home), context.instance, now=clock.now())
        forget_old_evaluations(context.instance, now=clock.now())
        forget_ended(Project.open(home), context.instance)
        context.log.info(f"{count} runs were forgotten")

    @dg.job(
        name=TIDY,
        executor_def=dg.in_process_executor,
        description="Forgets runs that ended longer ago than smm.yaml keeps them.",
    )
    def tidy() -> None:
        forget_what_is_old()

    return tidy


def build_nightly_tidying(job: dg.JobDefinition, home: Home = None) -> dg.ScheduleDefinition:
    """Every night, before anybody works."""
    return build_schedule(
        "nightly_tidying",
        job,
        lambda project: AT_NIGHT,
        lambda project, due: dg.RunRequest(run_key=f"{due:%Y-%m-%d}", run_config=quiet(project)),
        home=home,
        description="Forgets old runs, and what conditions found, every night.",
    )
