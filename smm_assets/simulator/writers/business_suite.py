"""Meta Business Suite result charts: one daily metric of a page or a profile per file.

Belongs here: the sep= line, the title, UTF-16 and the blank last line. Not here: ads (`meta`).
"""

import pandas as pd

from smm_assets.simulator.writers.delimited import every_cell_quoted

TITLES = {"facebook_reach": "Facebook reach", "instagram_follows": "Instagram follows", "instagram_views": "Views"}


def write_business_suite_csv(frame: pd.DataFrame, title: str) -> bytes:
    """Rows have date and value. UTF-16 little endian with byte order mark, every cell in quotes."""
    rows = [
        (f"{day.isoformat()}T00:00:00", str(value)) for day, value in zip(frame["date"], frame["value"], strict=True)
    ]
    text = f'sep=,\n"{title}"\n' + every_cell_quoted([("Date", "Primary"), *rows]) + "\n"
    return b"\xff\xfe" + text.encode("utf-16-le")
