"""A file is stored whole or not at all, whatever happens in the middle of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from smm_assets.ingest.landing import filing, storing
from smm_assets.ingest.landing import intake as landing
from smm_assets.ingest.landing.intake import Progress, ingest
from smm_assets.settings import PROJECT_FILE, Project
from smm_assets.warehouse import Store, open_store

NOW = datetime(2026, 11, 22, 6)
Drop = Callable[..., Path]
Write = Callable[..., str]
DAY_1 = ("2026-11-01", 1, "10.50", 1000, 20)
DAY_2 = ("2026-11-02", 1, "11.25", 1100, 21)

KILLED = """
import os, signal, sys
from datetime import datetime
from smm_assets.ingest.landing import intake as landing
from smm_assets.settings import Project
from smm_assets.warehouse import open_store

point = sys.argv[2]

def die(*_arguments, **_named):
    os.kill(os.getpid(), signal.SIGKILL)

def progress(at):
    if point == "rows stored" and at.records:
        die()

if point == "before the inbox is cleared":
    landing.left = die
project = Project.open(sys.argv[1])
with open_store(project) as store:
    landing.ingest(project, store, now=datetime(2026, 11, 22, 6), on_progress=progress)
"""


@pytest.fixture(params=["duckdb", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    """Both engines: every test here asks what the store holds afterwards."""
    return str(request.param)


def _count(store: Store, table: str) -> int:
    return int(store.read(f"SELECT count(*) AS n FROM {table}")["n"].iloc[0])


def _nothing_stored(store: Store) -> bool:
    tables = ("raw.ad_delivery", "ops.arrival", "ops.export_file", "ops.quarantined_row", "ops.validation_result")
    return not any(_count(store, table) for table in tables)


@pytest.mark.parametrize("point", ["rows stored", "before the inbox is cleared"])
def test_a_process_killed_in_the_middle_leaves_nothing_half(
    project: Project, drop: Drop, write_export: Write, point: str
) -> None:
    project.file(PROJECT_FILE).write_text("name: killed\nstore: ${SMM_STORE}\n")
    path = drop("a.csv", write_export(DAY_1, DAY_2))
    here = Path(landing.__file__).parents[3]
    command = [sys.executable, "-c", KILLED, str(project.home), point]
    added = {"PYTHONPATH": str(here), "SMM_STORE": project.settings.store.get_secret_value()}
    done = subprocess.run(command, cwd=here, env=os.environ | added, check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.exists()
    with open_store(project) as store:
        if point == "rows stored":
            assert _nothing_stored(store)
        ingest(project, store, now=NOW)
        assert _count(store, "raw.ad_delivery") == 2
        assert _count(store, "ops.export_file") == 1
        assert store.read("SELECT outcome FROM ops.arrival")["outcome"].tolist() == ["loaded"]
    assert not path.exists()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_or_an_interrupt_stops_the_round_and_leaves_the_file_waiting(
    project: Project,
    store: Store,
    drop: Drop,
    write_export: Write,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
) -> None:
    path = drop("a.csv", write_export(DAY_1))

    def fail(*_arguments: Any, **_named: Any) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(filing.ledger, "record_parts", fail)
        with pytest.raises(type(error)):
            ingest(project, store, now=NOW)
    assert _nothing_stored(store)
    assert path.exists()
    assert [row.status for row in ingest(project, store, now=NOW)] == ["loaded"]


def test_records_that_do_not_add_up_set_the_file_aside_and_the_others_go_on(
    project: Project, store: Store, drop: Drop, write_export: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop("a.csv", write_export(DAY_1))
    drop("b.csv", write_export(DAY_2))
    honest = storing.classes

    def one_lost(store: Store, reading: Any, **own: Any) -> dict[str, Any]:
        return honest(store, reading, **own) | ({"rows_loaded": 0} if reading.context.name == "a.csv" else {})

    monkeypatch.setattr(storing, "classes", one_lost)
    rows = {row.name: row for row in ingest(project, store, now=NOW)}
    assert (rows["a.csv"].status, rows["b.csv"].status) == ("quarantined", "loaded")
    assert str(rows["a.csv"].reason).startswith("internal accounting")
    assert _count(store, "raw.ad_delivery") == 1
    assert store.read("SELECT outcome FROM ops.arrival ORDER BY name")["outcome"].tolist() == ["quarantined", "loaded"]
    monkeypatch.undo()
    drop("a again.csv", write_export(DAY_1))
    assert [row.status for row in ingest(project, store, now=NOW)] == ["loaded"]
    assert _count(store, "ops.export_file") == 2


def test_a_defect_of_the_reading_sets_that_file_aside_with_its_words(
    project: Project, store: Store, drop: Drop, write_export: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop("a.csv", write_export(DAY_1))
    drop("b.csv", write_export(DAY_2))
    honest = filing.examine

    def trips(name: str, data: bytes, **known: Any) -> Any:
        if name == "a.csv":
            raise IndexError("list index out of range")
        return honest(name, data, **known)

    monkeypatch.setattr(filing, "examine", trips)
    rows = {row.name: row for row in ingest(project, store, now=NOW)}
    assert (rows["a.csv"].status, rows["b.csv"].status) == ("quarantined", "loaded")
    assert "IndexError: list index out of range" in str(rows["a.csv"].reason)


def test_a_file_that_is_replaced_while_it_is_loaded_stays_for_the_next_round(
    project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    path = drop("a.csv", write_export(DAY_1))

    def replace(at: Progress) -> None:
        if at.records:
            path.write_text(write_export(DAY_1, DAY_2))

    (row,) = ingest(project, store, now=NOW, on_progress=replace)
    assert (row.status, row.rows_read) == ("loaded", 1)
    assert path.exists()
    (row,) = ingest(project, store, now=NOW)
    assert (row.status, row.rows_read) == ("loaded", 2)
