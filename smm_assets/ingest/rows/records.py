"""Records of a part in chunks, with blank lines, repeated headers and trailer lines left out.

Belongs here: what counts as a source record. Not here: which records are totals (`totals`) or damaged (`damage`).
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.files.blocks import blocks, can_cut, within
from smm_assets.ingest.recognition.examine import Part
from smm_assets.ingest.rows.arrays import Cells, mask, text_array, trimmed
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.text.plain import plain

GROUP = 100_000
MOST_BEYOND = 4  # cells beyond the header that are columns of their own; more of them are one


@dataclass(kw_only=True)
class Chunk:
    """Some records. lines: their line numbers; short / long: masks of records with too few or too many filled cells.

    columns: texts, or texts by a dictionary; cells a record does not have are blank, those beyond the header are one.
    known: what was worked out.
    """

    lines: np.ndarray
    columns: list[pa.Array]
    short: np.ndarray
    long: np.ndarray
    known: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def width(self) -> int:
        return len(self.columns)

    def trimmed(self, index: int) -> Cells:
        """One column without white space at the ends of its cells; blank cells are null."""
        key = ("trimmed", index)
        if key not in self.known:
            self.known[key] = Cells.of(self.columns[index]).map(trimmed)
        found: Cells = self.known[key]
        return found

    def column(self, index: int) -> pa.Array:
        """One column as text, cell by cell as it is written."""
        return Cells.of(self.columns[index]).dense()

    def record(self, position: int) -> list[str]:
        """The cells of one record."""
        return [column[position].as_py() for column in self.columns]

    def kept(self, rows: np.ndarray) -> "Chunk":
        """The masked records only."""
        if rows.all():
            return self
        chosen = pa.array(rows)
        return Chunk(
            lines=self.lines[rows],
            columns=[column.filter(chosen) for column in self.columns],
            short=self.short[rows],
            long=self.long[rows],
        )

    def taken(self, positions: np.ndarray) -> "Chunk":
        """The records at these positions, in that order."""
        chosen = pa.array(positions)
        return Chunk(
            lines=self.lines[positions],
            columns=[column.take(chosen) for column in self.columns],
            short=self.short[positions],
            long=self.long[positions],
        )

    def slices(self, size: int) -> "Iterator[Chunk]":
        """The same records, about `size` at a time; those of one line stay together."""
        start = 0
        while start < len(self):
            until = min(start + size, len(self))
            while until < len(self) and self.lines[until] == self.lines[until - 1]:
                until += 1
            yield Chunk(
                lines=self.lines[start:until],
                columns=[column.slice(start, until - start) for column in self.columns],
                short=self.short[start:until],
                long=self.long[start:until],
            )
            start = until


def _chunk(lines: list[int], rows: list[list[str]], layout: Layout, width: int) -> Chunk:
    """Records cut one by one, as columns of a table that is `width` cells wide."""
    lengths = np.fromiter((len(row) for row in rows), dtype=np.int64, count=len(rows))
    rows = [within(row, width) for row in rows]
    width = max(width, *map(len, rows))
    columns = [text_array([row[index] if index < len(row) else "" for row in rows]) for index in range(width)]
    return _measured(np.array(lines, dtype=np.int64), columns, lengths, layout)


def _measured(lines: np.ndarray, columns: list[pa.Array], lengths: np.ndarray, layout: Layout) -> Chunk:
    """A chunk whose records have so many cells each."""
    full = len(layout.header)
    long = np.zeros(len(lines), dtype=bool)
    for column in columns[full:]:
        long |= ~_blank_cells(column)
    return Chunk(lines=lines, columns=columns, short=lengths < layout.width, long=long)


def _blank_cells(column: pa.Array) -> np.ndarray:
    """Cells that hold nothing but white space, as Python sees it."""
    return Cells.of(column).mask(_blank_texts)


def _blank_texts(texts: pa.Array) -> pa.Array:
    bare = pc.utf8_trim_whitespace(texts)
    doubtful = pc.less(bare, " ")  # nothing is left, or a control character, which Python may take for white space
    if not pc.any(doubtful).as_py():
        return doubtful
    chosen = np.flatnonzero(mask(doubtful))
    found = np.zeros(len(texts), dtype=bool)
    found[chosen] = [not text.strip() for text in texts.take(pa.array(chosen)).to_pylist()]
    return pa.array(found)


def _pattern(*patterns: str) -> re.Pattern[str] | None:
    given = [f"(?:{pattern})" for pattern in patterns if pattern]
    return re.compile("|".join(given), re.IGNORECASE) if given else None


def _explains(cells: list[str], layout: Layout) -> bool:
    """Whether a line says what the columns mean: sentences where numbers belong, nothing where names and days do."""
    filled = {index: cell.strip() for index, cell in enumerate(cells) if cell.strip()}
    known = {source.index for source in layout.sources}
    sentences = [text for index, text in filled.items() if index in layout.silent]
    return (
        bool(sentences)
        and not any(index in known - layout.silent for index in filled)
        and all(len(text.split()) > 2 and not text[0].isdigit() for text in sentences)
    )


class Sieve:
    """Which lines of a table are records. Its lines come in chunks, in file order.

    excerpt: the line that says that the network left rows out; "" where none did so far.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.trailer = _pattern(layout.report.trailer, layout.report.excerpt)
        self.says_excerpt = _pattern(layout.report.excerpt)
        self.header = list(layout.header)
        self.telling = [source.index for source in layout.sources if source.to in layout.report.continues]
        self.any_above = False
        self.explained = layout.report.explained
        self.excerpt = ""

    def records(self, chunk: Chunk) -> Chunk:
        """The records among the lines of the next chunk."""
        left = ~self._all_blank(chunk, range(chunk.width)) & ~self._repeats_header(chunk) & ~self._trailers(chunk)
        if not left.any():
            return chunk.kept(left)
        first = int(np.flatnonzero(left)[0])
        if not self.any_above and self.explained and _explains(chunk.record(first), self.layout):
            self.explained, left[first] = False, False
            return self.records(chunk.kept(left))
        if self.telling:
            continues = self._all_blank(chunk, self.telling)
            continues[: 0 if self.any_above else first + 1] = False
            left &= ~continues
        self.any_above = True
        return chunk.kept(left)

    def _all_blank(self, chunk: Chunk, indices: Iterable[int]) -> np.ndarray:
        """Lines that are blank in all these columns."""
        found = np.ones(len(chunk), dtype=bool)
        for index in indices:
            if not found.any():
                break
            if index < chunk.width:
                column = chunk.columns[index]
                found[found] = _blank_cells(column if found.all() else column.filter(pa.array(found)))
        return found

    def _repeats_header(self, chunk: Chunk) -> np.ndarray:
        """Lines that are the header again, whatever blank cells follow."""
        found = Cells.of(chunk.columns[0]).mask(lambda texts: pc.equal(texts, self.header[0])) & ~chunk.long
        for position in np.flatnonzero(found):
            found[position] = chunk.record(int(position))[: len(self.header)] == self.header
        return found

    def _trailers(self, chunk: Chunk) -> np.ndarray:
        """Lines below the table that say something in their first cells."""
        if self.trailer is None:
            return np.zeros(len(chunk), dtype=bool)
        found = self._all_blank(chunk, range(2, chunk.width))
        for position in np.flatnonzero(found):
            cells = [cell for cell in chunk.record(int(position)) if cell.strip()]
            said = plain(" ".join(cells))
            if self.says_excerpt and not self.excerpt and self.says_excerpt.search(said):
                self.excerpt = " ".join(cell.strip() for cell in cells)
            found[position] = bool(self.trailer.search(said))
        return found


