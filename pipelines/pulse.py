"""Whether a run is alive, told by a lock it holds as long as its process lives.

Belongs here: the lock, and finding runs whose process is gone. Not here: what happens to them (`bedside`).

Dagster learns of a worker that was killed only when the run has outlived its longest time, and keeps its place in the
queue until then. The system takes a lock away with the process, however it ended.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import dagster as dg
from filelock import FileLock, Timeout

from pipelines.jobs import ASIDE
from smm_assets.settings import Project

FOLDER = "alive"
BEGINNING_SECONDS = 300  # a run has its project open, and its lock, within seconds
AT_WORK = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED]


@contextmanager
def beating(project: Project, run_id: str) -> Iterator[None]:
    """The run is alive for the length of the block."""
    path = _path(project, run_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path):
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def dead_runs(project: Project, instance: dg.DagsterInstance, *, now: datetime) -> list[dg.DagsterRun]:
    """Runs that count as being at work, but whose process is gone; of jobs that hold a lock also those that had time
    enough to take it and hold none.
    """
    at_work = instance.get_run_records(dg.RunsFilter(statuses=AT_WORK))
    return [
        record.dagster_run
        for record in at_work
        if _has_stopped(_path(project, record.dagster_run.run_id)) or _never_began(project, record, now)
    ]


def forget_ended(project: Project, instance: dg.DagsterInstance) -> None:
    """Take away what runs left that were killed and whose end Dagster itself has noticed."""
    at_work = {run.run_id for run in instance.get_runs(dg.RunsFilter(statuses=AT_WORK))}
    for path in (project.dagster_home / FOLDER).glob("*.lock"):
        if path.stem not in at_work and _has_stopped(path):
            path.unlink(missing_ok=True)


def forget(project: Project, run_id: str) -> None:
    """Take away what a dead run left."""
    with suppress(OSError):
        _path(project, run_id).unlink(missing_ok=True)


def _path(project: Project, run_id: str) -> Path:
    return project.dagster_home / FOLDER / f"{run_id}.lock"


def _never_began(project: Project, record: dg.RunRecord, now: datetime) -> bool:
    """Whether it started long ago and holds no lock: killed before it took one, or after it gave it back."""
    run, started = record.dagster_run, record.start_time
    if started is None or run.job_name in ASIDE or now.timestamp() - started < BEGINNING_SECONDS:
        return False
    return not _path(project, run.run_id).exists()


def _has_stopped(path: Path) -> bool:
    if not path.is_file():
        return False
    lock = FileLock(path)
    try:
        with lock.acquire(timeout=0):
            return True
    except Timeout:
        return False
