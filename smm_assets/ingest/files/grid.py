"""Text to a grid of cells with the line numbers a spreadsheet shows.

Belongs here: delimiters, quoting, `sep=` lines, lines wrapped in an extra pair of quotes, a last line that was cut off.
Not here: what a cell means.
"""

import csv
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from smm_assets.errors import FileRefused
from smm_assets.ingest.files.texts import MARK, Text

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_RECORDS = 80
_SEP = re.compile(r"^\"?sep=(.)\"?[\s,;]*$", re.IGNORECASE)
csv.field_size_limit(10_000_000)

_NOTHING = Text()

Record = tuple[int, list[str]]


def uncut(error: csv.Error) -> FileRefused:
    """A text that falls apart while it is cut into cells."""
    too_long = f"one of its cells has more than {csv.field_size_limit():,} characters; a quote may be missing"
    why = too_long if "field limit" in str(error) else str(error)
    cure = "Export the report again and drop the file in unopened"
    return FileRefused(f"the text cannot be cut into cells ({why})", cure=cure)


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One way to cut a text, or the cells of one sheet, into records of cells.

    first_line: number of the first line of `text` as a spreadsheet shows it. wrapped: every line was wrapped in one
    more pair of quotes, which was taken off to look inside. decimal: decimal mark of native number cells ("" unknown).
    lines: line number of each record of `cells` where they are not 1, 2, 3 …
    """

    delimiter: str
    text: Text = field(default=_NOTHING, repr=False)
    cells: Sequence[tuple[str, ...]] = field(default=(), repr=False)
    wrapped: bool = False
    decimal: str = ""
    lines: tuple[int, ...] = field(default=(), repr=False)

    def records(self, first: int = 1, last: int | None = None) -> Iterator[Record]:
        """Records from line `first` to line `last` (inclusive) as (line number, cells); blank records included."""
        source = self._sheet() if self.cells else self._lines()
        for line, cells in source:
            if last is not None and line > last:
                return
            if line >= first:
                yield line, cells

    def _sheet(self) -> Iterator[Record]:
        for line, cells in zip(self.lines or itertools.count(1), self.cells, strict=False):
            yield line, list(cells)

    def _lines(self) -> Iterator[Record]:
        lines = self.text.lines()
        unmarked = (line.removeprefix(MARK) for line in lines) if self.text.has_marks else lines
        reader = csv.reader(unmarked, delimiter=self.delimiter)
        line = 1
        for cells in reader:
            if self.wrapped and len(cells) == 1:
                cells = _inside(cells[0], self.delimiter)
            if not (line == 1 and _SEP.match(self.delimiter.join(cells))):
                yield line, cells
            line = reader.line_num + 1

    @cached_property
    def sample(self) -> tuple[Record, ...]:
        """The first records, enough to find a header."""
        return tuple(itertools.islice(self.records(), SAMPLE_RECORDS))

    def open_quote(self, line: int) -> bool:
        """Whether the record that begins on `line` ends with the text inside an open quote."""
        if self.cells or self.text.quotes % 2 == 0:
            return False
        tail = itertools.islice(self.text.lines(), line - 1, None)
        try:
            for _ in csv.reader(tail, delimiter=self.delimiter, strict=True):
                pass
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False

    @property
    def ends_open(self) -> bool:
        """Whether the last cell may be cut off: the text ends neither with a line end nor with a closed quote."""
        return self.text.last not in ("", "\n", "\r", '"')


def _inside(cell: str, delimiter: str) -> list[str]:
    """The cells of a wrapped line; a line that fell apart stays the one cell it is."""
    try:
        return next(csv.reader([cell], delimiter=delimiter), [])
    except csv.Error:
        return [cell]


def sheet_grid(rows: list[list[str]], *, decimal: str = "") -> Grid:
    """The grid of one sheet of a workbook."""
    return Grid(delimiter="", cells=tuple(tuple(row) for row in rows), decimal=decimal)


def tidy_grid(records: Sequence[Record], *, like: Grid) -> Grid:
    """The grid of records that were put into another shape; they keep their line numbers and may share them."""
    return Grid(
        delimiter=like.delimiter,
        cells=tuple(tuple(cells) for _, cells in records),
        lines=tuple(line for line, _ in records),
        decimal=like.decimal,
    )


def text_grids(text: Text) -> list[Grid]:
    """Every sensible way to cut the text, the most regular first; a `sep=` line settles it."""
    first = text.head.split("\n", 1)[0].rstrip("\r")
    stated = _SEP.match(first)
    if stated:
        grids = [Grid(delimiter=stated.group(1), text=text)]
    else:
        found = [delimiter for delimiter in DELIMITERS if delimiter in text.head]
        grids = [Grid(delimiter=delimiter, text=text) for delimiter in found or [","]]
    grids += [unwrapped for grid in grids if (unwrapped := _unwrapped(grid))]
    return sorted(grids, key=regularity, reverse=True)


def regularity(grid: Grid) -> float:
    """How table-like a cut is: the share of records of the commonest width above one, times a little for width."""
    widths = [len(cells) for _, cells in grid.sample if any(cell.strip() for cell in cells)]
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0.0
    common = max(set(wide), key=lambda width: (wide.count(width), width))
    return wide.count(common) / len(widths) + min(common, 50) / 1000


def _unwrapped(grid: Grid) -> Grid | None:
    """The grid inside records that are a single quoted cell holding delimiters, where most records are such."""
    single = [cells[0] for _, cells in grid.sample if len(cells) == 1 and grid.delimiter in cells[0]]
    full = [cells for _, cells in grid.sample if any(cell.strip() for cell in cells)]
    first = full[0] if full else []
    if len(first) != 1 or grid.delimiter not in first[0]:
        return None
    # A title line may be such a cell too; a header that quotes cells inside a quoted cell cannot.
    enough = 3 * len(single) >= len(full) if '"' in first[0] else 10 * len(single) >= 9 * len(full)
    if enough:
        return Grid(delimiter=grid.delimiter, text=grid.text, wrapped=True)
    return None
