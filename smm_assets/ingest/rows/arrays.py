"""Small vectorised tools on text columns held as Arrow arrays.

Belongs here: work on distinct values instead of cells. Not here: what the values mean.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.rows.digits import Plain, plain_numbers

TEXT = pa.string()
_STR = pd.StringDtype(storage="pyarrow", na_value=np.nan)


@dataclass(frozen=True)
class Cells:
    """A column of texts. texts: those of all records, or the distinct ones where `places` says which each record has.

    The same distinct text may be there twice.
    """

    texts: pa.Array
    places: pa.Array | None = None

    @classmethod
    def of(cls, column: pa.Array) -> "Cells":
        """A column, kept as it is: by a dictionary or not."""
        if pa.types.is_dictionary(column.type):
            return cls(column.dictionary, column.indices)
        return cls(column)

    def __len__(self) -> int:
        return len(self.texts if self.places is None else self.places)

    @cached_property
    def plain(self) -> Plain | None:
        """The texts as plain numbers, where every one of them is."""
        return plain_numbers(self.texts)

    def map(self, change: Callable[[pa.Array], pa.Array]) -> "Cells":
        """The column with a change of single texts, which may yield other types."""
        return Cells(change(self.texts), self.places)

    def each(self, read: Callable[[str], object], kind: pa.DataType = TEXT) -> "Cells":
        """`read` applied once to every distinct text; nulls stay null."""
        return self.map(lambda texts: map_distinct(texts, read, kind))

    def dense(self) -> pa.Array:
        """A value for each record."""
        return self.placed(self.texts)

    def placed(self, values: pa.Array) -> pa.Array:
        """For each record, the value that stands where its text does."""
        return values if self.places is None else values.take(self.places)

    def at(self, rows: np.ndarray) -> "Cells":
        """The masked records alone."""
        chosen = pa.array(np.flatnonzero(rows))
        return Cells(self.texts.take(chosen if self.places is None else self.places.take(chosen)))

    def spread(self, flags: np.ndarray) -> np.ndarray:
        """For each record, the flag that stands where its text does."""
        if self.places is None:
            return flags
        if not flags.any():
            return np.zeros(len(self), dtype=bool)
        found: np.ndarray = flags[self.places.to_numpy(zero_copy_only=False)]
        return found

    def mask(self, test: Callable[[pa.Array], pa.Array]) -> np.ndarray:
        """Records whose text passes a test, as a NumPy mask; null counts as false."""
        return self.spread(mask(test(self.texts)))

    def counts(self, rows: np.ndarray) -> np.ndarray:
        """How many of the masked records have each text; nulls have none."""
        if self.places is None:
            counts = rows.astype(np.int64)
        else:
            places = self.places.to_numpy(zero_copy_only=False)
            counts = np.bincount(places if rows.all() else places[rows], minlength=len(self.texts))
        return np.where(mask(pc.is_null(self.texts)), 0, counts) if self.texts.null_count else counts

    def used(self, rows: np.ndarray) -> tuple[pa.Array, np.ndarray]:
        """Texts of the masked records that are not null, with how many records each has; one may come twice."""
        counts = self.counts(rows)
        kept = counts > 0
        return (self.texts, counts) if kept.all() else (self.texts.filter(pa.array(kept)), counts[kept])

    def distinct(self, rows: np.ndarray) -> list[str]:
        """The different texts of the masked records, in no order; nulls left out."""
        return pc.unique(self.used(rows)[0]).to_pylist()


def text_array(values: Iterable[str | None]) -> pa.Array:
    """Arrow array of text."""
    return pa.array(values, type=TEXT)


def trimmed(values: pa.Array) -> pa.Array:
    """White space (also odd spaces) off both ends; blank cells become null."""
    stripped = pc.utf8_trim_whitespace(values)
    blank = pc.equal(pc.binary_length(stripped), 0)
    return pc.if_else(blank, pa.scalar(None, TEXT), stripped) if pc.any(blank).as_py() else stripped


def map_distinct(values: pa.Array, read: Callable[[str], object], kind: pa.DataType = TEXT) -> pa.Array:
    """`read` applied once to every distinct text; nulls stay null."""
    encoded = values.dictionary_encode()
    mapped = pa.array([None if item is None else read(item) for item in encoded.dictionary.to_pylist()], type=kind)
    return mapped.take(encoded.indices)


def mask(values: pa.Array) -> np.ndarray:
    """Arrow booleans as a NumPy mask; null counts as false."""
    return np.asarray(pc.fill_null(values, False).to_numpy(zero_copy_only=False), dtype=bool)


@lru_cache(maxsize=16)
def nulls(count: int, kind: pa.DataType = TEXT) -> pa.Array:
    """A column of nulls."""
    return pa.nulls(count, type=kind)


def constant(value: object, count: int, kind: pa.DataType = TEXT) -> pa.Array:
    """A column of one value."""
    return pa.repeat(pa.scalar(value, type=kind), count)


def series(values: pa.Array) -> pd.Series:
    """Arrow column as a pandas series, nothing copied: text as `str`, everything else Arrow-backed with exact types."""
    if pa.types.is_dictionary(values.type) or pa.types.is_null(values.type):
        values = values.cast(TEXT)
    if pa.types.is_string(values.type):
        wide = pa.chunked_array([values.cast(pa.large_string())])
        return pd.Series(pd.arrays.ArrowStringArray(wide, dtype=_STR), copy=False)  # type: ignore[call-arg]  # the stubs lack it
    return pd.Series(pd.array(values, dtype=pd.ArrowDtype(values.type)), copy=False)
