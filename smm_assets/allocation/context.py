"""The context as handed in: organic sessions and orders by day.

Belongs here: refusing what cannot be read. Not here: what sessions and orders say (demand, diagnostics).
"""

from typing import Any

import pandas as pd

from smm_assets.allocation.cleaning import read_numbers, read_table
from smm_assets.allocation.days import read_days

COLUMNS = ("organic_sessions", "orders")


def read_context(context: Any) -> pd.DataFrame | None:
    """Days and the known columns as numbers; None where none is given. Raises InvalidHistory."""
    if context is None:
        return None
    table = read_table(context, "context", ("date",))
    days = read_days(table["date"], "context").to_numpy()
    found = {name: read_numbers(table[name], "context") for name in COLUMNS if name in table.columns}
    return pd.DataFrame({"date": days, **found})


def unused(context: pd.DataFrame | None) -> list[str]:
    """What is said of a context that brings nothing."""
    if context is None or set(COLUMNS) & set(context.columns):
        return []
    return [f"the context has none of {', '.join(COLUMNS)}: it was not used"]
