"""Dates as handed in → days, where there is only one way to read them.

Belongs here: the days of columns and the morning of `as_of`. Not here: which rows they drop (cleaning).

A text is read in the order of ISO 8601 alone (2026-01-31): 01.02.2026 is February to some and January to others.
"""

import re
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from smm_assets.allocation.refusals import InvalidHistory, InvalidQuestion
from smm_assets.errors import Problem

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?")
DAYS = "days as 2026-01-31"
CURE = "Write year, month and day in this order"
TOLD = 3


def read_days(values: pd.Series, what: str) -> pd.Series:
    """Midnights without a time zone, each the day as written; NaT stays. Raises InvalidHistory naming what is none."""
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        values = values.dt.tz_localize(None)
    if isinstance(values.dtype, np.dtype) and values.dtype.kind == "M":
        return values.dt.normalize().astype("datetime64[ns]")
    plain = values.astype(object)
    read = {value: _day(value) for value in _unique(plain, what)}
    wrong = [value for value, day in read.items() if day is None]
    if wrong:
        seen = ", ".join(repr(value) for value in wrong[:TOLD]) + (", …" if len(wrong) > TOLD else "")
        raise InvalidHistory([
            Problem(where=f"{what}, column {values.name}", seen=f"an unreadable date: {seen}", expected=DAYS, cure=CURE)
        ])  # fmt: skip
    return pd.Series([pd.NaT if pd.isna(v) else read[v] for v in plain], index=values.index, dtype="datetime64[ns]")


def read_morning(as_of: Any) -> pd.Timestamp | None:
    """The day of `as_of`, None where it is not given. Raises InvalidQuestion for what is no day."""
    if as_of is None:
        return None
    found = _day(as_of) if np.ndim(as_of) == 0 and not _is_missing(as_of) else None
    if found is None:
        cure = f"{CURE}, or leave it out to use all days"
        raise InvalidQuestion([Problem(where="as_of", seen=repr(as_of), expected="a day as 2026-01-31", cure=cure)])
    return found


def _day(value: Any) -> pd.Timestamp | None:
    """The day of one value, None when it is none beyond doubt."""
    try:
        if isinstance(value, str):
            told = _ISO.fullmatch(value.strip())
            return None if told is None else pd.Timestamp(told[1]).as_unit("ns")
        if isinstance(value, np.datetime64):
            value = pd.Timestamp(value)
        if isinstance(value, datetime):
            value = value.date()
        return pd.Timestamp(value).as_unit("ns") if isinstance(value, date) else None
    except ValueError:  # no such day, or too far from ours to be counted in nanoseconds
        return None


def _unique(values: pd.Series, what: str) -> list[Any]:
    try:
        return [value for value in values.unique() if not _is_missing(value)]
    except TypeError:
        raise InvalidHistory([
            Problem(where=f"{what}, column {values.name}", seen="values of several parts", expected=DAYS, cure=CURE)
        ]) from None  # fmt: skip


def _is_missing(value: Any) -> bool:
    return bool(np.ndim(value) == 0 and pd.isna(value))
