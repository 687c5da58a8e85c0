"""Which tables and days are taken, whose they are, and what a table that comes back to an earlier state means."""

import csv
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from smm_assets.ingest.landing.intake import ingest
from smm_assets.settings import Project
from smm_assets.warehouse import Store

NOW = datetime(2026, 11, 21, 6)
Point = Callable[..., Project]
ONE_ACCOUNT = [{"name": "Mug ads", "network": "meta", "currency": "PLN"}]
TWO_ACCOUNTS = [*ONE_ACCOUNT, {"name": "Cup ads", "network": "meta", "account_id": "77", "currency": "SEK"}]


def later(days: float) -> datetime:
    return NOW + timedelta(days=days)


def entry(database: Any, **more: object) -> dict[str, object]:
    return {"name": "connector", "url": database.url, **more}


def newest(project: Project, table: str) -> list[list[str]]:
    """Header and rows of the newest archived file of a table."""
    path = max(project.archive.rglob(f"*{table}.csv"), key=lambda path: path.stat().st_mtime_ns)
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))


def spend(store: Store, day: str = "2026-11-20") -> list[str]:
    """The newest spend of ad 8811 on a day."""
    found = store.read(
        f"SELECT spend_original FROM raw.ad_delivery WHERE ad_key = '8811' AND period_start = DATE '{day}' "
        "ORDER BY exported_at DESC LIMIT 1"
    )
    return [str(value) for value in found["spend_original"]]


def statuses(rows: Sequence[Any]) -> list[tuple[str, str]]:
    return sorted((row.name, row.status) for row in rows)


def test_the_file_in_the_archive_is_the_table_without_the_moment_of_synchronisation(
    sqlite: Any, point: Point, store: Store
) -> None:
    project = point(entry(sqlite, tables=["basic_ad"]))
    ingest(project, store, now=NOW)
    assert newest(project, "main.basic_ad") == [
        ["ad_id", "date", "account_id", "impressions", "inline_link_clicks", "spend", "reach"],
        ["8811", "2026-11-19", "900100", "4000", "40", "12.3450", "3100"],
        ["8811", "2026-11-20", "900100", "5000", "55", "20.5", "3900"],
        ["8812", "2026-11-20", "900100", "1000", "9", "7", "800"],
    ]


@pytest.mark.parametrize("engine", ["sqlite", "duckdb", "postgres"])
def test_days_count_back_from_the_newest_one_so_that_a_table_at_rest_stays_the_same(
    engine: str, request: pytest.FixtureRequest, point: Point, store: Store
) -> None:
    database = request.getfixturevalue(engine)
    where = {"schema": "facebook_ads"} if database.schemas else {}
    project = point(entry(database, **where, tables=["basic_ad"], days=2))
    database.basic_ad(("8811", "2026-11-18", 1, 1, 1, 1), ("8811", "2026-09-01", 1, 1, 1, 1))
    ingest(project, store, now=NOW)
    assert {row[1] for row in newest(project, "basic_ad")[1:]} == {"2026-11-19", "2026-11-20"}
    assert [row.status for row in ingest(project, store, now=later(30))] == ["unchanged"]


def test_all_days_are_taken_where_that_is_asked_for(sqlite: Any, point: Point, store: Store) -> None:
    sqlite.basic_ad(("8811", "2019-01-01", 1, 1, 1, 1))
    project = point(entry(sqlite, tables=["basic_ad"], days=0))
    ingest(project, store, now=NOW)
    assert newest(project, "basic_ad")[1][1] == "2019-01-01"


def test_a_day_in_the_future_or_that_nobody_can_read_moves_no_window(sqlite: Any, point: Point, store: Store) -> None:
    sqlite.basic_ad(("8899", "2031-01-01", 1, 1, 1, 1), ("8898", "someday", 1, 1, 1, 1))
    project = point(entry(sqlite, tables=["basic_ad"]))
    ingest(project, store, now=NOW)
    assert {row[1] for row in newest(project, "basic_ad")[1:]} == {"2026-11-19", "2026-11-20", "2031-01-01", "someday"}


def test_rows_the_connector_marks_as_deleted_are_not_taken(sqlite: Any, point: Point, store: Store) -> None:
    sqlite.run(
        "ALTER TABLE basic_ad ADD COLUMN _fivetran_deleted boolean",
        "UPDATE basic_ad SET _fivetran_deleted = (ad_id = '8812')",
    )
    project = point(entry(sqlite, tables=["basic_ad"]))
    ingest(project, store, now=NOW)
    assert {row[0] for row in newest(project, "basic_ad")[1:]} == {"8811"}


def test_a_table_that_returns_to_what_it_was_is_the_newest_again(sqlite: Any, point: Point, store: Store) -> None:
    project = point(entry(sqlite, tables=["basic_ad"]))
    change = "UPDATE basic_ad SET spend = {} WHERE ad_id = '8811' AND date = '2026-11-20'"
    seen = []
    for day, value in enumerate((20.5, 21, 20.5, 20.5, 21)):
        sqlite.run(change.format(value))
        (row,) = ingest(project, store, now=later(day))
        seen.append((row.status, *spend(store)))
    assert seen == [
        ("loaded", "20.500000"),
        ("loaded", "21.000000"),
        ("loaded", "20.500000"),
        ("unchanged", "20.500000"),
        ("loaded", "21.000000"),
    ]
    assert len(store.read("SELECT DISTINCT file_id FROM raw.ad_delivery")) == 2


