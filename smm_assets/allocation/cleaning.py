"""History as given → one panel of days × channels in which unknown is unknown.

Belongs here: reading columns, refusing what cannot be read, dropping rows that say nothing, noting both.
Not here: typing errors in spend (typos), what the numbers mean (demand, posterior).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from smm_assets.errors import SmmError

LONGEST = 1095  # days; older history says little about next week and only costs time


class InvalidHistory(SmmError, ValueError):
    """The history cannot be read as days of spend and results."""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Days × channels. `spend` and `result` are NaN where unknown; `weight` is 0 there.

    weight: 0–1, share of the day's final result expected to be known (completeness), 0 for days not used. Results of
    days more than complete (the network will take back) are divided by their completeness; then weight is 1.
    spend is in money per day, result in the objective's unit per day; days are consecutive.
    """

    days: pd.DatetimeIndex
    channels: tuple[str, ...]
    spend: np.ndarray
    result: np.ndarray
    weight: np.ndarray
    dropped: dict[str, int]

    @property
    def known(self) -> np.ndarray:
        """Days used per cell, shape (days, channels), bool."""
        return self.weight > 0

    def take(self, columns: Sequence[int]) -> "Panel":
        """The same days of some channels, in another order."""
        rows = list(columns)
        return replace(
            self,
            channels=tuple(self.channels[c] for c in rows),
            spend=self.spend[:, rows],
            result=self.result[:, rows],
            weight=self.weight[:, rows],
        )


def read_history(history: pd.DataFrame, channels: Sequence[str], as_of: Any = None) -> Panel:
    """Panel of `channels` before the morning of `as_of`.

    Rows with missing, infinite or negative spend or result are unknown days and are counted in `dropped`.
    Raises InvalidHistory for missing columns, unreadable dates or numbers, and two rows of one channel and day.
    """
    rows = _read_columns(history)
    rows = rows[rows["channel"].isin(list(channels))]
    if as_of is not None:
        rows = rows[rows["date"] < _morning(as_of)]
    _refuse_duplicates(rows)
    usable, dropped = _drop_unknown(rows)
    return _pivot(usable, tuple(channels), dropped)


def _read_columns(history: pd.DataFrame) -> pd.DataFrame:
    missing = [name for name in ("date", "channel", "spend", "result") if name not in history.columns]
    if missing:
        raise InvalidHistory(
            f"history has no column {', '.join(missing)}", cure="It needs date, channel, spend and result"
        )
    completeness = history["completeness"] if "completeness" in history.columns else None
    rows = pd.DataFrame(
        {
            "date": read_days(history["date"], "history").to_numpy(),
            "channel": history["channel"].astype("object").to_numpy(),
            "spend": _numbers(history["spend"], "spend"),
            "result": _numbers(history["result"], "result"),
            "completeness": 1.0 if completeness is None else _numbers(completeness, "completeness"),
        }
    )
    return rows[rows["date"].notna()]


def read_days(values: pd.Series, what: str) -> pd.Series:
    """Midnights without a time zone; NaT stays."""
    try:
        days = pd.to_datetime(values)
    except (ValueError, TypeError) as error:
        raise InvalidHistory(f"{what} has an unreadable date: {error}", cure="Write dates as 2026-01-31") from error
    if getattr(days.dt, "tz", None) is not None:
        days = days.dt.tz_localize(None)
    return days.dt.normalize().astype("datetime64[ns]")


def _morning(as_of: Any) -> pd.Timestamp:
    moment = pd.Timestamp(as_of)
    return moment.tz_localize(None).normalize() if moment.tzinfo else moment.normalize()


def _numbers(values: pd.Series, what: str) -> np.ndarray:
    try:
        return np.asarray(pd.to_numeric(values.astype("object")), dtype=float)
    except (ValueError, TypeError) as error:
        raise InvalidHistory(f"history has a {what} that is not a number: {error}", cure="Correct the row") from error


def _refuse_duplicates(rows: pd.DataFrame) -> None:
    twice = rows[rows.duplicated(["date", "channel"], keep="first")]
    if len(twice):
        first = twice.iloc[0]
        raise InvalidHistory(
            f"history has {len(twice)} second rows for a channel and day, the first for {first['channel']} "
            f"on {first['date'].date()}",
            cure="Give one row per channel and day",
        )


def _drop_unknown(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    values = rows[["spend", "result"]].to_numpy(float)
    missing = ~np.isfinite(values).all(axis=1)
    negative = ~missing & (values < 0).any(axis=1)
    immature = rows["completeness"].fillna(1.0).to_numpy() <= 0
    dropped = {"missing": int(missing.sum()), "negative": int(negative.sum()), "immature": int(immature.sum())}
    return rows[~(missing | negative | immature)], dropped


def _pivot(rows: pd.DataFrame, channels: tuple[str, ...], dropped: dict[str, int]) -> Panel:
    if rows.empty:
        shape: tuple[int, int] = (0, len(channels))
        return Panel(
            days=pd.DatetimeIndex([]),
            channels=channels,
            spend=np.empty(shape),
            result=np.empty(shape),
            weight=np.empty(shape),
            dropped=dropped,
        )
    last = rows["date"].max()
    rows = rows[rows["date"] > last - pd.Timedelta(days=LONGEST)]
    first = rows["date"].min()
    days = pd.date_range(first, last, freq="D")
    day = ((rows["date"] - first).dt.days).to_numpy()
    column = rows["channel"].map({name: i for i, name in enumerate(channels)}).to_numpy(int)
    spend = np.full((len(days), len(channels)), np.nan)
    result, weight = spend.copy(), np.zeros_like(spend)
    spend[day, column] = rows["spend"].to_numpy()
    completeness = rows["completeness"].fillna(1.0).to_numpy()
    result[day, column] = rows["result"].to_numpy() / np.maximum(completeness, 1.0)
    weight[day, column] = np.clip(completeness, 0.0, 1.0)
    return Panel(days=days, channels=channels, spend=spend, result=result, weight=weight, dropped=dropped)
