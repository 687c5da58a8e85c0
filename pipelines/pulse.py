"""Whether a run is alive, told by a lock it holds as long as its process lives.

Belongs here: the lock, and finding runs whose process is gone. Not here: what happens to them (`bedside`).

Dagster learns of a worker that was killed only when the run has outlived its longest time, and keeps its place in the
queue until then. The system takes a lock away with the process, however it ended.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import dagster as dg
from filelock import FileLock, Timeout

from smm_assets.settings import Project

FOLDER = "alive"
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


def dead_runs(project: Project, instance: dg.DagsterInstance) -> list[dg.DagsterRun]:
    """Runs that count as being at work, but whose process is gone."""
    at_work = instance.get_runs(dg.RunsFilter(statuses=AT_WORK))
    return [run for run in at_work if _has_stopped(_path(project, run.run_id))]


def forget(project: Project, run_id: str) -> None:
    """Take away what a dead run left."""
    with suppress(OSError):
        _path(project, run_id).unlink(missing_ok=True)


def _path(project: Project, run_id: str) -> Path:
    return project.dagster_home / FOLDER / f"{run_id}.lock"


def _has_stopped(path: Path) -> bool:
    if not path.is_file():
        return False
    lock = FileLock(path)
    try:
        with lock.acquire(timeout=0):
            return True
    except Timeout:
        return False
