"""Types of Spark: how the store's SQL types are spelled there, and columns and values cast to them.

Belongs here: both directions of types. Not here: sessions, SQL statements.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd
import pyarrow as pa

from smm_assets.warehouse import frames
from smm_assets.warehouse.columns import ColumnLike, sql_type
from smm_assets.warehouse.spark.names import ticked

_SPELLED: Mapping[str, str] = {"VARCHAR": "STRING", "TIMESTAMP": "TIMESTAMP_NTZ"}


def spelled(kind: str) -> str:
    """An SQL type of the store as Spark says it."""
    return _SPELLED.get(kind, kind)


def cast(column: ColumnLike, yielded: str) -> str:
    """A column of a SELECT cast to its type, by the laws of the other engines: doubles become decimals as they print,
    fractions become whole numbers by rounding. yielded: the type it has so far, as Spark says it.
    """
    name, kind = ticked(column.name), sql_type(column.kind)
    value = name
    if yielded in ("double", "float") and kind.startswith("DECIMAL"):
        value = f"CAST({name} AS STRING)"
    elif yielded in ("double", "float") and kind == "BIGINT":
        value = f"RINT({name})"
    elif yielded.startswith("decimal") and kind == "BIGINT":
        value = f"ROUND({name}, 0)"
    return f"CAST({value} AS {spelled(kind)}) AS {name}"


def value_of(value: object) -> object:
    """A parameter as Spark takes it. Moments go as text: it would take them for local time of this machine."""
    if value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, datetime):
        plain = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
        return plain.isoformat(sep=" ")
    return value


def frame(table: pa.Table) -> pd.DataFrame:
    """Rows of a query as pandas: see `ReadOnlyStore`."""
    fields = []
    for one in table.schema:
        kind = one.type
        if pa.types.is_timestamp(kind):
            kind = pa.timestamp("us")
        elif pa.types.is_large_string(kind):
            kind = pa.string()
        fields.append(pa.field(one.name, kind))
    return frames.from_arrow(table.cast(pa.schema(fields)))
