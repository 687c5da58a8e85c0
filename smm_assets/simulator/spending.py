"""How much each channel spends on each day: monthly plans, weekly tests of ± 25 %, and the networks' own unevenness.

Belongs here: the plan by month and the money of a channel day in EUR. Not here: its split over ads (`delivery`).
"""

import calendar as month_lengths
from datetime import date

import numpy as np
import pandas as pd

from smm_assets.simulator.entities import Channel
from smm_assets.simulator.randomness import stream

# One block of four weeks tries each level once, in an order drawn per channel: that is what teaches the response.
WEEKLY_LEVELS = (0.75, 0.95, 1.05, 1.25)
UNEVENNESS = 0.06
PACE = {"meta": 1.01, "youtube": 1.02, "google": 1.0, "tiktok": 0.98, "vk": 1.0}


def planned(channel: Channel, month: date, as_of: date) -> int:
    """EUR the plan gives the channel in that month; months to come repeat the current one."""
    back = (as_of.year - month.year) * 12 + as_of.month - month.month
    return channel.plan[min(max(back, 0), len(channel.plan) - 1)]


def daily_spend(seed: int, channel: Channel, calendar: pd.DatetimeIndex, as_of: date) -> pd.Series:
    """EUR the channel spends on each day: near plan over every month, varied week by week inside it."""
    random = stream(seed, f"spend {channel.name}")
    weeks = calendar.isocalendar().week.to_numpy().astype(int)
    order = np.concatenate([random.permutation(WEEKLY_LEVELS) for _ in range(14)])
    wobble = np.exp(random.normal(0.0, UNEVENNESS, len(calendar)))
    shape = pd.Series(order[weeks] * wobble, index=calendar)
    for month, days in shape.groupby(calendar.to_period("M")):
        first = date.fromisoformat(f"{month}-01")
        length = month_lengths.monthrange(first.year, first.month)[1]
        money = planned(channel, first, as_of) * len(days) / length * PACE.get(channel.name, 1.0)
        shape.loc[days.index] = days * money / days.sum()
    return shape
