"""What the shop's customers would do anyway: weekdays, a slow drift, and the events of `events.csv`.

Belongs here: the multiplier of one day's demand and the events behind it. Not here: money or orders.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from smm_assets.simulator.randomness import stream

# Monday first: people buy gifts on Sunday evening and on Monday, least on Saturday.
WEEKDAYS = (1.06, 1.0, 0.98, 0.97, 0.96, 0.91, 1.12)
DRIFT_PER_DAY = 0.018
DRIFT_MEMORY = 0.97


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened or is planned; lift multiplies demand from first to last day, inclusive."""

    first: date
    last: date
    channel: str
    kind: str
    text: str
    lift: float = 1.0


def events(as_of: date) -> tuple[Event, ...]:
    """The example's events, dated relative to the morning of `as_of`."""

    def event(first: int, last: int, kind: str, text: str, *, channel: str = "", lift: float = 1.0) -> Event:
        days = (as_of + timedelta(days=first), as_of + timedelta(days=last))
        return Event(first=days[0], last=days[1], channel=channel, kind=kind, text=text, lift=lift)

    coming = "Black Friday week: 15 % off everything" if as_of.month == 11 else "Promotion week: 15 % off everything"
    return (
        event(-94, -92, "stock_out", "Best-selling mug sold out", lift=0.82),
        event(-54, -54, "creative", "Creator campaign started", channel="tiktok"),
        event(-44, -41, "promotion", "Autumn sale: 10 % off", lift=1.35),
        event(-18, -18, "price", "Shipping now free from 49 EUR"),
        event(1, 8, "promotion", coming, lift=1.5),
    )


def days_of(calendar: pd.Index) -> list[date]:
    """The days of a daily time index."""
    return [moment.date() for moment in calendar]


def demand(seed: int, calendar: pd.DatetimeIndex, as_of: date) -> pd.Series:
    """Demand of each day of the calendar, around 1."""
    noise = stream(seed, "demand").normal(0.0, DRIFT_PER_DAY, len(calendar))
    drift = np.zeros(len(calendar))
    for day in range(1, len(calendar)):
        drift[day] = DRIFT_MEMORY * drift[day - 1] + noise[day]
    level = pd.Series(np.exp(drift) * [WEEKDAYS[day.weekday()] for day in days_of(calendar)], index=calendar)
    for event in events(as_of):
        level.loc[pd.Timestamp(event.first) : pd.Timestamp(event.last)] *= event.lift
    return level
