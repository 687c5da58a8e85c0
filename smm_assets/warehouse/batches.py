"""Rows of whole tables as Arrow, piece by piece, with the same types whatever the engine.

Belongs here: which Arrow type a stored column has. Not here: getting rows out of an engine, or into one (`store`).
"""

import re
from collections.abc import Mapping

import pyarrow as pa

from smm_assets.errors import StoreError

PIECE = 50_000
_TYPES: Mapping[str, pa.DataType] = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "DOUBLE": pa.float64(),
}
_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")


def arrow_schema(columns: Mapping[str, str]) -> pa.Schema:
    """The Arrow types of columns given as name → SQL type. Raises StoreError for a type no table of ours has."""
    return pa.schema([(name, arrow_type(name, kind)) for name, kind in columns.items()])


def arrow_type(name: str, kind: str) -> pa.DataType:
    """The Arrow type of one column of a SQL type. Raises StoreError as `arrow_schema` does."""
    exact = _DECIMAL.fullmatch(kind)
    if exact:
        return pa.decimal128(int(exact[1]), int(exact[2]))
    if kind not in _TYPES:
        raise StoreError(f"column {name} has type {kind}, which no table of this software has")
    return _TYPES[kind]
