"""Before files are taken in, workers may read them: whether that is asked for, waited for, or over.

Belongs here: what the sensor of the inbox does about it. Not here: the job (`reading_ahead`), the sensor (`sensors`).

Waiting has an end, whatever becomes of the run: what workers have not read by then is read by the run that takes it in.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import dagster as dg

from pipelines.jobs import READ_AHEAD
from pipelines.looks import Look
from pipelines.reading_ahead import terms
from smm_assets.settings import Project

if TYPE_CHECKING:
    from smm_assets.ingest.landing.inbox import Waiting

TAG = "smm/read_ahead"
_TO_APPEAR = timedelta(minutes=2)  # a run that was asked for and is not there by then will never be
UNDER_WAY = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def read_first(
    project: Project,
    seen: Look,
    found: Sequence["Waiting"],
    instance: dg.DagsterInstance,
    at: datetime,
    job: dg.JobDefinition,
) -> dg.SensorResult | None:
    """The answer of the sensor while files are read ahead; None when they are to be taken in now. found: what waits;
    job: the one that reads ahead, as the code location has it.
    """
    if project.settings.read_ahead.by != "dagster" or not seen.due:
        return None
    if seen.ahead is None:
        return _asked(project, seen, found, at, job)
    key, moment = seen.ahead
    waited = at - datetime.fromisoformat(moment)
    if waited >= timedelta(minutes=project.settings.read_ahead.wait_minutes) or not _is_at_work(instance, key, waited):
        return None
    words = f"{len(seen.due)} ready; workers read ahead of the run that takes them in, looking again"
    return dg.SensorResult(skip_reason=words, cursor=seen.cursor)


def is_reading(project: Project, instance: dg.DagsterInstance, at: datetime) -> bool:
    """Whether workers read ahead, for no longer than what they read is waited for."""
    since = at - timedelta(minutes=project.settings.read_ahead.wait_minutes)
    return instance.get_runs_count(dg.RunsFilter(job_name=READ_AHEAD, statuses=UNDER_WAY, created_after=since)) > 0


def _asked(
    project: Project, seen: Look, found: Sequence["Waiting"], at: datetime, job: dg.JobDefinition
) -> dg.SensorResult | None:
    from smm_assets.ingest.landing.pieces import worth_reading

    due = set(seen.due)
    files = [item.path for item in worth_reading([item for item in found if item.path in due])]
    if not files:
        return None
    config, tags = terms(project, files), {TAG: seen.key, "smm/files": str(len(files))}
    try:
        dg.validate_run_config(job, config)
    except dg.DagsterInvalidConfigError:  # smm.yaml names another executor than when the code location was loaded
        return None
    request = dg.RunRequest(run_key=f"read ahead {seen.key}", run_config=config, tags=tags, job_name=READ_AHEAD)
    return dg.SensorResult(run_requests=[request], cursor=seen.ahead_at(at))


def _is_at_work(instance: dg.DagsterInstance, key: str, waited: timedelta) -> bool:
    """Whether the run that was asked for is under way, or still to appear."""
    runs = instance.get_runs(dg.RunsFilter(job_name=READ_AHEAD, tags={TAG: key}), limit=1)
    return runs[0].status in UNDER_WAY if runs else waited < _TO_APPEAR
