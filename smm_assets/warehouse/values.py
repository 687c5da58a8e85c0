"""Single values of a query's rows as plain Python, whatever the engine and pandas made of them.

Belongs here: one value at a time. Not here: whole columns (`frames`).
"""

from datetime import date
from typing import Any

import pandas as pd


def day_of(value: Any) -> date:
    """A calendar day told as day, moment or ISO text."""
    return pd.Timestamp(value).date()


def day_or_none(value: Any) -> date | None:
    """The same, None where it is unknown."""
    return None if value is None or pd.isna(value) else day_of(value)
