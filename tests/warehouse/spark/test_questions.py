"""Questions are answered by the process when they read little, by Spark when they read much: with the same answers."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.settings import Project, Settings
from smm_assets.warehouse import Store, StoredColumn, open_store

COLUMNS = (
    StoredColumn(name="day", kind="day"),
    StoredColumn(name="at", kind="moment"),
    StoredColumn(name="spend", kind="money"),
    StoredColumn(name="n", kind="count"),
    StoredColumn(name="name", kind="text"),
)
ROWS = pd.DataFrame(
    {
        "day": [date(2026, 1, 1), date(2026, 1, 31), None],
        "at": [datetime(2026, 1, 1, 23, 59), None, datetime(2026, 7, 1, 12, 30)],
        "spend": [Decimal("0.1"), Decimal("0.2"), None],
        "n": [1, None, 3],
        "name": ["it's", "B", "b"],
    }
)


@pytest.fixture(params=["this process", "Spark"])
def asked(request: pytest.FixtureRequest, tmp_path: Path, on_spark: Settings) -> Iterator[Store]:
    """A store whose questions go to one of the two. ops holds a row too."""
    small = 64 if request.param == "this process" else 0
    terms = on_spark.spark.model_copy(update={"small_mb": small})
    with open_store(Project(tmp_path, on_spark.model_copy(update={"spark": terms}))) as store:
        store.replace("staging", "t", ROWS, COLUMNS)
        store.load("ops", "run", pd.DataFrame({"run_id": ["b"], "started_at": [datetime(2026, 7, 1)]}))
        yield store


def test_values_of_every_type_are_the_same(asked: Store) -> None:
    found = asked.read("SELECT * FROM staging.t ORDER BY name")
    assert found["name"].tolist() == ["B", "b", "it's"]
    assert found["day"].tolist()[::2] == [date(2026, 1, 31), date(2026, 1, 1)]
    assert found["spend"].tolist()[::2] == [Decimal("0.200000"), Decimal("0.100000")]
    assert (str(found["n"].dtype), found["n"].sum()) == ("Int64", 4)
    assert found["at"].tolist()[1:] == [pd.Timestamp("2026-07-01 12:30"), pd.Timestamp("2026-01-01 23:59")]
    assert found["day"].isna().tolist() == [False, True, False]


def test_parameters_and_words_of_duckdb_are_understood(asked: Store) -> None:
    given = {"name": "it's", "since": datetime(2026, 6, 30, 12), "first": date(2026, 1, 1)}
    sql = """
        SELECT DATE_DIFF('day', :first, MAX(t.day)) AS days, COUNT(CASE WHEN t.name = :name THEN 1 END) AS named,
            COUNT(CASE WHEN t.at > :since THEN 1 END) AS late, MIN(r.run_id) AS run, SUM(t.spend) AS spend
        FROM staging.t AS t LEFT JOIN ops.run AS r ON r.run_id = t.name AND r.started_at > :since"""
    row = asked.read(sql, given).iloc[0]
    assert (row["days"], row["named"], row["late"], row["run"], row["spend"]) == (30, 1, 1, "b", Decimal("0.300000"))


def test_what_was_written_to_the_books_meanwhile_is_seen(asked: Store) -> None:
    sql = "SELECT COUNT(*) AS n FROM ops.run AS r CROSS JOIN staging.t AS t"
    assert asked.read(sql)["n"].tolist() == [3]
    asked.load("ops", "run", pd.DataFrame({"run_id": ["c"]}))
    assert asked.read(sql)["n"].tolist() == [6]
    asked.execute("DELETE FROM ops.run WHERE run_id = :id", {"id": "b"})
    assert asked.read(sql)["n"].tolist() == [3]
