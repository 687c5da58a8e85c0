"""Small vectorised tools on text columns held as Arrow arrays.

Belongs here: work on distinct values instead of cells. Not here: what the values mean.
"""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

TEXT = pa.string()


def text_array(values: Iterable[str | None]) -> pa.Array:
    """Arrow array of text."""
    return pa.array(values, type=TEXT)


def trimmed(values: pa.Array) -> pa.Array:
    """White space (also odd spaces) off both ends; blank cells become null."""
    stripped = pc.utf8_trim_whitespace(values)
    return pc.if_else(pc.equal(stripped, ""), pa.scalar(None, TEXT), stripped)


def map_distinct(values: pa.Array, read: Callable[[str], object], kind: pa.DataType = TEXT) -> pa.Array:
    """`read` applied once to every distinct text; nulls stay null."""
    encoded = values.dictionary_encode()
    mapped = pa.array([None if item is None else read(item) for item in encoded.dictionary.to_pylist()], type=kind)
    return mapped.take(encoded.indices)


def mask(values: pa.Array) -> np.ndarray:
    """Arrow booleans as a NumPy mask; null counts as false."""
    return np.asarray(pc.fill_null(values, False).to_numpy(zero_copy_only=False), dtype=bool)


def nulls(count: int, kind: pa.DataType = TEXT) -> pa.Array:
    """A column of nulls."""
    return pa.nulls(count, type=kind)


def constant(value: object, count: int, kind: pa.DataType = TEXT) -> pa.Array:
    """A column of one value."""
    return pa.repeat(pa.scalar(value, type=kind), count)


def series(values: pa.Array) -> pd.Series:
    """Arrow column as a pandas series: text as `str`, everything else Arrow-backed with exact types."""
    if pa.types.is_string(values.type):
        return pd.Series(values.to_pandas(), dtype="str")
    return pd.Series(pd.array(values, dtype=pd.ArrowDtype(values.type)))
