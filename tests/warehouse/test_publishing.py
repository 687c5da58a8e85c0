"""The analysts' copy: swapped in whole, readable meanwhile, and unable to reach anything else."""

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.errors import StoreError
from smm_assets.settings import Project
from smm_assets.warehouse import Store, StoredColumn, open_published

FILES = pytest.mark.parametrize("engine", ["duckdb"], indirect=True)
ONE = (StoredColumn(name="a", kind="count", description="a number"),)


def _marts(store: Store, value: int) -> None:
    store.materialize("marts", "m", f"SELECT {value} AS a", "table", ONE, "Grain: one row")


def test_before_the_first_run_it_says_so(project: Project) -> None:
    with pytest.raises(StoreError, match=r"nothing is published yet.*smm run") as caught, open_published(project):
        pass
    assert caught.value.exit_code == 2


def test_marts_state_and_ops_are_published_with_types_and_comments_and_raw_is_not(
    project: Project, store: Store
) -> None:
    _marts(store, 1)
    store.materialize("marts", "v", "SELECT a + 1 AS a FROM marts.m", "view", ONE)
    store.publish()
    with open_published(project) as reader:
        assert reader.read("SELECT m.a, v.a AS b FROM marts.m AS m CROSS JOIN marts.v AS v").iloc[0].tolist() == [1, 2]
        assert reader.comments("marts", "m") == {"": "Grain: one row", "a": "a number"}
        assert reader.columns("ops", "export_file") == store.columns("ops", "export_file")
        assert reader.exists("state", "recommendation")
        assert reader.tables("raw") == []


def test_a_reader_keeps_its_copy_and_the_next_one_sees_the_new(project: Project, store: Store) -> None:
    _marts(store, 1)
    store.publish()
    with open_published(project) as former:
        assert former.read("SELECT a FROM marts.m")["a"].tolist() == [1]
        _marts(store, 2)
        store.publish()
        assert former.read("SELECT a FROM marts.m")["a"].tolist() == [1]
        with open_published(project) as latter:
            assert latter.read("SELECT a FROM marts.m")["a"].tolist() == [2]
    assert {path.name for path in project.data.iterdir() if "published" in path.name} <= {"published.duckdb"}


def test_after_a_failed_run_only_ops_moves_on(project: Project, store: Store) -> None:
    _marts(store, 1)
    store.publish()
    _marts(store, 2)
    store.load("ops", "run", pd.DataFrame({"run_id": ["r"], "status": ["failed"]}))
    store.publish(("ops",))
    with open_published(project) as reader:
        assert reader.read("SELECT a FROM marts.m")["a"].tolist() == [1]
        assert reader.comments("marts", "m")["a"] == "a number"
        assert reader.read("SELECT status FROM ops.run")["status"].tolist() == ["failed"]


def test_ops_can_be_published_before_anything_else_was(project: Project, store: Store) -> None:
    store.publish(("ops",))
    with open_published(project) as reader:
        assert reader.exists("ops", "arrival")
        assert reader.tables("marts") == []


@FILES
def test_a_view_of_many_rows_stays_one_with_the_tables_it_reads_and_nothing_else_of_them(
    project: Project, store: Store
) -> None:
    store.materialize("intermediate", "many", "SELECT i AS a FROM range(60000) AS r(i)", "table", ONE)
    store.materialize("intermediate", "more", "SELECT a FROM intermediate.many", "view", ONE)
    store.materialize("intermediate", "unread", "SELECT 1 AS a", "table", ONE)
    store.materialize("marts", "large", "SELECT a FROM intermediate.more", "view", ONE, "Grain: a")
    store.materialize("marts", "small", "SELECT MAX(a) AS a FROM intermediate.more", "view", ONE)
    store.materialize("bi", "flat", "SELECT a FROM marts.large", "view", ONE)
    store.publish()
    store.drop("intermediate", "many")
    with open_published(project) as reader:
        assert reader.tables("intermediate") == ["many", "more"]
        views = "SELECT view_name AS name FROM duckdb_views() WHERE database_name = 'published' AND NOT internal"
        assert sorted(reader.read(views)["name"]) == ["large", "more"]
        assert reader.read("SELECT COUNT(*) AS n, MAX(a) AS a FROM marts.large").iloc[0].tolist() == [60000, 59999]
        assert reader.read("SELECT a FROM marts.small")["a"].tolist() == [59999]
        assert reader.comments("marts", "large") == {"": "Grain: a", "a": "a number"}
    store.publish(("ops",))
    with open_published(project) as reader:
        assert reader.read("SELECT COUNT(*) AS n FROM marts.large")["n"].tolist() == [60000]


@FILES
def test_the_warehouse_stays_shut_to_others_after_publishing(project: Project, store: Store) -> None:
    store.publish()
    opening = f"import duckdb; duckdb.connect({str(project.warehouse)!r})"
    other = subprocess.run([sys.executable, "-c", opening], capture_output=True, text=True, check=False)
    assert "Could not set lock on file" in other.stderr


@FILES
def test_a_publication_that_fails_leaves_the_former_copy(
    project: Project, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _marts(store, 1)
    store.publish()

    def full_disk(*_paths: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "replace", full_disk)
    with pytest.raises(OSError, match="No space"):
        store.publish()
    monkeypatch.undo()
    with open_published(project) as reader:
        assert reader.read("SELECT a FROM marts.m")["a"].tolist() == [1]
    store.publish()
    assert not list(project.data.glob("*.new*"))


@FILES
def test_remains_of_a_crashed_publication_are_no_obstacle(project: Project, store: Store) -> None:
    project.published.with_name("published.duckdb.new").write_bytes(b"half")
    store.publish()
    with open_published(project) as reader:
        assert reader.exists("ops", "arrival")


def test_publishing_inside_a_transaction_or_of_raw_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="inside a transaction"), store.transaction():
        store.publish()
    with pytest.raises(StoreError, match="raw is not published"):
        store.publish(("raw",))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM glob('{folder}/*')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/dump'",
        "ATTACH '{folder}/other.duckdb'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "CREATE TABLE marts.x AS SELECT 1",
        "DELETE FROM ops.arrival",
        "CREATE TEMP TABLE x AS SELECT 1",
        "SELECT 1; DROP TABLE ops.arrival",
        "SELECT * FROM probe",
        "not sql",
        "",
    ],
)
def test_sql_on_the_published_copy_reaches_nothing_else(
    project: Project, store: Store, tmp_path: Path, sql: str
) -> None:
    store.publish()
    probe = tmp_path / "secret.csv"
    probe.write_text("a\n1\n")
    before = sorted(tmp_path.rglob("*"))
    with open_published(project) as reader:
        with pytest.raises(StoreError):
            reader.read(sql.format(file=probe, folder=tmp_path))
        assert sorted(tmp_path.rglob("*")) == before


def test_reading_needs_no_lock(project: Project, store: Store) -> None:
    store.publish()
    with open_published(project) as reader, store.transaction():
        store.execute("DELETE FROM ops.arrival")
        assert reader.read("WITH t AS (SELECT 1 AS a) SELECT a FROM t ORDER BY a")["a"].tolist() == [1]
