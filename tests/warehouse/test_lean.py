"""Rows in few bytes are the same rows, to whoever reads them and to every store."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.warehouse import Store, StoredColumn
from smm_assets.warehouse.lean import in_one, lean

TEXTS = st.lists(st.one_of(st.none(), st.text(max_size=3)), max_size=40)
KINDS = {
    "name": "text",
    "key": "text",
    "nothing": "text",
    "money": "money",
    "unpaid": "money",
    "day": "day",
    "n": "count",
}


def dense(table: pa.Table) -> dict[str, list[object]]:
    return {name: table[name].to_pylist() for name in table.column_names}


@given(TEXTS, st.integers(1, 3))
def test_every_value_stays_where_it_was(texts, times):
    column = pa.chunked_array([pa.array(texts, pa.string())] * times)
    numbers = pa.chunked_array([pa.array([len(text or "") or None for text in texts], pa.int64())] * times)
    rows = pa.table({"text": column, "number": numbers})
    assert dense(lean(rows)) == dense(rows)
    assert in_one(column).to_pylist() == column.to_pylist()


def rows_of(count: int) -> pa.Table:
    return pa.table(
        {
            "name": pa.array([("Brand", "Sommer é", None)[number % 3] for number in range(count)], pa.string()),
            "key": pa.array([f"key {number}" for number in range(count)], pa.string()),
            "nothing": pa.nulls(count, pa.string()),
            "money": pa.array([Decimal(number) / 8 for number in range(count)], pa.decimal128(18, 6)),
            "unpaid": pa.nulls(count, pa.decimal128(18, 6)),
            "day": pa.array([date(2026, 5, 1 + number % 31) for number in range(count)], pa.date32()),
            "n": pa.array(range(count), pa.int64()),
        }
    )


def test_texts_that_repeat_are_told_once_and_columns_of_nothing_take_no_bytes():
    rows = lean(rows_of(3000))
    assert pa.types.is_dictionary(rows["name"].type)
    assert rows["key"].type == pa.string(), "a key never repeats"
    assert rows["nothing"].type == rows["unpaid"].type == pa.null()
    assert rows.nbytes < rows_of(3000).nbytes * 0.7


def test_a_store_holds_the_same_whichever_way_rows_come(store: Store) -> None:
    columns = [StoredColumn(name=name, kind=kind) for name, kind in KINDS.items()]
    rows = rows_of(60)
    for name, given_ in (("as_they_are", rows), ("lean", lean(rows))):
        store.define("staging", name, columns)
        store.load("staging", name, given_)
    held = [store.read(f"SELECT * FROM staging.{name} ORDER BY n") for name in ("as_they_are", "lean")]
    assert len(held[0]) == 60
    pd.testing.assert_frame_equal(*held)
