"""Before files are taken in, workers read them where smm.yaml says so; whatever becomes of them, waiting has an end."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines import ahead_first, reading_ahead, sensors
from pipelines.assembly import build_defs
from pipelines.executors import Chosen
from pipelines.jobs import ARRIVALS, READ_AHEAD
from smm_assets.ingest.landing.pieces import WORTH_IT
from smm_assets.settings import Project
from tests.pipelines.test_dagster_sensor import drop

NOW = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
LATER = timedelta(minutes=1)
HANGING = [status for status in ahead_first.UNDER_WAY if status != dg.DagsterRunStatus.QUEUED]  # that needs a daemon
OVER = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    said = "read_ahead: {by: dagster, wait_minutes: 20}"
    (tmp_path / "smm.yaml").write_text(f"name: Shop\ncurrency: EUR\n{said}\n", encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    return tmp_path


@pytest.fixture
def large(home: Path) -> list[str]:
    """Two files that are worth reading ahead, one that is not, and none of it takes room."""
    paths = [drop(home, f"{name}.csv") for name in ("a", "b", "c")]
    for path in paths[:2]:
        with path.open("r+b") as file:
            file.truncate(WORTH_IT // 2)
    return [str(path) for path in paths]


def look(home: Path, instance: dg.DagsterInstance, before: Any = None, later: timedelta = timedelta(0)) -> Any:
    defs = build_defs(home)
    jobs = [defs.resolve_job_def(name) for name in (ARRIVALS, READ_AHEAD)]
    sensor = sensors.build_inbox(home, now=lambda: NOW + later, jobs=jobs)
    return sensor.evaluate_tick(dg.build_sensor_context(instance=instance, cursor=before.cursor if before else None))


def second_look(home: Path, instance: dg.DagsterInstance) -> Any:
    return look(home, instance, look(home, instance))


def asked(data: Any) -> dg.RunRequest:
    (request,) = data.run_requests or []
    assert isinstance(request, dg.RunRequest)
    return request


def started(home: Path, instance: dg.DagsterInstance, request: dg.RunRequest, status: dg.DagsterRunStatus) -> str:
    """The run that was asked for."""
    job = build_defs(home).resolve_job_def(READ_AHEAD)
    return instance.create_run_for_job(
        job, status=status, tags=dict(request.tags), run_config=request.run_config
    ).run_id


def test_large_rounds_are_read_ahead_first_and_taken_in_when_that_run_is_over(
    home: Path, instance: dg.DagsterInstance, large: list[str]
) -> None:
    first = second_look(home, instance)
    request = asked(first)
    assert request.job_name == READ_AHEAD
    assert request.run_config["ops"]["share_out"]["config"]["files"] == large[:2]
    assert dg.validate_run_config(build_defs(home).resolve_job_def(READ_AHEAD), request.run_config)
    run_id = started(home, instance, request, dg.DagsterRunStatus.STARTED)
    waiting = look(home, instance, first, LATER)
    assert not waiting.run_requests
    assert "workers read ahead" in str(waiting.skip_message)
    run = instance.get_run_by_id(run_id)
    assert run is not None
    instance.report_run_failed(run, "one worker died")
    taken = asked(look(home, instance, waiting, LATER))
    assert taken.job_name == ARRIVALS
    assert set(taken.run_config["resources"]["run"]["config"]["files"]) == set(large)


@pytest.mark.parametrize("status", OVER)
def test_a_run_that_is_over_is_not_waited_for_however_it_ended(
    home: Path, instance: dg.DagsterInstance, large: list[str], status: dg.DagsterRunStatus
) -> None:
    first = second_look(home, instance)
    started(home, instance, asked(first), status)
    assert asked(look(home, instance, first, LATER)).job_name == ARRIVALS


@pytest.mark.parametrize("status", HANGING)
def test_a_run_that_hangs_is_waited_for_as_long_as_smm_yaml_says(
    home: Path, instance: dg.DagsterInstance, large: list[str], status: dg.DagsterRunStatus
) -> None:
    first = second_look(home, instance)
    started(home, instance, asked(first), status)
    assert not look(home, instance, first, timedelta(minutes=19)).run_requests
    assert asked(look(home, instance, first, timedelta(minutes=20))).job_name == ARRIVALS


def test_a_run_that_never_appears_is_waited_for_two_minutes(
    home: Path, instance: dg.DagsterInstance, large: list[str]
) -> None:
    first = second_look(home, instance)
    assert asked(first).job_name == READ_AHEAD
    assert not look(home, instance, first, LATER).run_requests
    assert asked(look(home, instance, first, 2 * LATER)).job_name == ARRIVALS


def test_the_next_round_is_read_ahead_again(home: Path, instance: dg.DagsterInstance, large: list[str]) -> None:
    first = second_look(home, instance)
    taken = look(home, instance, first, 2 * LATER)
    for path in large:
        Path(path).unlink()
    empty = look(home, instance, taken, 2 * LATER)
    for name in ("d", "e"):
        with drop(home, f"{name}.csv").open("r+b") as file:
            file.truncate(WORTH_IT // 2)
    again = asked(look(home, instance, look(home, instance, empty, 2 * LATER), 2 * LATER))
    assert (again.job_name, again.run_key != asked(first).run_key) == (READ_AHEAD, True)


def test_files_that_went_while_they_were_read_leave_nothing_to_wait_for(
    home: Path, instance: dg.DagsterInstance, large: list[str]
) -> None:
    first = second_look(home, instance)
    for path in large:
        Path(path).unlink()
    gone = look(home, instance, first, LATER)
    assert (gone.skip_message, "ahead" in gone.cursor) == ("The inbox is empty", False)


def test_a_changed_executor_the_code_location_does_not_know_yet_keeps_nothing_waiting(
    home: Path, instance: dg.DagsterInstance, large: list[str]
) -> None:
    before = look(home, instance)
    defs = build_defs(home)
    jobs = [defs.resolve_job_def(name) for name in (ARRIVALS, READ_AHEAD)]
    said = "{by: dagster, executor: docker, executor_config: {image: smm}}"
    (home / "smm.yaml").write_text(f"runs: postgresql://h/r\nread_ahead: {said}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        other = dg.executor(name="docker", config_schema={"image": str})(lambda context: None)
        patched.setattr(reading_ahead, "usable", lambda project: Chosen(executor=other))
        sensor = sensors.build_inbox(home, now=lambda: NOW, jobs=jobs)
        data = sensor.evaluate_tick(dg.build_sensor_context(instance=instance, cursor=before.cursor))
    assert asked(data).job_name == ARRIVALS


def test_small_rounds_are_taken_in_at_once(home: Path, instance: dg.DagsterInstance) -> None:
    drop(home, "a.csv")
    assert asked(second_look(home, instance)).job_name == ARRIVALS


def test_without_a_word_in_smm_yaml_nothing_is_read_ahead_by_workers(
    home: Path, instance: dg.DagsterInstance, large: list[str]
) -> None:
    (home / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    assert asked(second_look(home, instance)).job_name == ARRIVALS


def test_mails_wait_for_workers_too_and_no_longer(home: Path, instance: dg.DagsterInstance) -> None:
    project, job = Project.open(home), build_defs(home).resolve_job_def(READ_AHEAD)
    assert not ahead_first.is_reading(project, instance, datetime.now(UTC))
    instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)
    assert ahead_first.is_reading(project, instance, datetime.now(UTC))
    assert not ahead_first.is_reading(project, instance, datetime.now(UTC) + timedelta(minutes=21))
