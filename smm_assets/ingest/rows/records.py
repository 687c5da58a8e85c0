"""Records of a part in chunks, with blank lines, repeated headers and trailer lines left out.

Belongs here: what counts as a source record. Not here: which records are totals (`totals`) or damaged (`damage`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from smm_assets.ingest.recognition.examine import Part
from smm_assets.ingest.rows.arrays import text_array
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.text.plain import blank, plain


@dataclass(kw_only=True)
class Chunk:
    """Some records. lines: their line numbers; short / long: masks of records with too few or too many filled cells."""

    lines: np.ndarray
    rows: list[list[str]]
    short: np.ndarray
    long: np.ndarray
    width: int
    _columns: dict[int, pa.Array] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, index: int) -> pa.Array:
        """One column as text; cells a record does not have are blank."""
        if index not in self._columns:
            self._columns[index] = text_array([row[index] for row in self.rows])
        return self._columns[index]


def _padded(rows: list[list[str]], width: int) -> list[list[str]]:
    return [row if len(row) >= width else row + [""] * (width - len(row)) for row in rows]


def _chunk(lines: list[int], rows: list[list[str]], layout: Layout) -> Chunk:
    lengths = np.fromiter((len(row) for row in rows), dtype=np.int64, count=len(rows))
    full = len(layout.header)
    long = np.zeros(len(rows), dtype=bool)
    for position in np.flatnonzero(lengths > full):
        long[position] = not blank(rows[position][full:])
    width = max(int(lengths.max()), full) if rows else full
    return Chunk(
        lines=np.array(lines, dtype=np.int64),
        rows=_padded(rows, width),
        short=lengths < layout.width,
        long=long,
        width=width,
    )


def _is_trailer(cells: list[str], trailer: re.Pattern[str] | None) -> bool:
    if trailer is None or any(cell.strip() for cell in cells[2:]):
        return False
    return bool(trailer.search(_said(cells)))


def _said(cells: list[str]) -> str:
    return plain(" ".join(cell for cell in cells if cell.strip()))


def _pattern(*patterns: str) -> re.Pattern[str] | None:
    given = [f"(?:{pattern})" for pattern in patterns if pattern]
    return re.compile("|".join(given), re.IGNORECASE) if given else None


def said_excerpt(part: Part, layout: Layout) -> str:
    """The line that says that the network left rows out; "" where none does."""
    excerpt = _pattern(layout.report.excerpt)
    if excerpt is None or part.grid is None:
        return ""
    lines = part.grid.records(part.first_line, part.last_line)
    said = (cells for _, cells in lines if _is_trailer(cells, excerpt))
    return next((" ".join(cell.strip() for cell in cells if cell.strip()) for cells in said), "")


def _continues(cells: list[str], telling: list[int]) -> bool:
    """Whether a line only continues the record above it."""
    return bool(telling) and not any(cells[index].strip() for index in telling if index < len(cells))


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


def chunks(part: Part, layout: Layout, size: int) -> Iterator[Chunk]:
    """The source records of a part, `size` at a time, in file order."""
    if part.grid is None:
        return
    trailer = _pattern(layout.report.trailer, layout.report.excerpt)
    header = list(layout.header)
    any_above = False
    telling = [source.index for source in layout.sources if source.to in layout.report.continues]
    explained = layout.report.explained
    lines: list[int] = []
    rows: list[list[str]] = []
    for line, cells in part.grid.records(part.first_line, part.last_line):
        if blank(cells) or cells == header or _is_trailer(cells, trailer):
            continue
        if any_above and _continues(cells, telling):
            continue
        if explained and not any_above and _explains(cells, layout):
            explained = False
            continue
        any_above = True
        if len(rows) >= size and line != lines[-1]:  # records of one line stay together
            yield _chunk(lines, rows, layout)
            lines, rows = [], []
        lines.append(line)
        rows.append(cells)
    if rows:
        yield _chunk(lines, rows, layout)
