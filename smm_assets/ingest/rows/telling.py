"""A number for what some cells of a record say together, so that records can be told apart quickly.

Belongs here: that number, which is kept nowhere. Not here: keys of facts (`keys`), which are kept for ever.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.rows.arrays import Cells

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def told_apart(columns: Sequence[Cells]) -> np.ndarray:
    """64 bits for each record, equal where the texts of all columns are; a null is as good as a blank."""
    found = np.zeros(len(columns[0]) if columns else 0, dtype=np.uint64)
    for cells in columns:
        own = _hashes(cells.texts)
        found = (found ^ (found >> _SHIFT)) * _FACTOR
        found += own if cells.places is None else own[cells.places.to_numpy(zero_copy_only=False)]
    return found


def coming_again(numbers: Sequence[np.ndarray]) -> int:
    """Records whose number an earlier one has."""
    together = np.sort(np.concatenate(numbers)) if numbers else np.zeros(0, dtype=np.uint64)
    return int((together[1:] == together[:-1]).sum())


def _hashes(texts: pa.Array) -> np.ndarray:
    values = pc.fill_null(texts, "").cast(pa.binary()).to_numpy(zero_copy_only=False)
    return pd.util.hash_array(values, categorize=False) if len(values) else np.zeros(0, dtype=np.uint64)
