"""Runs whose process was killed: found by the lock that went with it, told dead at the second look, tried again."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from pipelines.assembly import build_defs
from pipelines.bedside import SAID, build_dead_runs
from pipelines.instance import opened_instance
from pipelines.pulse import beating, dead_runs, forget_ended
from smm_assets.settings import Project

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
WORKER = """
import sys, time
from pipelines.pulse import beating
from smm_assets.settings import Project
with beating(Project.open(sys.argv[1]), sys.argv[2]):
    print("alive", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    return Project.open(tmp_path)


@pytest.fixture
def instance(project: Project) -> Iterator[dg.DagsterInstance]:
    with opened_instance(project) as opened:
        yield opened


@contextmanager
def worker(project: Project, run_id: str) -> Iterator[subprocess.Popen[str]]:
    """A process of its own that is at work on a run."""
    command = [sys.executable, "-c", WORKER, str(project.home), run_id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "alive\n"
        try:
            yield process
        finally:
            process.kill()


def started(project: Project, instance: dg.DagsterInstance) -> str:
    job = build_defs(project.home).resolve_job_def("daily")
    return instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED).run_id


def look(project: Project, instance: dg.DagsterInstance, cursor: str | None) -> str | None:
    sensor = build_dead_runs(project.home)
    return sensor.evaluate_tick(dg.build_sensor_context(instance=instance, cursor=cursor)).cursor


def test_a_run_whose_process_was_killed_is_told_dead_at_the_second_look_and_may_be_tried_again(
    project: Project, instance: dg.DagsterInstance
) -> None:
    run_id = started(project, instance)
    with worker(project, run_id) as process:
        assert dead_runs(project, instance, now=LONG_AGO) == []
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    cursor = look(project, instance, None)
    assert json.loads(str(cursor)) == [run_id]
    assert look(project, instance, cursor) == "[]"
    run = instance.get_run_by_id(run_id)
    assert run is not None
    assert (run.status, run.tags["dagster/will_retry"]) == (dg.DagsterRunStatus.FAILURE, "true")
    said = [entry.dagster_event.message for entry in instance.all_logs(run_id) if entry.dagster_event]
    assert SAID in said


def test_a_run_at_work_and_one_that_has_not_come_to_its_store_yet_are_left_alone(
    project: Project, instance: dg.DagsterInstance
) -> None:
    at_work, beginning = started(project, instance), started(project, instance)
    with worker(project, at_work):
        assert look(project, instance, json.dumps([at_work, beginning])) == "[]"
    runs = [instance.get_run_by_id(run_id) for run_id in (at_work, beginning)]
    assert [run.status for run in runs if run] == [dg.DagsterRunStatus.STARTED] * 2


def test_what_a_killed_run_left_that_dagster_has_closed_itself_is_taken_away_and_no_other(
    project: Project, instance: dg.DagsterInstance
) -> None:
    at_work, closed = started(project, instance), started(project, instance)
    alive = project.dagster_home / "alive"
    with worker(project, at_work):
        (alive / f"{closed}.lock").touch()
        instance.report_run_failed(instance.get_run_by_id(closed))  # type: ignore[arg-type]
        forget_ended(project, instance)
        assert [path.stem for path in alive.iterdir()] == [at_work]


def test_a_run_that_ended_by_itself_leaves_nothing_behind(project: Project, instance: dg.DagsterInstance) -> None:
    run_id = started(project, instance)
    with beating(project, run_id):
        assert list((project.dagster_home / "alive").iterdir())
    assert not list((project.dagster_home / "alive").iterdir())
    assert dead_runs(project, instance, now=LONG_AGO) == []


def test_a_run_killed_before_it_held_its_lock_is_found_once_it_had_time_enough_to_take_it(
    project: Project, instance: dg.DagsterInstance
) -> None:
    job = build_defs(project.home).resolve_job_def("daily")
    run = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTING)
    begun = dg.DagsterEvent(dg.DagsterEventType.RUN_START.value, job_name="daily")
    instance.report_dagster_event(begun, run.run_id)
    at = datetime.now(UTC)
    assert dead_runs(project, instance, now=at + timedelta(minutes=4)) == []
    later = at + timedelta(minutes=6)
    assert [found.run_id for found in dead_runs(project, instance, now=later)] == [run.run_id]
    with worker(project, run.run_id):
        assert dead_runs(project, instance, now=later) == []
