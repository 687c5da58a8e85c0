"""Rows of a table out of the bytes COPY writes.

Belongs here: CSV to Arrow, a piece at a time. Not here: the statement (`session`), the other way (`feeding`).
"""

import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from pyarrow import csv

# A single row may hold a whole file of the user's, see state.project_file; it must fit into one block.
BLOCK = 32 * 1024**2
_PARSED = csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False)


def drained(pieces: Iterator[bytes], schema: pa.Schema) -> Iterator[pa.Table]:
    """Arrow tables of what COPY … TO STDOUT (FORMAT csv) says of columns of these types."""
    converted = csv.ConvertOptions(
        column_types=schema,
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
        true_values=["t"],
        false_values=["f"],
        timestamp_parsers=[csv.ISO8601],
    )
    first = next(pieces, b"")
    if not first:
        return
    source = io.BufferedReader(_Pieces(first, pieces), BLOCK)
    read = csv.ReadOptions(column_names=schema.names, block_size=BLOCK, use_threads=False)
    with csv.open_csv(source, read_options=read, parse_options=_PARSED, convert_options=converted) as reader:
        for batch in reader:
            yield pa.Table.from_batches([batch])


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a file that can be read once."""

    def __init__(self, first: bytes, pieces: Iterator[bytes]) -> None:
        self._left, self._pieces = memoryview(first), pieces

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        taken = min(len(buffer), len(self._left))
        buffer[:taken] = self._left[:taken]
        self._left = self._left[taken:]
        return taken
