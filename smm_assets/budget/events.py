"""What happened (events.csv): promotions, holidays, stock-outs, tracking faults.

Belongs here: what an event line must hold. Not here: what events do to a recommendation (`allocation`).
"""

from collections.abc import Collection
from pathlib import Path

from smm_assets.budget.cells import Cells
from smm_assets.budget.plan import Row
from smm_assets.budget.sheet import read_lines
from smm_assets.errors import Problem

KINDS = ("promotion", "holiday", "stock_out", "tracking", "creative", "price", "note")
COLUMNS = ("from", "to", "channel", "kind", "text", "spend_factor")


def read_events(folder: Path, channels: Collection[str], problems: list[Problem]) -> list[Row]:
    """Rows of seed_event in order of the file; `to` blank means one day. What is wrong goes to `problems`."""
    lines = read_lines(folder, "events", COLUMNS, ("from", "kind"), problems)
    return [_row(Cells(line, problems), channels) for line in lines]


def _row(cells: Cells, channels: Collection[str]) -> Row:
    start, end = cells.period("from", "to", one_day=True)
    factor = cells.amount("spend_factor")
    return {
        "event_line": cells.line.number,
        "date_from": start,
        "date_to": end,
        "channel": cells.choice("channel", channels),
        "kind": cells.choice("kind", KINDS, needed=True),
        "text": cells.text("text"),
        "spend_factor": None if factor is None else float(factor),
    }
