"""Rows in few bytes: what they take on their way between processes, and how large batches are written.

Belongs here: columns by their distinct values or without any. Not here: types of the store (`frames`, `batches`).
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_LOOK = 1000
_OFTEN = 0.4  # fewer different texts than this share of all are kept apart from the rows


def lean(rows: pa.Table) -> pa.Table:
    """The same rows: texts that repeat by their distinct ones, columns that hold nothing as Arrow's type of nulls."""
    return pa.table({name: _lean(in_one(rows[name])) for name in rows.column_names})


def in_one(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece; copied only where it is in several."""
    if column.num_chunks == 1:
        return column.chunk(0)
    array = column.combine_chunks()
    return array.chunk(0) if isinstance(array, pa.ChunkedArray) else array


def _lean(values: pa.Array) -> pa.Array:
    if values.null_count == len(values):
        return pa.nulls(len(values))
    if not pa.types.is_string(values.type) or not _repeats(values):
        return values
    coded = values.dictionary_encode()
    return coded if len(coded.dictionary) < _OFTEN * len(values) else values


def _repeats(texts: pa.Array) -> bool:
    """Whether any of some texts, from everywhere in the column, comes twice; keys of rows never do."""
    some = texts.take(pa.array(np.arange(0, len(texts), max(1, len(texts) // _LOOK))))
    return bool(pc.count_distinct(some, mode="all").as_py() < len(some))
