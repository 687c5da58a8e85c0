"""What a morning knew of the days before: the plainest forecast there is, and how much results scatter by chance.

Belongs here: these two figures per channel. Not here: the advice (`advising`) or what came of it (`dbt_like_sql`).
"""

from collections.abc import Sequence
from datetime import timedelta

import pandas as pd

from smm_assets.decisions.inputs import Inputs

LAST_WEEK_DAYS = 7
SPREAD_DAYS = 28
FEWEST_DAYS = 8  # below, a standard deviation says nothing
COLUMNS = ("objective", "channel", "last_week_result", "result_spread")


def measure(inputs: Sequence[Inputs]) -> pd.DataFrame:
    """One row per objective and channel.

    last_week_result: results per day of the last 7 known days, none older than 14: what "same as last week" forecasts.
    result_spread: standard deviation of a day's results over the last 28 known days, none older than 56; unknown below
    8. Results that were still to come are added in proportion, so that a fresh day is not taken for a bad one.
    """
    rows = [_row(one, channel) for one in inputs for channel in one.names()]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(inputs: Inputs, channel: str) -> dict[str, object]:
    own = inputs.history[(inputs.history["channel"] == channel) & inputs.history["result"].notna()]
    own = own[own["completeness"].fillna(1) > 0].sort_values("date")
    settled = (own["result"] / own["completeness"].fillna(1)).set_axis(own["date"])
    week, month = (_recent(settled, inputs, days) for days in (LAST_WEEK_DAYS, SPREAD_DAYS))
    return {
        "objective": inputs.objective,
        "channel": channel,
        "last_week_result": float(week.mean()) if len(week) else None,
        "result_spread": float(month.std(ddof=1)) if len(month) >= FEWEST_DAYS else None,
    }


def _recent(values: pd.Series, inputs: Inputs, days: int) -> pd.Series:
    """The last values, at most so many, none older than twice as many days."""
    first = inputs.as_of - timedelta(days=2 * days)
    return values[[day >= first for day in values.index]].tail(days)
