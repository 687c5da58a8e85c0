"""128-bit hashes of rows of text columns: what keys are made of.

Belongs here: the hash and how it is written. Not here: which columns make a key (`keys`). The hash never changes: keys
are kept for ever, and two versions of a fact are one fact because theirs are equal.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_KEYS = ("smm-row-key-high", "smm-row-key-low_")
_BETWEEN = "\x1f"
_WIDTH = 32
_DIGITS = np.frombuffer("".join(f"{byte:02x}" for byte in range(256)).encode(), dtype="<u2")


def halves(columns: Sequence[pa.Array]) -> np.ndarray:
    """The two halves of the hash of each row, shape (rows, 2); null counts as ''."""
    texts = [_texts(column) for column in columns]
    joined = pc.binary_join_element_wise(*texts, _BETWEEN, null_handling="replace", null_replacement="")
    values = joined.cast(pa.binary()).to_numpy(zero_copy_only=False)  # texts would be made bytes of for each half
    if not len(values):
        return np.zeros((0, 2), dtype=np.uint64)
    return np.stack([pd.util.hash_array(values, hash_key=key, categorize=False) for key in _KEYS], axis=1)


def _texts(column: pa.Array) -> pa.Array:
    """A column as text; days, of which there are few, are written once each."""
    if pa.types.is_string(column.type):
        return column
    if not pa.types.is_date(column.type):
        return pc.cast(column, pa.string())
    days = column.dictionary_encode()
    return pc.cast(days.dictionary, pa.string()).take(days.indices)


def written(found: np.ndarray) -> pa.Array:
    """Hashes as 32 hexadecimal digits."""
    digits = _DIGITS[found.astype(">u8").view(np.uint8)]
    offsets = np.arange(0, (len(found) + 1) * _WIDTH, _WIDTH, dtype=np.int32)
    return pa.StringArray.from_buffers(len(found), pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(digits)))


def hashed(columns: Sequence[pa.Array]) -> pa.Array:
    """Hash of each row of some text columns, in hexadecimal digits; null counts as ''."""
    return written(halves(columns))
