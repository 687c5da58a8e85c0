"""How far the cells of a worksheet (XLSX) reach, before a reader makes room for the whole box between the outermost.

Belongs here: that measure and its limit. Not here: reading the cells (`workbooks`).
"""

from dataclasses import dataclass
from typing import IO

import numpy as np

MAX_BOX, MAX_EMPTY = 20_000_000, 10
_BLOCK = 8_000_000
_LONGEST = 10  # characters of the furthest place there is, XFD1048576
_BEFORE = np.frombuffer(b" \t\r\n", dtype="u1")


@dataclass(kw_only=True)
class Extent:
    """places: cells and rows that say where they stand."""

    row: int = 0
    column: int = 0
    places: int = 0

    @property
    def is_sparse(self) -> bool:
        """Whether the box would be large and nearly empty, as a cell far away from a table makes it."""
        box = self.row * self.column
        return box > MAX_BOX and box > MAX_EMPTY * self.places


def extent(stream: IO[bytes]) -> Extent:
    """The furthest row and column of the attributes r="AB12" in the XML of a sheet."""
    found, carry = Extent(), b" "
    while block := stream.read(_BLOCK):
        text = carry + block
        _note(found, np.frombuffer(text, dtype="u1"))
        carry = text[-_LONGEST - 4 :]
    _note(found, np.frombuffer(carry + bytes(_LONGEST + 4), dtype="u1"))
    return found


def _note(found: Extent, text: np.ndarray) -> None:
    """Add the places whose text is wholly there."""
    last = len(text) - _LONGEST - 4
    if last <= 0:
        return
    places = np.flatnonzero((text[1 : last + 1] == ord("r")) & (text[2 : last + 2] == ord("=")))
    places = places[np.isin(text[places], _BEFORE) & np.isin(text[places + 3], (ord('"'), ord("'")))] + 4
    column, row = np.zeros(len(places), dtype=np.int64), np.zeros(len(places), dtype=np.int64)
    in_name, in_number = np.ones(len(places), dtype=bool), np.ones(len(places), dtype=bool)
    for offset in range(_LONGEST):
        mark = text[places + offset].astype(np.int64)
        in_name &= (mark >= ord("A")) & (mark <= ord("Z"))
        digit = (mark >= ord("0")) & (mark <= ord("9"))
        in_number &= in_name | digit
        column = np.where(in_name, column * 26 + mark - 64, column)
        row = np.where(in_number & digit, row * 10 + mark - 48, row)
    found.places += len(places)
    found.row = max(found.row, int(row.max(initial=0)))
    found.column = max(found.column, int(column.max(initial=0)))
