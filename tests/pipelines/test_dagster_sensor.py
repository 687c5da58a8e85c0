"""The sensor: one run when files have settled, never the store, always a reason."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines import looks, sensors
from pipelines.assembly import build_defs
from smm_assets import marks
from smm_assets.settings import Project

NOW = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "smm.yaml").write_text("name: Shop\ncurrency: EUR\ntimezone: Asia/Tokyo\n", encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    return tmp_path


def drop(home: Path, name: str, content: bytes = b"a,b\n1,2\n", age: float = 0) -> Path:
    path = home / "inbox" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    moment = 1_700_000_000 - age
    os.utime(path, (moment, moment))
    return path


def tick(home: Path | None, instance: dg.DagsterInstance, cursor: str | None, later: timedelta = timedelta(0)) -> Any:
    sensor = sensors.build_inbox(home, now=lambda: NOW + later)
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


def test_many_files_make_one_run_and_a_growing_one_neither_holds_up_the_others_nor_is_taken_with_them(
    home: Path, instance: dg.DagsterInstance
) -> None:
    settled = {str(drop(home, f"account/{number}.csv")) for number in range(30)}
    first = tick(home, instance, None)
    drop(home, "late.csv")
    second = tick(home, instance, first.cursor)
    (request,) = second.run_requests or []
    assert request.tags["smm/files"] == "30"
    assert set(request.run_config["resources"]["run"]["config"]["files"]) == settled


def test_the_same_listing_has_the_same_key_so_that_it_is_run_once_also_when_the_cursor_is_lost(
    home: Path, instance: dg.DagsterInstance
) -> None:
    drop(home, "a.csv")
    assert key(ticks(home, instance)[-1]) == key(ticks(home, instance)[-1])


def test_a_file_a_run_was_asked_for_is_asked_for_again_only_when_it_still_lies_there_after_a_while(
    home: Path, instance: dg.DagsterInstance
) -> None:
    drop(home, "a.csv")
    first = ticks(home, instance)[-1]
    keys, cursor = [key(first)], first.cursor
    for minutes, is_asked in ((9, False), (10, True), (69, False), (70, True), (10_000, False)):
        data = tick(home, instance, cursor, later=timedelta(minutes=minutes))
        assert bool(data.run_requests) == is_asked, minutes
        keys += [key(data)] if is_asked else []
        cursor = data.cursor
    assert "asked for already" in str(data.skip_message)
    assert len(set(keys)) == 3


def test_more_files_than_a_run_takes_are_asked_for_oldest_first_and_the_rest_after_that_run(
    home: Path, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "MOST_FILES", 2)
    paths = [str(drop(home, f"{name}.csv", age=age)) for name, age in (("new", 1), ("oldest", 3), ("old", 2))]
    _, second = ticks(home, instance)
    (request,) = second.run_requests or []
    config = request.run_config["resources"]["run"]["config"]
    assert config["files"] == [paths[1], paths[2]]
    assert dg.validate_run_config(build_defs(home).resolve_job_def("daily"), request.run_config)
    (rest,) = tick(home, instance, second.cursor).run_requests or []
    assert rest.run_config["resources"]["run"]["config"]["files"] == [paths[0]]


def test_a_link_that_nobody_takes_is_asked_for_once(home: Path, instance: dg.DagsterInstance) -> None:
    (home / "inbox" / "link.csv").symlink_to("/etc/hostname")
    cursor = ticks(home, instance)[-1].cursor
    assert not tick(home, instance, cursor, later=timedelta(days=1)).run_requests


def test_released_rows_ask_for_one_run_though_the_inbox_is_empty(home: Path, instance: dg.DagsterInstance) -> None:
    project = Project.open(home)
    project.data.mkdir()
    marks.mark(project, "by_hand")
    first = tick(home, instance, None)
    (request,) = first.run_requests or []
    assert (request.tags["smm/files"], request.tags["smm/by_hand"]) == ("0", "yes")
    second = tick(home, instance, first.cursor)
    assert second.skip_message == "The inbox is empty"
    seen = marks.marked_at(project, "by_hand")
    marks.mark(project, "by_hand")
    marks.clear(project, "by_hand", seen)
    third = tick(home, instance, second.cursor)
    assert key(third) != key(first)
    marks.clear(project, "by_hand", marks.marked_at(project, "by_hand"))
    assert not tick(home, instance, None).run_requests


def test_the_cursor_of_an_earlier_version_costs_one_more_look(home: Path, instance: dg.DagsterInstance) -> None:
    path = drop(home, "a.csv")
    first = tick(home, instance, json.dumps({str(path): [8, "2023-11-14T22:13:20+00:00"]}))
    assert not first.run_requests
    assert tick(home, instance, first.cursor).run_requests


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
