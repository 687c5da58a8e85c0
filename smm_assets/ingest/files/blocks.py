"""The records of a delimited text as columns, block by block, without Python for each record.

Belongs here: cutting bytes into columns, with the line each record stands on. Not here: what counts as a record
(`rows/records`) or what a cell means. It cuts as `Grid.records` does, which a test holds for any text.
"""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from smm_assets.ingest.files.grid import Grid
from smm_assets.ingest.files.texts import Text

BLOCK = 16 << 20
_LOOK = 1 << 20  # bytes that tell which columns repeat their texts
_OFTEN = 0.4  # a column with fewer different texts than this share of its cells is kept by its distinct texts
MOST_ODD = 100_000
_RETURN, _NEWLINE = 13, 10


class Unfit(Exception):
    """The text cannot be cut this way; it has to be read record by record."""


@dataclass(frozen=True, kw_only=True)
class Odd:
    """A record whose cells are not as many as the header's. before: records of the text before it."""

    before: int
    cells: list[str]


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some records. lines: where each begins. columns: texts, or texts by a dictionary, and a further one where records
    are longer, see `within`; cells a record does not have are blank. lengths: how many cells each record has.
    """

    lines: np.ndarray
    columns: list[pa.Array]
    lengths: np.ndarray


def can_cut(grid: Grid) -> bool:
    """Whether the grid is plain text, one line of cells after the other, that may not end inside a quoted cell and has
    no byte order mark before a later line.
    """
    if grid.cells or grid.wrapped or not grid.text.size:
        return False
    return grid.text.quotes % 2 == 0 and not grid.text.has_marks


def blocks(grid: Grid, first_line: int, width: int) -> Iterator[Block]:
    """The records from a line on as columns of a table that is `width` cells wide.

    Raises Unfit where the text cannot be cut so, at the latest before the block that holds what is unfit.
    """
    reader = _Reader(grid.text, grid.delimiter, first_line, width)
    yield from reader.blocks()


class _Reader:
    def __init__(self, text: Text, delimiter: str, first_line: int, width: int) -> None:
        self.text, self.delimiter, self.width = text, delimiter, width
        self.line, self.offset = first_line, text.offset(first_line)
        self.odd: deque[Odd] = deque()
        self.seen = 0

    def blocks(self) -> Iterator[Block]:
        if self.offset >= self.text.size:
            return
        kinds = self._kinds()
        try:
            with self.text.open(self.offset) as stream, self._opened(stream, kinds, BLOCK) as cut:
                for batch in cut:
                    yield self._block(batch.columns, len(batch))
        except pa.ArrowInvalid as error:
            raise Unfit(str(error)) from error
        if self.odd:
            yield self._block([pa.array([], pa.string())] * self.width, 0)

    def _opened(self, stream: object, kinds: Sequence[pa.DataType], size: int) -> arrow_csv.CSVStreamingReader:
        names = [str(index) for index in range(self.width)]
        return arrow_csv.open_csv(
            stream,
            arrow_csv.ReadOptions(column_names=names, block_size=size, use_threads=False),
            arrow_csv.ParseOptions(
                delimiter=self.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=self._noted,
            ),
            arrow_csv.ConvertOptions(column_types=dict(zip(names, kinds, strict=True)), strings_can_be_null=False),
        )

    def _noted(self, row: arrow_csv.InvalidRow) -> str:
        if len(self.odd) >= MOST_ODD:
            return "error"
        try:
            cells = next(csv.reader([row.text], delimiter=self.delimiter), [])
        except csv.Error:
            return "error"
        self.odd.append(Odd(before=row.number - 1, cells=cells))
        return "skip"

    def _kinds(self) -> list[pa.DataType]:
        """How each column is kept: by its distinct texts where they repeat."""
        coded, plain = pa.dictionary(pa.int32(), pa.string()), pa.string()
        with self.text.open(self.offset) as stream:
            start = stream.read(_LOOK)
        if len(start) == _LOOK:
            start = start[: start.rfind(b"\n") + 1] or start  # half a record may end inside a character
        try:
            with self._opened(pa.BufferReader(start), [plain] * self.width, _LOOK) as cut:
                batch = cut.read_next_batch()
        except (pa.ArrowInvalid, StopIteration):
            return [coded] * self.width
        finally:
            self.odd.clear()
        return [coded if pc.count_distinct(column).as_py() < _OFTEN * len(batch) else plain for column in batch.columns]

    def _block(self, columns: Sequence[pa.Array], count: int) -> Block:
        """The records of a batch with the odd ones among them in their places."""
        last = self.seen + count
        own: dict[int, list[str]] = {}
        while self.odd and self.odd[0].before <= last:
            one = self.odd.popleft()
            own[one.before - self.seen] = one.cells
            last += 1
        total, self.seen = last - self.seen, last
        lengths = np.full(total, self.width, dtype=np.int64)
        taken = np.ones(total, dtype=np.int64)
        if own:
            places = np.array(list(own), dtype=np.int64)
            lengths[places] = [len(cells) for cells in own.values()]
            kept = {place: within(cells, self.width) for place, cells in own.items()}
            taken[places] += [sum(map(_ends_in, own[place])) - sum(map(_ends_in, kept[place])) for place in own]
            columns = _with_odd(columns, total, kept)
        return Block(lines=self._lines(columns, taken), columns=list(columns), lengths=lengths)

    def _lines(self, columns: Sequence[pa.Array], taken: np.ndarray) -> np.ndarray:
        """The line on which each record begins. taken: lines of each, but those that end inside of `columns`."""
        if not len(taken):
            return np.zeros(0, dtype=np.int64)
        for column in columns:
            taken = taken + _line_ends(column)
        ends = self.line + np.cumsum(taken)
        lines = np.concatenate(([self.line], ends[:-1])).astype(np.int64)
        self.line = int(ends[-1])
        return lines


def within(cells: list[str], width: int) -> list[str]:
    """The cells of a record, with one for all beyond the width, however many: the first that says something."""
    beyond = cells[width:]
    return [*cells[:width], next((cell for cell in beyond if cell.strip()), beyond[0])] if beyond else cells


def _with_odd(columns: Sequence[pa.Array], total: int, own: dict[int, list[str]]) -> list[pa.Array]:
    """The columns with the cells of odd records, and a further column for those that are longer."""
    places = np.zeros(total, dtype=np.int64)
    regular = np.ones(total, dtype=bool)
    regular[list(own)] = False
    places[regular] = np.arange(regular.sum())
    found = []
    for index in range(max(len(columns), *map(len, own.values()))):
        cells = pa.array([row[index] if index < len(row) else "" for row in own.values()], pa.string())
        if index < len(columns):
            column, before = columns[index], len(columns[index])
            dense = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
            moved = places.copy()
            moved[~regular] = before + np.arange(len(own))
            whole = pa.concat_arrays([dense, cells]).take(pa.array(moved))
            found.append(whole.dictionary_encode() if pa.types.is_dictionary(column.type) else whole)
        else:
            moved = np.zeros(total, dtype=np.int64)
            moved[~regular] = 1 + np.arange(len(own))
            found.append(pa.concat_arrays([pa.array([""], pa.string()), cells]).take(pa.array(moved)))
    return found


def _line_ends(column: pa.Array) -> np.ndarray | int:
    """Line ends in each cell of a column; 0 where none has any."""
    texts = column.dictionary if pa.types.is_dictionary(column.type) else column
    data = np.frombuffer(texts.buffers()[2] or b"", dtype=np.uint8)
    if not ((data == _NEWLINE) | (data == _RETURN)).any():
        return 0
    counts = np.fromiter((_ends_in(text) for text in texts.to_pylist()), dtype=np.int64, count=len(texts))
    return counts[column.indices.to_numpy()] if pa.types.is_dictionary(column.type) else counts


def _ends_in(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
