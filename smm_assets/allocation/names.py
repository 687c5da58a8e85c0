"""Channels by the very names of the limits; a name that is nearly one of them is asked about, never taken for it.

Belongs here: comparing names of history, events and limits. Not here: what becomes of rows of other channels.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from smm_assets.allocation.refusals import InvalidHistory
from smm_assets.errors import Problem


def refuse_near_names(values: pd.Series, channels: Sequence[str], what: str, *, names_all: bool) -> None:
    """Raises InvalidHistory where a name differs from one of the limits by case, blanks or its type alone.

    Names that are alike but each stand on both sides are different channels. names_all: whether every channel of the
    limits is to be expected among the values.
    """
    there = _distinct(values, what)
    others = {_folded(name): name for name in there if name not in set(channels)}
    lone = {_folded(name): name for name in channels if names_all and name not in set(there)}
    limits, given = ({_folded(name): name for name in names} for names in (channels, there))
    pairs = [(name, limits[key]) for key, name in others.items() if key in limits]
    pairs += [(given[key], name) for key, name in lone.items() if key in given and key not in others]
    if pairs:
        raise InvalidHistory([
            Problem(
                where=f"{what}, column channel",
                seen=f"{name!r}, where the limits have {known!r}",
                expected="one way to write a channel",
                cure="Write both alike",
            )
            for name, known in pairs
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
