"""Running the daily job here and now, and the servers that run it by schedule.

Belongs here: one run from the command line, and starting the UI with its daemon. Not here: the job (`jobs`), when it
runs by itself (`schedules`, `sensors`), nor what its steps do (`smm_assets/assets`).
"""

import uuid
from collections.abc import Callable
from datetime import date, datetime

from pipelines import clock
from pipelines.alerts import tell_failed
from pipelines.assembly import build_defs
from pipelines.bedside import bury
from pipelines.instance import opened_instance, serve
from pipelines.jobs import DAILY
from pipelines.logs import quiet
from pipelines.outcome import RunOutcome, outcome_of
from pipelines.resources import opened_run
from smm_assets.alerts.this_morning import is_now
from smm_assets.assets.run import silent, status_of
from smm_assets.settings import Project


def run_daily(
    project: Project,
    *,
    as_of: date,
    now: datetime,
    full_refresh: bool = False,
    on_event: Callable[[str], None] | None = None,
) -> RunOutcome:
    """Run the daily job here and now, recorded in the project's own Dagster instance; nothing is printed.

    on_event is told about progress, and when another process holds the store. Raises StoreBusy, and StoreError when
    the store cannot be opened; a failing step is an outcome, not an exception.
    """
    say = on_event or silent
    job = build_defs(project.home).resolve_job_def(DAILY.name)
    run_id = str(uuid.uuid4())
    with opened_instance(project) as instance:
        with opened_run(
            project, instance, run_id=run_id, as_of=as_of, now=now, full_refresh=full_refresh, say=say
        ) as run:
            job.execute_in_process(
                run_config=quiet(project),
                instance=instance,
                raise_on_error=False,
                run_id=run_id,
                resources={"run": run},
                tags={"smm/as_of": as_of.isoformat()},
            )
            status = status_of(run)
        outcome = outcome_of(instance, run_id, status)
    if outcome.status == "failed" and is_now(project, as_of, now):
        tell_failed(project, now=now, say=say)
    return outcome


def start_ui(project: Project, port: int, host: str = "127.0.0.1") -> int:
    """Run the Dagster UI with schedules and sensors until it is stopped (Ctrl-C); returns its exit code."""
    make_ready(project)
    return serve(project, port, host)


def make_ready(project: Project) -> None:
    """What is owed to Dagster's books before its daemon starts; makes its storage where there is none yet."""
    with opened_instance(project) as instance:
        bury(project, instance, now=clock.now())
