"""What events.csv says of the days a decision is made from, as `allocation.recommend` takes it.

Belongs here: days with the same words become one event. Not here: what events do to the evidence (`allocation`).
"""

from datetime import timedelta
from typing import Any

import pandas as pd

FAULTS = ("tracking", "stock_out")  # a day has one event; these come before promotions
EVENT_COLUMNS = ("from", "to", "kind", "channel", "text")


def declared(history: pd.DataFrame) -> pd.DataFrame:
    """Events of a history with channel, date, event_kind and event. One that all channels with that day share, but
    for those with a fault, is one event without a channel, so that it counts as a movement of demand."""
    told = history[history["event_kind"].notna()]
    if told.empty:
        return pd.DataFrame(columns=list(EVENT_COLUMNS))
    present = history.groupby("date")["channel"].nunique()
    faulty = told[told["event_kind"].isin(FAULTS)].groupby("date")["channel"].nunique()
    rows = []
    for (day, kind, text), group in told.groupby(["date", "event_kind", told["event"].fillna("")], sort=True):
        others = 0 if kind in FAULTS else faulty.get(day, 0)
        shared = group["channel"].nunique() + others == present.get(day)
        rows += [(day, kind, name, text) for name in ([None] if shared else group["channel"])]
    return _runs(pd.DataFrame(rows, columns=["date", "kind", "channel", "text"]))


def _runs(days: pd.DataFrame) -> pd.DataFrame:
    """One row per run of days that follow each other."""
    runs: list[list[Any]] = []
    for (kind, channel, text), group in days.groupby(["kind", days["channel"].fillna(""), "text"], sort=True):
        for day in sorted(group["date"]):
            if runs and runs[-1][2:] == [kind, channel or None, text] and day - runs[-1][1] == timedelta(days=1):
                runs[-1][1] = day
            else:
                runs.append([day, day, kind, channel or None, text])
    return pd.DataFrame(runs, columns=list(EVENT_COLUMNS)).sort_values(["from", "kind"], kind="stable")
