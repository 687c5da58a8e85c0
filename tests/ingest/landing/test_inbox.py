"""Looking at the inbox: what counts as a file, and when it is finished."""

import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fsspec
import pytest

from smm_assets.ingest.landing.inbox import Looks, waiting
from smm_assets.ingest.landing.intake import ingest
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import Store

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
Drop = Callable[..., Path]
Write = Callable[..., str]
DAY = ("2025-11-01", 1, "10.50", 1000, 20)


def _names(project: Project) -> list[str]:
    return [item.name for item in waiting(project, clock=lambda: NOW)]


def _touch(path: Path, moment: datetime) -> None:
    os.utime(path, (moment.timestamp(), moment.timestamp()))


def test_files_are_listed_by_path_with_the_folder_they_lie_in(project: Project, drop: Drop) -> None:
    drop("b.csv", "x")
    drop("c.csv", "x", folder="Shop A/2026")
    drop("a.csv", "x")
    found = waiting(project, clock=lambda: NOW)
    assert [(item.name, item.account_folder) for item in found] == [("c.csv", "Shop A"), ("a.csv", ""), ("b.csv", "")]
    assert all(item.settled for item in found)


@pytest.mark.parametrize(
    "name",
    [".hidden.csv", "x.csv.part", "x.crdownload", "~$book.xlsx", "x.download", ".DS_Store", "Thumbs.db", "x.csv.tmp"],
)
def test_hidden_and_unfinished_names_are_no_exports(project: Project, drop: Drop, name: str) -> None:
    drop(name, "x")
    drop("x.csv", "x", folder=".git")
    assert _names(project) == []


def test_an_inbox_that_does_not_exist_is_empty(tmp_path: Path) -> None:
    assert waiting(Project(tmp_path / "nowhere", Settings()), clock=lambda: NOW) == []


def test_a_file_just_modified_is_not_settled_until_it_rested(project: Project, drop: Drop) -> None:
    path = drop("a.csv", "x")
    _touch(path, NOW - timedelta(seconds=3))
    looks: Looks = {}

    def settled_at(seconds: float) -> bool:
        clock = NOW + timedelta(seconds=seconds)
        return waiting(project, clock=lambda: clock, settle_seconds=5, looks=looks)[0].settled

    assert not settled_at(0)
    assert settled_at(2)


def test_with_a_clock_behind_the_files_own_two_equal_looks_settle_it(project: Project, drop: Drop) -> None:
    path = drop("a.csv", "x")
    _touch(path, NOW + timedelta(hours=3))
    looks: Looks = {}

    def settled_at(seconds: float) -> bool:
        clock = NOW + timedelta(seconds=seconds)
        return waiting(project, clock=lambda: clock, settle_seconds=5, looks=looks)[0].settled

    assert not settled_at(0)
    assert not settled_at(4)
    path.write_text("xy")
    _touch(path, NOW + timedelta(hours=3))
    assert not settled_at(6)
    assert not settled_at(10)
    assert settled_at(11)


def test_a_growing_file_is_left_alone_until_it_stops(project: Project, store: Store, write_export: Write) -> None:
    path = Path(project.inbox) / "growing.csv"
    lines = write_export(*((*DAY[:1], campaign, *DAY[2:]) for campaign in range(1, 10))).splitlines(keepends=True)
    stop = threading.Event()

    def write() -> None:
        with path.open("w") as file:
            for line in lines * 1000:
                file.write(line)
                file.flush()
                if stop.wait(0.05):
                    break

    writer = threading.Thread(target=write)
    writer.start()
    while not path.exists() or not path.stat().st_size:
        time.sleep(0.01)
    real = datetime.now(UTC)
    assert ingest(project, store, now=real) == []
    (told,) = ingest(project, store, now=real, tell_waiting=True)
    assert (told.name, told.status, told.reason) == ("growing.csv", "waits", "it is still being written")
    (row,) = ingest(project, store, now=real, files=[path])
    assert (row.status, row.reason) == ("held", "it is still being written")
    assert store.read("SELECT * FROM ops.arrival").empty
    stop.set()
    writer.join()
    path.write_text("".join(lines))
    (row,) = ingest(project, store, now=datetime.now(UTC))
    assert (row.status, row.rows_loaded) == ("loaded", 9)


def test_a_remote_inbox_is_read_and_cleared(project: Project, store: Store, write_export: Write) -> None:
    files = fsspec.filesystem("memory")
    files.pipe("/exports/Shop A/a.csv", write_export(DAY).encode())
    files.pipe("/exports/.hidden.csv", b"x")
    remote = Project(project.home, Settings(inbox="memory://exports"))
    found = waiting(remote, clock=lambda: NOW)
    assert [(item.name, item.account_folder) for item in found] == [("a.csv", "Shop A")]
    (row,) = ingest(remote, store, now=NOW)
    assert (row.status, row.rows_loaded) == ("loaded", 1)
    assert (project.archive / row.archive_path).read_bytes() == write_export(DAY).encode()
    assert files.find("/exports") == ["/exports/.hidden.csv"]
    files.rm("/exports", recursive=True)
