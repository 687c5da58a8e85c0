"""Values between pandas and the store's types, through Arrow: exact money, real NULLs, no Python per cell.

Belongs here: conversion of whole columns. Not here: SQL or connections.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.errors import StoreError
from smm_assets.warehouse.batches import arrow_type
from smm_assets.warehouse.lean import in_one

# PostgreSQL cannot hold it; every store keeps the mark Unicode has for what could not be shown.
_NUL = "\0"
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


Rows: TypeAlias = "pd.DataFrame | pa.Table"


def names_of(frame: Rows) -> list[str]:
    """Its columns."""
    return frame.column_names if isinstance(frame, pa.Table) else [str(name) for name in frame.columns]


def to_arrow(frame: Rows, types: Mapping[str, str]) -> pa.Table:
    """The frame's columns as Arrow arrays that the engine can cast to `types` (column → SQL type) without loss.

    Raises StoreError naming the column whose values do not fit its type.
    """
    names = names_of(frame)
    doubled = next((name for name in names if names.count(name) > 1), None)
    if doubled is not None:
        raise StoreError(f"column '{doubled}' is there twice in the rows to store")
    arrays = {}
    for name in names:
        try:
            arrays[name] = _array(frame[name], types[name], name)
        except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
            seen = str(error).splitlines()[0]
            raise StoreError(f"column '{name}': values do not fit {types[str(name)]} ({seen})") from error
    return pa.table(arrays)


def inferred_type(series: pd.Series) -> str:
    """Kind of column a series becomes when nothing is declared; text when it holds nothing."""
    kind = _plain(series).type
    if pa.types.is_boolean(kind):
        return "flag"
    if pa.types.is_integer(kind):
        return "count"
    if pa.types.is_floating(kind):
        return "ratio"
    if pa.types.is_decimal(kind):
        return "decimal"
    if pa.types.is_date(kind):
        return "day"
    return "moment" if pa.types.is_timestamp(kind) else "text"


def from_arrow(table: pa.Table) -> pd.DataFrame:
    """Query result as pandas: see `ReadOnlyStore` for the types."""
    fields = []
    for field in table.schema:
        whole = pa.types.is_decimal(field.type) and field.type.scale == 0
        fields.append(field.with_type(pa.int64()) if whole else field)
    try:
        table = table.cast(pa.schema(fields))
    except pa.ArrowInvalid as error:
        raise StoreError(f"a whole number of the result is too large for 64 bits ({error})") from error
    return table.to_pandas(types_mapper=_NULLABLE.get)


_NULLABLE = {
    **{getattr(pa, f"int{bits}")(): pd.Int64Dtype() for bits in (8, 16, 32, 64)},
    **{getattr(pa, f"uint{bits}")(): pd.Int64Dtype() for bits in (8, 16, 32)},
    pa.bool_(): pd.BooleanDtype(),
}


def _plain(series: pd.Series | pa.ChunkedArray) -> pa.Array:
    array = series if isinstance(series, pa.ChunkedArray) else pa.array(series, from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = in_one(array)
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    return array


def _array(series: pd.Series | pa.ChunkedArray, sql_type: str, name: str) -> pa.Array:
    if isinstance(series, pa.ChunkedArray) and pa.types.is_null(series.type):
        return pa.nulls(len(series), arrow_type(name, sql_type))
    if sql_type.startswith("DECIMAL"):
        return _decimals(series)
    if sql_type == "VARCHAR":
        return _texts(series)
    array = _plain(series)
    if sql_type == "DATE":
        return _days(array)
    if sql_type == "TIMESTAMP":
        return _moments(array)
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        return array
    target = {"BIGINT": pa.int64(), "BOOLEAN": pa.bool_(), "DOUBLE": pa.float64()}.get(sql_type)
    if target is not None and pa.types.is_decimal(array.type):
        return array
    return array if target is None else array.cast(target)


def _decimals(series: pd.Series | pa.ChunkedArray) -> pa.Array:
    try:
        array = _plain(series)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([_printed(value) for value in series], pa.string())
    if pa.types.is_decimal256(array.type):
        return pa.array([_printed(value) for value in series], pa.string())
    if pa.types.is_decimal(array.type) or pa.types.is_integer(array.type):
        return array
    if pa.types.is_floating(array.type) and pc.any(pc.is_inf(array)).as_py():
        raise ValueError("infinite value")
    return array.cast(pa.string())


def _printed(value: object) -> str | None:
    missing = value is None or value is pd.NA or value != value
    if isinstance(value, Decimal) and not missing:
        return format(value, "f")
    return None if missing else str(value)


def _texts(series: pd.Series | pa.ChunkedArray) -> pa.Array:
    """Texts; a column that comes by its distinct ones stays so."""
    if isinstance(series, pa.ChunkedArray) and pa.types.is_dictionary(series.type):
        coded = in_one(series)
        return pa.DictionaryArray.from_arrays(coded.indices, _clean(coded.dictionary))
    try:
        array = _plain(series)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        array = pa.array([None if pd.isna(value) else str(value) for value in series], pa.string())
    return _clean(array)


def _clean(array: pa.Array) -> pa.Array:
    texts = array.cast(pa.string())
    return pc.replace_substring(texts, _NUL, _REPLACEMENT) if _may_hold_nul(texts) else texts


def _may_hold_nul(texts: pa.Array) -> bool:
    """Whether the bytes of the texts hold a zero."""
    _, offsets, data = texts.buffers()
    if data is None or texts.null_count == len(texts):
        return False
    ends = np.frombuffer(offsets, dtype=np.int32)[[texts.offset, texts.offset + len(texts)]]
    return not np.frombuffer(data, dtype=np.uint8)[ends[0] : ends[1]].all()


def _days(array: pa.Array) -> pa.Array:
    if pa.types.is_timestamp(array.type):
        if not pc.all(pc.equal(pc.floor_temporal(array, unit="day"), array), min_count=0).as_py():
            raise ValueError("a day has no time of day")
        return _moments(array).cast(pa.date32())
    return array.cast(pa.string() if pa.types.is_large_string(array.type) else array.type)


def _moments(array: pa.Array) -> pa.Array:
    if pa.types.is_timestamp(array.type):
        return array.cast(pa.timestamp("us"), safe=False)
    return array
