"""LinkedIn's list of competing Pages: an XLSX sheet whose first row holds the period in two cells, month first.

Belongs here: sheet and columns. Not here: which Pages there are (`rivals`).
"""

from datetime import date

import pandas as pd

from smm_assets.simulator.writers.spreadsheet import Cell, workbook

HEADER = ("Page", "Total Followers", "New Followers", "Total post engagements", "Total posts")


def write_linkedin_competitors(frame: pd.DataFrame, first: date, last: date) -> bytes:
    """Rows as `rivals.rival_pages` gives them."""
    period: list[Cell] = [f"{day.month}/{day.day}/{day.year}" for day in (first, last)]
    columns = ["page", "followers", "new_followers", "engagements", "posts"]
    return workbook({"COMPETITORS": [period, list(HEADER), *frame[columns].to_numpy().tolist()]})
