"""Tables as files: what a crash, a reader and a second project leave of them. None of this needs Spark to run."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.errors import StoreError
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import Store, StoredColumn, open_published, open_store
from smm_assets.warehouse.place import publication

COLUMNS = (StoredColumn(name="period_start", kind="day"), StoredColumn(name="n", kind="count"))
WRITES = """
import sys
import pandas as pd
from pathlib import Path
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_store

with open_store(Project(Path(sys.argv[1]), Settings(engine="spark"))) as store:
    first = int(store.read("SELECT COUNT(*) AS n FROM ops.mail")["n"].iloc[0])
    print("open", flush=True)
    for number in range(first, first + 10_000):
        with store.transaction():
            store.load("ops", "mail", pd.DataFrame({"uid": [number]}))
            store.load("raw", "probe", pd.DataFrame({"n": [number]}))
            if number % 3 == 0:
                store.execute("UPDATE raw.probe SET n = n WHERE n = :n", {"n": number})
        if number % 5 == 0:
            store.publish(("ops", "marts"))
        print(number, flush=True)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path, Settings(engine="spark"))


@pytest.fixture
def store(project: Project) -> Iterator[Store]:
    with open_store(project) as opened:
        yield opened


def _files(project: Project, table: str = "*/*") -> set[Path]:
    return set((project.data / "tables" / "files").glob(f"{table}/**/*.parquet"))


def _days(*days: str) -> pd.DataFrame:
    return pd.DataFrame({"period_start": [date.fromisoformat(day) for day in days], "n": range(len(days))})


def test_a_process_killed_at_any_moment_leaves_tables_and_books_that_agree(project: Project) -> None:
    with open_store(project) as store:
        store.define("raw", "probe", COLUMNS)
    chance, last = random.Random(7), -1
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITES, str(project.home)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        for _ in range(chance.randint(1, 8)):
            process.stdout.readline()
        time.sleep(chance.uniform(0, 0.2))
        process.kill()
        process.communicate()
        with open_store(project) as store:
            noted = store.read("SELECT uid FROM ops.mail ORDER BY uid")["uid"].tolist()
            stored = store.read("SELECT n FROM raw.probe ORDER BY n")["n"].tolist()
        assert noted == stored == list(range(len(noted)))
        assert len(noted) > last
        last = len(noted)
    with open_store(project) as store:
        store.publish()
        kept = set(store.read("SELECT 1 AS one FROM raw.probe")["one"])
        assert kept == {1}
    with open_published(project) as reader:
        assert int(reader.read("SELECT COUNT(*) AS n FROM ops.mail")["n"].iloc[0]) == last


def test_what_a_crash_left_over_is_removed_by_the_next_publication(project: Project, store: Store) -> None:
    store.define("raw", "probe", COLUMNS)
    store.load("raw", "probe", _days("2026-01-01"))
    (kept,) = _files(project, "raw/probe")
    leftover = kept.with_name("leftover.parquet")
    leftover.write_bytes(b"half a file")
    store.publish()
    assert _files(project, "raw/probe") == {kept}


def test_files_a_reader_needs_stay_until_it_is_done(project: Project, store: Store) -> None:
    store.replace("marts", "m", pd.DataFrame({"a": [1]}))
    store.publish()
    (former,) = _files(project, "marts/m")
    with open_published(project) as reader:
        for value in (2, 3):
            store.replace("marts", "m", pd.DataFrame({"a": [value]}))
            store.publish()
        assert former in _files(project, "marts/m")
        assert reader.read("SELECT a FROM marts.m")["a"].tolist() == [1]
    store.publish()
    assert len(_files(project, "marts/m")) == 1
    assert former not in _files(project, "marts/m")


def test_publishing_writes_no_table_of_marts_again(project: Project, store: Store) -> None:
    store.replace("marts", "m", pd.DataFrame({"a": [1]}))
    store.publish()
    before = _files(project, "marts/m")
    store.publish()
    assert _files(project, "marts/m") == before


def test_a_publication_that_was_not_finished_counts_for_nothing(project: Project, store: Store) -> None:
    store.replace("marts", "m", pd.DataFrame({"a": [1]}))
    store.publish()
    versions = project.data / "tables" / "publications"
    (current,) = versions.iterdir()
    (versions / "00000009.json").write_bytes(current.read_bytes())
    (versions / "00000010.json.new").write_text("[")
    with open_published(project) as reader:
        assert reader.read("SELECT a FROM marts.m")["a"].tolist() == [1]
    store.publish()
    found = publication(project)
    assert found is not None
    number = json.loads((project.data / "tables" / "published.json").read_text())["number"]
    assert [path.stem for path in versions.glob("*.json")] == [f"{number:08}"]


