"""When alerts are told: as the last step of a run, after quiet hours, and after a run that failed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines.alerts import FAILED_RUN
from pipelines.assembly import build_defs
from pipelines.running import run_daily
from smm_assets.assets import alerts as shell
from smm_assets.assets.run import DailyRun
from smm_assets.settings import Project
from smm_assets.warehouse import open_published, open_store
from tests.alerts.receivers import Received, http_receiver
from tests.alerts.shops import SETTINGS, make_shop
from tests.pipelines.failing import told_of_failure

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture(scope="module")
def chat() -> Iterator[Received]:
    with http_receiver() as received:
        yield received


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shop(tmp_path_factory.mktemp("made"))


@pytest.fixture
def home(made: Path, chat: Received, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With one target and nothing told yet."""
    (made / "smm.yaml").write_text(SETTINGS.split("    - name: mail")[0], encoding="utf-8")
    with open_store(Project.open(made, environ={"CHAT": "json://127.0.0.1"})) as store:
        for table in ("alert", "alert_delivery"):
            store.execute(f"DELETE FROM state.{table}")
        store.execute("UPDATE ops.run SET status = 'done'")
    chat.messages.clear()
    monkeypatch.setenv("CHAT", f"json://127.0.0.1:{chat.port}/")
    monkeypatch.setattr("pipelines.clock.now", lambda: NOON)
    monkeypatch.setattr(shell, "sleep", lambda seconds: None)
    return made


def materialise(home: Path, instance: dg.DagsterInstance, as_of: date = date(2026, 11, 22)) -> dict[str, Any]:
    """What the step of a run reports."""
    project = Project.open(home)
    with open_store(project) as store:
        run = DailyRun(run_id="r", project=project, store=store, as_of=as_of, now=NOON, clock=lambda: NOON)
        done = dg.materialize([shell.build_alerts()], resources={"run": run}, instance=instance)
    assert done.success
    (event,) = done.get_asset_materialization_events()
    return {name: value.value for name, value in event.materialization.metadata.items()}


def test_the_last_step_of_a_run_tells_and_publishes_who_was_told(
    home: Path, instance: dg.DagsterInstance, chat: Received
) -> None:
    with open_store(Project.open(home)) as store:
        store.execute("UPDATE ops.run SET status = 'running'")  # as where only this step is run
    assert (materialise(home, instance)["sent"], len(chat.messages)) == (1, 1)
    assert "failed" not in chat.messages[0]["title"]
    with open_published(Project.open(home)) as reader:
        assert len(reader.read("SELECT key FROM state.alert_delivery WHERE told_at IS NOT NULL")) >= 3


def test_a_target_out_of_reach_is_a_warning_of_the_run_and_not_its_failure(
    home: Path, instance: dg.DagsterInstance, chat: Received
) -> None:
    chat.refuse = 3
    told = materialise(home, instance)
    assert (told["sent"], told["failed"]) == (0, 1)
    (record,) = instance.get_run_records()
    warnings = [entry.user_message for entry in instance.all_logs(record.dagster_run.run_id) if entry.level == 30]
    assert any("could not be sent to chat" in text for text in warnings)


def test_a_run_of_a_past_morning_or_without_targets_tells_nobody(
    home: Path, instance: dg.DagsterInstance, chat: Received
) -> None:
    assert materialise(home, instance, date(2026, 11, 20))["told"] == "nobody is told of a past morning"
    (home / "smm.yaml").write_text(SETTINGS.split("alerts:")[0], encoding="utf-8")
    assert materialise(home, instance)["told"] == "no target is configured"
    assert chat.messages == []


def test_the_schedule_runs_when_quiet_hours_are_over(home: Path, instance: dg.DagsterInstance) -> None:
    schedule = build_defs(home).get_repository_def().get_schedule_def("after_quiet_hours")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("30 7 * * *", "Europe/Berlin")
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING
    context = dg.build_schedule_context(
        instance=instance, scheduled_execution_time=datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
    )
    (request,) = schedule.evaluate_tick(context).run_requests or []
    assert request.run_key == "2026-11-22 07:30"
    assert dg.validate_run_config(build_defs(home).resolve_job_def("alerts"), request.run_config)
    (home / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    assert "No target" in str(schedule.evaluate_tick(context).skip_message)


def test_a_failed_run_is_told_by_a_small_job_also_when_it_never_reached_the_books(
    home: Path, instance: dg.DagsterInstance, chat: Received
) -> None:
    repository = build_defs(home).get_repository_def()
    sensor = repository.get_sensor_def("failed_runs")
    assert sensor.default_status == dg.DefaultSensorStatus.RUNNING

    @dg.op
    def exports() -> None:
        raise dg.Failure("x", metadata={"message": "the store is busy", "exit_code": 1})

    @dg.job(name="daily", tags={"smm/as_of": "2026-11-22"})
    def daily() -> None:
        exports()

    failed = daily.execute_in_process(instance=instance, raise_on_error=False)
    request = sensor(told_of_failure(instance, failed))
    assert isinstance(request, dg.RunRequest)
    assert request.tags[FAILED_RUN] == failed.run_id
    job = repository.get_job("alerts")
    for _ in range(2):
        assert job.execute_in_process(instance=instance, tags=request.tags).success
    (said,) = chat.messages
    assert said["title"] == "Shop & <b>Sons</b>: The daily job for Sun 22 Nov 2026 failed (and 3 more)"
    assert "exports: the store is busy" in said["message"]


def test_a_run_from_the_command_line_tells_of_its_own_failure(home: Path, chat: Received) -> None:
    project = Project.open(home)
    (home / "plan.csv").write_text("period_start\n", encoding="utf-8")
    try:
        assert run_daily(project, as_of=NOON.date(), now=NOON).status == "failed"
    finally:
        (home / "plan.csv").unlink()
    (said,) = chat.messages
    assert said["title"] == "Shop & <b>Sons</b>: The daily job for Sun 22 Nov 2026 failed"
    assert "plan.csv line 1: no column 'period_end'" in said["message"]
