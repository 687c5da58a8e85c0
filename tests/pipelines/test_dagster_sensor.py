"""The sensor: one run when files have settled, never the store, always a reason."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines import sensors
from pipelines.definitions import build_defs
from smm_assets.settings import Project

NOW = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "smm.yaml").write_text("name: Shop\ncurrency: EUR\ntimezone: Asia/Tokyo\n", encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    return tmp_path


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as ephemeral:
        yield ephemeral


def drop(home: Path, name: str, content: bytes = b"a,b\n1,2\n", age: float = 0) -> Path:
    path = home / "inbox" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    moment = 1_700_000_000 - age
    os.utime(path, (moment, moment))
    return path


def tick(home: Path | None, instance: dg.DagsterInstance, cursor: str | None) -> Any:
    sensor = sensors.build_inbox(home, now=lambda: NOW)
    return sensor.evaluate_tick(dg.build_sensor_context(instance=instance, cursor=cursor))


def ticks(home: Path, instance: dg.DagsterInstance, count: int = 2) -> list[Any]:
    """Looks one after the other, each with the cursor of the one before."""
    seen: list[Any] = []
    for _ in range(count):
        seen.append(tick(home, instance, seen[-1].cursor if seen else None))
    return seen


def key(data: Any) -> str:
    (request,) = data.run_requests or []
    assert request.run_key is not None
    return request.run_key


def test_an_empty_inbox_is_skipped_with_the_reason(home: Path, instance: dg.DagsterInstance) -> None:
    (data,) = ticks(home, instance, 1)
    assert (data.run_requests, data.skip_message) == ([], "The inbox is empty")


def test_a_file_is_asked_for_only_at_the_second_look_that_finds_it_unchanged(
    home: Path, instance: dg.DagsterInstance
) -> None:
    drop(home, "a.csv")
    first, second = ticks(home, instance)
    assert not first.run_requests
    assert "new or still growing" in str(first.skip_message)
    (request,) = second.run_requests or []
    assert request.run_config["resources"]["run"]["config"]["as_of"] == "2026-11-22"
    assert request.tags["smm/files"] == "1"
    assert dg.validate_run_config(build_defs(home).resolve_job_def("daily"), request.run_config)


def test_a_growing_file_is_waited_for_even_when_its_time_stamp_is_old(home: Path, instance: dg.DagsterInstance) -> None:
    drop(home, "a.csv", b"1", age=9999)
    first = tick(home, instance, None)
    drop(home, "a.csv", b"12", age=9999)
    second = tick(home, instance, first.cursor)
    assert not second.run_requests
    assert tick(home, instance, second.cursor).run_requests


def test_many_files_make_one_run_and_a_growing_one_does_not_hold_up_the_others(
    home: Path, instance: dg.DagsterInstance
) -> None:
    for number in range(30):
        drop(home, f"account/{number}.csv")
    first = tick(home, instance, None)
    drop(home, "late.csv")
    second = tick(home, instance, first.cursor)
    (request,) = second.run_requests or []
    assert request.tags["smm/files"] == "30"


def test_the_same_listing_has_the_same_key_so_that_it_is_run_once(home: Path, instance: dg.DagsterInstance) -> None:
    drop(home, "a.csv")
    _, second, third = ticks(home, instance, 3)
    assert key(second) == key(third)


@pytest.mark.parametrize("change", [{"content": b"a,b\n1,3,\n"}, {"age": 5}, {"name": "b.csv"}])
def test_another_size_time_or_name_has_another_key(
    home: Path, instance: dg.DagsterInstance, change: dict[str, object]
) -> None:
    drop(home, "a.csv")
    before = key(ticks(home, instance)[-1])
    drop(home, **{"name": "a.csv", **change})  # type: ignore[arg-type]
    assert key(ticks(home, instance)[-1]) != before


def test_while_a_run_is_under_way_nothing_more_is_asked_for(home: Path, instance: dg.DagsterInstance) -> None:
    drop(home, "a.csv")
    job = build_defs(home).resolve_job_def("daily")
    instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)
    data = ticks(home, instance)[-1]
    assert not data.run_requests
    assert "under way" in str(data.skip_message)


def test_it_never_makes_or_opens_the_store(home: Path, instance: dg.DagsterInstance) -> None:
    drop(home, "a.csv")
    ticks(home, instance, 3)
    assert not Project.open(home).data.exists()


def test_without_a_project_it_is_skipped_with_the_reason(
    tmp_path: Path, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SMM_HOME", raising=False)
    assert "smm.yaml" in str(tick(None, instance, None).skip_message)
