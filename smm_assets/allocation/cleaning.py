"""History as given → one panel of days × channels in which unknown is unknown.

Belongs here: reading columns, refusing what cannot be read, dropping rows that say nothing, noting both.
Not here: typing errors in spend (typos), what the numbers mean (demand, posterior).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from smm_assets.allocation.days import read_days, read_morning
from smm_assets.allocation.names import refuse_near_names
from smm_assets.allocation.refusals import InvalidHistory
from smm_assets.errors import Problem

LONGEST = 1095  # days; older history says little about next week and only costs time
LARGEST = 1e15  # beyond, sums and squares of sums lose their meaning
SMALLEST = 1e-9  # below, a number is what was left of 0 in floating point
COLUMNS = ("date", "channel", "spend", "result")


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Days × channels. `spend` and `result` are NaN where unknown; `weight` is 0 there.

    weight: 0–1, share of the day's final result expected to be known (completeness), 0 for days not used. Results of
    days more than complete (the network will take back) are divided by their completeness; then weight is 1.
    spend is in money per day, result in the objective's unit per day; days are consecutive. dropped: rows of the
    history that are not in it, by reason.
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


def read_history(history: Any, channels: Sequence[str], as_of: Any = None) -> Panel:
    """Panel of `channels` before the morning of `as_of`.

    Rows without day or channel, of other channels, from `as_of` on, older than LONGEST days, with missing, infinite or
    negative spend or result, or with nothing of their result known yet, are left out and counted in `dropped`.
    Raises InvalidHistory for what is no table, missing columns, unreadable days, names and numbers, and two rows of one
    channel and day.
    """
    morning = read_morning(as_of)
    rows = _read_columns(history, channels)
    reasons = _reasons(rows, channels, morning)
    _refuse_duplicates(rows[reasons == ""])
    told = _too_old(rows, _worthless(rows, reasons))
    dropped = {reason: int((told == reason).sum()) for reason in REASONS}
    return _pivot(rows[told == ""], tuple(channels), dropped)


REASONS = ("no_date", "no_channel", "other_channel", "after_as_of", "missing", "negative", "immature", "too_old")


def _reasons(rows: pd.DataFrame, channels: Sequence[str], morning: pd.Timestamp | None) -> np.ndarray:
    """Why a row is not of these channels and days, "" where it is; the first of REASONS that holds."""
    late = np.zeros(len(rows), dtype=bool) if morning is None else (rows["date"] >= morning).to_numpy()
    marks = {
        "no_date": rows["date"].isna(),
        "no_channel": rows["channel"].isna(),
        "other_channel": ~rows["channel"].isin(list(channels)),
        "after_as_of": late,
    }
    return np.select([np.asarray(mark, dtype=bool) for mark in marks.values()], [*marks], default="").astype(object)


def _worthless(rows: pd.DataFrame, reasons: np.ndarray) -> np.ndarray:
    """`reasons`, and why the numbers of a row say nothing."""
    values = rows[["spend", "result"]].to_numpy(float)
    completeness = rows["completeness"].fillna(1.0).to_numpy()
    marks = {
        "missing": ~np.isfinite(values).all(axis=1) | ~np.isfinite(completeness),
        "negative": (values < 0).any(axis=1),
        "immature": completeness <= 0,
    }
    found = np.select([*marks.values()], [*marks], default="")
    return np.where(reasons == "", found, reasons)


def _too_old(rows: pd.DataFrame, reasons: np.ndarray) -> np.ndarray:
    """`reasons`, and which rows are older than the last one by more than LONGEST days."""
    last = rows.loc[reasons == "", "date"].max()  # NaT, and nothing is older, where no row is left
    old = (rows["date"] <= last - pd.Timedelta(days=LONGEST)).to_numpy()
    return np.where((reasons == "") & old, "too_old", reasons)


def _read_columns(history: Any, channels: Sequence[str]) -> pd.DataFrame:
    table = read_table(history, "history", COLUMNS)
    refuse_near_names(table["channel"], channels, "history", names_all=True)
    columns = {name: _without_noise(read_numbers(table[name], "history")) for name in ("spend", "result")}
    columns["completeness"] = (
        read_numbers(table["completeness"], "history") if "completeness" in table.columns else np.ones(len(table))
    )
    dates = read_days(table["date"], "history").to_numpy()
    return pd.DataFrame({"date": dates, "channel": table["channel"].astype("object").to_numpy(), **columns})


def read_table(table: Any, what: str, columns: Sequence[str]) -> pd.DataFrame:
    """`table` where it is a DataFrame that has these columns, once each. Raises InvalidHistory."""
    if not isinstance(table, pd.DataFrame):
        expected = f"a pandas DataFrame with the columns {', '.join(columns)}"
        raise InvalidHistory([
            Problem(where=what, seen=type(table).__name__, expected=expected, cure="Build it with pandas.DataFrame(…)")
        ])  # fmt: skip
    there = [str(name) for name in table.columns]
    missing = [name for name in columns if name not in table.columns]
    twice = [name for name in (*columns, "completeness") if there.count(name) > 1]
    said = [f"no column {', '.join(missing)}; there is {', '.join(there) or 'none'}"] if missing else []
    said += [f"more than one column {', '.join(twice)}"] if twice else []
    if said:
        cure = "Rename or add them" if missing else "Keep one"
        raise InvalidHistory([
            Problem(where=what, seen=seen, expected=f"the columns {', '.join(columns)}", cure=cure) for seen in said
        ])  # fmt: skip
    return table


def read_numbers(values: pd.Series, what: str) -> np.ndarray:
    """Floats, NaN where missing. Raises InvalidHistory for what is no number, the first of them named."""
    plain = values.astype("object")
    try:
        numbers = _as_floats(plain.where(plain.notna(), None))
    except (ValueError, TypeError, OverflowError):
        numbers = None
    if numbers is None or (np.isfinite(numbers) & (np.abs(numbers) > LARGEST)).any():
        raise InvalidHistory([
            Problem(
                where=f"{what}, column {values.name}",
                seen=f"a {values.name} that is not a number to reckon with: {_first_wrong(plain)}",
                expected=f"numbers such as 25.5, up to {LARGEST:.0e}",
                cure="Correct the row, or leave it out: a missing row is an unknown day",
            )
        ])  # fmt: skip
    return numbers


def _without_noise(numbers: np.ndarray) -> np.ndarray:
    return np.where(np.abs(numbers) < SMALLEST, 0.0, numbers)


def _as_floats(values: pd.Series) -> np.ndarray:
    if any(isinstance(value, bool | np.bool_ | complex) for value in values):
        raise TypeError
    return np.asarray(pd.to_numeric(values), dtype=float)


def _first_wrong(values: pd.Series) -> str:
    """The first value that is no number, as a person finds it."""
    for place, value in enumerate(values):
        try:
            number = 0.0 if pd.isna(value) else float(_as_floats(pd.Series([value], dtype=object))[0])
        except (ValueError, TypeError, OverflowError):
            number = None
        if number is None or LARGEST < abs(number) < np.inf:
            return f"{value!r:.40} in row {place + 1}"
    return "a value"


def _refuse_duplicates(rows: pd.DataFrame) -> None:
    twice = rows[rows.duplicated(["date", "channel"], keep="first")]
    if len(twice):
        first = twice.iloc[0]
        seen = f"{len(twice)} second rows for a channel and day, the first for {first['channel']} on "
        seen += f"{first['date'].date()}"
        cure = "Add them up where they are parts of one day, or keep the right one"
        raise InvalidHistory([
            Problem(where="history", seen=seen, expected="one row per channel and day", cure=cure)
        ])  # fmt: skip


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
    first, last = rows["date"].min(), rows["date"].max()
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
