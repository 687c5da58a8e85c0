"""What the site and the pages measured themselves: sessions and sales by origin, orders, daily page metrics.

Belongs here: plain frames of GA4, the shop and Meta Business Suite. Not here: their files (`writers/`).
"""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from smm_assets.simulator.demand import days_of
from smm_assets.simulator.orders import ORGANIC_ORIGINS
from smm_assets.simulator.randomness import stream
from smm_assets.simulator.world import World

SESSIONS_PER_CLICK = 0.86
ORGANIC_SESSIONS = 620.0
FRESH_DAY = 0.96
PAGE_LEVELS = {"facebook_reach": 1450.0, "instagram_follows": 11.0, "instagram_views": 5200.0}


def site_sessions(world: World) -> pd.DataFrame:
    """Sessions by day and origin over the whole world: columns date, source, medium, sessions."""
    random = stream(world.seed, "sessions")
    parts = [_organic_sessions(random, world)]
    for channel in world.channels:
        clicks = world.delivery[world.delivery["channel"].eq(channel.name)].groupby("date")["link_clicks"].sum()
        for source, medium, share in channel.origins:
            landed = random.binomial(clicks.to_numpy(), SESSIONS_PER_CLICK * share)
            parts.append(_origin_rows(list(clicks.index), source, medium, landed))
    return pd.concat(parts, ignore_index=True)


def _organic_sessions(random: np.random.Generator, world: World) -> pd.DataFrame:
    days = days_of(world.demand.index)
    parts = []
    for source, medium, share in ORGANIC_ORIGINS:
        count = random.poisson(ORGANIC_SESSIONS * share * world.demand.to_numpy())
        parts.append(_origin_rows(days, source, medium, count))
    return pd.concat(parts, ignore_index=True)


def _origin_rows(days: list[date], source: str, medium: str, sessions: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"date": days, "source": source, "medium": medium, "sessions": sessions.astype(np.int64)})


def analytics_rows(world: World, first: date, last: date, *, exported: date) -> pd.DataFrame:
    """GA4's view: date, source, medium, sessions, users, transactions, revenue_cents (EUR).

    The day before the export is not processed fully yet. Sorted by sessions, as GA4 does.
    """
    sessions = site_sessions(world)
    seen = world.orders[world.orders["seen_by_analytics"]]
    sales = seen.groupby(["order_date", "utm_source", "utm_medium"], as_index=False).agg(
        transactions=("order_id", "count"), revenue_cents=("value_cents", "sum")
    )
    sales = sales.rename(columns={"order_date": "date", "utm_source": "source", "utm_medium": "medium"})
    rows = sessions.merge(sales, on=["date", "source", "medium"], how="outer", validate="one_to_one")
    rows = rows[rows["date"].between(first, last)].fillna({"sessions": 0, "transactions": 0, "revenue_cents": 0})
    counts = rows[["sessions", "transactions", "revenue_cents"]].astype("int64")
    fresh = rows["date"].eq(exported - timedelta(days=1))
    counts["sessions"] = counts["sessions"].where(~fresh, (counts["sessions"] * FRESH_DAY).astype("int64"))
    counts["sessions"] = counts[["sessions", "transactions"]].max(axis=1)
    users = (counts["sessions"] * 0.88).round().astype("int64")
    rows = rows.assign(**counts, users=users)
    return rows.sort_values(["sessions", "date", "source", "medium"], ascending=[False, True, True, True])


def order_rows(world: World, first: date, last: date) -> pd.DataFrame:
    """The shop's order list: one row per order of the period, in order of number."""
    return world.orders[world.orders["order_date"].between(first, last)].reset_index(drop=True)


def page_metric(world: World, metric: str, first: date, last: date) -> pd.DataFrame:
    """One page metric by day: columns date, value. metric: a key of PAGE_LEVELS."""
    demand = world.demand.loc[pd.Timestamp(first) : pd.Timestamp(last)]
    random = stream(world.seed, f"page {metric}")
    value = random.poisson(PAGE_LEVELS[metric] * demand.to_numpy() * np.exp(random.normal(0.0, 0.12, len(demand))))
    return pd.DataFrame({"date": days_of(demand.index), "value": value})