def test_what_came_later_is_newer_whatever_the_connector_says(sqlite: Any, point: Point, store: Store) -> None:
    project = point(entry(sqlite, tables=["basic_ad"]))
    ingest(project, store, now=NOW)
    sqlite.run("UPDATE basic_ad SET spend = 21 WHERE ad_id = '8811' AND date = '2026-11-20'")
    ingest(project, store, now=later(1))
    assert spend(store) == ["21.000000"]


def test_a_table_that_was_dropped_as_a_file_before_is_told_once(sqlite: Any, point: Point, store: Store) -> None:
    project = point(entry(sqlite, tables=["basic_ad"]))
    ingest(project, store, now=NOW)
    again = point({"name": "other", "url": sqlite.url, "tables": ["basic_ad"]})
    assert [row.status for row in ingest(again, store, now=later(1))] == ["duplicate"]
    assert [row.status for row in ingest(again, store, now=later(2))] == ["unchanged"]


def test_a_table_without_rows_is_nothing_new(sqlite: Any, point: Point, store: Store) -> None:
    sqlite.run("DELETE FROM basic_ad")
    project = point(entry(sqlite, tables=["basic_ad"]))
    assert statuses(ingest(project, store, now=NOW)) == [("main.basic_ad.csv", "empty")]
    assert store.read("SELECT * FROM ops.arrival").empty


def test_only_files_that_are_named_are_loaded_when_files_are_named(
    sqlite: Any, point: Point, store: Store, tmp_path: Any
) -> None:
    path = tmp_path / "words.txt"
    path.write_text("nothing here\n", encoding="utf-8")
    assert statuses(ingest(point(entry(sqlite)), store, now=NOW, files=[path])) == [("words.txt", "unrecognised")]


def test_views_are_taken_only_where_they_are_named(sqlite: Any, point: Point, store: Store) -> None:
    sqlite.run("CREATE VIEW basic_ad_recent AS SELECT * FROM basic_ad WHERE date > '2026-11-19'")
    assert [row.name for row in ingest(point(entry(sqlite)), store, now=NOW)] == [
        "main.basic_ad.csv",
        "main.campaign_stats.csv",
    ]
    rows = ingest(point(entry(sqlite, tables=["*_RECENT"])), store, now=later(1))
    assert statuses(rows) == [("main.basic_ad_recent.csv", "loaded")]


def test_names_and_columns_in_capitals_are_the_same(duckdb: Any, point: Point, store: Store) -> None:
    duckdb.run(
        'CREATE SCHEMA "FACEBOOK_CAPS"',
        'CREATE TABLE "FACEBOOK_CAPS"."BASIC_AD" AS SELECT ad_id AS "AD_ID", date AS "DATE", '
        'account_id AS "ACCOUNT_ID", impressions AS "IMPRESSIONS", spend AS "SPEND", '
        'inline_link_clicks AS "INLINE_LINK_CLICKS", '
        '_fivetran_synced AS "_FIVETRAN_SYNCED" FROM facebook_ads.basic_ad',
    )
    rows = ingest(point(entry(duckdb, schema="facebook_caps", tables=["basic_ad"])), store, now=NOW)
    assert [(row.name, row.rows_loaded) for row in rows] == [("FACEBOOK_CAPS.BASIC_AD.csv", 3)]
    assert [str(row.exported_at) for row in rows] == ["2026-11-21 04:00:00"]


def test_the_account_of_the_entry_supplies_what_the_rows_lack(sqlite: Any, point: Point, store: Store) -> None:
    sqlite.run("ALTER TABLE basic_ad DROP COLUMN account_id")
    held = point(entry(sqlite, tables=["basic_ad"]), accounts=TWO_ACCOUNTS)
    (row,) = ingest(held, store, now=NOW)
    assert (row.status, "which currency" in str(row.reason)) == ("held", True)
    said = point(entry(sqlite, tables=["basic_ad"], account="Cup ads"), accounts=TWO_ACCOUNTS)
    (row,) = ingest(said, store, now=later(1))
    assert (row.status, row.account, row.currency) == ("loaded", "77", "SEK")


def test_a_table_that_stays_refused_adds_nothing_to_the_ledger(sqlite: Any, point: Point, store: Store) -> None:
    project = point(entry(sqlite, tables=["basic_ad"]), accounts=[])
    first = ingest(project, store, now=NOW)
    again = ingest(project, store, now=later(1))
    assert [row.status for row in (*first, *again)] == ["held", "held"]
    assert again[0].cure
    assert len(store.read("SELECT * FROM ops.arrival")) == 1
    (row,) = ingest(point(entry(sqlite, tables=["basic_ad"]), accounts=ONE_ACCOUNT), store, now=later(2))
    assert (row.status, row.currency) == ("loaded", "PLN")
    assert len(store.read("SELECT * FROM ops.arrival")) == 1


def test_a_large_table_is_read_in_pieces(duckdb: Any, point: Point, store: Store) -> None:
    day = date(2026, 11, 1).isoformat()
    duckdb.run(
        "INSERT INTO facebook_ads.basic_ad SELECT 90000 + i, DATE "
        f"'{day}', 900100, 10, 1, 0.01, 9, TIMESTAMPTZ '2026-11-21 04:00:00+00' FROM range(50000) AS t(i)"
    )
    (row,) = ingest(point(entry(duckdb, schema="facebook_ads", tables=["basic_ad"])), store, now=NOW)
    assert (row.rows_loaded, str(row.sums["spend_original"])) == (50_003, "539.845000")
