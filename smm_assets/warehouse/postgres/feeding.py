"""Rows of a frame as the bytes COPY reads.

Belongs here: Arrow columns to CSV. Not here: the types of the frame (`frames`) or the statement (`store`).
"""

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from smm_assets.warehouse import frames

PIECE = 20_000
# Texts stand in quotes and NULL does not, so that an empty text stays one.
_WRITTEN = csv.WriteOptions(include_header=False, quoting_style="needed")


def fed(frame: frames.Rows, types: Mapping[str, str]) -> pa.Table:
    """The frame's columns as the server reads them. types: column → SQL type. Raises StoreError naming a column."""
    table = frames.to_arrow(frame, types)
    return pa.table({name: _plain(table.column(name), types[name]) for name in table.column_names})


def pieces(table: pa.Table) -> Iterator[bytes]:
    """CSV of the columns, in their order."""
    for batch in table.to_batches(max_chunksize=PIECE):
        sink = pa.BufferOutputStream()
        csv.write_csv(batch, sink, _WRITTEN)
        yield sink.getvalue().to_pybytes()


def _plain(column: pa.ChunkedArray, sql_type: str) -> pa.ChunkedArray:
    """As the server reads it: texts one by one, decimals in digits, whole numbers without places."""
    if pa.types.is_dictionary(column.type):
        return column.cast(pa.string())
    if pa.types.is_decimal(column.type):
        if sql_type == "BIGINT":
            return pc.round(column, 0, "half_towards_infinity").cast(pa.int64())
        return column.cast(pa.float64() if sql_type == "DOUBLE" else pa.string())
    return column
