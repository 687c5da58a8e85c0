"""Declared events (events.csv): which days are no evidence, and which are lifted by a promotion or a holiday.

Belongs here: reading the events, the days and channels they touch, how they are quoted. Not here: how much a lift is
(demand), and silences nobody declared (outages).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from smm_assets.allocation.cleaning import Panel, read_table
from smm_assets.allocation.days import read_days
from smm_assets.allocation.names import refuse_near_names
from smm_assets.allocation.refusals import InvalidHistory
from smm_assets.errors import Problem
from smm_assets.report.words import full_day

UNFIT = {"tracking": "tracking was broken", "stock_out": "there was nothing to sell"}
LIFTED = {"promotion": "a promotion", "holiday": "a holiday"}


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event inside the history. column: its channel's column, None for all; days: (days,) bool."""

    kind: str
    text: str
    column: int | None
    days: np.ndarray

    def quote(self, dates: pd.DatetimeIndex) -> str:
        """What happened and when, in the user's own words where there are any."""
        first, last = (full_day(dates[i]) for i in np.flatnonzero(self.days)[[0, -1]])
        when = f"on {first}" if first == last else f"from {first} to {last}"
        what = UNFIT.get(self.kind) or LIFTED[self.kind]
        return f"{what} {when}" + (f" ({self.text})" if self.text else "")


def read_events(events: pd.DataFrame | None, panel: Panel) -> list[Event]:
    """Events that touch the panel's days and channels, oldest first; other kinds say nothing here.

    events: from, to (inclusive; missing: one day), kind, and channel (missing: all) and text where given.
    """
    if events is None:
        return []
    events = read_table(events, "events", ("from", "kind"))
    if "channel" in events.columns:
        refuse_near_names(events["channel"], panel.channels, "events", names_all=False)
    starts = read_days(events["from"], "events")
    ends = read_days(events["to"], "events").fillna(starts) if "to" in events.columns else starts
    _refuse_turned_round(starts, ends)
    if not len(panel.days):
        return []
    found = []
    for row, start, end in zip(events.to_dict("records"), starts, ends, strict=True):
        days = np.asarray((panel.days >= start) & (panel.days <= end))
        column = _column(row.get("channel"), panel.channels)
        if str(row["kind"]) in UNFIT | LIFTED and days.any() and column != -1:
            found.append(Event(kind=row["kind"], text=_text(row.get("text")), column=column, days=days))
    return sorted(found, key=lambda event: (int(np.argmax(event.days)), event.kind, event.text))


def _refuse_turned_round(starts: pd.Series, ends: pd.Series) -> None:
    wrong = np.flatnonzero((ends < starts).to_numpy())
    if len(wrong):
        first, last = (days.iloc[wrong[0]].date() for days in (starts, ends))
        seen, cure = f"from {first} to {last} in row {wrong[0] + 1}", "Swap the two"
        raise InvalidHistory([Problem(where="events", seen=seen, expected="the earlier day first", cure=cure)])


def unfit(events: Sequence[Event], panel: Panel) -> np.ndarray:
    """Days that are no evidence, (days, channels) bool: faults, and promotions of a single channel."""
    mask = np.zeros(panel.spend.shape, dtype=bool)
    for event in events:
        if event.kind in UNFIT or event.column is not None:
            mask[event.days, slice(None) if event.column is None else event.column] = True
    return mask


def lifted(events: Sequence[Event], count: int) -> np.ndarray:
    """Days of events that lift all channels, one column each, (count, events) 0/1."""
    columns = [event.days.astype(float) for event in events if event.kind in LIFTED and event.column is None]
    return np.column_stack(columns) if columns else np.zeros((count, 0))


def quotes(events: Sequence[Event], panel: Panel, column: int) -> str:
    """What the events did to the evidence of one channel, as one sentence; empty when nothing."""
    own = [event for event in events if event.column in (None, column)]
    gone = [event.quote(panel.days) for event in own if event.kind in UNFIT or event.column is not None]
    up = [event.quote(panel.days) for event in own if event.kind in LIFTED and event.column is None]
    parts = []
    if gone:
        parts.append(f"Days left out: {_shortened(gone)}.")
    if up:
        parts.append(f"Taken into account: {_shortened(up)}.")
    return " ".join(parts)


def _shortened(said: list[str]) -> str:
    more = f"; and {len(said) - 3} more" if len(said) > 3 else ""
    return "; ".join(said[-3:]) + more


def _column(channel: Any, channels: Sequence[str]) -> int | None:
    """None for all channels, -1 for one that is not decided about."""
    if channel is None or channel is pd.NaT or channel != channel or channel == "":
        return None
    return channels.index(channel) if channel in channels else -1


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()
