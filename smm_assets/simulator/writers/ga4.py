"""GA4 report CSV: comment lines, then one row per day and session source / medium.

Belongs here: the comment block, columns and line ends. Not here: sessions and sales themselves (`site`).
"""

from datetime import date
from decimal import Decimal

import pandas as pd

from smm_assets.simulator.writers.delimited import Row, plain, table

HEADER = ("Date", "Session source / medium", "Sessions", "Total users", "Key events", "Transactions", "Total revenue")
RULE = "# ----------------------------------------"


def write_ga4_csv(frame: pd.DataFrame, first: date, last: date, *, account: str = "Example shop") -> bytes:
    """Rows have date, source, medium, sessions, users, transactions, revenue_cents. UTF-8, CRLF, no currency."""
    preamble = [
        RULE,
        "# Report CSV Export",
        f"# Account: {account}",
        f"# Property: {account} - GA4",
        RULE,
        "#  ",
        "# All Users",
        f"# Start date: {first:%Y%m%d}",
        f"# End date: {last:%Y%m%d}",
    ]
    rows = [list(HEADER), *(_row(row) for row in frame.to_dict("records"))]
    text = "".join(line + "\r\n" for line in preamble) + table(rows, line_end="\r\n")
    return text.encode("utf-8")


def _row(values: Row) -> list[str]:
    counts = [str(values[name]) for name in ("sessions", "users", "transactions", "transactions")]
    day, origin = values["date"].strftime("%Y%m%d"), f"{values['source']} / {values['medium']}"
    return [day, origin, *counts, plain(Decimal(int(values["revenue_cents"])) / 100)]
