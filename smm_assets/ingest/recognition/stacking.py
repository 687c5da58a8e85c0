"""Files that hold several tables, one below the other: whether a file may, where each begins, what it is called.

Belongs here: cutting such a file into its tables. Not here: what each table is (`detect`, `examine`).
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from smm_assets.ingest.files.grid import Grid, Record
from smm_assets.ingest.recognition.detect import RECOGNISED, Candidate
from smm_assets.ingest.text.months import months
from smm_assets.ingest.text.plain import blank

_DAY_AND_MONTH = re.compile(r"^\d{1,2}\.([^\W\d_]{3,9})\.?$")


def is_stacked(best: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether the file may hold several tables: its best report says so, or another that is found on another line."""
    others = (item for item in found if item.score >= RECOGNISED and item.record != best.record)
    return best.report.stacked or any(item.report.stacked for item in others)


def tables(grid: Grid) -> Iterator[list[Record]]:
    """Records between blank lines; comments that stand alone belong to what follows them."""
    comments: list[Record] = []
    for is_blank, group in itertools.groupby(grid.records(), key=lambda record: blank(record[1])):
        records = [] if is_blank else list(group)
        if all(cells[0].lstrip().startswith("#") for _, cells in records):
            comments += records
        else:
            yield comments + records
            comments = []


def own_title(first: Sequence[str], header: Sequence[str]) -> str:
    """The text of a first line that holds one and nothing else; below comments the names of the columns."""
    texts = [cell.strip() for cell in first if cell.strip()]
    if texts[0].startswith("#"):
        return ", ".join(cell.strip() for cell in header if cell.strip())[:80]
    return texts[0] if len(texts) == 1 else ""


def dates_for_shares(records: Iterable[Record]) -> str:
    """Why a file of small tables is spoiled as a whole: a spreadsheet program made days of its shares; "" if not."""
    for line, cells in records:
        for cell in cells:
            found = _DAY_AND_MONTH.match(cell.strip().casefold())
            if found and found.group(1) in months():
                return f"a spreadsheet program turned decimals into dates: line {line} holds '{cell.strip()}'"
    return ""
