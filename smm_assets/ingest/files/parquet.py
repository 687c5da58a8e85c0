"""Parquet: tables that synchronising tools write, as cells of text.

Belongs here: reading Parquet in pieces and writing its values as text. Not here: what the columns mean.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.errors import FileRefused
from smm_assets.ingest.files.grid import Grid

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

MAGIC = b"PAR1"
_ROWS = 20_000
_CELL = 12  # bytes of text a cell has on average
_ODD = (pa.types.is_nested, pa.types.is_binary, pa.types.is_large_binary, pa.types.is_time, pa.types.is_duration)
Cells = tuple[str, ...]


class ParquetCells(Sequence[Cells]):
    """The header and the rows of a table; whoever iterates over them decodes them anew, some thousands at a time."""

    def __init__(self, file: "ParquetFile", rows: int) -> None:
        self.file, self.rows = file, rows

    def __len__(self) -> int:
        return self.rows + 1

    def __iter__(self) -> Iterator[Cells]:
        yield tuple(self.file.schema_arrow.names)
        for batch in self.batches():
            yield from zip(*[texts(column).to_pylist() for column in batch.columns], strict=True)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows in their own types."""
        left = self.rows
        for batch in self.file.iter_batches(batch_size=_ROWS):
            if left <= 0:
                return
            yield batch.slice(0, left)
            left -= len(batch)

    @overload
    def __getitem__(self, index: int) -> Cells: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Cells]: ...

    def __getitem__(self, index: int | slice) -> Cells | Sequence[Cells]:
        return tuple(self)[index]


def opened(data: bytes, *, max_bytes: int, most_bytes: int | None = None) -> tuple[Grid, int]:
    """The table as a grid, and how many rows the file says it has. most_bytes: keep the first rows of about
    so many bytes of text only.

    Raises FileRefused when it is damaged or too large.
    """
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        rows, columns = file.metadata.num_rows, len(file.schema_arrow.names)
        groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
        size = max(rows * columns, sum(group.total_byte_size for group in groups))
        if size > max_bytes:
            cure = "Write it in several files, such as one a month"
            raise FileRefused(f"a Parquet file of {rows:,} rows and {columns} columns is not opened", cure=cure)
        kept = rows if most_bytes is None else min(rows, 1 + most_bytes // (_CELL * max(1, columns)))
        cells = ParquetCells(file, kept)
        for _ in cells.batches():  # damage anywhere in it shows now and never later
            pass
    except (pa.ArrowException, OSError) as error:
        cure = "It may be half written or half downloaded: write or download it again"
        raise FileRefused(f"the Parquet file cannot be opened ({error})", cure=cure) from error
    return Grid(delimiter="", cells=cells, decimal="."), rows


def texts(column: pa.Array) -> pa.Array:
    """Values as text: days ISO, moments with a time of day unless it is midnight, numbers with a decimal point."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return texts(column.dictionary_decode())
    if pa.types.is_timestamp(kind):
        return _moments(column)
    if pa.types.is_floating(kind):
        return pa.array([_number(text) for text in pc.cast(column, pa.string()).to_pylist()], pa.string())
    if pa.types.is_boolean(kind):
        return pc.fill_null(pc.utf8_upper(pc.cast(column, pa.string())), "")
    if any(odd(kind) for odd in _ODD):
        return pa.array(["" if value is None else str(value) for value in column.to_pylist()], pa.string())
    return pc.fill_null(pc.cast(column, pa.string()), "")


def _moments(column: pa.Array) -> pa.Array:
    """Moments by the clock of the column's own time zone."""
    local = pc.local_timestamp(column) if column.type.tz else column
    seconds = pc.cast(local, pa.timestamp("s"), safe=False)
    midnight = pc.equal(seconds, pc.cast(pc.floor_temporal(seconds, unit="day"), seconds.type))
    written = pc.if_else(midnight, pc.strftime(seconds, "%Y-%m-%d"), pc.strftime(seconds, "%Y-%m-%d %H:%M:%S"))
    return pc.fill_null(written, "")


def _number(text: str | None) -> str:
    """A number without exponent as far as it goes, so that ids keep their digits; blank where there is none."""
    value = float(text) if text is not None else float("nan")
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
