"""Channels by the very names of the limits; a name that is nearly one of them is asked about, never taken for it.

Belongs here: comparing names of history, events and limits. Not here: what becomes of rows of other channels.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from smm_assets.allocation.refusals import InvalidHistory
from smm_assets.errors import Problem


def refuse_near_names(values: pd.Series, channels: Sequence[str], what: str) -> None:
    """Raises InvalidHistory where a name differs from one of the limits by case, blanks or its type alone."""
    known, close = set(channels), {_folded(name): name for name in channels}
    others = [name for name in _distinct(values, what) if name not in known and _folded(name) in close]
    if others:
        raise InvalidHistory([
            Problem(
                where=f"{what}, column channel",
                seen=f"{name!r}, where the limits have {close[_folded(name)]!r}",
                expected="one way to write a channel",
                cure="Write both alike",
            )
            for name in others
        ])  # fmt: skip


def _distinct(values: pd.Series, what: str) -> list[Any]:
    try:
        return [name for name in values.astype(object).unique() if not pd.isna(name)]
    except (TypeError, ValueError):
        seen = "values of several parts"
        problem = Problem(where=f"{what}, column channel", seen=seen, expected="names", cure="Write one name a row")
        raise InvalidHistory([problem]) from None


def _folded(name: Any) -> str:
    return " ".join(str(name).split()).casefold()
