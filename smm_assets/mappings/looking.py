"""Where the table of an export nobody described begins and ends: its header, its rows, its totals, what follows it.

Belongs here: finding those in a file the engine does not recognise. Not here: what its columns hold (`holding`) or mean
(`meaning`).
"""

import csv
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from smm_assets.errors import UsageError
from smm_assets.ingest.contract import Preamble, Report
from smm_assets.ingest.files.containers import Opened, open_bytes
from smm_assets.ingest.files.grid import Grid, Record
from smm_assets.ingest.recognition.detect import Vocabulary, vocabulary
from smm_assets.ingest.recognition.periods import read_preamble
from smm_assets.ingest.text.dates import read_day
from smm_assets.ingest.text.plain import blank, plain

MOST_ROWS = 200_000
_LOOKED_AHEAD = 20
_TOTALS = re.compile(
    r"^(grand totals?|overall totals?|totals?|итого|всего|gesamtsumme|gesamtergebnis|gesamt|summe|suma|razem|somme|"
    r"totale|toplam|合計|합계|总计|总数)(?!\w)"
)
_NUMBER = re.compile(r"^[^\w]*[\d][\d\s.,'’%]*[^\w]*$")


@dataclass(frozen=True, kw_only=True)
class Table:
    """The table found. line: of its header; rows: records below it but totals and trailer; total, trailer: how those
    begin, normalised, "" where there are none.
    """

    part: str
    grid: Grid
    line: int
    header: tuple[str, ...]
    preamble: Preamble
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    total: str = ""
    trailer: str = ""

    def column(self, index: int) -> list[str]:
        """The cells of a column, blank ones too."""
        return [row[index].strip() if index < len(row) else "" for row in self.rows]


def look(name: str, data: bytes, reports: tuple[Report, ...]) -> Table:
    """The table of a file, the longest where it holds several. Raises UsageError when there is none."""
    words = vocabulary(reports)
    found = [best for opened in open_bytes(name, data, words.familiar) if (best := _best(opened, words)) is not None]
    if not found:
        raise UsageError(
            f"no table was found in {name}: no line that names columns with rows of figures below it",
            cure="A mapping describes a table with one header line; smm inspect says what else the file may be",
        )
    return max(found, key=lambda table: len(table.rows))


def _best(opened: Opened, words: Vocabulary) -> Table | None:
    """The cut into cells whose header line looks best."""
    try:
        tried = [(found, grid) for grid in opened.grids if (found := _points(grid.sample, words)) is not None]
        if not tried:
            return None
        (_, position), grid = max(tried, key=lambda item: item[0][0])
        return _table(opened.part, grid, position)
    except csv.Error:
        return None


def _points(records: Sequence[Record], words: Vocabulary) -> tuple[float, int] | None:
    """Points and position of the line most like a header; the first of equals."""
    best: tuple[float, int] | None = None
    for position, (_, cells) in enumerate(records):
        filled = [cell.strip() for cell in cells if cell.strip()]
        if len(filled) < 2 or len({plain(cell) for cell in filled}) < len(filled) or any(map(_is_figure, filled)):
            continue
        below = _rows_below(records[position + 1 :], len(cells))
        if below:
            points = len(filled) + 2.0 * words.header_like(cells) + min(below, 5)
            best = (points, position) if best is None or points > best[0] else best
    return best


def _rows_below(records: Sequence[Record], width: int) -> int:
    """How many of the next records could be rows of figures under a header of that width."""
    found = 0
    for _, cells in itertools.islice(records, _LOOKED_AHEAD):
        filled = [cell for cell in cells if cell.strip()]
        found += len(filled) >= 2 and len(cells) <= width + 1 and any(map(_is_figure, filled))
    return found


def _is_figure(cell: str) -> bool:
    text = cell.strip()
    return bool(_NUMBER.match(text)) or read_day(text, "dmy") is not None or read_day(text, "mdy") is not None


def _table(part: str, grid: Grid, position: int) -> Table:
    line, header = grid.sample[position]
    width = len(header)
    following = (cells for at, cells in grid.records(line) if at > line and not blank(cells))
    rows = [tuple(cells) for cells in itertools.islice(following, MOST_ROWS)]
    total, trailer = "", ""
    while rows and width > 2 and _is_remark(rows[-1]):
        trailer = _begins(rows.pop())
    kept = []
    for row in rows:
        found = _TOTALS.match(plain(next((cell for cell in row if cell.strip()), "")))
        total = total or (found.group(1) if found else "")
        if not found:
            kept.append(row)
    return Table(
        part=part,
        grid=grid,
        line=line,
        header=tuple(header),
        preamble=read_preamble([cells for _, cells in grid.sample[:position]]),
        rows=tuple(kept),
        total=total,
        trailer=trailer,
    )


def _is_remark(row: Sequence[str]) -> bool:
    """A line that holds one text and no figure, such as a copyright notice."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return len(filled) == 1 and not _is_figure(filled[0]) and not _TOTALS.match(plain(filled[0]))


def _begins(row: Sequence[str]) -> str:
    """The first words of a remark, digits left out because they change."""
    text = plain(next(cell for cell in row if cell.strip()))
    return re.split(r"\d", text)[0].strip()[:20] or text[:1]
