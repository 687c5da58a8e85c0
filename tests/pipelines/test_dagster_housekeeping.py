"""Old runs are forgotten with their events; the newest, what is at work and back-tests are kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from pipelines import housekeeping
from pipelines.assembly import build_defs
from pipelines.instance import opened_instance
from smm_assets.settings import Project

RANGE, RANGE_END = (f"dagster/asset_partition_range_{end}" for end in ("start", "end"))
NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)


@dg.asset
def thing() -> None:
    return None


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "smm.yaml").write_text("name: Shop\ncurrency: EUR\nkeep_runs_days: 30\n", encoding="utf-8")
    return Project.open(tmp_path)


def run(instance: dg.DagsterInstance, **tags: str) -> str:
    return dg.materialize([thing], instance=instance, tags=tags).run_id


def test_runs_older_than_the_project_keeps_them_are_deleted_with_their_files(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "NEWEST", 1)
    monkeypatch.setattr(housekeeping, "AT_ONCE", 2)
    with opened_instance(project) as instance:
        old = [run(instance) for _ in range(3)]
        back_test = run(instance, **{"dagster/partition": "2026-11-22"})
        back_fill = run(instance, **{RANGE: "2026-11-22", RANGE_END: "2026-11-23"})
        waiting = instance.create_run_for_job(build_defs(project.home).resolve_job_def("tidy")).run_id
        newest = run(instance)
        now = datetime.now(UTC)
        assert housekeeping.forget_old_runs(project, instance, now=now + timedelta(days=29)) == 0
        assert housekeeping.forget_old_runs(project, instance, now=now + timedelta(days=31)) == len(old)
        assert {one.run_id for one in instance.get_runs()} == {back_test, back_fill, waiting, newest}
        assert instance.get_latest_materialization_event(thing.key).run_id == newest  # type: ignore[union-attr]
        left = {path.stem for path in (project.dagster_home / "history" / "runs").glob("*.db")}
        assert left.isdisjoint(old)
        assert {back_test, back_fill, newest} <= left


def test_it_happens_by_itself_every_night_by_the_projects_clock(project: Project) -> None:
    repository = build_defs(project.home).get_repository_def()
    schedule = repository.get_schedule_def("nightly_tidying")
    assert (schedule.cron_schedule, schedule.default_status) == ("30 3 * * *", dg.DefaultScheduleStatus.RUNNING)
    with opened_instance(project) as instance:
        context = dg.build_schedule_context(instance=instance, scheduled_execution_time=NOW)
        (request,) = schedule.evaluate_tick(context).run_requests or []
        assert repository.get_job("tidy").execute_in_process(instance=instance, run_config=request.run_config).success
