"""Exports that hold no table because nothing was delivered: the lines above a table, then nothing.

Belongs here: recognising them and saying so. Not here: tables with a header and no rows (`damage`).
"""

import re
from collections.abc import Sequence

from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Preamble, Report
from smm_assets.ingest.files.grid import Record
from smm_assets.ingest.recognition.detect import Vocabulary
from smm_assets.ingest.recognition.periods import preamble_line
from smm_assets.ingest.text.plain import blank, plain

MOST_LINES = 12
MOST_CELLS = 4


def without_table(records: Sequence[Record], words: Vocabulary) -> Report | None:
    """The report whose lines above a table these are, where no table follows."""
    lines = [cells for _, cells in records if not blank(cells)]
    if not lines or len(lines) > MOST_LINES or any(_row_of_a_table(cells) for cells in lines):
        return None
    first = plain(preamble_line(lines[0]))
    silent = (report for report in words.reports if report.no_delivery and re.search(report.no_delivery, first))
    return next(silent, None)


def _row_of_a_table(cells: Sequence[str]) -> bool:
    """Whether this is more than a sentence, even one that was cut at its commas or not cut at its tabs."""
    return sum(bool(cell.strip()) for cell in cells) > MOST_CELLS or any("\t" in cell.strip() for cell in cells)


def nothing_delivered(report: Report, preamble: Preamble) -> FileRefused:
    """What is said of such an export; its period where its lines state one."""
    days = f" from {preamble.period[0]} to {preamble.period[1]}" if preamble.period else ""
    return FileRefused(
        f"{report.title}: the export says that nothing was delivered{days}: it has no table",
        cure="Nothing needs to be done; if ads did run, check account and dates and export again",
        status="empty",
    )
