"""Numbers that are written plainly, digits with at most one point, read from the bytes of a whole column at once.

Belongs here: telling such columns and their shapes and values fast. Not here: any other way to write a number
(`numbers`), which the results here must equal.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

PLACES = 6
_MOST_WHOLE = 9  # digits before the point whose millionths a double still holds exactly
_MINUS, _POINT, _ZERO = ord("-"), ord("."), ord("0")
_PLAIN = np.zeros(256, dtype=bool)
_PLAIN[[_MINUS, _POINT, *range(_ZERO, _ZERO + 10)]] = True
_SHAPED = np.arange(256, dtype=np.uint8)
_SHAPED[_ZERO : _ZERO + 10] = ord("9")
_MARK = np.zeros(256, dtype=bool)
_MARK[[_POINT, ord(",")]] = True


@dataclass(frozen=True)
class Plain:
    """Plainly written numbers. texts: as they stand; nulls may be among them.

    whole, places: digits before and behind the point, -1 places without a point; zero_first: the only digit before the
    point is 0; negative: a minus stands before it.
    """

    texts: pa.Array
    whole: np.ndarray
    places: np.ndarray
    zero_first: np.ndarray
    negative: np.ndarray

    @property
    def fits(self) -> bool:
        """Whether every number can be told exactly to six places here."""
        return not len(self.whole) or bool(self.whole.max() <= _MOST_WHOLE and self.places.max() <= PLACES)

    def shapes(self, weights: np.ndarray) -> Counter[str]:
        """Shapes as `numbers.shapes` tells them, each text counted as often as its weight says; nulls are not."""
        valid = np.asarray(pc.is_valid(self.texts).to_numpy(zero_copy_only=False)) & (weights > 0)
        found: Counter[str] = Counter()
        kinds, places = np.unique(self._codes[valid], return_inverse=True)
        for code, count in zip(kinds, np.bincount(places, weights=weights[valid]), strict=True):
            found[_shape(int(code))] += int(count)
        return found

    def examples(self, weights: np.ndarray) -> dict[str, str]:
        """The first text of each shape among those with a weight."""
        rows = np.flatnonzero(np.asarray(pc.is_valid(self.texts).to_numpy(zero_copy_only=False)) & (weights > 0))
        kinds, first = np.unique(self._codes[rows], return_index=True)
        texts = self.texts.take(pa.array(rows[first])).to_pylist()
        return {_shape(int(code)): text for code, text in zip(kinds, texts, strict=True)}

    @cached_property
    def _codes(self) -> np.ndarray:
        """A number for each shape."""
        codes: np.ndarray = ((self.whole * 64 + self.places + 1) * 2 + self.zero_first) * 2 + self.negative
        return codes

    def millionths(self) -> np.ndarray:
        """The numbers times a million, exactly; 0 for null. Only where they fit."""
        doubles = pc.fill_null(pc.cast(self.texts, pa.float64()), 0.0).to_numpy(zero_copy_only=False)
        return np.rint(doubles * 10.0**PLACES).astype(np.int64)


def _shape(code: int) -> str:
    negative, zero_first, places, whole = code % 2, code // 2 % 2, code // 4 % 64 - 1, code // 256
    before = "Z" if zero_first else "9" * whole
    return ("-" if negative else "") + before + ("." + "9" * places if places >= 0 else "")


def plain_numbers(texts: pa.Array) -> Plain | None:
    """The texts taken apart; None unless every one of them is a plain number, with a digit before any point."""
    offsets, data = _bytes(texts)
    if not _PLAIN[data].all():
        return None
    first, lengths = offsets[:-1], np.diff(offsets)
    valid = np.asarray(pc.is_valid(texts).to_numpy(zero_copy_only=False))
    if (lengths[valid] == 0).any():
        return None
    minus, point = np.flatnonzero(data == _MINUS), np.flatnonzero(data == _POINT)
    negative, places, whole = np.zeros(len(texts), dtype=bool), np.full(len(texts), -1), lengths.copy()
    if len(minus):
        owner = np.searchsorted(offsets, minus, side="right") - 1
        if (first[owner] != minus).any():
            return None
        negative[owner] = True
    if len(point):
        owner = np.searchsorted(offsets, point, side="right") - 1
        places[owner] = offsets[owner + 1] - point - 1
        if (np.diff(owner) == 0).any() or (places[owner] == 0).any():
            return None
        whole[owner] = point - first[owner]
    whole = whole - negative
    if (whole[valid] <= 0).any():
        return None
    lead = np.minimum(first + negative, max(len(data) - 1, 0))
    zero_first = (whole == 1) & (places >= 0) & (data[lead] == _ZERO) if len(data) else negative
    return Plain(texts, whole, places, zero_first, negative)


def _bytes(texts: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Offsets from 0, and the bytes they speak of."""
    buffers = texts.buffers()
    offsets = np.frombuffer(buffers[1], dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    data = np.frombuffer(buffers[2] or b"", dtype=np.uint8)[offsets[0] : offsets[-1]]
    return offsets - offsets[0], data


def shaped(texts: pa.Array) -> pa.Array:
    """Texts with every digit as 9, but Z for a 0 that begins them, after at most a minus, and a mark follows."""
    offsets, data = _bytes(texts)
    if not len(data):
        return texts
    told = _SHAPED[data]
    first = np.minimum(offsets[:-1], len(data) - 1)
    first = first + (data[first] == _MINUS)
    follows = np.flatnonzero(first + 1 < offsets[1:])
    at = first[follows]
    told[at[(data[at] == _ZERO) & _MARK[data[at + 1]]]] = ord("Z")
    validity = None if not texts.null_count else pc.is_valid(texts).buffers()[1]
    places = pa.py_buffer(offsets.astype(np.int32))
    return pa.Array.from_buffers(pa.string(), len(texts), [validity, places, pa.py_buffer(told)])


def as_decimals(millionths: np.ndarray, nulls: np.ndarray) -> pa.Array:
    """Millionths as DECIMAL(18, 6)."""
    wide = np.empty((len(millionths), 2), dtype=np.int64)
    wide[:, 0], wide[:, 1] = millionths, millionths >> 63
    validity = pa.py_buffer(np.packbits(~nulls, bitorder="little").tobytes()) if nulls.any() else None
    return pa.Array.from_buffers(pa.decimal128(18, 6), len(millionths), [validity, pa.py_buffer(wide)])
