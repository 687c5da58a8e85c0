"""Small frames of good canonical rows, one per raw table, in the two shapes frames come in."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from smm_assets import schema

NOW = datetime(2026, 11, 22, 6)
ARROW = {
    "text": pa.string(),
    "day": pa.date32(),
    "moment": pa.timestamp("us"),
    "money": pa.decimal128(18, 6),
    "decimal": pa.decimal128(18, 6),
    "share": pa.decimal128(18, 6),
    "count": pa.int64(),
    "flag": pa.bool_(),
}
FILLED: dict[str, Any] = {
    "text": "x",
    "day": date(2026, 11, 1),
    "moment": datetime(2026, 11, 2),
    "money": Decimal("5.000000"),
    "decimal": Decimal("1.000000"),
    "share": Decimal("0.250000"),
    "count": 3,
    "flag": True,
}
SPECIAL: dict[str, Any] = {
    "currency": "EUR",
    "grain": "day",
    "impressions": 1000,
    "clicks": 20,
    "link_clicks": 10,
    "reach": 800,
    "orders": Decimal(2),
}
Rows = Callable[..., pd.DataFrame]


def _rows(table: schema.RawTable, count: int, shape: str, changes: dict[str, dict[int, Any]]) -> pd.DataFrame:
    columns = {}
    for column in table.columns:
        if column.name in ("file_id", "loaded_at"):
            continue
        values = [SPECIAL.get(column.name, FILLED[column.kind])] * count
        if column.name == "row_key":
            values = [f"key {position}" for position in range(count)]
        if column.name == "row_number":
            values = [position + 2 for position in range(count)]
        for position, value in changes.get(column.name, {}).items():
            values[position] = value
        columns[column.name] = _series(values, column.kind, shape)
    return pd.DataFrame(columns)


@pytest.fixture(scope="session")
def make_rows() -> Rows:
    """make_rows(table, count, **changes): Arrow-backed good rows; changes: column → {position: value}."""
    return lambda table, count=4, **changes: _rows(table, count, "arrow", changes)


@pytest.fixture
def good_rows(request: pytest.FixtureRequest) -> Rows:
    """The same; indirectly parametrised with "plain" they are usual pandas columns."""
    shape = getattr(request, "param", "arrow")
    return lambda table, count=4, **changes: _rows(table, count, shape, changes)


def _series(values: list[Any], kind: str, shape: str) -> pd.Series:
    if shape == "arrow":
        return pd.Series(pa.array(values, ARROW[kind]), dtype=pd.ArrowDtype(ARROW[kind]))
    if kind == "count":
        return pd.Series(pd.array(values, dtype="Int64"))
    return pd.Series(values, dtype="str" if kind == "text" else None)