def cut_width(part: Part, layout: Layout) -> int:
    """Cells most records have: a writer may end each of them, but not the header, with another delimiter."""
    widths = [len(cells) for line, cells in part.grid.sample if line >= part.first_line] if part.grid else []
    common = max(set(widths), key=widths.count, default=0)
    return max(len(layout.header), min(common, len(layout.header) + MOST_BEYOND))


def chunks(part: Part, sieve: Sieve, size: int) -> Iterator[Chunk]:
    """The source records of a part, `size` at a time, in file order.

    Raises Unfit where its text cannot be cut into columns; `by_record` can read it then.
    """
    if part.grid is None:
        return
    if not can_cut(part.grid) or part.last_line is not None:
        yield from by_record(part, sieve, size)
        return
    for block in blocks(part.grid, part.first_line, cut_width(part, sieve.layout)):
        lines = _measured(block.lines, block.columns, block.lengths, sieve.layout)
        yield from sieve.records(lines).slices(size)


def by_record(part: Part, sieve: Sieve, size: int) -> Iterator[Chunk]:
    """The source records of a part whose lines are cut one by one."""
    if part.grid is None:
        return
    width = cut_width(part, sieve.layout)
    lines: list[int] = []
    rows: list[list[str]] = []
    for line, cells in part.grid.records(part.first_line, part.last_line):
        if len(rows) >= GROUP and line != lines[-1]:
            yield from sieve.records(_chunk(lines, rows, sieve.layout, width)).slices(size)
            lines, rows = [], []
        lines.append(line)
        rows.append(cells)
    if rows:
        yield from sieve.records(_chunk(lines, rows, sieve.layout, width)).slices(size)
