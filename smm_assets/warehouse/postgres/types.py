"""Types of PostgreSQL: how the store's SQL types are spelled there, and results of it as Arrow.

Belongs here: both directions of types. Not here: connections, SQL statements.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa

from smm_assets.errors import StoreError
from smm_assets.warehouse import frames
from smm_assets.warehouse.columns import ColumnLike, quoted, sql_type

# Texts are compared byte by byte, as DuckDB does, whatever the language of the database.
_SPELLED: Mapping[str, str] = {"VARCHAR": "TEXT", "DOUBLE": "DOUBLE PRECISION"}
_BYTES = ' COLLATE "C"'
_NUMERIC = re.compile(r"numeric\((\d+),(\d+)\)")
_KNOWN: Mapping[str, str] = {
    "text": "VARCHAR",
    "character varying": "VARCHAR",
    "timestamp without time zone": "TIMESTAMP",
    "double precision": "DOUBLE",
    "numeric": "DECIMAL",
}


def cast(column: ColumnLike, yielded: int) -> str:
    """A column of a SELECT cast to its type; doubles become decimals as they print, alike on every engine.

    yielded: the number of the type it has so far.
    """
    name, kind = quoted(column.name), sql_type(column.kind)
    printed = f"CAST({name} AS TEXT)" if yielded in _DOUBLES and kind.startswith("DECIMAL") else name
    return f"CAST({printed} AS {_SPELLED.get(kind, kind)}){_BYTES if kind == 'VARCHAR' else ''} AS {name}"


def stored_type(kind: str) -> str:
    """The type of a stored column, from a kind."""
    named = sql_type(kind)
    return f"{_SPELLED.get(named, named)}{_BYTES if named == 'VARCHAR' else ''}"


def known_type(named: str) -> str:
    """The store's spelling of a type as format_type() says it."""
    exact = _NUMERIC.fullmatch(named)
    return f"DECIMAL({exact[1]},{exact[2]})" if exact else _KNOWN.get(named, named.upper())


_DOUBLES = (700, 701)
_ARROW: Mapping[int, pa.DataType] = {
    16: pa.bool_(),
    **dict.fromkeys((20, 21, 23, 26), pa.int64()),
    **dict.fromkeys(_DOUBLES, pa.float64()),
    1082: pa.date32(),
    1114: pa.timestamp("us"),
}
_ZONED, _EXACT = 1184, 1700
_TEXTS = (18, 19, 25, 1042, 1043)


def frame(described: Sequence[Any], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Rows of a query as pandas: see `ReadOnlyStore`. described: the driver's description of its columns.

    Exact numbers that no type limits are whole when none of them has places, as sums of counts are.
    """
    values = list(zip(*rows, strict=True)) if rows else [()] * len(described)
    names = [column.name for column in described]
    try:
        arrays = [_array(column, list(found)) for column, found in zip(described, values, strict=True)]
        return frames.from_arrow(pa.Table.from_arrays(arrays, names=names))
    except pa.ArrowException as error:
        raise StoreError(f"a value of the result has no place in a frame ({error})") from error


def _array(column: Any, values: list[Any]) -> pa.Array:
    code = column.type_code
    if code == _EXACT:
        return _decimals(values, column.precision, column.scale)
    if code == _ZONED:
        plain = [None if value is None else value.astimezone(UTC).replace(tzinfo=None) for value in values]
        return pa.array(plain, pa.timestamp("us"))
    if code in _ARROW:
        return pa.array(values, _ARROW[code])
    printed: Callable[[Any], Any] = (lambda value: value) if code in _TEXTS else str
    return pa.array([None if value is None else printed(value) for value in values], pa.string())


def _decimals(values: list[Decimal | None], precision: int | None, scale: int | None) -> pa.Array:
    if precision is not None and scale is not None:
        return pa.array(values, pa.decimal128(precision, scale))
    places = [max(0, -int(value.as_tuple().exponent)) for value in values if value is not None and value.is_finite()]
    if not max(places, default=0):
        whole = [None if value is None else int(value) for value in values]
        return pa.array(whole, pa.int64())
    return pa.array(values, pa.decimal256(76, min(max(places), 38)))
