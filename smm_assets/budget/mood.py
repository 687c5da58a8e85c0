"""What people say (mood.csv): mentions by tone, counted by any listening tool.

Belongs here: what a line of counts must hold. Not here: shares of them (`dbt_like_sql/marts`).
"""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from smm_assets.budget.cells import Cells
from smm_assets.budget.plan import Row
from smm_assets.budget.sheet import read_lines
from smm_assets.errors import Problem

COUNTS = ("positive", "neutral", "negative")
NEEDED = ("day", "channel")


def read_mood(folder: Path, channels: Collection[str], problems: list[Problem]) -> list[Row]:
    """Rows of seed_mood in order of the file; a blank count is unknown, not 0. What is wrong goes to `problems`."""
    rows: list[Row] = []
    lines: dict[tuple[dt.date, str], int] = {}
    for line in read_lines(folder, "mood", (*NEEDED, *COUNTS), NEEDED, problems, one_of=COUNTS):
        cells = Cells(line, problems)
        day, channel = cells.day("day", needed=True), cells.choice("channel", channels, needed=True)
        first = lines.setdefault((day, channel), line.number) if day and channel else line.number
        if first != line.number:
            cells.wrong("", f"{channel} on {day} stands on line {first} already", cure="Keep one line, or add them up")
        rows.append({"mood_line": line.number, "date": day, "channel": channel, **_counts(cells)})
    return rows


def _counts(cells: Cells) -> Row:
    if not any(name in cells.line.cells for name in COUNTS):
        cells.wrong("", "no count", f"at least one of {', '.join(COUNTS)}", "Enter it, or take the line out")
    return {name: cells.count(name) for name in COUNTS}