def test_a_change_writes_only_the_files_it_concerns_again(project: Project, store: Store) -> None:
    store.define("raw", "probe", COLUMNS)
    for day in ("2026-01-01", "2026-02-01", "2026-03-01"):
        store.load("raw", "probe", _days(day))
    before = _files(project, "raw/probe")
    store.execute("UPDATE raw.probe SET n = 7 WHERE period_start = :day", {"day": date(2026, 2, 1)})
    assert store.read("SELECT n FROM raw.probe ORDER BY period_start")["n"].tolist() == [0, 7, 0]
    store.publish()
    assert len(before & _files(project, "raw/probe")) == 2
    assert len(_files(project, "raw/probe")) == 3
    store.execute("DELETE FROM raw.probe WHERE period_start < :day", {"day": date(2026, 3, 1)})
    store.publish()
    assert len(_files(project, "raw/probe")) == 1


def test_many_small_files_of_a_month_become_one(project: Project, store: Store) -> None:
    store.define("raw", "probe", COLUMNS)
    for number in range(40):
        store.load("raw", "probe", pd.DataFrame({"period_start": [date(2026, 1, 5)], "n": [number]}))
    store.load("raw", "probe", _days("2026-02-05"))
    store.publish()
    assert len(_files(project, "raw/probe")) == 10  # 32 became one, then 8 more of January and one of February
    assert store.read("SELECT n FROM raw.probe WHERE n > 0 ORDER BY n")["n"].tolist() == list(range(1, 40))


def test_many_rows_lie_in_a_file_for_each_month(project: Project, store: Store) -> None:
    store.define("raw", "probe", COLUMNS)
    days = pd.date_range("2026-01-01", "2026-03-31", periods=100_000).floor("D")
    store.load("raw", "probe", pd.DataFrame({"period_start": days, "n": range(100_000)}))
    assert len(_files(project, "raw/probe")) == 3
    assert int(store.read("SELECT SUM(n) AS n FROM raw.probe")["n"].iloc[0]) == 4_999_950_000


def test_a_column_added_later_is_missing_in_older_rows(store: Store) -> None:
    store.define("raw", "probe", COLUMNS)
    store.load("raw", "probe", _days("2026-01-01"))
    store.define("raw", "probe", (*COLUMNS, StoredColumn(name="late", kind="text")))
    assert store.read("SELECT late FROM raw.probe")["late"].isna().tolist() == [True]
    store.load("raw", "probe", pd.DataFrame({"late": ["x"]}))
    assert store.read("SELECT late FROM raw.probe ORDER BY late")["late"].fillna("").tolist() == ["x", ""]


def test_a_folder_of_another_project_is_refused(project: Project, tmp_path: Path) -> None:
    with open_store(project):
        pass
    shared = {"engine": "spark", "spark": {"folder": str(project.data / "tables")}}
    other = Project(tmp_path / "other", Settings.model_validate(shared))
    with pytest.raises(StoreError, match="holds tables of another project"), open_store(other):
        pass


def test_a_folder_that_is_gone_is_named(project: Project) -> None:
    with open_store(project):
        pass
    (project.data / "tables").rename(project.data / "elsewhere")
    with pytest.raises(StoreError, match="holds no tables any more"), open_store(project):
        pass


def test_a_store_made_without_spark_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    with open_store(Project(tmp_path, Settings())):
        pass
    with pytest.raises(StoreError, match="without Spark"), open_store(Project(tmp_path, Settings(engine="spark"))):
        pass


def test_a_store_made_for_spark_is_not_taken_for_an_empty_one(project: Project) -> None:
    with open_store(project):
        pass
    with pytest.raises(StoreError, match="engine: spark"), open_store(Project(project.home, Settings())):
        pass


def test_the_published_tables_are_read_without_spark_or_its_books(project: Project, store: Store) -> None:
    store.replace("marts", "m", pd.DataFrame({"a": [1]}))
    store.publish()
    program = """
import sys
from pathlib import Path
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_published
with open_published(Project(Path(sys.argv[1]), Settings(engine="spark"))) as reader:
    print(reader.read("SELECT a FROM m")["a"].tolist(), reader.tables("raw"))
print([name for name in ("pyspark", "py4j", "sqlglot") if name in sys.modules])
"""
    said = subprocess.run(
        [sys.executable, "-c", program, str(project.home)], capture_output=True, text=True, check=True
    ).stdout
    assert said.splitlines() == ["[1] []", "[]"]
