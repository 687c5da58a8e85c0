"""Spark Connect, and books in PostgreSQL: the process has no Java, and no file of its own holds a table."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import Server
from tests.standalone import connect_server

WORK = """
import json, sys
from datetime import date
from pathlib import Path
import pandas as pd
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import StoredColumn, open_published, open_store
home, address, folder, books = sys.argv[1:]
spark = {"engine": "spark", "store": books, "spark": {"master": address, "folder": folder, "small_mb": 0}}
project = Project(Path(home), Settings.model_validate(spark))
columns = (StoredColumn(name="n", kind="count"), StoredColumn(name="day", kind="day"))
with open_store(project) as store:
    store.define("staging", "given", columns)
    days = [date(2026, 3, day) for day in range(1, 11)]
    store.load("staging", "given", pd.DataFrame({"n": range(10), "day": days}))
    store.materialize("marts", "m", "SELECT n, day FROM staging.given", "table", columns)
    ranges = [(date(2026, 3, 2), date(2026, 3, 3))]
    changed = store.refresh("marts", "m", "SELECT n + 100 AS n, day FROM staging.given", columns, "day", ranges)
    store.publish()
with open_published(project) as reader:
    rows = reader.read("SELECT n FROM marts.m ORDER BY day")["n"].tolist()
    runs = int(reader.read("SELECT COUNT(*) AS n FROM ops.run")["n"].iloc[0])
print(json.dumps([changed, rows, runs]))
"""


@pytest.mark.skipif(os.environ.get("SMM_RUN_ON_SPARK") != "whole", reason="takes a minute: SMM_RUN_ON_SPARK=whole")
def test_tables_are_made_over_spark_connect_without_java_and_the_books_lie_in_postgresql(
    tmp_path: Path, master: str, postgres_server: Server
) -> None:
    books = postgres_server.empty()
    try:
        with connect_server(master) as address:
            command = [sys.executable, "-c", WORK, str(tmp_path / "shop"), address, str(tmp_path / "tables"), books]
            env = {**os.environ, "PATH": "/nowhere", "JAVA_HOME": "/nowhere"}
            done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=600, check=False)
    finally:
        postgres_server.drop(books)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == [2, [0, 101, 102, 3, 4, 5, 6, 7, 8, 9], 0]
    assert list((tmp_path / "tables").rglob("*.parquet"))
    assert not list((tmp_path / "shop").rglob("*.duckdb"))
