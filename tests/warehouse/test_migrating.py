"""Stores written by earlier versions of the software are brought to today's shape with every row they hold.

`stores/version_1.sql` is the first shape, as it was. Each step after it is tested on rows, on both engines.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from smm_assets.errors import StoreError
from smm_assets.schema import AD_DELIVERY, POST, RAW_TABLES
from smm_assets.settings import Project
from smm_assets.warehouse import Store, StoredColumn, open_store, raw_rows
from smm_assets.warehouse.bookkeeping import BOOKKEEPING
from smm_assets.warehouse.migrations import MIGRATIONS
from tests.postgres import Server

FIRST_SHAPE = (Path(__file__).parent / "stores" / "version_1.sql").read_text(encoding="utf-8")
NOON = dt.datetime(2026, 7, 4, 12)
DAYS = (dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 6, 30), dt.date(2026, 7, 1))


@pytest.fixture
def kept_in(engine: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A place without any store."""
    if engine == "duckdb":
        yield "embedded"
        return
    server: Server = request.getfixturevalue("postgres_server")
    url = server.empty()
    yield url
    server.drop(url)


@pytest.fixture
def old(project: Project, engine: str) -> Any:
    """A project whose store has the first shape and no rows; statements are run by the engine itself."""
    project.data.mkdir(parents=True, exist_ok=True)

    def run(*statements: str) -> None:
        if engine == "duckdb":
            with duckdb.connect(str(project.warehouse)) as connection:
                for statement in statements:
                    connection.execute(statement)
            return
        server = create_engine(project.settings.store.get_secret_value(), poolclass=NullPool)
        with server.begin() as shell:
            for statement in statements:
                shell.exec_driver_sql(statement.replace("%", "%%"))
        server.dispose()

    spelled = {} if engine == "duckdb" else {"VARCHAR": 'TEXT COLLATE "C"', "DOUBLE": "DOUBLE PRECISION"}
    run(re.sub("|".join(spelled) or "$^", lambda found: spelled[found[0]], FIRST_SHAPE))
    return run


def _row(table: Any, day: dt.date, number: int) -> dict[str, object]:
    """A row of a raw table with something in every column that may not be empty, and a few more."""
    filled: Mapping[str, object] = {
        "text": f"Ünï '{number}'",
        "day": day,
        "moment": NOON,
        "count": number,
        "flag": True,
    }
    row = {column.name: filled[column.kind] for column in table.columns if not column.nullable}
    return row | {"period_start": day, "period_end": day, "file_id": f"f{number % 2}", "part": "", "row_number": number}


def _literal(value: object) -> str:
    return str(value) if isinstance(value, (int, Decimal)) else "'" + str(value).replace("'", "''") + "'"


def _inserted(table: Any, row: Mapping[str, object]) -> str:
    return f'INSERT INTO raw."{table.name}" ({", ".join(row)}) VALUES ({", ".join(map(_literal, row.values()))})'


def _told(store: Store, table: Any, row: Mapping[str, object]) -> list[dict[str, object]]:
    found = store.read(f'SELECT {", ".join(row)} FROM raw."{table.name}" ORDER BY row_number')
    return [{name: _plain(value) for name, value in one.items()} for one in found.to_dict("records")]


def _plain(value: object) -> object:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value


def test_a_store_of_the_first_version_opens_with_all_its_rows_and_takes_new_ones(project: Project, old: Any) -> None:
    rows = [_row(AD_DELIVERY, day, number) | {"spend_original": Decimal("0.100000")} for number, day in enumerate(DAYS)]
    old(*[_inserted(AD_DELIVERY, row) for row in rows])
    others = {name: _row(table, DAYS[0], 7) for name, table in RAW_TABLES.items() if table is not AD_DELIVERY}
    old(*[_inserted(RAW_TABLES[name], row) for name, row in others.items()])
    old("INSERT INTO ops.arrival (arrival_id) VALUES ('a')", "INSERT INTO state.plan_version (version) VALUES (3)")
    for _ in range(2):
        with open_store(project) as store:
            assert _told(store, AD_DELIVERY, rows[0]) == rows
            assert all(_told(store, RAW_TABLES[name], row) == [row] for name, row in others.items())
            assert store.read("SELECT arrival_id FROM ops.arrival")["arrival_id"].tolist() == ["a"]
            assert store.read("SELECT version FROM state.plan_version")["version"].tolist() == [3]
            versions = store.read("SELECT version FROM ops.schema_version ORDER BY version")["version"].tolist()
            assert versions == [1, *(migration.version for migration in MIGRATIONS[1:])]
    with open_store(project) as store:
        for table in RAW_TABLES.values():
            assert list(store.columns("raw", table.name)) == table.names()
            assert store.comments("raw", table.name)[""] == f"Grain: {table.grain}"
        assert all(store.exists(table.schema, table.name) for table in BOOKKEEPING)
        raw_rows.add(store, "ad_delivery", pd.DataFrame([_row(AD_DELIVERY, dt.date(2027, 2, 3), 9)]))
        assert store.read("SELECT count(*) AS n FROM raw.ad_delivery")["n"].tolist() == [5]


SERVER = pytest.mark.parametrize("engine", ["postgres"], indirect=True)


def _partitions(store: Store, table: str) -> list[str]:
    found = store.read(
        f"SELECT inhrelid::regclass::text AS p FROM pg_inherits WHERE inhparent = 'raw.{table}'::regclass"
    )
    return sorted(found["p"])


