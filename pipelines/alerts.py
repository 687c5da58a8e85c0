"""When alerts are told beside the daily job: after quiet hours, after a run that failed, and by hand.

Belongs here: the small job, its schedule and its sensor, and holding a round with the store locked. Not here: what is
told (`smm_assets/alerts`) or the step of the daily job (`smm_assets/assets/alerts.py`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from time import sleep
from typing import TYPE_CHECKING

import dagster as dg

from pipelines import clock
from pipelines.by_the_clock import build_schedule
from pipelines.jobs import ALERTS, ASIDE, is_of_past_mornings
from pipelines.located import NO_PROJECT, Home, project_or_none
from pipelines.logs import quiet
from pipelines.outcome import first_failure
from pipelines.retrying import will_be_tried_again
from smm_assets.assets.pools import STORE_POOL
from smm_assets.assets.run import silent
from smm_assets.errors import SmmError
from smm_assets.report.facts import Run
from smm_assets.settings import Project

if TYPE_CHECKING:
    from smm_assets.alerts.round import Round
    from smm_assets.warehouse import ReadOnlyStore, Store

FAILED_RUN = "smm/failed_run"
WITHOUT_QUIET = time(8)
NO_TARGET = "No target of alerts is configured in smm.yaml"
WITHOUT_A_WORD = "it ended without saying why; the run in smm ui has its log"


def tell(
    project: Project,
    *,
    now: datetime,
    with_tables: bool = True,
    unwritten: tuple[str, Run] | None = None,
    say: Callable[[str], None] = silent,
) -> "Round":
    """Hold a round with the store locked. with_tables: tell of the published tables, not only of the last run.

    unwritten: id and end of a run that may have failed before the store was opened, so that no book has it. Raises
    StoreBusy when the store is not free for too long.
    """
    from smm_assets.alerts.round import Round, hold_round
    from smm_assets.warehouse import open_store

    if not project.settings.alerts.targets:
        return Round()
    with open_store(project, on_wait=say) as store:
        run = unwritten[1] if unwritten and not _is_written(store, unwritten[0]) else None
        with _tables(project, wanted=with_tables) as reader:
            found = hold_round(project, store, reader, now=now, sleep=sleep, run=run)
        store.publish(("state",))
    return found


@contextmanager
def _tables(project: Project, *, wanted: bool) -> Iterator["ReadOnlyStore | None"]:
    """The published tables; None where they are not wanted, or not there yet."""
    from smm_assets.warehouse import open_published
    from smm_assets.warehouse.place import publication

    if not wanted or publication(project) is None:
        yield None
        return
    with open_published(project) as reader:
        yield reader


def _is_written(store: "Store", run_id: str) -> bool:
    return len(store.read("SELECT run_id FROM ops.run WHERE run_id = :id", {"id": run_id})) > 0


def tell_failed(project: Project, *, now: datetime, say: Callable[[str], None] = silent) -> None:
    """Tell that the last run failed; that this cannot be told is no failure of its own."""
    try:
        found = tell(project, now=now, with_tables=False, say=say)
    except (SmmError, OSError) as error:
        say(f"Alerts could not be told: {error}")
        return
    for target, _, why in found.failed:
        say(f"Alerts could not be sent to {target}: {why}")


def build_alerting(home: Home = None) -> dg.JobDefinition:
    """One round by itself: what waited for the end of quiet hours or could not be sent, and runs that failed."""

    @dg.op(pool=STORE_POOL, description="Tells every target of smm.yaml what is due. Nothing where none is configured.")
    def tell_what_is_due(context: dg.OpExecutionContext) -> None:
        project = Project.open(home)
        failed = context.run.tags.get(FAILED_RUN, "")
        unwritten = (failed, _end_of(context.instance, failed)) if failed else None
        found = tell(project, now=clock.now(), unwritten=unwritten, say=context.log.info)
        for target, subject, why in found.failed:
            context.log.warning(f"Alerts: '{subject}' could not be sent to {target}: {why}")

    @dg.job(
        name=ALERTS,
        executor_def=dg.in_process_executor,
        description="Alerts and digests that are due, beside the daily job.",
    )
    def alerts() -> None:
        tell_what_is_due()

    return alerts


def build_after_quiet(job: dg.JobDefinition, home: Home = None) -> dg.ScheduleDefinition:
    """Tells what waited when quiet hours are over; skipped where nobody is told."""

    def over(project: Project | None) -> time:
        hours = project.settings.alerts.quiet_hours if project else None
        return hours.end if hours else WITHOUT_QUIET

    def request(project: Project, due: datetime) -> dg.RunRequest | dg.SkipReason:
        if not project.settings.alerts.targets:
            return dg.SkipReason(NO_TARGET)
        return dg.RunRequest(run_key=f"{due:%Y-%m-%d %H:%M}", run_config=quiet(project))

    description = "When quiet hours are over (8:00 where there are none): what waited, and what could not be sent."
    return build_schedule("after_quiet_hours", job, over, request, home=home, description=description)


def build_failed_runs(job: dg.JobDefinition, home: Home = None) -> dg.SensorDefinition:
    """Asks for a round when a run failed or died that was to bring the tables up to date, and is not tried again."""

    @dg.run_failure_sensor(
        name="failed_runs",
        request_job=job,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Asks for a round of alerts when a run has failed that others rely on.",
    )
    def failed_runs(context: dg.RunFailureSensorContext) -> dg.RunRequest | dg.SkipReason:
        project, run_id = project_or_none(home), context.dagster_run.run_id
        if project is None or not project.settings.alerts.targets:
            return dg.SkipReason(NO_TARGET if project else NO_PROJECT)
        if context.dagster_run.job_name in ASIDE or is_of_past_mornings(context.dagster_run):
            return dg.SkipReason("Nobody waits for this run")
        if will_be_tried_again(context.instance, run_id):
            return dg.SkipReason("It is tried again by itself")
        return dg.RunRequest(run_key=run_id, run_config=quiet(project), tags={FAILED_RUN: run_id})

    return failed_runs


def _end_of(instance: dg.DagsterInstance, run_id: str) -> Run:
    """How a failed run ended, as Dagster has it."""
    failure = first_failure(instance, run_id)
    run = instance.get_run_by_id(run_id)
    morning = run.tags.get("smm/as_of") if run is not None else None
    return Run(
        started_at=None,
        finished_at=None,
        as_of=date.fromisoformat(morning) if morning else None,
        status="failed",
        message=f"{failure.step}: {failure.message}" if failure else WITHOUT_A_WORD,
    )
