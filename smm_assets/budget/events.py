"""What happened (events.csv): promotions, holidays, stock-outs, tracking faults.

Belongs here: what an event line must hold. Not here: what events do to a recommendation (`allocation`).
"""

from collections.abc import Collection
from pathlib import Path

from smm_assets.budget.cells import Cells
from smm_assets.budget.plan import Row
from smm_assets.budget.sheet import Table, check_header, find, read_table
from smm_assets.errors import Problem

KINDS = ("promotion", "holiday", "stock_out", "tracking", "creative", "price", "note")
COLUMNS = ("from", "to", "channel", "kind", "text")


def read_events(folder: Path, channels: Collection[str], problems: list[Problem]) -> list[Row]:
    """Rows of seed_event in order of the file; `to` blank means one day. What is wrong goes to `problems`."""
    path = find(folder, "events", problems)
    table = read_table(path, problems) if path else Table(file="events.csv")
    if not check_header(table, COLUMNS, ("from", "kind"), problems):
        return []
    rows: list[Row] = []
    for line in table.lines:
        cells = Cells(line, problems)
        start = cells.day("from", needed=True)
        end = cells.day("to") or start
        if start is not None and end is not None and end < start:
            cells.wrong("to", f"{end} lies before {start}", "the last day", "Swap the two days")
        rows.append(
            {
                "event_line": line.number,
                "date_from": start,
                "date_to": end,
                "channel": cells.choice("channel", channels),
                "kind": cells.choice("kind", KINDS, needed=True),
                "text": cells.text("text"),
            }
        )
    return rows