@SERVER
def test_on_a_server_its_raw_rows_then_lie_by_quarters(project: Project, old: Any) -> None:
    old(*[_inserted(AD_DELIVERY, _row(AD_DELIVERY, day, number)) for number, day in enumerate(DAYS)])
    with open_store(project) as store:
        quarters = [f"raw.ad_delivery_{quarter}" for quarter in ("2025_q4", "2026_q1", "2026_q2", "2026_q3")]
        assert _partitions(store, "ad_delivery") == quarters
        assert _partitions(store, "post") == []
        assert store.tables("raw") == sorted(RAW_TABLES)


@SERVER
def test_views_of_models_are_given_up_for_it_and_a_view_of_somebody_else_stops_it(project: Project, old: Any) -> None:
    old(_inserted(AD_DELIVERY, _row(AD_DELIVERY, DAYS[0], 1)))
    old("CREATE VIEW staging.ours AS SELECT row_key FROM raw.ad_delivery", "CREATE SCHEMA mine")
    old("CREATE VIEW mine.own AS SELECT row_key FROM staging.ours")
    with pytest.raises(StoreError, match=r"mine\.own reads it"), open_store(project):
        pass
    old("DROP VIEW mine.own")
    with open_store(project) as store:
        assert store.tables("staging") == []
        assert len(store.read("SELECT * FROM raw.ad_delivery")) == 1


@SERVER
def test_days_and_files_are_found_without_looking_through_other_quarters(project: Project) -> None:
    with open_store(project) as store:
        for number, day in enumerate(DAYS):
            raw_rows.add(store, "ad_delivery", pd.DataFrame([_row(AD_DELIVERY, day, number)]))
        asked = "SELECT * FROM raw.ad_delivery WHERE period_start BETWEEN DATE '2026-05-01' AND DATE '2026-06-30'"
        plan = "\n".join(store.read(f"EXPLAIN {asked}").iloc[:, 0])
        assert set(re.findall(r"ad_delivery_\d{4}_q\d", plan)) == {"ad_delivery_2026_q2"}
        raw_rows.retract(store, "ad_delivery", "f1", "", at=NOON)
        kept = store.read("SELECT row_number FROM raw.ad_delivery WHERE retracted_at IS NULL ORDER BY 1")
        assert kept["row_number"].tolist() == [0, 2]
        raw_rows.take_back(store, "ad_delivery", "f0", "", NOON)
        assert store.read("SELECT count(*) AS n FROM raw.ad_delivery")["n"].tolist() == [2]
        indexed = store.read("SELECT indexdef FROM pg_indexes WHERE tablename = 'ad_delivery_2026_q3'")["indexdef"]
        assert sorted(re.findall(r"\((.*)\)", "\n".join(indexed))) == ["file_id, part", "period_start"]


@SERVER
@pytest.mark.parametrize("day", [dt.date(1, 1, 1), dt.date(1969, 12, 31), dt.date(9999, 12, 31)])
def test_a_day_of_any_year_has_its_place(project: Project, day: dt.date) -> None:
    with open_store(project) as store:
        store.load("raw", "outcome", pd.DataFrame([_row(RAW_TABLES["outcome"], day, 1)]))
        assert store.read("SELECT period_start FROM raw.outcome")["period_start"].tolist() == [day]


@SERVER
def test_many_rows_whose_load_was_undone_do_not_trouble_what_is_built_after(project: Project) -> None:
    many = pd.DataFrame([_row(POST, DAYS[0], 1)] * 25_000)
    delivery = pd.DataFrame([_row(AD_DELIVERY, DAYS[0], 1)] * 25_000)
    one = (StoredColumn(name="n", kind="count"),)
    with open_store(project) as store:
        with suppress(RuntimeError), store.transaction():
            raw_rows.add(store, "ad_delivery", delivery)
            raise RuntimeError("the file turned out to be broken")
        assert _partitions(store, "ad_delivery") == []
        raw_rows.add(store, "post", many)
        store.materialize("staging", "counted", "SELECT count(*) AS n FROM raw.post", "table", one)
        assert store.read("SELECT n FROM staging.counted")["n"].tolist() == [25_000]
        raw_rows.add(store, "ad_delivery", delivery)
        store.materialize("staging", "counted", "SELECT count(*) AS n FROM raw.ad_delivery", "table", one)
        known = store.read("SELECT reltuples FROM pg_class WHERE relname IN ('ad_delivery', 'ad_delivery_2025_q4')")
        assert known["reltuples"].tolist() == [25_000, 25_000]


@SERVER
def test_a_large_table_made_by_days_has_an_index_that_goes_when_it_is_filled_anew(project: Project) -> None:
    columns = (StoredColumn(name="day", kind="day"), StoredColumn(name="text", kind="text"))
    rows = """SELECT CAST(DATE '2026-01-01' + CAST(n % 100 AS INTEGER) AS DATE) AS day, repeat('x', 900) AS text
        FROM generate_series(1, {}) AS g (n)"""
    found = "SELECT indexdef FROM pg_indexes WHERE tablename = 'by_days'"
    march = [(dt.date(2026, 3, 1), dt.date(2026, 3, 2))]
    with open_store(project) as store:
        store.materialize("staging", "by_days", rows.format(100), "table", columns)
        store.refresh("staging", "by_days", rows.format(100), columns, "day", march)
        assert store.read(found).empty
        for _ in range(2):
            store.materialize("staging", "by_days", rows.format(12_000), "table", columns)
            assert store.read(found).empty
            assert store.refresh("staging", "by_days", rows.format(12_000), columns, "day", march) == 240
            assert ["(day)" in text for text in store.read(found)["indexdef"]] == [True]
        assert store.read("SELECT count(*) AS n FROM staging.by_days")["n"].tolist() == [12_000]
