"""Large batches of raw rows, which the embedded store keeps as files: the same tables as without."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from smm_assets.errors import StoreError, StoreFull
from smm_assets.schema import RAW_TABLES
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import Store, StoredColumn, open_store, raw_rows
from smm_assets.warehouse.duckdb_store import LARGE_FROM, open_duckdb
from smm_assets.warehouse.migrations import migrate

DAY = dt.date(2026, 3, 1)
MOMENT = dt.datetime(2026, 3, 2, 6)
LATER = dt.datetime(2026, 3, 3, 6)
FROM = 200
MANY = FROM + 7
SUMS = """
SELECT file_id, part, loaded_at, retracted_at, COUNT(*) AS n, COUNT(DISTINCT row_key) AS keys, MIN(period_start) AS low,
    MAX(period_end) AS high, SUM(spend_original) AS spend, SUM(impressions) AS shown, MIN(campaign_name) AS name,
    COUNT(reach) AS reached, SUM(row_number) AS numbers
FROM raw.ad_delivery GROUP BY file_id, part, loaded_at, retracted_at ORDER BY file_id, part, loaded_at"""
Stores = tuple[Store, Store]


def rows(count: int, **other: object) -> pa.Table:
    """So many rows of one part; each key its own, money with six places."""
    numbers = np.arange(count)
    cents = pa.array([Decimal(int(number)).scaleb(-6) for number in numbers], pa.decimal128(18, 6))
    stated = {"text": pa.array(["x"] * count), "count": pa.array([1] * count), "flag": pa.array([False] * count)}
    needed = {column.name: column.kind for column in RAW_TABLES["ad_delivery"].columns if not column.nullable}
    columns: dict[str, object] = {
        **{name: stated[kind] for name, kind in needed.items() if kind in stated and name != "file_id"},
        "part": pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int8)), ["sheet"]),
        "row_number": pa.array(numbers + 2),
        "row_key": pa.array([f"k{number}" for number in numbers]),
        "network": pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int8)), ["meta"]),
        "period_start": pa.array([DAY + dt.timedelta(days=int(number % 31)) for number in numbers]),
        "period_end": pa.array([DAY + dt.timedelta(days=int(number % 31)) for number in numbers]),
        "exported_at": pa.array([MOMENT] * count, pa.timestamp("us")),
        "campaign_name": pa.DictionaryArray.from_arrays(pa.array(numbers % 3), ["Ünïcode", "a,b", None]),
        "spend_original": cents,
        "impressions": pa.array(numbers),
        "retracted_at": pa.nulls(count, pa.timestamp("us")),
        **other,
    }
    return pa.table(columns)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    """One that keeps large batches as files, one that does not."""
    with opened(tmp_path / "apart", tmp_path / "apart" / "raw") as apart, opened(tmp_path / "whole", None) as whole:
        yield apart, whole


@contextmanager
def opened(folder: Path, large: Path | None) -> Iterator[Store]:
    folder.mkdir(exist_ok=True)
    store = open_duckdb(
        folder / "warehouse.duckdb", published=folder / "published.duckdb", large=large, large_from=FROM
    )
    try:
        migrate(store)
        yield store
    finally:
        store.close()


def files(folder: Path) -> int:
    return len(list((folder / "apart" / "raw").glob("*.parquet")))


def both(stores: Stores, change: Callable[[Store], None]) -> None:
    for store in stores:
        change(store)


def added(store: Store, count: int, file: str = "f1", at: dt.datetime = MOMENT, **other: object) -> None:
    raw_rows.add(store, "ad_delivery", raw_rows.stamped(rows(count, **other), file_id=file, at=at))


def same(stores: Stores) -> list[tuple[object, ...]]:
    """What both hold, once it is seen to be the same, row by row too."""
    apart, whole = (store.read(SUMS) for store in stores)
    pd.testing.assert_frame_equal(apart, whole)
    every = [
        store.read("SELECT * FROM raw.ad_delivery ORDER BY file_id, row_key, loaded_at, row_number") for store in stores
    ]
    pd.testing.assert_frame_equal(*every)
    return list(apart[["file_id", "n", "retracted_at"]].astype(object).itertuples(index=False, name=None))


def test_many_rows_are_a_file_and_few_are_not_and_both_are_one_table(stores: Stores, tmp_path: Path) -> None:
    both(stores, lambda store: added(store, 40, "small"))
    assert files(tmp_path) == 0
    both(stores, lambda store: added(store, MANY))
    both(stores, lambda store: added(store, 50, "after"))
    assert files(tmp_path) == 1
    assert [(file, n) for file, n, _ in same(stores)] == [("after", 50), ("f1", MANY), ("small", 40)]


def test_a_part_counts_no_longer_whether_its_rows_are_a_file_or_not(stores: Stores, tmp_path: Path) -> None:
    def change(store: Store) -> None:
        added(store, MANY)
        added(store, 30, at=LATER)
        added(store, MANY, "f2")
        raw_rows.retract(store, "ad_delivery", "f1", "sheet", at=LATER)
        raw_rows.retract(store, "ad_delivery", "f2", "another sheet", at=LATER)

    both(stores, change)
    found = same(stores)
    assert [(file, n, pd.isna(at)) for file, n, at in found] == [
        ("f1", MANY, False), ("f1", 30, False), ("f2", MANY, True)]  # fmt: skip


def test_rows_taken_back_are_gone_with_their_file(stores: Stores, tmp_path: Path) -> None:
    def change(store: Store) -> None:
        added(store, MANY)
        added(store, MANY, at=LATER)
        raw_rows.take_back(store, "ad_delivery", "f1", "sheet", LATER)

    both(stores, change)
    assert [n for _, n, _ in same(stores)] == [MANY]


def test_rows_come_out_in_batches_as_without_files_which_is_what_a_backup_holds(stores: Stores) -> None:
    def change(store: Store) -> None:
        added(store, MANY)
        added(store, 5, "f2")
        raw_rows.retract(store, "ad_delivery", "f1", "sheet", at=LATER)

    both(stores, change)
    apart, whole = (
        pa.concat_tables(store.batches("raw", "ad_delivery")).sort_by(
            [("file_id", "ascending"), ("row_key", "ascending")]
        )
        for store in stores
    )
    assert apart.equals(whole)
    assert len(apart) == MANY + 5


def test_a_transaction_that_is_undone_leaves_no_rows_and_at_the_next_opening_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "apart"
    with opened(folder, folder / "raw") as store:

        def work() -> None:
            with store.transaction():
                added(store, MANY)
                raise RuntimeError("stop")

        with pytest.raises(RuntimeError, match="stop"):
            work()
        assert store.read(SUMS).empty
        assert files(tmp_path) == 1
        added(store, MANY, "f2")
    with opened(folder, folder / "raw") as store:
        assert files(tmp_path) == 1
        assert store.read(SUMS)["file_id"].tolist() == ["f2"]


def test_a_column_the_table_gets_later_is_empty_in_files_from_before(stores: Stores) -> None:
    def change(store: Store) -> None:
        added(store, MANY)
        store.define("raw", "ad_delivery", [StoredColumn(name="new_measure", kind="decimal", description="new")])
        added(store, MANY, "f2", new_measure=pa.array([1] * MANY))
        added(store, 10, "f3", new_measure=pa.array([2] * 10))

    both(stores, change)
    same(stores)
    for store in stores:
        found = store.read("SELECT file_id, SUM(new_measure) AS m FROM raw.ad_delivery GROUP BY 1 ORDER BY 1")
        assert found["m"].astype(object).where(found["m"].notna(), None).tolist() == [None, Decimal(MANY), Decimal(20)]
        assert store.comments("raw", "ad_delivery")["new_measure"] == "new"


@pytest.mark.parametrize(
    "money",
    [
        pa.array([Decimal("1.2345675")] * MANY),  # more places than are stored: the engine rounds
        pa.array([2] * MANY),
        pa.array([None] * MANY, pa.decimal128(18, 6)),
        pa.array([0.1] * MANY),
        pa.nulls(MANY),
    ],
    ids=["places", "whole", "missing", "double", "null"],
)
def test_money_is_stored_as_without_files_whatever_type_it_comes_in(stores: Stores, money: pa.Array) -> None:
    both(stores, lambda store: added(store, MANY, spend_original=money))
    assert [n for _, n, _ in same(stores)] == [MANY]


def test_what_was_published_holds_no_raw_rows_and_can_be_read_without_the_files(stores: Stores, tmp_path: Path) -> None:
    apart, _ = stores
    added(apart, MANY)
    select = "SELECT period_start AS day, spend_original AS spend FROM raw.ad_delivery"
    columns = [StoredColumn(name="day", kind="day"), StoredColumn(name="spend", kind="decimal")]
    apart.materialize("marts", "seen", select, "view", columns)
    apart.publish()
    shutil.rmtree(tmp_path / "apart" / "raw")
    from smm_assets.warehouse.duckdb_published import open_reader

    reader = open_reader(tmp_path / "apart/published.duckdb")
    try:
        assert len(reader.read("SELECT * FROM marts.seen")) == MANY
        assert reader.tables("raw") == []
    finally:
        reader.close()


def test_a_project_that_was_moved_finds_its_files_again_and_one_that_lost_them_says_so(tmp_path: Path) -> None:
    home = tmp_path / "in" / tmp_path.relative_to("/") / "there"  # whose path ends in that of where it goes
    home.mkdir(parents=True)
    with open_store(Project(home, Settings())) as store:
        added(store, LARGE_FROM)
    home.rename(tmp_path / "there")
    moved = Project(tmp_path / "there", Settings())
    with open_store(moved) as store:
        assert store.read(SUMS)["n"].tolist() == [LARGE_FROM]
    shutil.rmtree(moved.large)
    with pytest.raises(StoreError, match="1 of 1 files with raw rows are gone") as told, open_store(moved):
        pass
    assert "backup" in told.value.cure


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_stored(tmp_path: Path) -> None:
    folder = tmp_path / "apart"
    with opened(folder, folder / "raw") as store:
        (folder / "raw").write_text("a file where the folder should be")
        with pytest.raises(StoreFull, match="raw rows cannot be written") as told:
            added(store, MANY)
        assert "Make room" in told.value.cure
        assert store.read(SUMS).empty
