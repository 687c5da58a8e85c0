"""The schedule: at six in the project's own morning, as of that morning."""

from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from pipelines.assembly import build_defs


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "smm.yaml").write_text("name: Shop\ncurrency: EUR\ntimezone: Asia/Tokyo\n", encoding="utf-8")
    return tmp_path


def tick(home: Path, moment: datetime) -> dg.RunRequest:
    schedule = build_defs(home).get_repository_def().get_schedule_def("daily_morning")
    with dg.DagsterInstance.ephemeral() as instance:
        context = dg.build_schedule_context(instance=instance, scheduled_execution_time=moment)
        (request,) = schedule.evaluate_tick(context).run_requests or []
    return request


def asked(request: dg.RunRequest) -> object:
    return request.run_config["resources"]["run"]["config"]["as_of"]


def test_it_runs_in_the_projects_time_zone(home: Path) -> None:
    assert build_defs(home).get_repository_def().get_schedule_def("daily_morning").execution_timezone == "Asia/Tokyo"


def test_the_run_speaks_of_the_morning_in_the_projects_zone_not_of_the_day_in_utc(home: Path) -> None:
    request = tick(home, datetime(2026, 11, 21, 21, tzinfo=UTC))
    assert asked(request) == "2026-11-22"
    assert request.tags["smm/as_of"] == "2026-11-22"
    assert request.run_key == "2026-11-22 06:00"


def test_a_project_with_a_fixed_morning_keeps_it(home: Path) -> None:
    with (home / "smm.yaml").open("a", encoding="utf-8") as file:
        file.write("as_of: 2026-05-01\n")
    assert asked(tick(home, datetime(2026, 11, 21, 21, tzinfo=UTC))) == "2026-05-01"


def test_the_terms_are_a_valid_run_of_the_daily_job(home: Path) -> None:
    request = tick(home, datetime(2026, 11, 21, 21, tzinfo=UTC))
    assert dg.validate_run_config(build_defs(home).resolve_job_def("daily"), request.run_config)


def test_without_a_project_the_tick_is_skipped_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SMM_HOME", raising=False)
    schedule = build_defs().get_repository_def().get_schedule_def("daily_morning")
    with dg.DagsterInstance.ephemeral() as instance:
        context = dg.build_schedule_context(
            instance=instance, scheduled_execution_time=datetime(2026, 1, 1, tzinfo=UTC)
        )
        data = schedule.evaluate_tick(context)
    assert not data.run_requests
    assert "smm.yaml" in str(data.skip_message)
